/** Marks that somebody looked at a revision. */
import type { Database } from '../../sqlite/database.ts';
import type { PatrolWrites } from '../history-lists.ts';
import { LogEventWriter } from './log-events.ts';
import type { Synchronous } from './synchronous.ts';

export function patrolJobs(db: Database, nowMs: () => number): Synchronous<PatrolWrites> {
  const mark = db.prepare('UPDATE revision SET patrolled = 2 WHERE revision = ? AND patrolled = 0');
  const log = new LogEventWriter(db);
  return {
    markPatrolled(revisionId, event) {
      const marked = mark.run(revisionId).changes > 0;
      if (marked) log.add(event, Math.floor(nowMs() / 1000));
      return marked;
    },
  };
}
