/** `list=usercontribs`: what somebody changed. */
import type { AuthorFilter } from '../../../../storage/records/history-lists.ts';
import type { RevisionInfo } from '../../../../storage/records/record-store.ts';
import { failure } from '../../../../../schema/failures.ts';
import type { ChangeFilter } from '../../../../read/changes.ts';
import { authorFilter } from '../../../../read/author-filter.ts';
import type { Records } from '../../../services.ts';
import { ApiError } from '../../module.ts';
import { MOST_ANSWERS } from '../../read-parameters.ts';
import { changeJson, filterShown, shownOfAll } from '../change-json.ts';
import { contradiction, filterOf, listChanges, logParameters } from '../change-list.ts';
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
    userprefix: { type: 'string' },
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
    const authors = await authorsOf(values, records);
    if (authors instanceof ApiError) return authors;
    const fault = contradiction({}, values.show, 'uc');
    if (fault !== undefined) return fault;
    const shared = {
      ...(values.toponly ? { latest: true } : {}),
      ...filterShown(shown, values.show),
    };
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

interface AuthorValues {
  readonly user: readonly string[] | undefined;
  readonly userids: readonly number[] | undefined;
  readonly userprefix: string | undefined;
}

async function authorsOf(
  { user, userids, userprefix }: AuthorValues,
  records: Records,
): Promise<readonly AuthorFilter[] | ApiError> {
  const ways = [user, userids, userprefix].filter((each) => each !== undefined && each.length > 0);
  if (ways.length === 0) {
    return new ApiError('missingparam', [failure('missing-field', { field: 'ucuser' })]);
  }
  if (ways.length > 1) {
    const expected = 'one of ucuser, ucuserids and ucuserprefix';
    return new ApiError('invalidparammix', [failure('wrong-type', { field: 'ucuser', expected })]);
  }
  const accounts =
    userprefix === undefined || userprefix === '' ? [] : await accountsFrom(userprefix, records);
  if (accounts.length + (user ?? []).length + (userids ?? []).length > MOST_USERS) {
    return new ApiError('toomanyvalues', [
      failure('too-many', { field: 'ucuser', limit: MOST_USERS }),
    ]);
  }
  const named = await Promise.all((user ?? []).map((name) => authorFilter(name, records)));
  return [...named, ...[...(userids ?? []), ...accounts].map((userId) => ({ userId }))];
}

/** Accounts whose names begin so, as far as they may be read at once and one more. */
async function accountsFrom(text: string, records: Records): Promise<number[]> {
  const plain = text.replaceAll('_', ' ').trimStart();
  const prefix = plain.slice(0, 1).toUpperCase() + plain.slice(1);
  const found = await records.users({ prefix, temporary: true, limit: MOST_USERS + 1 });
  return found.map(({ userId }) => userId);
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
