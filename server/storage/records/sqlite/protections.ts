/** Protected pages. */
import type { Database, Statement } from '../../sqlite/database.ts';
import type { Protection, ProtectionLevel, ProtectionWrites } from '../protections.ts';
import { LogEventWriter } from './log-events.ts';
import { secondsOf, timestampOf } from './rows.ts';
import type { Synchronous } from './synchronous.ts';

interface ProtectionRow {
  readonly level: ProtectionLevel;
  readonly expires: number | null;
}

export class ProtectionReader {
  readonly #ofPage: Statement;

  constructor(db: Database) {
    this.#ofPage = db.prepare(
      `SELECT level, expires FROM protection
       WHERE document_id = ? AND (expires IS NULL OR expires > ?)`,
    );
  }

  ofPage(documentId: string, nowMs: number): Protection | undefined {
    const row = this.#ofPage.get(documentId, Math.floor(nowMs / 1000)) as ProtectionRow | undefined;
    if (row === undefined) return undefined;
    const { level, expires } = row;
    return { level, expires: expires === null ? undefined : timestampOf(expires) };
  }
}

export function protectionJobs(db: Database, nowMs: () => number): Synchronous<ProtectionWrites> {
  const log = new LogEventWriter(db);
  const remove = db.prepare('DELETE FROM protection WHERE document_id = ?');
  const set = db.prepare('INSERT OR REPLACE INTO protection VALUES (?, ?, ?)');
  return {
    setProtection: (documentId, protection, event) => {
      if (protection === undefined) remove.run(documentId);
      else {
        const { level, expires } = protection;
        set.run(documentId, level, expires === undefined ? null : secondsOf(expires));
      }
      log.add(event, Math.floor(nowMs() / 1000));
    },
  };
}
