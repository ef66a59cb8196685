/** Search terms on a B-tree: labels and aliases of the pages as they are now, folded. */
import type { DocumentKind } from '../../../../schema/model/documents/kinds.ts';
import type { SearchTerm } from '../../../../schema/model/documents/search-terms.ts';
import { searchKey } from '../../../../schema/model/search-key.ts';
import type { Database, Statement } from '../../sqlite/database.ts';
import type { TermMatch, TermQuery } from '../record-store.ts';

/** What a page brings into the table. */
export interface PageTerms {
  readonly terms: readonly SearchTerm[];
  readonly weight: number;
}

/**
 * A coarse rank that follows the order by sitelinks, then statements. Coarse, because a change of
 * it rewrites all terms of the page.
 */
export function weightOf(siteLinks: number, statements: number): number {
  return siteLinks < 4 ? siteLinks * 16 + Math.min(15, log2(statements)) : 64 + log2(siteLinks);
}

function log2(count: number): number {
  return Math.floor(Math.log2(count + 1));
}

export class TermWriter {
  readonly #insert: Statement;
  readonly #delete: Statement;

  constructor(db: Database) {
    this.#insert = db.prepare('INSERT INTO search_term VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.#delete = db.prepare(
      'DELETE FROM search_term WHERE language = ? AND key = ? AND page = ? AND alias = ? AND text = ?',
    );
  }

  replace(page: number, kind: DocumentKind, before: PageTerms, after: PageTerms): void {
    if (equalTerms(before, after)) return;
    const old = byText(before);
    const now = byText(after);
    for (const [text, term] of old) {
      if (!now.has(text)) this.#delete.run(...primaryKey(page, term));
    }
    for (const [text, term] of now) {
      if (!old.has(text)) this.#insert.run(...primaryKey(page, term), kind, after.weight);
    }
  }
}

export class TermReader {
  readonly #languages: Statement;
  readonly #ranks: Statement;
  readonly #matches: Statement;
  readonly #ofPage: Statement;

  constructor(db: Database) {
    this.#languages = db.prepare(ALL_LANGUAGES).pluck();
    this.#ranks = db.prepare(RANKS);
    this.#matches = db.prepare(MATCHES);
    this.#ofPage = db.prepare(
      `SELECT kind, weight FROM search_term
       WHERE language = ? AND key = ? AND page = ? AND alias = ? AND text = ?`,
    );
  }

  find(query: TermQuery): TermMatch[] {
    const languages = query.languages ?? (this.#languages.all() as string[]);
    const filter = {
      languages: JSON.stringify(languages),
      prefix: query.prefix,
      // The largest code point, so that every text that starts with the prefix comes before it.
      end: `${query.prefix}\u{10FFFF}`,
      kinds: JSON.stringify(query.kinds),
    };
    const ranks = this.#ranks.all(filter) as Rank[];
    const worst = worstNeeded(ranks, query.limit);
    if (worst === undefined) return [];
    const parameters = { ...filter, place: worst.place, weight: worst.weight, limit: query.limit };
    return (this.#matches.all(parameters) as MatchRow[]).map(termMatch);
  }

  /** The row of one term of a page, for `verify`. */
  row(page: number, term: SearchTerm): { kind: DocumentKind; weight: number } | undefined {
    return this.#ofPage.get(...primaryKey(page, term)) as ReturnType<TermReader['row']>;
  }
}

interface Rank {
  readonly place: number;
  readonly weight: number;
  readonly terms: number;
}

interface MatchRow {
  readonly document_id: string;
  readonly kind: DocumentKind;
  readonly language: string;
  readonly alias: number;
  readonly text: string;
  readonly exact: number;
  readonly site_links: number;
  readonly statements: number;
}

/** One seek for each language. */
const ALL_LANGUAGES = `
  WITH RECURSIVE languages(language) AS (
    SELECT min(language) FROM search_term
    UNION ALL
    SELECT (SELECT min(language) FROM search_term WHERE language > languages.language)
    FROM languages WHERE languages.language IS NOT NULL
  ) SELECT language FROM languages WHERE language IS NOT NULL`;

const MATCHING = `
  t.language IN (SELECT value FROM json_each(@languages))
  AND t.key >= @prefix AND t.key < @end
  AND t.kind IN (SELECT value FROM json_each(@kinds))`;

/** 0 for exact labels, 1 for other labels and exact aliases, 2 for other aliases. */
const PLACE = '((t.key <> @prefix) + t.alias)';

/** How many terms there are of each rank: a scan of the range that looks up no page. */
const RANKS = `
  SELECT ${PLACE} AS place, t.weight, count(*) AS terms FROM search_term t
  WHERE ${MATCHING} GROUP BY 1, 2 ORDER BY 1, 2 DESC`;

const MATCHES = `
  SELECT p.document_id, p.kind, t.language, t.alias, t.text, t.key = @prefix AS exact,
    p.site_links, p.statements
  FROM search_term t JOIN page p ON p.page = t.page
  WHERE ${MATCHING} AND (${PLACE} < @place OR (${PLACE} = @place AND t.weight >= @weight))
  ORDER BY ${PLACE}, p.site_links DESC, p.statements DESC, t.alias,
    length(p.document_id), p.document_id
  LIMIT @limit`;

/** The last rank, best first, that is needed to fill `limit` places. */
function worstNeeded(ranks: readonly Rank[], limit: number): Rank | undefined {
  let terms = 0;
  return ranks.find((rank) => (terms += rank.terms) >= limit) ?? ranks.at(-1);
}

function termMatch(row: MatchRow): TermMatch {
  return {
    documentId: row.document_id,
    kind: row.kind,
    language: row.language,
    termType: row.alias === 1 ? 'alias' : 'label',
    text: row.text,
    exact: row.exact === 1,
    siteLinkCount: row.site_links,
    statementCount: row.statements,
  };
}

/** Most edits leave the terms alone, and stored terms come in one order. */
function equalTerms(one: PageTerms, other: PageTerms): boolean {
  return (
    one.weight === other.weight &&
    one.terms.length === other.terms.length &&
    one.terms.every((term, index) => equalTerm(term, other.terms[index]))
  );
}

function equalTerm(one: SearchTerm, other: SearchTerm): boolean {
  return (
    one.text === other.text && one.language === other.language && one.termType === other.termType
  );
}

function byText({ terms, weight }: PageTerms): Map<string, SearchTerm> {
  return new Map(
    terms.map((term) => [`${weight}|${term.language}|${term.termType}|${term.text}`, term]),
  );
}

function primaryKey(page: number, { language, termType, text }: SearchTerm) {
  return [language, searchKey(text), page, termType === 'alias' ? 1 : 0, text];
}
