/**
 * The public log: what was done besides editing, and which pages were created.
 *
 * Creations are not written down twice: they are the first revisions of pages, told as events. Both
 * kinds share one numbering (events are even, creations odd) and one order: by time, and within a
 * second events before creations are the newer ones.
 */
import { authorFilter } from './author-filter.ts';
import type { LogEvent, LogEventQuery } from '../storage/records/log-events.ts';
import type { RecordStore, RevisionInfo } from '../storage/records/record-store.ts';

const CREATION = 'create';

export interface LogPlace {
  readonly timeSeconds: number;
  readonly logId: number;
}

export interface LogQuery extends Omit<LogEventQuery, 'before' | 'after' | 'revisionId'> {
  /** Go on after this entry. */
  readonly from?: LogPlace;
}

export interface LogPage {
  readonly entries: readonly LogEvent[];
  /** Pass it as `from` to go on; `undefined` at the end. */
  readonly next: LogPlace | undefined;
}

export async function readLog(records: RecordStore, query: LogQuery): Promise<LogPage> {
  const { limit, order = 'newest-first' } = query;
  const [events, creations] = await Promise.all([
    readEvents(records, query),
    readCreations(records, query),
  ]);
  const sign = order === 'newest-first' ? -1 : 1;
  const entries = [...events, ...creations].toSorted((a, b) => sign * compare(a, b));
  const shown = entries.slice(0, limit);
  const last = shown.at(-1);
  return {
    entries: shown,
    next: entries.length > limit && last !== undefined ? placeOf(last) : undefined,
  };
}

/** How many entries are looked at in one read where some are left out. */
const ENTRIES_PER_FILTERED_READ = 500;
/** A filter that lets next to nothing pass must not read the whole log for one answer. */
const MOST_READS = 20;

/** Likewise, of the entries that pass. What it goes on from may be one that did not. */
export async function readLogWhere(
  records: RecordStore,
  query: LogQuery,
  passes: (entry: LogEvent) => boolean,
): Promise<LogPage> {
  const entries: LogEvent[] = [];
  let { from } = query;
  for (let reads = 0; reads < MOST_READS; reads++) {
    const read = await readLog(records, {
      ...query,
      ...(from === undefined ? {} : { from }),
      limit: ENTRIES_PER_FILTERED_READ,
    });
    for (const entry of read.entries) {
      if (entries.length === query.limit) return { entries, next: from };
      from = placeOf(entry);
      if (passes(entry)) entries.push(entry);
    }
    if (read.next === undefined) return { entries, next: undefined };
  }
  return { entries, next: from };
}

/** The number under which the log shows an event of the store. */
export function logIdOf({ logId }: Pick<LogEvent, 'logId'>): number {
  return logId * 2;
}

/** The inverse: an event of the store, or the revision that created a page. */
export function entryNamed(logId: number): { logId: number } | { revisionId: number } {
  return isEvent(logId) ? { logId: logId / 2 } : { revisionId: (logId - 1) / 2 };
}

function placeOf({ timestamp, logId }: LogEvent): LogPlace {
  return { timeSeconds: Date.parse(timestamp) / 1000, logId };
}

function isEvent(logId: number): boolean {
  return logId % 2 === 0;
}

function compare(a: LogEvent, b: LogEvent): number {
  if (a.timestamp !== b.timestamp) return a.timestamp < b.timestamp ? -1 : 1;
  if (isEvent(a.logId) !== isEvent(b.logId)) return isEvent(a.logId) ? 1 : -1;
  return a.logId - b.logId;
}

async function readEvents(records: RecordStore, query: LogQuery): Promise<LogEvent[]> {
  if (query.type === CREATION) return [];
  const { from: _from, limit, ...filters } = query;
  const found = await records.logEvents({ ...filters, ...eventsFrom(query), limit: limit + 1 });
  return found.map((event) => ({ ...event, logId: logIdOf(event) }));
}

/** Events of the second of a creation are newer than it. */
function eventsFrom({ from, order, sinceSeconds = 0, untilSeconds }: LogQuery) {
  if (from === undefined) return {};
  const { timeSeconds, logId } = from;
  if (order === 'oldest-first') {
    return isEvent(logId)
      ? { after: logId / 2 }
      : { sinceSeconds: Math.max(sinceSeconds, timeSeconds) };
  }
  return isEvent(logId)
    ? { before: logId / 2 }
    : { untilSeconds: Math.min(untilSeconds ?? Infinity, timeSeconds - 1) };
}

async function readCreations(records: RecordStore, query: LogQuery): Promise<LogEvent[]> {
  const { type = CREATION, action = CREATION, documentId, target, userName, tag } = query;
  if (type !== CREATION || action !== CREATION) return [];
  if (target !== undefined && documentId === undefined) return [];
  const author = userName === undefined ? undefined : await authorFilter(userName, records);
  const { order = 'newest-first', limit } = query;
  const range = { ...(await revisionsFrom(query, records)), order, limit: limit + 1 };
  const creations =
    documentId === undefined
      ? await records.recentChanges({
          ...range,
          creations: true,
          ...(author === undefined ? {} : { author }),
          ...(tag === undefined ? {} : { tag }),
        })
      : await records.history({ ...range, order: 'oldest-first', limit: 1, documentId });
  return creations
    .filter((each) => each.parentRevisionId === 0)
    .filter((each) => userName === undefined || each.userName === userName)
    .filter((each) => tag === undefined || each.tags.includes(tag))
    .map(creationEvent);
}

async function revisionsFrom(query: LogQuery, records: RecordStore) {
  const { from, order, sinceSeconds, untilSeconds } = query;
  const sequenceAt = (timeSeconds: number) => records.sequenceAt({ timeMs: timeSeconds * 1000 });
  const since = sinceSeconds === undefined ? 0 : await sequenceAt(sinceSeconds - 1);
  const until = untilSeconds === undefined ? Infinity : (await sequenceAt(untilSeconds)) + 1;
  let [after, before] = [since, until];
  if (from !== undefined) {
    const { timeSeconds, logId } = from;
    const revision = (logId - 1) / 2;
    if (order === 'oldest-first') {
      after = Math.max(after, isEvent(logId) ? await sequenceAt(timeSeconds) : revision);
    } else {
      before = Math.min(before, isEvent(logId) ? (await sequenceAt(timeSeconds)) + 1 : revision);
    }
  }
  return {
    ...(after === 0 ? {} : { after }),
    ...(before === Infinity ? {} : { before }),
  };
}

function creationEvent(revision: RevisionInfo): LogEvent {
  const { revisionId, documentId, userId, userName, timestamp, summary, tags } = revision;
  return {
    logId: revisionId * 2 + 1,
    type: CREATION,
    action: CREATION,
    userId,
    userName,
    target: documentId,
    documentId,
    revisionId,
    timestamp,
    comment: summary,
    params: {},
    tags,
  };
}
