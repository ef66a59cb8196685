/**
 * Search terms on B-trees: labels and aliases of the pages as they are now, folded. One table holds
 * them from their beginning, the other from each later word on.
 */
import type { DocumentKind } from '../../../../schema/model/documents/kinds.ts';
import type { SearchTerm } from '../../../../schema/model/documents/search-terms.ts';
import { searchKey } from '../../../../schema/model/search-key.ts';
import { laterWords } from '../../../../schema/model/word-starts.ts';
import type { Database, Statement } from '../../sqlite/database.ts';
import type { TermMatch, TermQuery } from '../record-store.ts';
import { TermRange } from './term-range.ts';
import type { TermRow } from './term-range.ts';

/** What a page brings into the table. */
export interface PageTerms {
  readonly terms: readonly SearchTerm[];
  readonly weight: number;
}

export const termTables = ['search_term', 'search_word'] as const;
export type TermTable = (typeof termTables)[number];

/** Under which keys a term stands in each table. */
export function termKeys(text: string): Readonly<Record<TermTable, readonly string[]>> {
  const key = searchKey(text);
  return { search_term: [key], search_word: laterWords(key) };
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
  readonly #inserts: Readonly<Record<TermTable, Statement>>;
  readonly #deletes: Readonly<Record<TermTable, Statement>>;

  constructor(db: Database) {
    this.#inserts = eachTable((table) =>
      db.prepare(`INSERT INTO ${table} VALUES (?, ?, ?, ?, ?, ?, ?)`),
    );
    this.#deletes = eachTable((table) => db.prepare(`DELETE FROM ${table} ${WHERE_ROW}`));
  }

  replace(page: number, kind: DocumentKind, before: PageTerms, after: PageTerms): void {
    if (equalTerms(before, after)) return;
    const old = byText(before);
    const now = byText(after);
    for (const [text, term] of old) {
      if (now.has(text)) continue;
      for (const [table, row] of rowsOf(page, term)) this.#deletes[table].run(...row);
    }
    for (const [text, term] of now) {
      if (old.has(text)) continue;
      for (const [table, row] of rowsOf(page, term)) {
        this.#inserts[table].run(...row, kind, after.weight);
      }
    }
  }
}

export class TermReader {
  readonly #languages: Statement;
  readonly #ranges: Readonly<Record<TermTable, TermRange>>;
  readonly #rows: Readonly<Record<TermTable, Statement>>;

  constructor(db: Database) {
    this.#languages = db.prepare(ALL_LANGUAGES).pluck();
    this.#ranges = eachTable((table) => new TermRange(db, table));
    this.#rows = eachTable((table) => db.prepare(`SELECT kind, weight FROM ${table} ${WHERE_ROW}`));
  }

  /** Later words are looked for only where beginnings leave room: they rank behind them. */
  find(query: TermQuery): TermMatch[] {
    const languages = query.languages ?? (this.#languages.all() as string[]);
    const { search_term, search_word } = this.#ranges;
    const first = search_term.best({ ...query, languages }).map((row) => termMatch(row, false));
    const limit = query.limit - first.length;
    if (limit === 0) return first;
    const more = search_word.best({ ...query, languages, limit });
    return [...first, ...more.map((row) => termMatch(row, true))];
  }

  /** Whether a term of a page stands in the tables as it should, for `verify`. */
  has(page: number, kind: DocumentKind, term: SearchTerm, weight: number): boolean {
    return rowsOf(page, term).every(([table, row]) => {
      const found = this.#rows[table].get(...row) as { kind: string; weight: number } | undefined;
      return found?.kind === kind && found.weight === weight;
    });
  }
}

const WHERE_ROW = 'WHERE language = ? AND key = ? AND page = ? AND alias = ? AND text = ?';

/** One seek for each language. */
export const ALL_LANGUAGES = `
  WITH RECURSIVE languages(language) AS (
    SELECT min(language) FROM search_term
    UNION ALL
    SELECT (SELECT min(language) FROM search_term WHERE language > languages.language)
    FROM languages WHERE languages.language IS NOT NULL
  ) SELECT language FROM languages WHERE language IS NOT NULL`;

function termMatch(row: TermRow, laterWord: boolean): TermMatch {
  return {
    documentId: row.document_id,
    kind: row.kind,
    language: row.language,
    termType: row.alias === 1 ? 'alias' : 'label',
    text: row.text,
    exact: !laterWord && row.whole === 1,
    laterWord,
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

/** The primary keys of a term's rows. */
function rowsOf(page: number, { language, termType, text }: SearchTerm) {
  const keys = termKeys(text);
  const alias = termType === 'alias' ? 1 : 0;
  return termTables.flatMap((table) =>
    keys[table].map((key) => [table, [language, key, page, alias, text]] as const),
  );
}

function eachTable<Part>(make: (table: TermTable) => Part): Readonly<Record<TermTable, Part>> {
  return { search_term: make('search_term'), search_word: make('search_word') };
}
