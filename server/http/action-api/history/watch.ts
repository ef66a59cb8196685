/** `watch`: pages onto one's watchlist, or off it. */
import { failure } from '../../../../schema/failures.ts';
import { readWatchExpiry } from '../../../accounts/expiry.ts';
import { changeWatchlist } from '../../../accounts/watchlist.ts';
import { parseTitle } from '../../titles.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import { coreError } from './named-page.ts';

export const watchModule = defineModule({
  name: 'watch',
  mustBePosted: true,
  token: 'watch',
  parameters: {
    title: { type: 'string', deprecated: true },
    titles: { type: 'list' },
    pageids: { type: 'integers' },
    expiry: { type: 'string' },
    unwatch: { type: 'boolean' },
  },
  async run({ title, titles = [], pageids = [], expiry = '', unwatch }, request) {
    const { services, visitor } = request;
    const { storage } = services.edit;
    if (!visitor.rights.has('editmywatchlist')) {
      const denied = [failure('permission-denied', { right: 'editmywatchlist' })];
      return visitor.loggedIn ? coreError(denied) : new ApiError('notloggedin', denied);
    }
    const expires = readWatchExpiry(expiry, Date.now());
    if (!expires.ok) return new ApiError('badexpiry', expires.failures);
    const byNumber = await storage.records.documentIdsOf(pageids);
    const names = [...(title === undefined ? [] : [title]), ...titles, ...byNumber.values()];
    if (names.length === 0 && pageids.length === 0) {
      return new ApiError('missingparam', [failure('missing-field', { field: 'titles' })]);
    }
    const site = await services.site.current();
    const parsed = names.map((name) => ({ name, page: parseTitle(name, site) }));
    const documentIds = parsed.flatMap(({ page }) => page?.documentId ?? []);
    const watcher = visitor.actor;
    const watch = unwatch ? {} : { watch: { expires: expires.value } };
    const result = await changeWatchlist({ watcher, documentIds, ...watch }, storage.watchlist);
    if (!result.ok) return coreError(result.failures);
    const done: JsonObject = unwatch
      ? { unwatched: true }
      : { watched: true, ...(expires.value === undefined ? {} : { expiry: expires.value }) };
    const unknown = pageids.filter((id) => !byNumber.has(id));
    return {
      watch: [
        ...parsed.map(({ name, page }) =>
          page?.documentId === undefined
            ? { title: page?.title ?? name, invalid: true }
            : { title: page.title, ns: page.ns, ...done },
        ),
        ...unknown.map((pageid) => ({ pageid, missing: true })),
      ],
    };
  },
});
