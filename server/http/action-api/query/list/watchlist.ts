/** `list=watchlist` and `watchlistraw`: what changed of the pages that one watches, and which these are. */
import { failure } from '../../../../../schema/failures.ts';
import { kindOfId } from '../../../../../schema/model/documents/kinds.ts';
import type { DocumentKind } from '../../../../../schema/model/documents/kinds.ts';
import type { WatchedPage } from '../../../../storage/records/history-lists.ts';
import type { Records } from '../../../services.ts';
import { kindsIn, titleOf } from '../../../titles.ts';
import { ApiError } from '../../module.ts';
import type { ApiRequest } from '../../request.ts';
import { changeParameters, entriesJson, entryProps, ofTypes } from '../change-entries.ts';
import { filterShown, patrolJson, shownOfAll, shownOfAuthors } from '../change-json.ts';
import { contradiction, filterOf, listChanges } from '../change-list.ts';
import { defineList } from '../query-module.ts';

const shown = { ...shownOfAll, ...shownOfAuthors } as const;
type Shown = keyof typeof shown;

export const watchlist = defineList({
  name: 'watchlist',
  prefix: 'wl',
  generates: true,
  parameters: {
    ...changeParameters,
    allrev: { type: 'boolean' },
    prop: {
      type: 'list',
      values: [...entryProps, 'expiry', 'patrol'],
      default: 'ids|title|flags',
    },
    show: { type: 'list', values: Object.keys(shown) as Shown[] },
    owner: { type: 'string' },
    token: { type: 'string' },
  },
  async run(values, request) {
    const watcher = await watcherNamed(values.owner, request);
    if (watcher instanceof ApiError) return watcher;
    const fault = contradiction(values, values.show, 'wl');
    if (fault !== undefined) return fault;
    const { records } = request.services.edit.storage;
    const list = await listChanges(
      values,
      {
        of: { watcher, newestOfPage: !values.allrev },
        ...(await filterOf(values, request)),
        ...ofTypes(values.type),
        ...filterShown(shown, values.show),
      },
      records,
    );
    if (list instanceof ApiError) return list;
    const { changes, next } = list;
    const wanted = new Set<string>(values.prop);
    const items = await entriesJson(changes, wanted, request, async (change) => ({
      ...(wanted.has('patrol') ? patrolJson(change) : {}),
      ...(wanted.has('expiry') ? await expiryOf(watcher, change.documentId, records) : {}),
    }));
    return { items, next, pages: changes.map(({ documentId }) => documentId) };
  },
});

/** Nothing where the page is watched for ever. */
async function expiryOf(watcher: number, documentId: string, records: Records) {
  const expires = (await records.watchedPage(watcher, documentId))?.expires;
  return expires === undefined ? {} : { expiry: expires };
}

export const rawWatchlist = defineList({
  name: 'watchlistraw',
  prefix: 'wr',
  generates: true,
  parameters: {
    continue: { type: 'string' },
    limit: { type: 'limit', default: '10' },
    namespace: { type: 'namespaces' },
    prop: { type: 'list', values: ['expiry'] },
    owner: { type: 'string' },
    token: { type: 'string' },
  },
  async run({ limit, namespace, prop = [], owner, ...values }, request) {
    const userId = await watcherNamed(owner, request);
    if (userId instanceof ApiError) return userId;
    const { services } = request;
    const site = await services.site.current();
    const kinds = namespace === undefined ? undefined : new Set(kindsIn(namespace, site));
    const { records } = services.edit.storage;
    const found = await watchedOf({ userId, kinds, after: values.continue, limit }, records);
    const items = found.pages.map(({ documentId, kind, expires }) => ({
      ...titleOf({ documentId, kind }, site),
      ...(prop.includes('expiry') && expires !== undefined ? { expiry: expires } : {}),
    }));
    return {
      items,
      next: found.next,
      pages: found.pages.map(({ documentId }) => documentId),
    };
  },
});

interface WatchedQuery {
  readonly userId: number;
  /** `undefined`: of all kinds. */
  readonly kinds: ReadonlySet<DocumentKind> | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

/** Where some are left out: how many are looked at in one read. */
const WATCHED_PER_FILTERED_READ = 500;

/** As many as are asked for; reading stops where there are no more. */
async function watchedOf({ userId, kinds, after, limit }: WatchedQuery, records: Records) {
  const pages: (WatchedPage & { readonly kind: DocumentKind })[] = [];
  const perRead = kinds === undefined ? limit + 1 : WATCHED_PER_FILTERED_READ;
  let from = after;
  for (;;) {
    const read = await records.watchedPages({
      userId,
      ...(from === undefined ? {} : { after: from }),
      limit: perRead,
    });
    for (const page of read) {
      if (pages.length === limit) return { pages, next: from };
      from = page.documentId;
      const kind = kindOfId(from);
      if (kind !== undefined && kinds?.has(kind) !== false) pages.push({ ...page, kind });
    }
    if (read.length < perRead) return { pages, next: undefined };
  }
}

/** Of others no token opens a watchlist here: none is ever given out. */
async function watcherNamed(
  owner: string | undefined,
  request: ApiRequest,
): Promise<number | ApiError> {
  const watcher = watcherOf(request);
  if (owner === undefined) return watcher;
  const { records } = request.services.edit.storage;
  const user = await records.userByName(owner.replaceAll('_', ' ').trim());
  if (user === undefined) {
    return new ApiError('bad_wlowner', [failure('unknown-user', { name: owner.slice(0, 100) })]);
  }
  return user.userId === watcher
    ? watcher
    : new ApiError('bad_wltoken', [failure('bad-token', {})]);
}

/** A watchlist is nobody else's business. */
function watcherOf({ visitor }: ApiRequest): number | ApiError {
  return visitor.rights.has('viewmywatchlist')
    ? visitor.actor.userId
    : new ApiError('wlnotloggedin', [failure('permission-denied', { right: 'viewmywatchlist' })]);
}
