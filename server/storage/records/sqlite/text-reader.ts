/** Finds pages by the tokens in their texts: postings in a B-tree, intersected from the rarest on. */
import type { Database, Statement } from '../../sqlite/database.ts';
import type {
  PageFacts,
  PagesOfKinds,
  TextQuery,
  TextScores,
  TextWord,
  TokenCount,
} from '../text-search.ts';
import { similarTokens } from './similar-tokens.ts';
import { ALL_LANGUAGES } from './terms.ts';
import { FACTS_SIZE, FactsFilter, impactOf } from './text-facts.ts';
import type { TokenFacts } from './text-facts.ts';

/** Of a token: beyond, it is too common to say anything, and the pages made first stand for it. */
const MOST_POSTINGS = 200_000;
/** Looking one page up costs as much as reading so many postings on. */
const PROBE_COST = 8;
const MOST_COUNTED = 1000;

export class TextReader {
  readonly #postings: Statement;
  readonly #count: Statement;
  readonly #facts: Statement;
  readonly #pageCount: Statement;
  readonly #next: Statement;
  readonly #languages: Statement;
  readonly #named: Statement;
  readonly #labelled: Statement;
  readonly #ofKind: Statement;
  readonly #pageFacts: Statement;
  readonly #pageIds: Statement;

