/** The entities that a row of a table may be about, the likeliest first; how likely, others say. */
import type { EntityKind } from '../../../schema/model/documents/kinds.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { fallbackChain } from '../../../schema/model/languages/fallback.ts';
import { searchKey } from '../../../schema/model/search-key.ts';
import { textTokens } from '../../../schema/model/text-tokens.ts';
import type { RecordStore } from '../../storage/records/record-store.ts';
import { findCandidates } from '../candidates.ts';
import type { FullTextContext } from '../candidates.ts';
import type { Condition, SearchQuery } from '../search-syntax.ts';
import { findSimilarWords } from '../similar-words.ts';
import type { SimilarWords } from '../similar-words.ts';
import type { PropertyCondition } from './reconcile.ts';

/** Labels before aliases, those with the most links to sites first. */
const MOST_NAMESAKES = 100;
/** Entities that one value of the row leads to. */
const MOST_BY_VALUE = 50;
const NAME_FIELDS = ['label', 'alias'] as const;

export interface CandidateContext extends FullTextContext {
  readonly records: FullTextContext['records'] & Pick<RecordStore, 'findTerms'>;
}

export interface CandidateSearch {
  readonly text: string;
  /** Columns that lead to candidates by themselves. */
  readonly conditions: readonly PropertyCondition[];
  readonly kind: EntityKind;
  readonly language: string;
  /** How many are looked for beyond those that are named so or have a value. */
  readonly wanted: number;
}

export async function reconcileCandidates(
  search: CandidateSearch,
  context: CandidateContext,
): Promise<EntityId[]> {
  const { text, conditions, kind, wanted } = search;
  const found = new Set([
    ...(await namesakes(search, context)),
    ...(await byValues(conditions, kind, context)),
  ]);
  if (found.size < wanted) {
    for (const id of await byWords(text, kind, wanted, found.size > 0, context)) found.add(id);
  }
  return [...found];
}

/** All words; where nothing is known by its name, words like them, and at last any of them. */
async function byWords(
  text: string,
  kind: EntityKind,
  wanted: number,
  isKnown: boolean,
  context: FullTextContext,
): Promise<EntityId[]> {
  const words = [...new Set(textTokens(text))];
  if (words.length === 0) return [];
  const all: SearchQuery = [[literal(text)]];
  const exact = await best(all, undefined, kind, wanted, context);
  if (exact.length > 0 || isKnown) return exact;
  const similar = await findSimilarWords(all, context.records);
  const alike = similar && (await best(all, similar, kind, wanted, context));
  if (alike !== undefined && alike.length > 0) return alike;
  return words.length < 2
    ? []
    : best([words.map((word) => literal(word))], similar, kind, wanted, context);
}

async function best(
  query: SearchQuery,
  similar: SimilarWords | undefined,
  kind: EntityKind,
  wanted: number,
  context: FullTextContext,
): Promise<EntityId[]> {
  const { scores } = await findCandidates(
    query,
    [kind],
    context,
    (token) => similar?.standIns.get(token) ?? [],
  );
  const pages = [...scores].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, wanted);
  const facts = await context.records.pageFacts(pages.map(([page]) => page));
  return facts.map(({ documentId }) => documentId as EntityId);
}

/** Of the languages that a reader knows; what is called so in others is found by its words. */
async function namesakes(
  { text, kind, language }: CandidateSearch,
  { records }: CandidateContext,
): Promise<EntityId[]> {
  const prefix = searchKey(text.trim());
  if (prefix === '') return [];
  const languages = fallbackChain(language);
  const terms = await records.findTerms({
    prefix,
    languages,
    kinds: [kind],
    limit: MOST_NAMESAKES,
  });
  return terms.flatMap(({ exact, documentId }) => (exact ? [documentId as EntityId] : []));
}

/** What has a value of the row, whatever its name is. */
async function byValues(
  conditions: readonly PropertyCondition[],
  kind: EntityKind,
  { statements }: FullTextContext,
): Promise<EntityId[]> {
  const wanted = conditions.flatMap(({ path, cells }) =>
    path.kind === 'property'
      ? cells.map(({ id, text }) => ({
          property: path.property,
          value: id ?? text,
          qualifiers: [],
        }))
      : [],
  );
  const ids: EntityId[] = [];
  for (const each of wanted) {
    const matches = await statements.find([each]);
    if (matches.estimate > MOST_BY_VALUE) continue;
    ids.push(...([...matches.list(MOST_BY_VALUE)] as EntityId[]));
  }
  return ids.filter((id) => id.startsWith(kind === 'item' ? 'Q' : 'P'));
}

function literal(text: string): { condition: Condition; negated: boolean } {
  return { condition: { kind: 'words', text, fields: NAME_FIELDS }, negated: false };
}
