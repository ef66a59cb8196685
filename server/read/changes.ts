/** Lists of changes, filtered and paged by their numbers: of the wiki, a page, a watchlist. */
import { changeCategory } from '../../schema/model/change-category.ts';
import type { ChangeCategory } from '../../schema/model/change-category.ts';
import type { DocumentKind } from '../../schema/model/documents/kinds.ts';
import type { LogRange, RecentChangesQuery } from '../storage/records/history-lists.ts';
import type { RecordStore, RevisionInfo } from '../storage/records/record-store.ts';

/** Whose changes are listed; by default those of the whole wiki. */
export type ChangesOf =
  | { readonly documentId: string; readonly statementId?: string }
  | { readonly watcher: number; readonly newestOfPage: boolean };

/** Of each pair true shows only those, false hides them. */
export interface ChangeFilter {
  readonly kinds?: readonly DocumentKind[];
  readonly categories?: readonly ChangeCategory[];
  readonly bot?: boolean;
  readonly minor?: boolean;
  /** By people without an account. */
  readonly anonymous?: boolean;
  /** By anybody, or by nobody because the author is trusted. */
  readonly patrolled?: boolean;
  /** By nobody, because the author is trusted. */
  readonly autopatrolled?: boolean;
  /** First revisions of pages. */
  readonly creations?: boolean;
  /** The newest revision of its page. */
  readonly latest?: boolean;
  readonly exceptUser?: string;
}

export interface ChangesQuery
  extends ChangeFilter, LogRange, Pick<RecentChangesQuery, 'author' | 'tag' | 'editGroup'> {
  readonly of?: ChangesOf;
  /** Epoch milliseconds, both included. */
  readonly sinceMs?: number;
  readonly untilMs?: number;
}

export interface ChangesPage {
  readonly changes: readonly RevisionInfo[];
  /** Pass it as `before` (`after`, where the oldest come first) to go on; `undefined` at the end. */
  readonly next: number | undefined;
}

/** Where a filter drops some: how many are looked at in one read. */
const CHANGES_PER_FILTERED_READ = 500;
/** A filter that lets next to nothing pass must not read the whole log for one page. */
const MOST_READS = 20;

export async function readChanges(records: RecordStore, query: ChangesQuery): Promise<ChangesPage> {
  const { limit, order = 'newest-first' } = query;
  const read = readerOf(records, query);
  const passes = filterOf(query);
  // One more than is shown tells whether there are more.
  const perRead = passes === undefined ? limit + 1 : CHANGES_PER_FILTERED_READ;
  let range = await rangeOf(records, query);
  const changes: RevisionInfo[] = [];
  let next: number | undefined;
  for (let reads = 0; reads < MOST_READS; reads++) {
    const found = await read({ ...range, order, limit: perRead });
    for (const change of found) {
      if (changes.length === limit) return { changes, next };
      next = change.revisionId;
      if (passes === undefined || passes(change)) changes.push(change);
    }
    if (found.length < perRead || next === undefined) return { changes, next: undefined };
    range = order === 'newest-first' ? { ...range, before: next } : { ...range, after: next };
  }
  return { changes, next };
}

type Read = (range: LogRange) => Promise<RevisionInfo[]>;

function readerOf(records: RecordStore, query: ChangesQuery): Read {
  const { of, author, tag, editGroup, creations } = query;
  if (of === undefined) {
    const source = {
      ...(author === undefined ? {} : { author }),
      ...(tag === undefined ? {} : { tag }),
      ...(editGroup === undefined ? {} : { editGroup }),
      ...(creations === true ? { creations } : {}),
    };
    return (range) => records.recentChanges({ ...source, ...range });
  }
  if ('watcher' in of) {
    const { watcher: userId, newestOfPage } = of;
    return (range) => records.watchedChanges({ userId, newestOfPage, ...range });
  }
  return (range) => records.history({ ...of, ...range });
}

/** Time never runs backwards in the log, so that moments are places in it. */
async function rangeOf(records: RecordStore, query: ChangesQuery) {
  const { sinceMs, untilMs } = query;
  const since = sinceMs === undefined ? 0 : await records.sequenceAt({ timeMs: sinceMs - 1 });
  const until = untilMs === undefined ? undefined : await records.sequenceAt({ timeMs: untilMs });
  const after = Math.max(query.after ?? 0, since);
  const before = Math.min(query.before ?? Infinity, until === undefined ? Infinity : until + 1);
  return {
    ...(after === 0 ? {} : { after }),
    ...(before === Infinity ? {} : { before }),
  };
}

type Test = (change: RevisionInfo) => boolean;

/** `undefined` where everything passes that the store finds. */
function filterOf(query: ChangesQuery): Test | undefined {
  const tests = [...flagTests(query), ...valueTests(query)];
  return tests.length === 0 ? undefined : (change) => tests.every((test) => test(change));
}

function flagTests(query: ChangesQuery): Test[] {
  const flags: readonly (readonly [boolean | undefined, Test])[] = [
    [query.bot, ({ bot }) => bot],
    [query.minor, ({ minor }) => minor],
    [query.anonymous, ({ userId, userName }) => userId === 0 && userName !== undefined],
    [query.patrolled, ({ patrol }) => patrol !== 'unpatrolled'],
    [query.autopatrolled, ({ patrol }) => patrol === 'autopatrolled'],
    [query.latest, ({ latest }) => latest],
    [
      isAsked(query) ? undefined : query.creations,
      ({ parentRevisionId }) => parentRevisionId === 0,
    ],
  ];
  return flags.flatMap(([wanted, test]) =>
    wanted === undefined ? [] : [(change: RevisionInfo) => test(change) === wanted],
  );
}

/** The store finds creations by itself in the list of all changes. */
function isAsked({ of, creations }: ChangesQuery): boolean {
  return of === undefined && creations === true;
}

function valueTests(query: ChangesQuery): Test[] {
  const { kinds, categories, exceptUser, of, author, tag } = query;
  const tests: Test[] = [];
  if (kinds !== undefined) tests.push(({ kind }) => kinds.includes(kind));
  if (categories !== undefined) tests.push((change) => categories.includes(changeCategory(change)));
  if (exceptUser !== undefined) tests.push(({ userName }) => userName !== exceptUser);
  if (of === undefined) return tests;
  if (tag !== undefined) tests.push(({ tags }) => tags.includes(tag));
  if (author === undefined) return tests;
  return [
    ...tests,
    'userId' in author
      ? ({ userId }) => userId === author.userId
      : ({ userId, userName }) => userId === 0 && userName === author.address,
  ];
}
