/**
 * Full-text search: pages by the words in their terms, statements and texts, narrowed down by
 * keywords. Best first: BM25, a page whose whole name was typed, pages with many sitelinks.
 *
 * Where little is found exactly, pages come after it that hold words which begin so or differ by a
 * slip of the finger.
 */
import { setImmediate } from 'node:timers/promises';
import type { Document, DocumentKind } from '../../schema/model/documents/kinds.ts';
import { parseEntityId } from '../../schema/model/entity-id.ts';
import { searchKey } from '../../schema/model/search-key.ts';
import { readStored } from '../../schema/model/stored-json.ts';
import type { PageFacts } from '../storage/records/text-search.ts';
import { findCandidates } from './candidates.ts';
import type { Candidates, FullTextContext } from './candidates.ts';
import { findSimilarWords } from './similar-words.ts';
import type { SimilarWords } from './similar-words.ts';
import type { SearchQuery } from './search-syntax.ts';
import { WantedTokens } from './text-match.ts';

export type { FullTextContext } from './candidates.ts';

export const searchOrders = [
  'relevance',
  'just_match',
  'none',
  'create_timestamp_asc',
  'create_timestamp_desc',
  'last_edit_asc',
  'last_edit_desc',
  'title_natural_asc',
  'title_natural_desc',
] as const;
export type SearchOrder = (typeof searchOrders)[number];

export interface FullTextSearch {
  /** As it was typed, to tell whether it is the whole name of a page. */
  readonly text: string;
  readonly query: SearchQuery;
  readonly kinds: readonly DocumentKind[];
  readonly order?: SearchOrder;
  readonly offset: number;
  readonly limit: number;
}

export interface FullTextResult {
  readonly pages: readonly PageFacts[];
  /** Of which `pages` are a part; the best ones, where there are many. */
  readonly best: readonly PageFacts[];
  readonly total: number;
  /** Whether there may be more: so many pages had to be looked at that the search gave up. */
  readonly incomplete: boolean;
  /** What may have been meant, where nothing holds the words as they were typed. */
  readonly suggestion: string | undefined;
  readonly wanted: WantedTokens;
}

/** Pages that are put in their order; beyond, they stay in that of their texts. */
const MOST_SORTED = 1000;
/** Fewer results than this are little. */
const LITTLE = 10;
/** Pages that are looked at one by one, and pages that are read, for one search. */
const MOST_CHECKED = 20_000;
const MOST_READ = 5000;

export async function searchFullText(
  search: FullTextSearch,
  context: FullTextContext,
): Promise<FullTextResult> {
  const { query, kinds, offset, limit } = search;
  if (query.length === 0 || kinds.length === 0) return { ...NOTHING, wanted: new WantedTokens([]) };
  const exact = await ranked(search, await findCandidates(query, kinds, context), context);
  const similar =
    exact.total < LITTLE && (search.order ?? 'relevance') === 'relevance'
      ? await findSimilarWords(query, context.records)
      : undefined;
  if (similar === undefined) return page(exact, new WantedTokens(query));
  const more = await ranked(
    search,
    await findCandidates(query, kinds, context, (token) => similar.standIns.get(token) ?? []),
    context,
  );
  const known = new Set(exact.pages.map(({ pageId }) => pageId));
  const pages = [...exact.pages, ...more.pages.filter(({ pageId }) => !known.has(pageId))];
  const total = Math.max(pages.length, more.total);
  const both = { pages, total, incomplete: exact.incomplete || more.incomplete };
  return {
    ...page(both, new WantedTokens(query, standInsOf(similar))),
    suggestion: exact.total === 0 ? suggestionFor(search.text, similar) : undefined,
  };

  function page({ pages: all, ...counted }: Ranked, wanted: WantedTokens): FullTextResult {
    const best = all.slice(0, MOST_SORTED);
    return {
      pages: all.slice(offset, offset + limit),
      best,
      ...counted,
      suggestion: undefined,
      wanted,
    };
  }
}

const NOTHING = { pages: [], best: [], total: 0, incomplete: false, suggestion: undefined };

interface Ranked {
  /** The first of them: as many as are asked for, at least those that are put in order. */
  readonly pages: readonly PageFacts[];
  readonly total: number;
  readonly incomplete: boolean;
}

async function ranked(
  search: FullTextSearch,
  { scores, checks, most, isCut, isOfKinds }: Candidates,
  context: FullTextContext,
): Promise<Ranked> {
  const passing =
    checks.pages.length === 0
      ? new Map(scores)
      : new Map([...scores].filter(([id]) => checks.pages.every((fits) => fits(id))));
  const named = await pageOfId(search, context);
  for (const page of named) passing.set(page, Number.MAX_VALUE);
  const isChecked = checks.facts.length > 0 || checks.documents.length > 0;
  if (isOfKinds && !isChecked && named.length === 0) {
    const wanted = Math.max(MOST_SORTED, search.offset + search.limit);
    const pages = await firstInOrder(search, passing, wanted, context);
    return { pages, total: passing.size, incomplete: isCut };
  }
  const pages: PageFacts[] = [];
  const reading = new Turns();
  const documents = new DocumentsRead(context.records);
  let checked = 0;
  for (const facts of await firstInOrder(search, passing, MOST_CHECKED, context)) {
    if (documents.count >= MOST_READ) break;
    checked++;
    if (!search.kinds.includes(facts.kind)) continue;
    await reading.next();
    if (!checks.facts.every((fits) => fits(facts))) continue;
    if (await passes(facts, checks.documents, documents)) pages.push(facts);
  }
  // Pages that went meanwhile look like ones that were left out; that is rare and does no harm.
  const incomplete = checked < passing.size || (isCut && isChecked);
  return { pages, total: Math.max(pages.length, isChecked ? 0 : (most ?? 0)), incomplete };
}

