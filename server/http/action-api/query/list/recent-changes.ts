/** `list=recentchanges`. */
import type { RevisionInfo } from '../../../../storage/records/record-store.ts';
import type { Records } from '../../../services.ts';
import { parseTitle } from '../../../titles.ts';
import { ApiError } from '../../module.ts';
import type { JsonObject } from '../../module.ts';
import type { ApiRequest } from '../../request.ts';
import { changeParameters, entriesJson, entryProps, ofTypes } from '../change-entries.ts';
import { filterShown, patrolJson, shownOfAll, shownOfAuthors } from '../change-json.ts';
import { contradiction, filterOf, listChanges } from '../change-list.ts';
import { defineList } from '../query-module.ts';
import { redirectTargets } from '../redirect-targets.ts';
import { readContent } from '../wikibase-content.ts';

const shown = { ...shownOfAll, ...shownOfAuthors, unpatrolled: { patrolled: false } } as const;
type Shown = keyof typeof shown;
/** What only the newest text of a page tells. */
const shownOfPages = ['redirect', '!redirect'] as const;

export const recentChanges = defineList({
  name: 'recentchanges',
  prefix: 'rc',
  generates: true,
  parameters: {
    ...changeParameters,
    tag: { type: 'string' },
    prop: {
      type: 'list',
      values: [...entryProps, 'patrolled', 'redirect', 'sha1'],
      default: 'title|timestamp|ids',
    },
    show: { type: 'list', values: [...(Object.keys(shown) as Shown[]), ...shownOfPages] },
    toponly: { type: 'boolean' },
    title: { type: 'string' },
  },
  async run(values, request) {
    const fault = contradiction(values, values.show, 'rc');
    if (fault !== undefined) return fault;
    const { services } = request;
    const { records } = services.edit.storage;
    const { title } = values;
    const site = await services.site.current();
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
      wanted.has('sha1') ? request.texts : undefined,
    );
    if (list instanceof ApiError) return list;
    const changes = await ofPagesShown(list.changes, values.show, records);
    const redirects = wanted.has('redirect') ? await redirectsAmong(changes, records) : undefined;
    const items = await entriesJson(changes, wanted, request, async (change) => ({
      ...(wanted.has('ids') ? { rcid: change.revisionId } : {}),
      ...(wanted.has('patrolled') ? patrolJson(change) : {}),
      ...(redirects === undefined ? {} : { redirect: redirects.has(change.documentId) }),
      ...(wanted.has('sha1') ? await sha1Json(change, request) : {}),
    }));
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
  const redirects = await redirectsAmong(changes, records);
  return changes.filter(({ documentId }) =>
    wanted.every((each) => redirects.has(documentId) === (each === 'redirect')),
  );
}

/** The pages of these changes that are redirects by now. */
async function redirectsAmong(
  changes: readonly RevisionInfo[],
  records: Records,
): Promise<ReadonlyMap<string, string>> {
  const newest = await records.newestRevisions(changes.map(({ documentId }) => documentId));
  return redirectTargets(newest.values(), records);
}

async function sha1Json({ revisionId }: RevisionInfo, request: ApiRequest): Promise<JsonObject> {
  const content = await readContent(revisionId, request);
  return content === undefined ? { sha1hidden: true } : { sha1: content.sha1 };
}
