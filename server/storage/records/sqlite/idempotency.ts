/** Which revisions a commit with an idempotency key saved, for 24 hours. */
import type { Database, Statement } from '../../sqlite/database.ts';
import type { Author } from '../commit.ts';

const KEPT_SECONDS = 24 * 60 * 60;

export class Idempotency {
  readonly #select: Statement;
  readonly #insert: Statement;
  readonly #deleteOld: Statement;

  constructor(db: Database) {
    this.#select = db
      .prepare(
        `SELECT revisions FROM idempotency
         WHERE user_id = ? AND user_name = ? AND key = ? AND time >= ?`,
      )
      .pluck();
    this.#insert = db.prepare('INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, ?, ?)');
    this.#deleteOld = db.prepare('DELETE FROM idempotency WHERE time < ?');
  }

  find(
    author: Pick<Author, 'userId' | 'name'>,
    key: string,
    timeSeconds: number,
  ): number[] | undefined {
    const since = timeSeconds - KEPT_SECONDS;
    const revisions = this.#select.get(author.userId, author.name, key, since);
    return revisions === undefined ? undefined : (JSON.parse(revisions as string) as number[]);
  }

  remember(author: Author, key: string, timeSeconds: number, revisions: readonly number[]): void {
    this.#deleteOld.run(timeSeconds - KEPT_SECONDS);
    this.#insert.run(author.userId, author.name, key, timeSeconds, JSON.stringify(revisions));
  }
}
