/** Reads the table of pages. */
import type { Database, Statement } from '../../sqlite/database.ts';
import type { PageListing, PagesByTitleQuery } from '../page-lists.ts';

const BY_TITLE = `
  SELECT page AS pageId, document_id AS documentId FROM page
  WHERE document_id >= @from AND document_id <= @to AND kind = @kind AND deleted = 0
  ORDER BY document_id`;

/** Above every id: no id has a private-use character. */
const LAST = '\u{10FFFD}';

export class PageReader {
  readonly #documentId: Statement;
  readonly #number: Statement;
  readonly #ascending: Statement;
  readonly #descending: Statement;

  constructor(db: Database) {
    this.#documentId = db.prepare('SELECT document_id FROM page WHERE page = ?').pluck();
    this.#number = db.prepare('SELECT page FROM page WHERE document_id = ?').pluck();
    this.#ascending = db.prepare(`${BY_TITLE} LIMIT @limit`);
    this.#descending = db.prepare(`${BY_TITLE} DESC LIMIT @limit`);
  }

  documentIdsOf(pageIds: readonly number[]): Map<number, string> {
    const found = pageIds.map((page) => [page, this.#documentId.get(page)] as const);
    return new Map(found.flatMap(([page, id]) => (typeof id === 'string' ? [[page, id]] : [])));
  }

  numbersOf(documentIds: readonly string[]): Map<string, number> {
    const found = documentIds.map((id) => [id, this.#number.get(id)] as const);
    return new Map(found.flatMap(([id, page]) => (typeof page === 'number' ? [[id, page]] : [])));
  }

  byTitle({ kind, prefix, order, limit, ...bounds }: PagesByTitleQuery): PageListing[] {
    const from = [bounds.from ?? '', prefix].toSorted().at(-1);
    const to = [bounds.to ?? LAST, prefix + LAST].toSorted().at(0);
    const statement = order === 'ascending' ? this.#ascending : this.#descending;
    return statement.all({ kind, from, to, limit }) as PageListing[];
  }
}
