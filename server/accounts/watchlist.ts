/** Watching pages: for ever, or for some time. */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Result } from '../../schema/failures.ts';
import type { WatchlistWrites } from '../storage/records/history-lists.ts';
import { rightsOf } from './rights.ts';
import type { RightsHolder } from './rights.ts';

const MOST_PAGES = 500;

export interface WatchRequest {
  readonly watcher: RightsHolder;
  readonly documentIds: readonly string[];
  /** Until when (ISO 8601; `undefined` for ever); absent: not any more. */
  readonly watch?: { readonly expires: string | undefined };
}

export async function changeWatchlist(
  { watcher, documentIds, watch }: WatchRequest,
  watchlist: WatchlistWrites,
): Promise<Result<undefined>> {
  if (!rightsOf(watcher).has('editmywatchlist')) {
    return failed(failure('permission-denied', { right: 'editmywatchlist' }));
  }
  if (documentIds.length > MOST_PAGES) {
    return failed(failure('too-many', { field: 'titles', limit: MOST_PAGES }));
  }
  const { userId } = watcher;
  if (watch === undefined) await watchlist.unwatch(userId, documentIds);
  else await watchlist.watch(userId, documentIds, watch.expires);
  return ok(undefined);
}
