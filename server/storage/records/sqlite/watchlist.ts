/** Who watches which pages, and until when. */
import type { Database, Statement } from '../../sqlite/database.ts';
import type { WatchedPage, WatchlistWrites } from '../history-lists.ts';
import { timestampOf } from './rows.ts';
import type { Synchronous } from './synchronous.ts';

export class WatchlistReader {
  readonly #one: Statement;
  readonly #list: Statement;

  constructor(db: Database) {
    const living = '(expires IS NULL OR expires > @now)';
    const select = 'SELECT document_id, expires FROM watch WHERE user_id = @userId AND';
    this.#one = db.prepare(`${select} document_id = @documentId AND ${living}`);
    this.#list = db.prepare(
      `${select} document_id > @after AND ${living} ORDER BY document_id LIMIT @limit`,
    );
  }

  watched(userId: number, documentId: string, now: number): WatchedPage | undefined {
    const row = this.#one.get({ userId, documentId, now }) as WatchRow | undefined;
    return row && watchedPage(row);
  }

  list(userId: number, after: string, limit: number, now: number): WatchedPage[] {
    return (this.#list.all({ userId, after, limit, now }) as WatchRow[]).map(watchedPage);
  }
}

interface WatchRow {
  readonly document_id: string;
  readonly expires: number | null;
}

function watchedPage({ document_id, expires }: WatchRow): WatchedPage {
  return {
    documentId: document_id,
    expires: expires === null ? undefined : timestampOf(expires),
  };
}

export function watchlistJobs(db: Database, nowMs: () => number): Synchronous<WatchlistWrites> {
  const insert = db.prepare(
    'INSERT INTO watch VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET expires = excluded.expires',
  );
  const remove = db.prepare('DELETE FROM watch WHERE user_id = ? AND document_id = ?');
  const removeExpired = db.prepare('DELETE FROM watch WHERE expires <= ?');
  return {
    watch(userId, documentIds, expires) {
      removeExpired.run(Math.floor(nowMs() / 1000));
      const until = expires === undefined ? null : Math.floor(Date.parse(expires) / 1000);
      for (const documentId of documentIds) insert.run(userId, documentId, until);
    },
    unwatch(userId, documentIds) {
      for (const documentId of documentIds) remove.run(userId, documentId);
    },
  };
}
