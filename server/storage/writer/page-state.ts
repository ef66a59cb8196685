/** All that the store derives from the content of a page, so that a change of it is a difference. */
import type { Document } from '../../../schema/model/documents/kinds.ts';
import { searchTerms } from '../../../schema/model/documents/search-terms.ts';
import type { UniqueKey } from '../../../schema/model/documents/unique-keys.ts';
import { uniqueKeys, uniqueKeyText } from '../../../schema/model/documents/unique-keys.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { usageOf } from '../../../schema/model/entity-usage.ts';
import { allStatements } from '../../../schema/model/entity.ts';
import type { PageTerms } from '../records/sqlite/terms.ts';
import { weightOf } from '../records/sqlite/terms.ts';
import { dependenciesOf } from './dependencies.ts';

export interface PageState {
  /** `undefined` for a page that does not exist or is deleted. */
  readonly document: Document | undefined;
  readonly siteLinks: number;
  readonly statements: number;
  /** By their text. */
  readonly keys: ReadonlyMap<string, UniqueKey>;
  readonly terms: PageTerms;
  readonly dependencies: ReadonlySet<string>;
  readonly mentions: ReadonlySet<EntityId>;
}

export const NO_STATE: PageState = {
  document: undefined,
  siteLinks: 0,
  statements: 0,
  keys: new Map(),
  terms: { terms: [], weight: 0 },
  dependencies: new Set(),
  mentions: new Set(),
};

export function pageState(document: Document | undefined): PageState {
  if (document === undefined) return NO_STATE;
  const siteLinks = document.type === 'item' ? document.siteLinks.size : 0;
  const statements = 'statements' in document ? allStatements(document).length : 0;
  return {
    document,
    siteLinks,
    statements,
    keys: new Map(uniqueKeys(document).map((key) => [uniqueKeyText(key), key])),
    terms: { terms: searchTerms(document), weight: weightOf(siteLinks, statements) },
    dependencies: dependenciesOf(document),
    mentions: mentionsOf(document),
  };
}

/** What a page uses of others it mentions. */
export function mentionsOf(document: Document): ReadonlySet<EntityId> {
  return new Set(usageOf(document).keys());
}
