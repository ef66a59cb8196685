/** The entities that a row of a table may be about, the likeliest first; how likely, others say. */
import type { EntityKind } from '../../../schema/model/documents/kinds.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { searchKey } from '../../../schema/model/search-key.ts';
import { textTokens } from '../../../schema/model/text-tokens.ts';
import { searchFullText } from '../full-text.ts';
import type { FullTextContext } from '../full-text.ts';
import type { Condition, SearchQuery } from '../search-syntax.ts';
import type { PropertyCondition } from './reconcile.ts';

/** Namesakes that are looked at, those with the most links to sites first. */
const MOST_NAMESAKES = 200;
/** Entities that one value of the row leads to. */
const MOST_BY_VALUE = 50;
const NAME_FIELDS = ['label', 'alias'] as const;

export interface CandidateSearch {
  readonly text: string;
  /** Columns that lead to candidates by themselves. */
  readonly conditions: readonly PropertyCondition[];
  readonly kind: EntityKind;
  /** How many are looked for beyond those that are named so or have a value. */
  readonly wanted: number;
}

export async function findCandidates(
  { text, conditions, kind, wanted }: CandidateSearch,
  context: FullTextContext,
): Promise<EntityId[]> {
  const found = new Set([
    ...(await namesakes(text, kind, context)),
    ...(await byValues(conditions, kind, context)),
  ]);
  const named = found.size;
  for (const query of [allWords(text), anyWord(text)]) {
    if (found.size - named >= wanted || query.length === 0) continue;
    const search = { text, query, kinds: [kind], offset: 0, limit: wanted };
    const { pages } = await searchFullText(search, context);
    for (const { documentId } of pages) found.add(documentId as EntityId);
    if (found.size > 0) break;
  }
  return [...found];
}

async function namesakes(
  text: string,
  kind: EntityKind,
  { records }: FullTextContext,
): Promise<EntityId[]> {
  const key = searchKey(text.trim());
  if (key === '') return [];
  const pages = await records.pagesNamed(key);
  const facts = await records.pageFacts([...pages.keys()]);
  return facts
    .filter((each) => each.kind === kind)
    .toSorted((a, b) => b.siteLinkCount - a.siteLinkCount || a.pageId - b.pageId)
    .slice(0, MOST_NAMESAKES)
    .map(({ documentId }) => documentId as EntityId);
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

function allWords(text: string): SearchQuery {
  return wordsOf(text).length === 0 ? [] : [[literal(text)]];
}

function anyWord(text: string): SearchQuery {
  const words = wordsOf(text);
  return words.length < 2 ? [] : [words.map((word) => literal(word))];
}

function wordsOf(text: string): string[] {
  return [...new Set(textTokens(text))];
}

function literal(text: string): { condition: Condition; negated: boolean } {
  return { condition: { kind: 'words', text, fields: NAME_FIELDS }, negated: false };
}
