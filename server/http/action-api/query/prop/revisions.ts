/** `prop=revisions`: the newest revision of each page, or the history of one. */
import { failure } from '../../../../../schema/failures.ts';
import type { RevisionInfo } from '../../../../storage/records/record-store.ts';
import { ApiError } from '../../module.ts';
import type { JsonObject } from '../../module.ts';
import type { TextBudget } from '../../text-budget.ts';
import { contradiction, filterOf, listChanges, logParameters } from '../change-list.ts';
import type { PageSet, QueryPage } from '../page-set.ts';
import { defineProp } from '../query-module.ts';
import type { PropAnswer } from '../query-module.ts';
import { readsTexts, revisionParameters, revisionWriter } from '../revision-parameters.ts';

const { limit: _, ...range } = logParameters;

export const revisions = defineProp({
  name: 'revisions',
  prefix: 'rv',
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
    const fault = contradiction(values, [], 'rv');
    if (fault !== undefined) return fault;
    const { limit, start, end, startid, endid, user, excludeuser, tag } = values;
    const historic = [limit, start, end, startid, endid, user, excludeuser, tag];
    const write = revisionWriter('revisions', values, request);
    const texts = readsTexts(values) ? request.texts : undefined;
    const there = pages.filter(({ newest }) => newest !== undefined);
    const place = placeIn(values.continue);
    if (
      historic.every((value) => value === undefined) &&
      values.dir === 'older' &&
      (values.continue === undefined || place !== undefined)
    ) {
      const list = chosenRevisions(there, chosen, place);
      return writeWithin(list, write, texts);
    }
    const [page, ...others] = there;
    if (others.length > 0 || chosen.size > 0) return notOnePage();
    if (page?.newest === undefined) return { parts: new Map() };
    const older = values.dir === 'older';
    const [newest, oldest] = older ? [startid, endid] : [endid, startid];
    const { records } = request.services.edit.storage;
    const list = await listChanges(
      { ...values, limit: limit ?? DEFAULT_LIMIT },
      {
        of: { documentId: page.newest.documentId },
        ...(newest === undefined ? {} : { before: newest + 1 }),
        ...(oldest === undefined ? {} : { after: oldest - 1 }),
        ...(await filterOf(values, request)),
      },
      records,
      texts,
    );
    if (list instanceof ApiError) return list;
    const written: JsonObject[] = [];
    for (const revision of list.changes) written.push(await write(revision));
    return { parts: new Map([[page, { revisions: written }]]), next: list.next };
  },
});

const DEFAULT_LIMIT = 10;

/** A page, and a revision of it. */
interface Place {
  readonly pageId: number;
  readonly revisionId: number;
}

/** Other than the cursors of a history, these do not begin with a time. */
function placeIn(text: string | undefined): Place | undefined {
  const [, pageId, revisionId] = /^(\d{1,13})\|(\d{1,15})$/.exec(text ?? '') ?? [];
  return pageId === undefined
    ? undefined
    : { pageId: Number(pageId), revisionId: Number(revisionId) };
}

interface ChosenRevision {
  readonly page: QueryPage;
  readonly revision: RevisionInfo;
}

/** The revisions that were asked for, of other pages the newest one, from a place on. */
function chosenRevisions(
  pages: readonly QueryPage[],
  chosen: PageSet['revisions'],
  place: Place | undefined,
): ChosenRevision[] {
  const all = pages.flatMap((page) => {
    const newest = page.newest === undefined ? [] : [page.newest];
    return (chosen.get(page.pageId) ?? newest).map((revision) => ({ page, revision }));
  });
  if (place === undefined) return all;
  const left = all.filter(({ page }) => page.pageId >= place.pageId);
  const start = left.findIndex(({ revision }) => revision.revisionId === place.revisionId);
  // a page that was edited meanwhile has another newest revision
  return left.slice(Math.max(start, 0));
}

async function writeWithin(
  wanted: readonly ChosenRevision[],
  write: ReturnType<typeof revisionWriter>,
  texts: TextBudget | undefined,
): Promise<PropAnswer> {
  const shown = texts?.take(wanted, ({ revision }) => revision.sizeBytes) ?? wanted;
  const written = new Map<QueryPage, JsonObject[]>();
  for (const { page, revision } of shown) {
    const json = await write(revision);
    const before = written.get(page);
    if (before === undefined) written.set(page, [json]);
    else before.push(json);
  }
  const rest = wanted[shown.length];
  return {
    parts: new Map([...written].map(([page, list]) => [page, { revisions: list }])),
    next: rest && `${rest.page.pageId}|${rest.revision.revisionId}`,
  };
}

function notOnePage(): ApiError {
  const expected = 'one page, where a piece of its history is asked for';
  return new ApiError('rvmultpages', [failure('wrong-type', { field: 'titles', expected })]);
}
