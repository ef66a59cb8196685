/** Pages against their revisions; all that is derived from pages against the pages. */
import type { DocumentKind } from '../../../schema/model/documents/kinds.ts';
import { textPieces } from '../../../schema/model/documents/text-pieces.ts';
import { MentionReader } from '../records/sqlite/mentions.ts';
import { TermReader, termKeys, termTables } from '../records/sqlite/terms.ts';
import type { TermTable } from '../records/sqlite/terms.ts';
import { TextFacts } from '../records/sqlite/text-facts.ts';
import type { TokenFacts } from '../records/sqlite/text-facts.ts';
import { TextReader } from '../records/sqlite/text-reader.ts';
import type { PageRow } from '../records/sqlite/rows.ts';
import type { Database, Statement } from '../sqlite/database.ts';
import { readTogether } from '../sqlite/read-together.ts';
import type { PageState } from '../writer/page-state.ts';
import type { WriterParts } from '../writer/writer-parts.ts';
import type { Problem } from './problem.ts';

const PAGES_AT_A_TIME = 200;

/** The tables that are derived from pages, each with a column `page`. */
const DERIVED = {
  search_term: 'search-terms',
  search_word: 'search-terms',
  text_posting: 'full-text',
  unique_key: 'unique-keys',
  dependency: 'dependencies',
  mention: 'mentions',
} as const;
type Derived = keyof typeof DERIVED;

/** Rows by page that a table should have. */
type RowCounts = Map<number, number>;

export class PageVerifier {
  readonly #db: Database;
  readonly #parts: WriterParts;
  readonly #terms: TermReader;
  readonly #texts: TextReader;
  readonly #mentions: MentionReader;
  readonly #facts = new TextFacts();
  readonly #pages: Statement;
  readonly #revisions: Statement;
  readonly #dependency: Statement;

  constructor(parts: WriterParts) {
    const { db } = parts;
    this.#db = db;
    this.#parts = parts;
    this.#terms = new TermReader(db);
    this.#texts = new TextReader(db);
    this.#mentions = new MentionReader(db);
    this.#pages = db.prepare(
      `SELECT * FROM page WHERE page > ? ORDER BY page LIMIT ${PAGES_AT_A_TIME}`,
    );
    this.#revisions = db.prepare(
      'SELECT min(revision) AS created, max(revision) AS latest FROM revision WHERE page = ?',
    );
    this.#dependency = db.prepare('SELECT 1 FROM dependency WHERE name = ? AND page = ?').pluck();
  }

  *documentIds(): Iterable<string> {
    for (const { document_id } of this.#allPages()) yield document_id;
  }

  *verify(): Iterable<Problem> {
    const expected: Record<Derived, RowCounts> = {
      search_term: new Map(),
      search_word: new Map(),
      text_posting: new Map(),
      unique_key: new Map(),
      dependency: new Map(),
      mention: new Map(),
    };
    const kinds = new Map<DocumentKind, number>();
    for (const row of this.#allPages()) {
      const loaded = this.#parts.pages.load(row.document_id);
      if (loaded === undefined) {
        yield { code: 'page', subject: row.document_id, detail: 'has no revision' };
        continue;
      }
      const { state } = loaded;
      if (state.document !== undefined) kinds.set(row.kind, (kinds.get(row.kind) ?? 0) + 1);
      yield* this.#rowOf(row, state);
      const facts = this.#factsOf(row.kind, state);
      yield* readTogether(this.#db, () => this.#missing(row, state, facts));
      for (const table of termTables) expected[table].set(row.page, termRows(state, table));
      expected.text_posting.set(row.page, facts.size);
      expected.unique_key.set(row.page, state.keys.size);
      expected.dependency.set(row.page, state.dependencies.size);
      expected.mention.set(row.page, state.mentions.size);
    }
    for (const table of Object.keys(DERIVED) as Derived[]) {
      yield* this.#surplus(table, expected[table]);
    }
    yield* this.#counts(kinds);
  }

  *#allPages(): Iterable<PageRow> {
    let after = 0;
    for (;;) {
      const rows = this.#pages.all(after) as PageRow[];
      yield* rows;
      after = rows.at(-1)?.page ?? after;
      if (rows.length < PAGES_AT_A_TIME) return;
    }
  }

  *#rowOf(row: PageRow, state: PageState): Iterable<Problem> {
    const { created, latest } = this.#revisions.get(row.page) as PageRow;
    const fits =
      row.created === created &&
      row.latest === latest &&
      row.deleted === (state.document === undefined ? 1 : 0) &&
      row.site_links === state.siteLinks &&
      row.statements === state.statements;
    if (!fits) yield { code: 'page', subject: row.document_id, detail: JSON.stringify(row) };
  }

  #factsOf(kind: DocumentKind, { document }: PageState): TokenFacts {
    return this.#facts.factsOf(kind, document === undefined ? [] : textPieces(document));
  }

  *#missing(
    { page, document_id: subject, kind }: PageRow,
    state: PageState,
    facts: TokenFacts,
  ): Iterable<Problem> {
    for (const token of this.#texts.differences(page, facts)) {
      yield { code: 'full-text', subject, detail: token };
    }
    for (const term of state.terms.terms) {
      if (!this.#terms.has(page, kind, term, state.terms.weight)) {
        yield { code: 'search-terms', subject, detail: `${term.language}: ${term.text}` };
      }
    }
    for (const [text, key] of state.keys) {
      if (!this.#parts.keys.has(key, page)) yield { code: 'unique-keys', subject, detail: text };
    }
    for (const name of state.dependencies) {
      if (this.#dependency.get(name, page) === undefined) {
        yield { code: 'dependencies', subject, detail: name };
      }
    }
    for (const id of state.mentions) {
      if (!this.#mentions.has(id, subject)) yield { code: 'mentions', subject, detail: id };
    }
  }

  /** All that should be there was found; so a page with more rows has rows that should not be. */
  *#surplus(table: Derived, expected: RowCounts): Iterable<Problem> {
    const actual = this.#db.prepare(`SELECT page, count(*) AS n FROM ${table} GROUP BY page`).all();
    for (const { page, n } of actual as { page: number; n: number }[]) {
      const wanted = expected.get(page) ?? 0;
      if (n === wanted) continue;
      yield { code: DERIVED[table], subject: `page ${page}`, detail: `${n} instead of ${wanted}` };
    }
  }

  *#counts(expected: ReadonlyMap<DocumentKind, number>): Iterable<Problem> {
    const counted = new Map(Object.entries(this.#parts.revisions.pagesByKind()));
    for (const kind of new Set([...expected.keys(), ...counted.keys()])) {
      const wanted = expected.get(kind as DocumentKind) ?? 0;
      const actual = counted.get(kind) ?? 0;
      if (actual === wanted) continue;
      yield { code: 'page-count', subject: kind, detail: `${actual} instead of ${wanted}` };
    }
  }
}

function termRows({ terms: { terms } }: PageState, table: TermTable): number {
  const distinct = new Map(
    terms.map((term) => [`${term.language}|${term.termType}|${term.text}`, term.text]),
  );
  return [...distinct.values()].reduce((rows, text) => rows + termKeys(text)[table].length, 0);
}
