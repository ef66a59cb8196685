/** `list=allrevisions`: the revisions of all pages, grouped where neighbours are of one page. */
import type { RevisionInfo } from '../../../../storage/records/record-store.ts';
import { titleOf } from '../../../titles.ts';
import { ApiError } from '../../module.ts';
import type { JsonObject } from '../../module.ts';
import { contradiction, filterOf, listChanges, logParameters } from '../change-list.ts';
import { defineList } from '../query-module.ts';
import { readsTexts, revisionParameters, revisionWriter } from '../revision-parameters.ts';

export const allRevisions = defineList({
  name: 'allrevisions',
  prefix: 'arv',
  generates: true,
  parameters: {
    ...revisionParameters,
    ...logParameters,
    user: { type: 'user' },
    excludeuser: { type: 'user' },
    namespace: { type: 'namespaces' },
  },
  async run(values, request) {
    const { services } = request;
    const { records } = services.edit.storage;
    const site = await services.site.current();
    const fault = contradiction(values, [], 'arv');
    if (fault !== undefined) return fault;
    const filter = await filterOf(values, request);
    const list = await listChanges(
      values,
      filter,
      records,
      readsTexts(values) ? request.texts : undefined,
    );
    if (list instanceof ApiError) return list;
    const write = revisionWriter(this.name, values, request);
    const items = await Promise.all(
      runsOfPages(list.changes).map(async (run): Promise<JsonObject> => {
        const [first] = run;
        if (first === undefined) return {};
        const revisions = await Promise.all(run.map(write));
        return { pageid: first.pageId, revisions, ...titleOf(first, site) };
      }),
    );
    const pages = [...new Set(list.changes.map(({ documentId }) => documentId))];
    return { items, next: list.next, pages };
  },
});

function runsOfPages(changes: readonly RevisionInfo[]): RevisionInfo[][] {
  const runs: RevisionInfo[][] = [];
  for (const change of changes) {
    const run = runs.at(-1);
    if (run?.at(-1)?.pageId === change.pageId) run.push(change);
    else runs.push([change]);
  }
  return runs;
}