  constructor(db: Database) {
    // Both in one number: a row then costs a third of what it costs as two.
    this.#postings = db
      .prepare(`SELECT page * ${FACTS_SIZE} + facts FROM text_posting WHERE token = ? LIMIT ?`)
      .pluck();
    this.#count = db
      .prepare('SELECT count(*) FROM (SELECT 1 FROM text_posting WHERE token = ? LIMIT ?)')
      .pluck();
    this.#facts = db.prepare('SELECT facts FROM text_posting WHERE token = ? AND page = ?').pluck();
    this.#pageCount = db.prepare('SELECT coalesce(sum(pages), 0) FROM kind_state').pluck();
    this.#next = db
      .prepare('SELECT token FROM text_posting WHERE token >= ? ORDER BY token LIMIT 1')
      .pluck();
    this.#languages = db.prepare(ALL_LANGUAGES).pluck();
    this.#named = db.prepare(
      `SELECT page, min(alias) AS alias FROM search_term
       WHERE language IN (SELECT value FROM json_each(?)) AND key = ? GROUP BY page`,
    );
    this.#labelled = db
      .prepare('SELECT DISTINCT page FROM search_term WHERE language = ? AND alias = 0')
      .pluck();
    this.#ofKind = db
      .prepare(
        'SELECT page FROM page WHERE kind = ? AND page > ? AND deleted = 0 ORDER BY page LIMIT ?',
      )
      .pluck();
    this.#pageFacts = db.prepare(
      `SELECT page AS pageId, document_id AS documentId, kind, site_links AS siteLinkCount,
         latest AS revisionId
       FROM page WHERE page IN (SELECT value FROM json_each(?)) AND deleted = 0`,
    );
    this.#pageIds = db
      .prepare(
        `SELECT page FROM page
         WHERE document_id IN (SELECT value FROM json_each(?)) AND deleted = 0`,
      )
      .pluck();
  }

  find({ words, kinds }: TextQuery): TextScores {
    const total = this.#pageCount.get() as number;
    const ranked = words
      .map((word) => ({
        word,
        counts: word.tokens.map(({ token }) => this.count(token, MOST_POSTINGS)),
      }))
      .map((each) => ({ ...each, postings: sumOf(each.counts) }))
      .toSorted((a, b) => a.postings - b.postings);
    let found: Map<number, number> | undefined;
    for (const { word, counts, postings } of ranked) {
      const filter = new FactsFilter(kinds, word.fields);
      const idf = idfOf(Math.max(0, ...counts), total);
      if (found === undefined) found = this.#read(word, filter, idf);
      else if (found.size * word.tokens.length * PROBE_COST < postings) {
        found = this.#probe(word, filter, idf, found);
      } else found = both(found, this.#read(word, filter, idf));
      if (found.size === 0) break;
    }
    return found ?? new Map();
  }

  count(token: string, atMost: number): number {
    return this.#count.get(token, atMost) as number;
  }

  similar({ token, edits, limit }: { token: string; edits: 1 | 2; limit: number }): TokenCount[] {
    return similarTokens(token, edits, (from) => this.#tokenFrom(from))
      .map((similar) => ({ ...similar, pages: this.count(similar.token, MOST_COUNTED) }))
      .toSorted((a, b) => a.edits - b.edits || b.pages - a.pages)
      .slice(0, limit);
  }

  tokensFrom({ prefix, limit }: { prefix: string; limit: number }): string[] {
    const tokens: string[] = [];
    let token = this.#tokenFrom(prefix);
    while (token?.startsWith(prefix) === true && tokens.length < limit) {
      tokens.push(token);
      // The smallest text after this token.
      token = this.#tokenFrom(`${token}\0`);
    }
    return tokens;
  }

  named(key: string): Map<number, 'label' | 'alias'> {
    const languages = JSON.stringify(this.#languages.all());
    const rows = this.#named.all(languages, key) as { page: number; alias: number }[];
    return new Map(rows.map(({ page, alias }) => [page, alias === 0 ? 'label' : 'alias']));
  }

  labelledIn(language: string): number[] {
    return this.#labelled.all(language) as number[];
  }

  pagesOfKinds({ kinds, after, limit }: PagesOfKinds): number[] {
    return kinds
      .flatMap((kind) => this.#ofKind.all(kind, after, limit) as number[])
      .toSorted((a, b) => a - b)
      .slice(0, limit);
  }

  pageFacts(pageIds: readonly number[]): PageFacts[] {
    return this.#pageFacts.all(JSON.stringify(pageIds)) as PageFacts[];
  }

  pageIdsOf(documentIds: readonly string[]): number[] {
    return this.#pageIds.all(JSON.stringify(documentIds)) as number[];
  }

  /** The tokens of which the page's rows say something else, for `verify`. */
  *differences(page: number, facts: TokenFacts): Iterable<string> {
    for (const [token, expected] of facts) {
      if (this.#facts.get(token, page) !== expected) yield token;
    }
  }

  #tokenFrom(from: string): string | undefined {
    return this.#next.get(from) as string | undefined;
  }

  /** Hot: two numbers are taken apart for each posting. */
  #read({ tokens }: TextWord, filter: FactsFilter, idf: number): Map<number, number> {
    const scores = new Map<number, number>();
    for (const { token, weight } of tokens) {
      const rows = this.#postings.all(token, MOST_POSTINGS) as number[];
      for (const row of rows) {
        const page = Math.floor(row / FACTS_SIZE);
        const facts = row - page * FACTS_SIZE;
        if (!filter.allows(facts)) continue;
        const score = idf * weight * impactOf(facts);
        const other = scores.get(page);
        if (other === undefined || other < score) scores.set(page, score);
      }
    }
    return scores;
  }

  #probe(
    { tokens }: TextWord,
    filter: FactsFilter,
    idf: number,
    found: ReadonlyMap<number, number>,
  ): Map<number, number> {
    const scores = new Map<number, number>();
    for (const [page, score] of found) {
      let best = 0;
      for (const { token, weight } of tokens) {
        const facts = this.#facts.get(token, page) as number | undefined;
        if (facts === undefined || !filter.allows(facts)) continue;
        best = Math.max(best, idf * weight * impactOf(facts));
      }
      if (best > 0) scores.set(page, score + best);
    }
    return scores;
  }
}

function both(one: ReadonlyMap<number, number>, other: ReadonlyMap<number, number>) {
  const scores = new Map<number, number>();
  for (const [page, score] of one) {
    const more = other.get(page);
    if (more !== undefined) scores.set(page, score + more);
  }
  return scores;
}

/** The inverse document frequency of BM25: what a word says by being rare. */
function idfOf(pages: number, total: number): number {
  const all = Math.max(pages, total);
  return Math.log(1 + (all - pages + 0.5) / (pages + 0.5));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