/** Lets others have their turn now and then while many pages are looked at. */
class Turns {
  #since = performance.now();

  async next(): Promise<void> {
    if (performance.now() - this.#since < LONGEST_TURN_MS) return;
    await setImmediate();
    this.#since = performance.now();
  }
}

const LONGEST_TURN_MS = 10;

/** Reads pages for those checks that no index answers, and counts how many. */
class DocumentsRead {
  readonly #records: FullTextContext['records'];
  count = 0;

  constructor(records: FullTextContext['records']) {
    this.#records = records;
  }

  /** `undefined` for a page that went meanwhile. */
  async load({ documentId }: PageFacts): Promise<Document | undefined> {
    this.count++;
    const stored = (await this.#records.documents([documentId])).get(documentId);
    return stored && readStored(stored.kind, stored.content);
  }
}

async function passes(
  facts: PageFacts,
  checks: Candidates['checks']['documents'],
  documents: DocumentsRead,
): Promise<boolean> {
  let read: Promise<Document | undefined> | undefined;
  const document = (): Promise<Document | undefined> => (read ??= documents.load(facts));
  for (const check of checks) if (!(await check(facts, document))) return false;
  return true;
}

/** The id of an entity is a name of it that stands in none of its texts. */
async function pageOfId(
  { text }: FullTextSearch,
  { records }: FullTextContext,
): Promise<readonly number[]> {
  const id = parseEntityId(text);
  return id === undefined ? [] : records.pageIdsOf([id]);
}

async function firstInOrder(
  search: FullTextSearch,
  scores: ReadonlyMap<number, number>,
  limit: number,
  { records }: FullTextContext,
): Promise<PageFacts[]> {
  const { text, order = 'relevance' } = search;
  if (order !== 'relevance') {
    const latest = [...scores.keys()].toSorted((a, b) => b - a).slice(0, MOST_CHECKED);
    return (await records.pageFacts(latest)).toSorted(COMPARISONS[order]);
  }
  const best = bestScored(scores, limit);
  const facts = new Map((await records.pageFacts(best)).map((each) => [each.pageId, each]));
  const named = await records.pagesNamed(searchKey(text));
  const weight = ({ pageId, siteLinkCount }: PageFacts): number =>
    (scores.get(pageId) || 1) *
    (1 + LINK_SHARE * Math.log2(1 + siteLinkCount)) *
    NAME_FACTORS[named.get(pageId) ?? 'other'];
  return best
    .flatMap((page) => facts.get(page) ?? [])
    .map((each) => ({ each, weight: weight(each) }))
    .toSorted((a, b) => b.weight - a.weight || a.each.pageId - b.each.pageId)
    .map(({ each }) => each);
}

/** Sorting numbers in a typed array costs a tenth of sorting entries by a function. */
function bestScored(scores: ReadonlyMap<number, number>, limit: number): number[] {
  if (scores.size <= limit) return [...scores.keys()];
  const sorted = Float64Array.from(scores.values()).toSorted();
  const least = sorted[sorted.length - limit];
  const above: number[] = [];
  const equal: number[] = [];
  for (const [page, score] of scores) {
    if (score > least) above.push(page);
    else if (score === least) equal.push(page);
  }
  return [...above, ...equal.slice(0, limit - above.length)];
}

const LINK_SHARE = 0.15;
/** The whole of a label was typed, or of an alias. */
const NAME_FACTORS = { label: 4, alias: 2, other: 1 } as const;

const byPage = (a: PageFacts, b: PageFacts): number => a.pageId - b.pageId;
const byEdit = (a: PageFacts, b: PageFacts): number => a.revisionId - b.revisionId;
const byTitle = (a: PageFacts, b: PageFacts): number =>
  a.documentId.localeCompare(b.documentId, 'en', { numeric: true });

const COMPARISONS: Readonly<
  Record<Exclude<SearchOrder, 'relevance'>, (a: PageFacts, b: PageFacts) => number>
> = {
  just_match: byPage,
  none: byPage,
  create_timestamp_asc: byPage,
  create_timestamp_desc: (a, b) => byPage(b, a),
  last_edit_asc: byEdit,
  last_edit_desc: (a, b) => byEdit(b, a),
  title_natural_asc: byTitle,
  title_natural_desc: (a, b) => byTitle(b, a),
};

function* standInsOf({ standIns }: SimilarWords): Iterable<string> {
  for (const tokens of standIns.values()) for (const { token } of tokens) yield token;
}

/** The text with its unknown words replaced by what is most like them. */
function suggestionFor(text: string, { corrections }: SimilarWords): string | undefined {
  const suggestion = text.replace(
    /[\p{L}\p{N}\p{M}]+/gu,
    (word) => corrections.get(searchKey(word)) ?? word,
  );
  return suggestion === text ? undefined : suggestion;
}
