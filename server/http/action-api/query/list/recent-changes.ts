/** `list=recentchanges`. */
import { changeCategories } from '../../../../../schema/model/change-category.ts';
import type { ChangeCategory } from '../../../../../schema/model/change-category.ts';
import { logIdOf } from '../../../../read/log.ts';
import type { ChangeFilter } from '../../../../read/changes.ts';
import type { RevisionInfo } from '../../../../storage/records/record-store.ts';
import type { Records } from '../../../services.ts';
import { parseTitle } from '../../../titles.ts';
import { ApiError } from '../../module.ts';
import type { JsonObject } from '../../module.ts';
import type { ApiRequest } from '../../request.ts';
import { changeJson, filterShown, patrolJson, shownOfAll, shownOfAuthors } from '../change-json.ts';
import { filterOf, listChanges, logParameters } from '../change-list.ts';
import { defineList } from '../query-module.ts';
import { redirectTargets } from '../redirect-targets.ts';
import { authorJson, sizesBefore } from '../revision-json.ts';
import { readContent } from '../wikibase-content.ts';

const props = [
  'comment',
  'flags',
  'ids',
  'loginfo',
  'parsedcomment',
  'patrolled',
  'redirect',
  'sha1',
  'sizes',
  'tags',
  'timestamp',
  'title',
  'user',
  'userid',
] as const;

const shown = { ...shownOfAll, ...shownOfAuthors, unpatrolled: { patrolled: false } } as const;
type Shown = keyof typeof shown;
/** What only the newest text of a page tells. */
const shownOfPages = ['redirect', '!redirect'] as const;

export const recentChanges = defineList({
  name: 'recentchanges',
  prefix: 'rc',
  summary: 'What was changed, newest or oldest first.',
  generates: true,
  parameters: {
    ...logParameters,
    namespace: { type: 'namespaces' },
    user: { type: 'user' },
    excludeuser: { type: 'user' },
    tag: { type: 'string' },
    prop: { type: 'list', values: props, default: 'title|timestamp|ids' },
    show: { type: 'list', values: [...(Object.keys(shown) as Shown[]), ...shownOfPages] },
    type: {
      type: 'list',
      values: ['categorize', 'edit', 'external', 'log', 'new'],
      default: 'edit|new|log|categorize',
    },
    toponly: { type: 'boolean' },
    title: { type: 'string' },
  },
  async run(values, request) {
    const { services } = request;
    const { records } = services.edit.storage;
    const site = await services.site.current();
    const { title } = values;
    const of = title === undefined ? undefined : parseTitle(title, site)?.documentId;
    if (title !== undefined && of === undefined) return { items: [] };
    const wanted = new Set<string>(values.prop);
    const list = await listChanges(
      values,
      {
        ...(of === undefined ? {} : { of: { documentId: of } }),
        ...(await filterOf(values, request)),
        ...(values.toponly ? { latest: true } : {}),
        ...ofTypes(values.type),
        ...filterShown(shown, values.show?.filter(isOfChange)),
      },
      records,
      { readsTexts: wanted.has('sha1') || wanted.has('redirect') },
    );
    if (list instanceof ApiError) return list;
    const changes = await ofPagesShown(list.changes, values.show, records);
    const sizeBefore = await sizesBefore(changes, records);
    const items = await Promise.all(
      changes.map(async (change) => ({
        type: typeOf(change),
        ...(await changeJson(change, wanted, site, request)),
        ...(wanted.has('ids') ? idsOf(change) : {}),
        ...authorJson(change, { user: wanted.has('user'), userId: wanted.has('userid') }),
        ...(wanted.has('flags') ? flagsOf(change) : {}),
        ...(wanted.has('sizes') ? { oldlen: sizeBefore(change), newlen: change.sizeBytes } : {}),
        ...(wanted.has('patrolled') ? patrolJson(change) : {}),
        ...(wanted.has('loginfo') && change.deletes ? await loggedAs(change, request) : {}),
        ...(await contentFacts(change, wanted, request)),
      })),
    );
    return { items, next: list.next, pages: changes.map(({ documentId }) => documentId) };
  },
});

function isOfChange(show: string): show is Shown {
  return Object.hasOwn(shown, show);
}

async function ofPagesShown(
  changes: readonly RevisionInfo[],
  show: readonly string[] = [],
  records: Records,
): Promise<readonly RevisionInfo[]> {
  const wanted = shownOfPages.filter((each) => show.includes(each));
  if (wanted.length === 0) return changes;
  const newest = await records.newestRevisions(changes.map(({ documentId }) => documentId));
  const redirects = await redirectTargets(newest.values(), records);
  return changes.filter(({ documentId }) =>
    wanted.every((each) => redirects.has(documentId) === (each === 'redirect')),
  );
}

/** Deletions are entries of the log, here as in MediaWiki. */
function typeOf({ deletes, parentRevisionId }: RevisionInfo): 'edit' | 'new' | 'log' {
  if (deletes) return 'log';
  return parentRevisionId === 0 ? 'new' : 'edit';
}

/** A revision that begins a page is new, one that ends it is logged, all others are edits. */
function ofTypes(types: readonly string[]): ChangeFilter {
  if (types.includes('new') && !types.includes('edit') && !types.includes('log')) {
    return { creations: true };
  }
  const categories = changeCategories.filter((each) => types.includes(typeOfCategory(each)));
  return categories.length === changeCategories.length ? {} : { categories };
}

function typeOfCategory(category: ChangeCategory): string {
  if (category === 'creation') return 'new';
  return category === 'deletion' ? 'log' : 'edit';
}

function idsOf({ pageId, revisionId, parentRevisionId }: RevisionInfo): JsonObject {
  return { pageid: pageId, revid: revisionId, old_revid: parentRevisionId, rcid: revisionId };
}

function flagsOf({ bot, minor, parentRevisionId }: RevisionInfo): JsonObject {
  return { bot, new: parentRevisionId === 0, minor };
}

async function loggedAs({ documentId, revisionId }: RevisionInfo, { services }: ApiRequest) {
  const { records } = services.edit.storage;
  const [event] = await records.logEvents({ documentId, revisionId, limit: 1 });
  return event === undefined
    ? {}
    : {
        logid: logIdOf(event),
        logtype: event.type,
        logaction: event.action,
        logparams: event.params,
      };
}

/** What only the text of a revision tells. */
async function contentFacts(
  change: RevisionInfo,
  wanted: ReadonlySet<string>,
  request: ApiRequest,
): Promise<JsonObject> {
  if (!wanted.has('sha1') && !wanted.has('redirect')) return {};
  const content = await readContent(change.revisionId, request);
  return {
    ...(wanted.has('redirect') ? { redirect: content?.isRedirect === true } : {}),
    ...(!wanted.has('sha1')
      ? {}
      : content === undefined
        ? { sha1hidden: true }
        : { sha1: content.sha1 }),
  };
}
