/** `watchlist` and `watchlistexpiry`: watching a page in the same breath as changing it. */
import { readWatchExpiry } from '../../../accounts/expiry.ts';
import { rightsOf } from '../../../accounts/rights.ts';
import { changeWatchlist } from '../../../accounts/watchlist.ts';
import { ApiError } from '../module.ts';
import type { ApiRequest } from '../request.ts';

export const watchParameters = {
  watchlist: {
    type: 'enum',
    values: ['nochange', 'preferences', 'unwatch', 'watch'],
    default: 'preferences',
  },
  watchlistexpiry: { type: 'string' },
} as const;

interface WatchValues {
  readonly watchlist: (typeof watchParameters)['watchlist']['values'][number];
  readonly watchlistexpiry?: string | undefined;
}

/**
 * Whether the page is watched afterwards. Whoever has no watchlist watches nothing. `byDefault` is
 * what everybody prefers as long as there are no preferences.
 */
export async function watchAfterwards(
  documentId: string,
  { watchlist, watchlistexpiry = '' }: WatchValues,
  { visitor, services }: ApiRequest,
  byDefault: 'watch' | 'nochange',
): Promise<boolean | ApiError> {
  const { actor } = visitor;
  if (!rightsOf(actor).has('editmywatchlist')) return false;
  const expires = readWatchExpiry(watchlistexpiry, Date.now());
  if (!expires.ok) return new ApiError('badexpiry', expires.failures);
  const { storage } = services.edit;
  const wish = watchlist === 'preferences' ? byDefault : watchlist;
  if (wish !== 'nochange') {
    const watch = wish === 'watch' ? { watch: { expires: expires.value } } : {};
    await changeWatchlist(
      { watcher: actor, documentIds: [documentId], ...watch },
      storage.watchlist,
    );
  }
  return (await storage.records.watchedPage(actor.userId, documentId)) !== undefined;
}
