/**
 * The yardstick: the plainest durable store of documents there is, one table with a row each, in a
 * SQLite that waits for the disk as ours does.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import {
  openForWriting,
  type Database,
  type Statement,
} from '../server/storage/sqlite/database.ts';

export class PlainTable {
  readonly #path: string;
  readonly #db: Database;
  readonly #insert: Statement;

  constructor(folder: string) {
    this.#path = join(folder, 'plain.sqlite');
    this.#db = openForWriting(this.#path, { durability: 'full' });
    this.#db.pragma('wal_autocheckpoint = 1000');
    this.#db.exec('CREATE TABLE document (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT');
    this.#insert = this.#db.prepare('INSERT INTO document VALUES (?, ?)');
  }

  /** In one transaction; returns when it is on the disk. */
  insert(rows: readonly (readonly [id: string, json: string])[]): void {
    this.#db.exec('BEGIN');
    for (const row of rows) this.#insert.run(row);
    this.#db.exec('COMMIT');
  }

  *texts(): Generator<string> {
    const all = this.#db.prepare('SELECT json FROM document').pluck();
    for (const json of all.iterate()) yield json as string;
  }

  /** Returns the size of the file, with all in it. */
  close(): number {
    this.#db.close();
    return statSync(this.#path).size;
  }
}
