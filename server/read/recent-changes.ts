/** What changed lately, newest first. */
import type { DocumentKind } from '../../schema/model/documents/kinds.ts';
import type { RecordStore, RevisionInfo } from '../storage/records/record-store.ts';

export interface RecentChangesQuery {
  /** Changes before this sequence; without it from the newest. */
  readonly before?: number;
  readonly limit: number;
  readonly userId?: number;
  readonly kinds?: readonly DocumentKind[];
  readonly hideBots?: boolean;
  readonly hideMinor?: boolean;
}

export interface RecentChangesPage {
  readonly changes: readonly RevisionInfo[];
  /** Pass it as `before` to go on; `undefined` at the end of the log. */
  readonly older: number | undefined;
}

/** Where a filter drops some: how many it looks at in one read. */
const CHANGES_PER_FILTERED_READ = 500;
/** A filter that lets next to nothing pass must not read the whole log for one page. */
const MOST_READS = 20;

export async function readRecentChanges(
  records: RecordStore,
  query: RecentChangesQuery,
): Promise<RecentChangesPage> {
  const { limit, userId } = query;
  // One more than is shown tells whether there are older ones.
  const perRead = isFiltered(query) ? CHANGES_PER_FILTERED_READ : limit + 1;
  const changes: RevisionInfo[] = [];
  let { before } = query;
  for (let reads = 0; reads < MOST_READS; reads++) {
    const read = await records.recentChanges({
      limit: perRead,
      ...(before === undefined ? {} : { before }),
      ...(userId === undefined ? {} : { userId }),
    });
    for (const change of read) {
      if (changes.length === limit) return { changes, older: before };
      before = change.revisionId;
      if (passes(change, query)) changes.push(change);
    }
    if (read.length < perRead) return { changes, older: undefined };
  }
  return { changes, older: before };
}

function isFiltered({ kinds, hideBots, hideMinor }: RecentChangesQuery): boolean {
  return kinds !== undefined || hideBots === true || hideMinor === true;
}

function passes(
  { kind, bot, minor }: RevisionInfo,
  { kinds, hideBots, hideMinor }: RecentChangesQuery,
): boolean {
  if (kinds !== undefined && !kinds.includes(kind)) return false;
  return !(hideBots === true && bot) && !(hideMinor === true && minor);
}
