/** The log of what was done besides editing. */
import type { Database, Statement } from '../../sqlite/database.ts';
import type { LogEvent, LogEventQuery, LogEventWrites, NewLogEvent } from '../log-events.ts';
import { timestampOf } from './rows.ts';
import type { Synchronous } from './synchronous.ts';

interface LogEventRow {
  readonly log_id: number;
  readonly type: string;
  readonly action: string;
  readonly time: number;
  readonly user_id: number;
  readonly user_name: string | null;
  readonly target: string;
  readonly is_page: number;
  readonly revision: number | null;
  readonly comment: string | null;
  readonly params: string;
  readonly tags: string;
}

const CONDITIONS = {
  type: 'type = @type',
  action: 'action = @action',
  userName: 'user_name = @userName',
  tag: 'log_id IN (SELECT log_id FROM log_event_tag WHERE tag = @tag)',
  target: 'target = @target',
  documentId: 'target = @documentId AND is_page = 1',
  revisionId: 'revision = @revisionId',
  before: 'log_id < @before',
  after: 'log_id > @after',
  // as places in the log, so that it is read from there on
  sinceSeconds: `log_id >= (SELECT log_id FROM log_event WHERE time >= @sinceSeconds
    ORDER BY time, log_id LIMIT 1)`,
  untilSeconds: `log_id <= (SELECT log_id FROM log_event WHERE time <= @untilSeconds
    ORDER BY time DESC, log_id DESC LIMIT 1)`,
} as const satisfies Partial<Record<keyof LogEventQuery, string>>;

type Filter = keyof typeof CONDITIONS;
const filters = Object.keys(CONDITIONS) as Filter[];

export class LogEventReader {
  readonly #db: Database;
  readonly #statements = new Map<string, Statement>();

  constructor(db: Database) {
    this.#db = db;
  }

  find(query: LogEventQuery): LogEvent[] {
    const used = filters.filter((name) => query[name] !== undefined);
    const values = Object.fromEntries(used.map((name) => [name, query[name]]));
    const statement = this.#statement(used, query.order === 'oldest-first' ? 'ASC' : 'DESC');
    return (statement.all({ ...values, limit: query.limit }) as LogEventRow[]).map(logEventOf);
  }

  #statement(used: readonly Filter[], direction: 'ASC' | 'DESC'): Statement {
    const where = used.map((name) => CONDITIONS[name]).join(' AND ') || 'TRUE';
    const sql = `SELECT * FROM log_event WHERE ${where} ORDER BY log_id ${direction} LIMIT @limit`;
    const known = this.#statements.get(sql) ?? this.#db.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
}

/** Runs inside the writer's transaction. */
export class LogEventWriter {
  readonly #insert: Statement;
  readonly #tag: Statement;

  constructor(db: Database) {
    this.#insert = db.prepare(
      `INSERT INTO log_event (type, action, time, user_id, user_name, target, is_page, revision,
         comment, params, tags)
       VALUES (?, ?, max(?, coalesce((SELECT time FROM log_event ORDER BY log_id DESC LIMIT 1), 0)),
         ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#tag = db.prepare('INSERT OR IGNORE INTO log_event_tag VALUES (?, ?)');
  }

  /** Returns the number of the event. */
  add(event: NewLogEvent, timeSeconds: number): number {
    const { author, params = {}, tags = [] } = event;
    const { lastInsertRowid } = this.#insert.run(
      event.type,
      event.action,
      timeSeconds,
      author.userId,
      author.name,
      event.target,
      event.documentId === undefined ? 0 : 1,
      event.revisionId ?? null,
      event.comment,
      JSON.stringify(params),
      JSON.stringify(tags),
    );
    for (const tag of tags) this.#tag.run(tag, lastInsertRowid);
    return Number(lastInsertRowid);
  }
}

export function logEventJobs(db: Database, nowMs: () => number): Synchronous<LogEventWrites> {
  const writer = new LogEventWriter(db);
  return { addLogEvent: (event) => writer.add(event, Math.floor(nowMs() / 1000)) };
}

function logEventOf(row: LogEventRow): LogEvent {
  return {
    logId: row.log_id,
    type: row.type,
    action: row.action,
    userId: row.user_id,
    userName: row.user_name ?? undefined,
    target: row.target,
    documentId: row.is_page === 1 ? row.target : undefined,
    revisionId: row.revision ?? undefined,
    timestamp: timestampOf(row.time),
    comment: row.comment ?? undefined,
    params: JSON.parse(row.params) as Record<string, unknown>,
    tags: JSON.parse(row.tags) as string[],
  };
}
