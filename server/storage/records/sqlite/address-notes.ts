/** From where accounts are used: for blocks and limits alone. */
import type { Database, Statement } from '../../sqlite/database.ts';

const KEPT_SECONDS = 90 * 24 * 60 * 60;
/** Who edits all day from one place costs one row now and then, not one for each edit. */
const RENEWED_AFTER_SECONDS = 60 * 60;

/** Runs inside the writer's transaction. */
export class AddressNotes {
  readonly #note: Statement;
  readonly #forget: Statement;

  constructor(db: Database) {
    this.#note = db.prepare(
      `INSERT INTO user_address (address, user_id, last_used, autoblock_id)
       VALUES (@address, @userId, @now, abs(random() % 562949953421312) + 4294967296)
       ON CONFLICT (address, user_id) DO UPDATE SET last_used = @now,
         autoblock_id = coalesce(autoblock_id, excluded.autoblock_id)
       WHERE last_used <= @now - ${RENEWED_AFTER_SECONDS}`,
    );
    this.#forget = db.prepare('DELETE FROM user_address WHERE last_used < ?');
  }

  note(userId: number, address: string, now: number): void {
    if (this.#note.run({ userId, address, now }).changes > 0) this.#forget.run(now - KEPT_SECONDS);
  }
}

export class AddressReader {
  readonly #of: Statement;

  constructor(db: Database) {
    this.#of = db
      .prepare('SELECT address FROM user_address WHERE user_id = ? AND last_used >= ?')
      .pluck();
  }

  of(userId: number, now: number): string[] {
    return this.#of.all(userId, now - KEPT_SECONDS) as string[];
  }
}
