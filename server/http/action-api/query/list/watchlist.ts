/** `list=watchlist` and `watchlistraw`: what changed of the pages that one watches, and which these are. */
import { failure } from '../../../../../schema/failures.ts';
import { kindOfId } from '../../../../../schema/model/documents/kinds.ts';
import { titleOf } from '../../../titles.ts';
import { ApiError } from '../../module.ts';
import type { ApiRequest } from '../../request.ts';
import { changeJson, filterShown, patrolJson, shownOfAll, shownOfAuthors } from '../change-json.ts';
import { filterOf, listChanges, logParameters } from '../change-list.ts';
import { defineList } from '../query-module.ts';
import { authorJson, sizesBefore } from '../revision-json.ts';

const props = [
  'comment',
  'expiry',
  'flags',
  'ids',
  'parsedcomment',
  'patrol',
  'sizes',
  'tags',
  'timestamp',
  'title',
  'user',
  'userid',
] as const;

const shown = { ...shownOfAll, ...shownOfAuthors } as const;
type Shown = keyof typeof shown;

export const watchlist = defineList({
  name: 'watchlist',
  prefix: 'wl',
  summary: 'What changed of the pages that one watches.',
  generates: true,
  parameters: {
    ...logParameters,
    allrev: { type: 'boolean' },
    namespace: { type: 'namespaces' },
    user: { type: 'user' },
    excludeuser: { type: 'user' },
    prop: { type: 'list', values: props, default: 'ids|title|flags' },
    show: { type: 'list', values: Object.keys(shown) as Shown[] },
  },
  async run(values, request) {
    const watcher = watcherOf(request);
    if (watcher instanceof ApiError) return watcher;
    const { services } = request;
    const { records } = services.edit.storage;
    const site = await services.site.current();
    const list = await listChanges(
      values,
      {
        of: { watcher, newestOfPage: !values.allrev },
        ...(await filterOf(values, request)),
        ...filterShown(shown, values.show),
      },
      records,
    );
    if (list instanceof ApiError) return list;
    const sizeBefore = await sizesBefore(list.changes, records);
    const wanted = new Set<string>(values.prop);
    const items = await Promise.all(
      list.changes.map(async (change) => ({
        type: change.parentRevisionId === 0 ? 'new' : 'edit',
        ...(await changeJson(change, wanted, site, request)),
        ...(wanted.has('ids')
          ? {
              pageid: change.pageId,
              revid: change.revisionId,
              old_revid: change.parentRevisionId,
            }
          : {}),
        ...authorJson(change, { user: wanted.has('user'), userId: wanted.has('userid') }),
        ...(wanted.has('flags')
          ? { new: change.parentRevisionId === 0, minor: change.minor, bot: change.bot }
          : {}),
        ...(wanted.has('patrol') ? patrolJson(change) : {}),
        ...(wanted.has('sizes') ? { oldlen: sizeBefore(change), newlen: change.sizeBytes } : {}),
      })),
    );
    return { items, next: list.next, pages: list.changes.map(({ documentId }) => documentId) };
  },
});

export const rawWatchlist = defineList({
  name: 'watchlistraw',
  prefix: 'wr',
  summary: 'The pages that one watches.',
  generates: true,
  parameters: {
    continue: { type: 'string' },
    limit: { type: 'limit', default: '10' },
    prop: { type: 'list', values: ['expiry'] },
  },
  async run({ limit, prop = [], ...values }, request) {
    const userId = watcherOf(request);
    if (userId instanceof ApiError) return userId;
    const { services } = request;
    const site = await services.site.current();
    const after = values.continue;
    const found = await services.edit.storage.records.watchedPages({
      userId,
      ...(after === undefined ? {} : { after }),
      limit: limit + 1,
    });
    const pages = found.slice(0, limit);
    const items = pages.flatMap(({ documentId, expires }) => {
      const kind = kindOfId(documentId);
      const expiry = prop.includes('expiry') && expires !== undefined ? { expiry: expires } : {};
      return kind === undefined ? [] : [{ ...titleOf({ documentId, kind }, site), ...expiry }];
    });
    return {
      items,
      next: found.length > limit ? pages.at(-1)?.documentId : undefined,
      pages: pages.map(({ documentId }) => documentId),
    };
  },
});

/** A watchlist is nobody else's business. */
function watcherOf({ visitor }: ApiRequest): number | ApiError {
  return visitor.rights.has('viewmywatchlist')
    ? visitor.actor.userId
    : new ApiError('wlnotloggedin', [failure('permission-denied', { right: 'viewmywatchlist' })]);
}
