/**
 * The registry of document kinds: everything on the wiki that has a page and a history.
 *
 * All kinds share one revision log, history, diff, rights and change stream. A later kind is a row
 * in this table, never a store of its own.
 */
import type { Entity, EntityRedirect } from '../entity.ts';
import type { SiteSettings } from './site-settings.ts';
import type { TextPage, TextPageKind } from './text-pages.ts';

export type EntityKind = 'item' | 'property' | 'lexeme';
export type DocumentKind = EntityKind | TextPageKind | 'site-settings';

/** The current content of a page, whatever its kind. */
export type Document = Entity | EntityRedirect | TextPage | SiteSettings;

export interface DocumentKindEntry {
  readonly kind: DocumentKind;
  /** Prefix of the ids of this kind: `Q`, `Rule:` … */
  readonly prefix: string;
  /** Ids are numbers that the store allots, not titles that people choose. */
  readonly numbered: boolean;
  /** MediaWiki's name of the content, as the APIs and streams give it. */
  readonly contentModel: string;
}

export const documentKinds: readonly DocumentKindEntry[] = [
  { kind: 'item', prefix: 'Q', numbered: true, contentModel: 'wikibase-item' },
  { kind: 'property', prefix: 'P', numbered: true, contentModel: 'wikibase-property' },
  { kind: 'lexeme', prefix: 'L', numbered: true, contentModel: 'wikibase-lexeme' },
  { kind: 'entity-schema', prefix: 'E', numbered: true, contentModel: 'EntitySchema' },
  { kind: 'rule', prefix: 'Rule:', numbered: false, contentModel: 'sabir-rule' },
  { kind: 'talk', prefix: 'Talk:', numbered: false, contentModel: 'sabir-talk' },
  { kind: 'user-page', prefix: 'User:', numbered: false, contentModel: 'sabir-user-page' },
  { kind: 'saved-query', prefix: 'Query:', numbered: false, contentModel: 'sabir-query' },
  { kind: 'interface-message', prefix: 'Message:', numbered: false, contentModel: 'sabir-message' },
  { kind: 'site-settings', prefix: 'Site:', numbered: false, contentModel: 'sabir-settings' },
];

/** The kind whose ids look like `id`; `undefined` where none does. */
export function kindOfId(id: string): DocumentKind | undefined {
  return documentKinds.find(({ prefix, numbered }) =>
    numbered ? id.startsWith(prefix) && /^[1-9]\d{0,9}$/.test(id.slice(1)) : titleAfter(id, prefix),
  )?.kind;
}

function titleAfter(id: string, prefix: string): boolean {
  return id.startsWith(prefix) && id.length > prefix.length;
}
