/** `list=usercontribs`: what somebody changed. */
import type { RevisionInfo } from '../../../../storage/records/record-store.ts';
import { failure } from '../../../../../schema/failures.ts';
import type { ChangeFilter } from '../../../../read/changes.ts';
import { ApiError } from '../../module.ts';
import { changeJson, filterShown, shownOfAll } from '../change-json.ts';
import { filterOf, listChanges, logParameters } from '../change-list.ts';
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
  summary: 'What somebody changed.',
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
    if (user.length + userids.length !== 1) return notOne(user.length + userids.length);
    const [name] = user;
    const [userId = 0] = userids;
    const list = await listChanges(
      values,
      {
        ...(name === undefined ? { author: { userId } } : {}),
        ...(await filterOf({ ...values, user: name }, request)),
        ...(values.toponly ? { latest: true } : {}),
        ...filterShown(shown, values.show),
      },
      records,
    );
    if (list instanceof ApiError) return list;
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

function notOne(count: number): ApiError {
  return count === 0
    ? new ApiError('missingparam', [failure('missing-field', { field: 'ucuser' })])
    : new ApiError('invalidparammix', [
        failure('wrong-type', { field: 'ucuser', expected: 'one user' }),
      ]);
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
