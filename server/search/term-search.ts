/**
 * Finds entities by the beginning of a label, an alias or a word in them, or by their id: what stands behind every
 * search box and picker. How matches are ranked is said at `RecordStore.findTerms`.
 */
import type { Datatype } from '../../schema/datatypes.ts';
import { kindOfId } from '../../schema/model/documents/kinds.ts';
import type { EntityKind } from '../../schema/model/documents/kinds.ts';
import { pageEntityId, parseEntityId } from '../../schema/model/entity-id.ts';
import type { EntityId, PropertyId } from '../../schema/model/entity-id.ts';
import { fallbackChain } from '../../schema/model/languages/fallback.ts';
import { searchKey } from '../../schema/model/search-key.ts';
import type { RecordStore, TermMatch } from '../storage/records/record-store.ts';

export interface EntitySearch {
  readonly text: string;
  /** Decides which languages are searched. */
  readonly language: string;
  /** In which names and descriptions are shown. Default: `language` */
  readonly shownIn?: string;
  /** `fallback`: the language and those that stand in for it. Default: `fallback`. */
  readonly languages?: 'only' | 'fallback' | 'any';
  readonly kinds: readonly EntityKind[];
  readonly limit: number;
  readonly offset?: number;
}

export interface EntityMatch {
  readonly id: EntityId;
  readonly kind: EntityKind;
  /** What was found: a text as it is written, or the id. */
  readonly match: {
    readonly type: 'label' | 'alias' | 'entityId';
    /** `undefined` for an id. */
    readonly language: string | undefined;
    readonly text: string;
  };
  readonly label: DisplayTerm | undefined;
  readonly description: DisplayTerm | undefined;
  /** Of a property. */
  readonly datatype: Datatype | undefined;
}

export interface EntityMatches {
  readonly matches: readonly EntityMatch[];
  /** Are there more after these? */
  readonly more: boolean;
}

interface DisplayTerm {
  readonly language: string;
  readonly value: string;
}

export interface SearchContext {
  readonly records: Pick<RecordStore, 'findTerms'>;
  readonly labels: {
    displayTerms(
      ids: Iterable<EntityId>,
      language: string,
    ): Promise<
      ReadonlyMap<
        EntityId,
        { label: DisplayTerm | undefined; description: DisplayTerm | undefined }
      >
    >;
  };
  readonly properties: {
    datatypesOf(
      properties: Iterable<PropertyId>,
    ): Promise<(property: PropertyId) => Datatype | undefined>;
  };
}

export type FoundEntity = Pick<EntityMatch, 'id' | 'kind' | 'match'>;

export async function searchEntities(
  search: EntitySearch,
  context: SearchContext,
): Promise<EntityMatches> {
  const { limit, offset = 0 } = search;
  const byId = idMatch(search);
  const byTerm = await termMatches(search, offset + limit + 1, context.records);
  const found = [...byId, ...byTerm.filter(({ id }) => byId.every((each) => each.id !== id))];
  return shownMatches(found, search, context);
}

/** The part of what was found that was asked for, with names and descriptions. */
export async function shownMatches(
  found: readonly FoundEntity[],
  { limit, offset = 0, language, shownIn = language }: Omit<EntitySearch, 'kinds'>,
  context: Pick<SearchContext, 'labels' | 'properties'>,
): Promise<EntityMatches> {
  const page = found.slice(offset, offset + limit);
  const properties = page.map(({ id }) => id).filter((id): id is PropertyId => id.startsWith('P'));
  const [terms, datatypeOf] = await Promise.all([
    context.labels.displayTerms(
      page.map(({ id }) => id),
      shownIn,
    ),
    context.properties.datatypesOf(properties),
  ]);
  return {
    matches: page.flatMap((each): EntityMatch[] => {
      const display = terms.get(each.id);
      // Only an id that somebody typed can be one that does not exist.
      if (display === undefined) return [];
      const datatype = each.kind === 'property' ? datatypeOf(each.id as PropertyId) : undefined;
      return [{ ...each, ...display, datatype }];
    }),
    more: found.length > offset + limit,
  };
}

/** `Q42`, `q42`, `Property:P31`, `wd:Q42`, `https://example.org/entity/Q42`. */
const ID_AT_END = /(?:^|[/:])([A-Z]\d+(?:-[A-Z]\d+)?)\s*$/i;

function idMatch({ text, kinds }: EntitySearch): FoundEntity[] {
  const id = parseEntityId(ID_AT_END.exec(text.trim())?.[1] ?? '');
  const kind = id === undefined ? undefined : kindOfId(pageEntityId(id));
  if (id === undefined || !isAmong(kind, kinds)) return [];
  return [{ id, kind, match: { type: 'entityId', language: undefined, text: id } }];
}

/** A page usually matches by several terms, so more terms than pages are asked for. */
const TERMS_PER_PAGE = 4;
const MOST_TERMS = 50_000;

async function termMatches(
  search: EntitySearch,
  wanted: number,
  records: SearchContext['records'],
): Promise<FoundEntity[]> {
  const prefix = searchKey(search.text.trim());
  if (prefix === '' || search.kinds.length === 0) return [];
  const languages = languagesOf(search);
  for (let limit = wanted * TERMS_PER_PAGE; ; limit *= TERMS_PER_PAGE) {
    const terms = await records.findTerms({ prefix, languages, kinds: search.kinds, limit });
    const found = bestOfEachPage(terms, languages ?? [search.language]);
    if (found.length >= wanted || terms.length < limit || limit > MOST_TERMS) return found;
  }
}

/** `undefined` searches all. */
function languagesOf({ language, languages = 'fallback' }: EntitySearch) {
  if (languages === 'any') return undefined;
  return languages === 'only' ? [language] : fallbackChain(language);
}

/** The order is that of the terms; among equally good terms the reader's language wins. */
function bestOfEachPage(terms: readonly TermMatch[], languages: readonly string[]): FoundEntity[] {
  const best = new Map<string, TermMatch>();
  for (const term of terms) {
    const former = best.get(term.documentId);
    if (former === undefined || isNearer(term, former, languages)) best.set(term.documentId, term);
  }
  return [...best.values()].map(({ documentId, kind, termType, language, text }) => ({
    id: documentId as EntityId,
    kind: kind as EntityKind,
    match: { type: termType, language, text },
  }));
}

function isNearer(term: TermMatch, former: TermMatch, languages: readonly string[]): boolean {
  if (term.exact !== former.exact || term.laterWord !== former.laterWord) return false;
  if (term.termType !== former.termType) return false;
  return distance(term.language, languages) < distance(former.language, languages);
}

function distance(language: string, languages: readonly string[]): number {
  const index = languages.indexOf(language);
  return index === -1 ? languages.length : index;
}

function isAmong(kind: string | undefined, kinds: readonly EntityKind[]): kind is EntityKind {
  return kinds.some((each) => each === kind);
}
