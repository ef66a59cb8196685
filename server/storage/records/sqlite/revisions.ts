/** Reads the log: revisions and their pages, as of any moment. */
import type { DocumentKind } from '../../../../schema/model/documents/kinds.ts';
import type { Database, Statement } from '../../sqlite/database.ts';
import { readTogether } from '../../sqlite/read-together.ts';
import type { AsOf } from '../record-store.ts';
import { REVISION_COLUMNS } from './rows.ts';
import type { PageRow, RevisionRow } from './rows.ts';

const FROM = 'FROM revision r JOIN page p ON p.page = r.page';
const SELECT = `SELECT ${REVISION_COLUMNS} ${FROM}`;
const NEWEST_OF_PAGE_AT =
  '(SELECT max(revision) FROM revision WHERE page = p.page AND revision <= @at)';
const LIST = `
  SELECT ${REVISION_COLUMNS} FROM page p JOIN revision r ON r.revision = ${NEWEST_OF_PAGE_AT}
  WHERE p.page > @after AND p.created <= @at AND r.deletes = 0 AND r.content_hash IS NULL`;

export class Revisions {
  readonly #db: Database;
  readonly #page: Statement;
  readonly #one: Statement;
  readonly #newest: Statement;
  readonly #ofPageAt: Statement;
  readonly #readableOfPageAt: Statement;
  readonly #head: Statement;
  readonly #time: Statement;
  readonly #list: Statement;
  readonly #listOfKind: Statement;
  readonly #changes: Statement;
  readonly #changedPages: Statement;
  readonly #count: Statement;
  readonly #pagesByKind: Statement;
  readonly #size: Statement;
  readonly #ofSize: Statement;

  constructor(db: Database) {
    this.#db = db;
    this.#page = db.prepare('SELECT * FROM page WHERE document_id = ?');
    this.#one = db.prepare(`${SELECT} WHERE r.revision = ?`);
    this.#newest = db.prepare(
      `SELECT ${REVISION_COLUMNS} FROM page p JOIN revision r ON r.revision = p.latest
       WHERE p.document_id = ? AND r.deletes = 0 AND r.content_hash IS NULL`,
    );
    this.#ofPageAt = db.prepare(
      `${SELECT} WHERE r.page = ? AND r.revision <= ? ORDER BY r.revision DESC LIMIT 1`,
    );
    this.#readableOfPageAt = db.prepare(
      `${SELECT} WHERE r.page = ? AND r.revision <= ? AND r.content_hash IS NULL
       ORDER BY r.revision DESC LIMIT 1`,
    );
    this.#head = db.prepare(`${SELECT} ORDER BY r.revision DESC LIMIT 1`);
    this.#time = db.prepare('SELECT time FROM revision WHERE revision = ?').pluck();
    this.#list = db.prepare(`${LIST} ORDER BY p.page LIMIT @limit`);
    this.#listOfKind = db.prepare(`${LIST} AND p.kind = @kind ORDER BY p.page LIMIT @limit`);
    this.#changes = db.prepare(`${SELECT} WHERE r.revision > ? ORDER BY r.revision LIMIT ?`);
    this.#changedPages = db
      .prepare(`SELECT p.document_id ${FROM} WHERE r.revision > ? ORDER BY r.revision LIMIT ?`)
      .pluck();
    this.#count = db.prepare(`SELECT count(*) ${FROM} WHERE p.document_id = ?`).pluck();
    this.#size = db.prepare('SELECT size_bytes FROM revision WHERE revision = ?').pluck();
    this.#ofSize = db
      .prepare(
        `SELECT revision FROM (
           SELECT r.revision, r.size_bytes, r.deletes, r.content_hash
           FROM page p JOIN revision r ON r.page = p.page
           WHERE p.document_id = @documentId AND r.revision < @before
           ORDER BY r.revision DESC LIMIT @among)
         WHERE size_bytes = @size AND deletes = 0 AND content_hash IS NULL`,
      )
      .pluck();
    this.#pagesByKind = db.prepare('SELECT kind, pages FROM kind_state WHERE pages > 0');
  }

  page(documentId: string): PageRow | undefined {
    return this.#page.get(documentId) as PageRow | undefined;
  }

  one(revision: number): RevisionRow | undefined {
    return this.#one.get(revision) as RevisionRow | undefined;
  }

  many(revisions: readonly number[]): RevisionRow[] {
    return readTogether(this.#db, () => revisions.flatMap((revision) => this.one(revision) ?? []));
  }

  /** Of pages whose contents may be read: no deleted or suppressed ones. */
  newest(documentIds: readonly string[]): RevisionRow[] {
    return readTogether(this.#db, () =>
      documentIds.flatMap((id) => (this.#newest.get(id) as RevisionRow | undefined) ?? []),
    );
  }

  /** The newest revision of the page that is not after `sequence`. */
  ofPageAt(page: number, sequence: number): RevisionRow | undefined {
    return this.#ofPageAt.get(page, sequence) as RevisionRow | undefined;
  }

  /** The same without those whose contents were suppressed. */
  readableOfPageAt(page: number, sequence: number): RevisionRow | undefined {
    return this.#readableOfPageAt.get(page, sequence) as RevisionRow | undefined;
  }

  head(): RevisionRow | undefined {
    return this.#head.get() as RevisionRow | undefined;
  }

  /** Readable contents only: no deleted or suppressed ones. */
  list(query: {
    kind: DocumentKind | undefined;
    after: number;
    at: number;
    limit: number;
  }): RevisionRow[] {
    const { kind, ...rest } = query;
    const rows =
      kind === undefined ? this.#list.all(rest) : this.#listOfKind.all({ ...rest, kind });
    return rows as RevisionRow[];
  }

  changes(after: number, limit: number): RevisionRow[] {
    return this.#changes.all(after, limit) as RevisionRow[];
  }

  changedPages(after: number, limit: number): string[] {
    return this.#changedPages.all(after, limit) as string[];
  }

  countOfPage(documentId: string): number {
    return this.#count.get(documentId) as number;
  }

  /** Those with a readable content of this size, newest first, among the newest before a revision. */
  ofSize(query: { documentId: string; before: number; among: number; size: number }): number[] {
    return this.#ofSize.all(query) as number[];
  }

  sizes(revisions: readonly number[]): Map<number, number> {
    const sizes = readTogether(this.#db, () =>
      revisions.map((revision) => [revision, this.#size.get(revision)] as const),
    );
    return new Map(sizes.filter((entry): entry is [number, number] => entry[1] !== undefined));
  }

  pagesByKind(): Partial<Record<DocumentKind, number>> {
    const rows = this.#pagesByKind.all() as { kind: DocumentKind; pages: number }[];
    return Object.fromEntries(rows.map(({ kind, pages }) => [kind, pages]));
  }

  /** Time never runs backwards in the log, so that the last sequence of a time is a binary search. */
  sequenceAt(at: AsOf): number {
    if ('sequence' in at) return at.sequence;
    let [low, high] = [0, this.head()?.revision ?? 0];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#timeMs(middle) <= at.timeMs) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #timeMs(revision: number): number {
    return (this.#time.get(revision) as number) * 1000;
  }
}
