/**
 * The registry of document kinds: everything on the wiki that has a page and a history.
 *
 * All kinds share one revision log, history, diff, rights and change stream. A later kind is a row
 * in this table, never a store of its own.
 */
import { failed, failure, type Result } from '../../failures.ts';
import type { Datatype } from '../../datatypes.ts';
import type { Differ } from '../diff/differ.ts';
import { itemDiffer, lexemeDiffer, propertyDiffer } from '../diff/entity-differs.ts';
import { siteSettingsDiffer, textPageDiffer } from '../diff/page-differs.ts';
import {
  emptyItem,
  emptyLexeme,
  emptyProperty,
  type Entity,
  type EntityRedirect,
} from '../entity.ts';
import { entityTypeOf, type ItemId, type LexemeId, type PropertyId } from '../entity-id.ts';
import { readEntity } from '../json/read-entity.ts';
import type { ReadOptions } from '../json/reading.ts';
import { entityFromStored, storedEntity } from '../stored-entity.ts';
import { defaultSiteSettings, type SiteSettings } from './site-settings.ts';
import {
  readSiteSettings,
  siteSettingsFromStored,
  siteSettingsJson,
} from './site-settings-json.ts';
import { readTextPage, storedTextPage, type TextPage, type TextPageKind } from './text-pages.ts';

export type EntityKind = 'item' | 'property' | 'lexeme';
export type DocumentKind = EntityKind | TextPageKind | 'site-settings';

/** The current content of a page, whatever its kind. */
export type Document = Entity | EntityRedirect | TextPage | SiteSettings;

/** The methods take documents of the entry's own kind only. */
export interface DocumentKindEntry {
  readonly kind: DocumentKind;
  /** Prefix of the ids of this kind: `Q`, `Rule:` … */
  readonly prefix: string;
  /** Ids are numbers that the store allots, not titles that people choose. */
  readonly numbered: boolean;
  /** MediaWiki's name of the content, as the APIs and streams give it. */
  readonly contentModel: string;
  /** Reads foreign JSON. */
  read(json: unknown, options?: ReadOptions): Result<Document>;
  /** The plain data of stored JSON, always with the same members in the same order. */
  toStored(document: Document): object;
  /** The inverse of `toStored`; what it is given is trusted. */
  fromStored(json: unknown): Document;
  /** Finds and makes the changes of a page's parts. */
  readonly differ: Differ<Document, object>;
  /** A page with all parts empty, even those that every real page has. */
  blank(id: string): Document;
}

function entityKind(
  kind: EntityKind,
  prefix: string,
  differ: DocumentKindEntry['differ'],
  blank: DocumentKindEntry['blank'],
): DocumentKindEntry {
  return {
    kind,
    prefix,
    numbered: true,
    contentModel: `wikibase-${kind}`,
    read(json, options) {
      const result = readEntity(json, options);
      return result.ok && kindOf(result.value) !== kind
        ? failed(failure('entity-type-mismatch', { id: result.value.id, expected: kind }))
        : result;
    },
    toStored: (document) => storedEntity(document as Entity | EntityRedirect),
    fromStored: entityFromStored,
    differ,
    blank,
  };
}

function textKind(
  kind: TextPageKind,
  prefix: string,
  contentModel: string,
  numbered = false,
): DocumentKindEntry {
  return {
    kind,
    prefix,
    numbered,
    contentModel,
    read: (json) => readTextPage(json, kind),
    toStored: (document) => storedTextPage(document as TextPage),
    fromStored: (json) => json as TextPage,
    differ: textPageDiffer,
    blank: (id) => ({ type: kind, id, text: '' }),
  };
}

/** Stands in a blank page for a part that no real page is without. */
const ABSENT: unknown = undefined;

export const documentKinds: readonly DocumentKindEntry[] = [
  entityKind('item', 'Q', itemDiffer, (id) => emptyItem(id as ItemId)),
  entityKind('property', 'P', propertyDiffer, (id) =>
    emptyProperty(id as PropertyId, ABSENT as Datatype),
  ),
  entityKind('lexeme', 'L', lexemeDiffer, (id) =>
    emptyLexeme(id as LexemeId, ABSENT as ItemId, ABSENT as ItemId),
  ),
  textKind('entity-schema', 'E', 'EntitySchema', true),
  textKind('rule', 'Rule:', 'sabir-rule'),
  textKind('talk', 'Talk:', 'sabir-talk'),
  textKind('user-page', 'User:', 'sabir-user-page'),
  textKind('saved-query', 'Query:', 'sabir-query'),
  textKind('interface-message', 'Message:', 'sabir-message'),
  {
    kind: 'site-settings',
    prefix: 'Site:',
    numbered: false,
    contentModel: 'sabir-settings',
    read: readSiteSettings,
    toStored: (document) => siteSettingsJson(document as SiteSettings),
    fromStored: siteSettingsFromStored,
    differ: siteSettingsDiffer,
    blank: () => defaultSiteSettings,
  },
];

const entries = new Map(documentKinds.map((entry) => [entry.kind, entry]));

export function documentKind(kind: DocumentKind): DocumentKindEntry {
  const entry = entries.get(kind);
  if (entry === undefined) throw new Error(`There is no kind of document called ${kind}.`);
  return entry;
}

/** The kind of a document; a redirect is of the kind of what it redirects. */
export function kindOf(document: Document): DocumentKind {
  return document.type === 'redirect' ? (entityTypeOf(document.id) as EntityKind) : document.type;
}

/** The kind whose ids look like `id`; `undefined` where none does. */
export function kindOfId(id: string): DocumentKind | undefined {
  return documentKinds.find(({ prefix, numbered }) =>
    numbered ? id.startsWith(prefix) && /^[1-9]\d{0,9}$/.test(id.slice(1)) : titleAfter(id, prefix),
  )?.kind;
}

function titleAfter(id: string, prefix: string): boolean {
  return id.startsWith(prefix) && id.length > prefix.length;
}
