/** Contents of revisions: rows of packed text, unpacked through the chain of their dictionaries. */
import { RowCache } from '../../sqlite/row-cache.ts';
import type { Database, Statement } from '../../sqlite/database.ts';
import { packContent, unpackContent } from '../revision-content.ts';

interface ContentRow {
  readonly base: number | null;
  readonly steps: number;
  readonly data: Buffer;
}

const CACHE_BYTES = 32 * 1024 * 1024;

export class Contents {
  readonly #db: Database;
  readonly #select: Statement;
  readonly #insert: Statement;
  readonly #delete: Statement;
  readonly #dependents: Statement;
  /** Contents never change, so that a cached one is right as long as its revision may be read. */
  readonly #cache = new RowCache<number, string>(CACHE_BYTES, ({ length }) => length);

  constructor(db: Database) {
    this.#db = db;
    this.#select = db.prepare('SELECT base, steps, data FROM content WHERE revision = ?');
    this.#insert = db.prepare('INSERT OR REPLACE INTO content VALUES (?, ?, ?, ?)');
    this.#delete = db.prepare('DELETE FROM content WHERE revision = ?');
    this.#dependents = db
      .prepare(
        `SELECT c.revision FROM revision r JOIN content c ON c.revision = r.revision
         WHERE r.page = (SELECT page FROM revision WHERE revision = @revision) AND c.base = @revision`,
      )
      .pluck();
  }

  /** `undefined` where the revision deletes its page; its suppression is for the caller to know. */
  read(revision: number): string | undefined {
    const cached = this.#cache.get(revision);
    if (cached !== undefined) return cached;
    const content = this.#db.inTransaction
      ? this.#unpack(revision)
      : this.#db.transaction(() => this.#unpack(revision))();
    if (content !== undefined) this.#cache.set(revision, content);
    return content;
  }

  /** `base`, if given, is the revision before it, which has a content. */
  write(revision: number, content: string, base: number | undefined): void {
    this.#insertPacked(revision, content, base);
    this.keep(revision, content, base);
  }

  /**
   * For a content that is stored already. That of the revision before it makes room: it is seldom
   * read again, and memory follows the pages that are edited, not their edits.
   */
  keep(revision: number, content: string, before: number | undefined): void {
    if (before !== undefined) this.#cache.delete(before);
    this.#cache.set(revision, content);
  }

  /** Erases a content; those that used it as a dictionary are packed anew, without it. */
  erase(revision: number): void {
    for (const dependent of this.#dependents.all({ revision }) as number[]) {
      const content = this.read(dependent);
      if (content !== undefined) this.#insertPacked(dependent, content, undefined);
    }
    this.#delete.run(revision);
    this.#cache.delete(revision);
  }

  /** After a rollback the numbers of the lost revisions are given to others. */
  forget(): void {
    this.#cache.clear();
  }

  #insertPacked(revision: number, content: string, base: number | undefined): void {
    const packed = packContent(content, base === undefined ? undefined : this.#base(base));
    this.#insert.run(revision, packed.base ?? null, packed.steps, packed.data);
  }

  #base(revision: number) {
    const row = this.#row(revision);
    const content = this.read(revision);
    if (row === undefined || content === undefined) return undefined;
    return { revision, steps: row.steps, content };
  }

  #unpack(revision: number): string | undefined {
    const row = this.#row(revision);
    if (row === undefined) return undefined;
    if (row.base === null) return unpackContent(row.data);
    const dictionary = this.#cache.get(row.base) ?? this.#unpack(row.base);
    if (dictionary === undefined) throw new Error(`The content of revision ${row.base} is missing`);
    return unpackContent(row.data, dictionary);
  }

  #row(revision: number): ContentRow | undefined {
    return this.#select.get(revision) as ContentRow | undefined;
  }
}
