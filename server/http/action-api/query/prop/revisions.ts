/** `prop=revisions`: the newest revision of each page, or the history of one. */
import { failure } from '../../../../../schema/failures.ts';
import { ApiError } from '../../module.ts';
import type { JsonObject } from '../../module.ts';
import { filterOf, listChanges, logParameters } from '../change-list.ts';
import type { PageSet, QueryPage } from '../page-set.ts';
import { defineProp } from '../query-module.ts';
import { readsTexts, revisionParameters, revisionWriter } from '../revision-parameters.ts';

const { limit: _, ...range } = logParameters;

export const revisions = defineProp({
  name: 'revisions',
  prefix: 'rv',
  summary: 'The newest revision of each page, or the history of one.',
  parameters: {
    ...revisionParameters,
    ...range,
    limit: { type: 'limit' },
    startid: { type: 'integer', min: 0 },
    endid: { type: 'integer', min: 0 },
    user: { type: 'user' },
    excludeuser: { type: 'user' },
    tag: { type: 'string' },
  },
  async run(values, request, { pages, revisions: chosen }) {
    const { limit, start, end, startid, endid, user, excludeuser, tag } = values;
    const historic = [limit, start, end, startid, endid, user, excludeuser, tag, values.continue];
    const write = revisionWriter('revisions', values, request);
    const there = pages.filter(({ document }) => document !== undefined);
    if (historic.every((value) => value === undefined) && values.dir === 'older') {
      return { parts: await newestOrChosen(there, chosen, write) };
    }
    const [page, ...others] = there;
    if (others.length > 0 || chosen.size > 0) return notOnePage();
    if (page?.document === undefined) return { parts: new Map() };
    const older = values.dir === 'older';
    const [newest, oldest] = older ? [startid, endid] : [endid, startid];
    const { records } = request.services.edit.storage;
    const list = await listChanges(
      { ...values, limit: limit ?? DEFAULT_LIMIT },
      {
        of: { documentId: page.document.documentId },
        ...(newest === undefined ? {} : { before: newest + 1 }),
        ...(oldest === undefined ? {} : { after: oldest - 1 }),
        ...(await filterOf(values, request)),
      },
      records,
      { readsTexts: readsTexts(values) },
    );
    if (list instanceof ApiError) return list;
    const written = await Promise.all(list.changes.map(write));
    return { parts: new Map([[page, { revisions: written }]]), next: list.next };
  },
});

const DEFAULT_LIMIT = 10;

async function newestOrChosen(
  pages: readonly QueryPage[],
  chosen: PageSet['revisions'],
  write: ReturnType<typeof revisionWriter>,
): Promise<Map<QueryPage, JsonObject>> {
  const parts = await Promise.all(
    pages.map(async (page): Promise<[QueryPage, JsonObject]> => {
      const newest = page.document === undefined ? [] : [page.document];
      const written = await Promise.all((chosen.get(page.pageId) ?? newest).map(write));
      return [page, { revisions: written }];
    }),
  );
  return new Map(parts);
}

function notOnePage(): ApiError {
  const expected = 'one page, where a piece of its history is asked for';
  return new ApiError('rvmultpages', [failure('wrong-type', { field: 'titles', expected })]);
}
