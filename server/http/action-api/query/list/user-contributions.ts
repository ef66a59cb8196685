/** `list=usercontribs`: what somebody changed. */
import type { RevisionInfo } from '../../../../storage/records/record-store.ts';
import { failure } from '../../../../../schema/failures.ts';
import type { ChangeFilter } from '../../../../read/changes.ts';
import { authorFilter } from '../../../../read/author-filter.ts';
import { ApiError } from '../../module.ts';
import { MOST_ANSWERS } from '../../read-parameters.ts';
import { changeJson, filterShown, shownOfAll } from '../change-json.ts';
import { filterOf, listChanges, logParameters } from '../change-list.ts';
import { listOfEach, mergedChanges } from '../merged-changes.ts';
import { defineList } from '../query-module.ts';
import { authorJson, sizesBefore } from '../revision-json.ts';

const props = [
  'comment',
  'flags',
  'ids',
  'parsedcomment',
  'patrolled',
  'size',
  'sizediff',
  'tags',
  'timestamp',
  'title',
] as const;

const shown = {
  ...shownOfAll,
  new: { creations: true },
  '!new': { creations: false },
  top: { latest: true },
  '!top': { latest: false },
} as const satisfies Readonly<Record<string, ChangeFilter>>;
type Shown = keyof typeof shown;

export const userContributions = defineList({
  name: 'usercontribs',
  prefix: 'uc',
  parameters: {
    ...logParameters,
    user: { type: 'list' },
    userids: { type: 'integers' },
    namespace: { type: 'namespaces' },
    prop: { type: 'list', values: props, default: 'ids|title|timestamp|comment|size|flags' },
    show: { type: 'list', values: Object.keys(shown) as Shown[] },
    tag: { type: 'string' },
    toponly: { type: 'boolean', deprecated: true },
  },
  async run(values, request) {
    const { services } = request;
    const { records } = services.edit.storage;
    const site = await services.site.current();
    const { user = [], userids = [] } = values;
    const fault = countFailure(user.length, userids.length);
    if (fault !== undefined) return fault;
    const shared = {
      ...(values.toponly ? { latest: true } : {}),
      ...filterShown(shown, values.show),
    };
    const named = await Promise.all(user.map((name) => authorFilter(name, records)));
    const authors = [...named, ...userids.map((userId) => ({ userId }))];
    const several = authors.length > 1;
    const limit = several ? Math.min(values.limit, MOST_ANSWERS) : values.limit;
    const filter = { ...(await filterOf({ ...values, user: undefined }, request)), ...shared };
    const lists = await listOfEach(authors, (author) =>
      listChanges({ ...values, limit }, { ...filter, author }, records),
    );
    if (lists instanceof ApiError) return lists;
    const order = values.dir === 'older' ? 'newest-first' : 'oldest-first';
    const list = mergedChanges(lists, { limit, order });
    const sizeBefore = await sizesBefore(list.changes, records);
    const wanted = new Set<string>(values.prop);
    const items = await Promise.all(
      list.changes.map(async (change) => ({
        ...authorJson(change, { user: true, userId: true }),
        ...(wanted.has('ids') ? idsOf(change) : {}),
        ...(await changeJson(change, wanted, site, request)),
        ...(wanted.has('flags') ? flagsOf(change) : {}),
        ...(wanted.has('patrolled') ? patrolOf(change) : {}),
        ...(wanted.has('size') ? { size: change.sizeBytes } : {}),
        ...(wanted.has('sizediff') ? { sizediff: change.sizeBytes - sizeBefore(change) } : {}),
      })),
    );
    return { items, next: list.next };
  },
});

/** Each is read by itself, so that even bots get no more of them at once. */
const MOST_USERS = 50;

function countFailure(names: number, ids: number): ApiError | undefined {
  if (names + ids === 0) {
    return new ApiError('missingparam', [failure('missing-field', { field: 'ucuser' })]);
  }
  if (names > 0 && ids > 0) {
    const expected = 'ucuser or ucuserids, not both';
    return new ApiError('invalidparammix', [failure('wrong-type', { field: 'ucuser', expected })]);
  }
  return names + ids > MOST_USERS
    ? new ApiError('toomanyvalues', [failure('too-many', { field: 'ucuser', limit: MOST_USERS })])
    : undefined;
}

function idsOf({ pageId, revisionId, parentRevisionId }: RevisionInfo) {
  return { pageid: pageId, revid: revisionId, parentid: parentRevisionId };
}

function flagsOf({ parentRevisionId, minor, latest }: RevisionInfo) {
  return { new: parentRevisionId === 0, minor, top: latest };
}

function patrolOf({ patrol }: RevisionInfo) {
  return { patrolled: patrol !== 'unpatrolled', autopatrolled: patrol === 'autopatrolled' };
}
