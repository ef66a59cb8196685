/** Who has what only one page should have. The earliest claim holds the key, later ones wait. */
import { hash } from 'node:crypto';
import { uniqueKeyText } from '../../../../schema/model/documents/unique-keys.ts';
import type { UniqueKey } from '../../../../schema/model/documents/unique-keys.ts';
import type { Database, Statement } from '../../sqlite/database.ts';

export class UniqueKeys {
  readonly #claimants: Statement;
  readonly #claim: Statement;
  readonly #release: Statement;
  readonly #has: Statement;

  constructor(db: Database) {
    this.#claimants = db
      .prepare(
        `SELECT p.document_id FROM unique_key k JOIN page p ON p.page = k.page
         WHERE k.key = ? ORDER BY k.claimed, k.page`,
      )
      .pluck();
    this.#claim = db.prepare('INSERT OR IGNORE INTO unique_key VALUES (?, ?, ?)');
    this.#release = db.prepare('DELETE FROM unique_key WHERE key = ? AND page = ?');
    this.#has = db.prepare('SELECT 1 FROM unique_key WHERE key = ? AND page = ?').pluck();
  }

  holder(key: UniqueKey): string | undefined {
    return this.claimants(key)[0];
  }

  /** Who has the key, the holder first. */
  claimants(key: UniqueKey): string[] {
    return this.#claimants.all(storedKey(key)) as string[];
  }

  claim(key: UniqueKey, page: number, revision: number): void {
    this.#claim.run(storedKey(key), page, revision);
  }

  release(key: UniqueKey, page: number): void {
    this.#release.run(storedKey(key), page);
  }

  has(key: UniqueKey, page: number): boolean {
    return this.#has.get(storedKey(key), page) !== undefined;
  }
}

/** 128 bits: nobody can make two keys collide, and long labels take no room. */
function storedKey(key: UniqueKey): Buffer {
  return hash('sha256', uniqueKeyText(key), 'buffer').subarray(0, 16);
}
