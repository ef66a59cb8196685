/** The pages that a query is about: by title, number, revision, or what a generator found. */
import type { DocumentKind } from '../../../../schema/model/documents/kinds.ts';
import type { SiteSettings } from '../../../../schema/model/documents/site-settings.ts';
import type { RevisionInfo } from '../../../storage/records/record-store.ts';
import type { Records } from '../../services.ts';
import { kindsIn, parseTitle, titleOf } from '../../titles.ts';
import type { JsonObject } from '../module.ts';
import { nameTold } from '../names-told.ts';
import type { ApiRequest } from '../request.ts';
import { redirectTargets } from './redirect-targets.ts';

export interface QueryPage {
  /** Negative where there is no page. */
  readonly pageId: number;
  readonly ns: number;
  readonly title: string;
  /** What is, or could be, at this title. */
  readonly kind: DocumentKind | undefined;
  /** Its newest revision; `undefined` where there is no page. */
  readonly newest: RevisionInfo | undefined;
  /** Whether it only leads to another page. */
  readonly redirects: boolean;
  /** What the answer says of it before any property is added. */
  readonly json: JsonObject;
}

export interface PageSet {
  readonly pages: readonly QueryPage[];
  /** The revisions that were asked for, by the number of their page. */
  readonly revisions: ReadonlyMap<number, readonly RevisionInfo[]>;
  /** What had to be done to find the pages: `normalized`, `redirects`, `badrevids`. */
  readonly notes: JsonObject;
}

interface PageSource {
  readonly titles: readonly string[];
  readonly pageIds: readonly number[];
  readonly revisionIds: readonly number[];
  /** Pages by the id of their document. */
  readonly documentIds: readonly string[];
  readonly followRedirects: boolean;
}

export async function findPages(source: PageSource, request: ApiRequest): Promise<PageSet> {
  const { services, formatVersion } = request;
  const { records } = services.edit.storage;
  const site = await services.site.current();
  const titles = readTitles(source.titles, site);
  const [byPageId, byRevision] = await Promise.all([
    records.documentIdsOf(source.pageIds),
    revisionsOf(source.revisionIds, records),
  ]);
  const ids = [
    ...titles.found.keys(),
    ...byPageId.values(),
    ...byRevision.found.map(({ documentId }) => documentId),
    ...source.documentIds,
  ];
  const stored = await records.newestRevisions([...new Set(ids)]);
  const targets = await redirectTargets(stored.values(), records);
  const resolved = source.followRedirects
    ? await followed(stored, targets, records, site)
    : { revisions: stored, targets, redirects: [] };
  const pages = [...resolved.revisions.values()].map((revision) =>
    pageOf(revision, resolved.targets.has(revision.documentId), site),
  );
  const absent = [...titles.found].filter(([id]) => !stored.has(id)).map(([, title]) => title);
  let free = -1;
  const without = [...absent, ...titles.unfit].map((json) => missing(json, free--, site));
  const unknownIds = source.pageIds.filter((id) => !stored.has(byPageId.get(id) ?? ''));
  const unknown = unknownIds.map((pageId) =>
    missing({ pageid: pageId, missing: true }, pageId, site),
  );
  const there = pages.toSorted((a, b) => a.pageId - b.pageId);
  return {
    pages: [...without, ...unknown, ...there],
    revisions: Map.groupBy(byRevision.found, ({ pageId }) => pageId),
    notes: {
      ...listed(
        'normalized',
        titles.normalized.map((each) => normalization(each, formatVersion)),
      ),
      ...listed('redirects', resolved.redirects),
      ...(byRevision.bad.length === 0 ? {} : { badrevids: badRevisions(byRevision.bad) }),
    },
  };
}

interface Renamed {
  readonly from: string;
  readonly to: string;
}

interface ReadTitles {
  /** By the id of the document that would be there. */
  readonly found: ReadonlyMap<string, JsonObject>;
  /** Where no page of ours can be. */
  readonly unfit: readonly JsonObject[];
  readonly normalized: readonly Renamed[];
}

function readTitles(texts: readonly string[], site: SiteSettings): ReadTitles {
  const found = new Map<string, JsonObject>();
  const unfit = new Map<string, JsonObject>();
  const normalized: Renamed[] = [];
  for (const text of texts) {
    const parsed = parseTitle(text, site);
    if (parsed === undefined) {
      const invalidreason = 'This is not a title that a page can have.';
      unfit.set(text, { title: nameTold(text), invalidreason, invalid: true });
      continue;
    }
    const { ns, title, documentId } = parsed;
    if (title !== text) normalized.push({ from: text, to: title });
    const json = { ns, title, ...(ns < 0 ? { special: true } : { missing: true }) };
    if (documentId === undefined) unfit.set(title, json);
    else found.set(documentId, json);
  }
  return { found, unfit: [...unfit.values()], normalized };
}

async function revisionsOf(ids: readonly number[], records: Records) {
  const found = await records.revisionInfos(ids);
  return { found: [...found.values()], bad: ids.filter((id) => !found.has(id)) };
}

interface Resolved {
  /** By the ids of their documents. */
  readonly revisions: ReadonlyMap<string, RevisionInfo>;
  /** Where those of them lead that are redirects. */
  readonly targets: ReadonlyMap<string, string>;
  readonly redirects: readonly Renamed[];
}

/** One step, like everything that follows redirects here. */
async function followed(
  revisions: ReadonlyMap<string, RevisionInfo>,
  targets: ReadonlyMap<string, string>,
  records: Records,
  site: SiteSettings,
): Promise<Resolved> {
  const reached = await records.newestRevisions([...new Set(targets.values())]);
  const stay = [...revisions].filter(([id]) => !targets.has(id));
  const redirects = [...revisions.values()].flatMap(({ documentId, kind }): Renamed[] => {
    const to = targets.get(documentId);
    const titled = (id: string): string => titleOf({ documentId: id, kind }, site).title;
    return to === undefined ? [] : [{ from: titled(documentId), to: titled(to) }];
  });
  return {
    revisions: new Map([...stay, ...reached]),
    targets: await redirectTargets(reached.values(), records),
    redirects,
  };
}

function pageOf(newest: RevisionInfo, redirects: boolean, site: SiteSettings): QueryPage {
  const { pageId, kind } = newest;
  const place = titleOf(newest, site);
  return { pageId, kind, newest, redirects, ...place, json: { pageid: pageId, ...place } };
}

function missing(json: JsonObject, pageId: number, site: SiteSettings): QueryPage {
  const { ns = 0, title = '' } = json as { ns?: number; title?: string };
  const [kind] = json['missing'] === true ? kindsIn([ns], site) : [];
  return { pageId, ns, title, kind, newest: undefined, redirects: false, json };
}

function normalization({ from, to }: Renamed, formatVersion: 1 | 2): JsonObject {
  return formatVersion === 1 ? { from, to } : { fromencoded: false, from, to };
}

function listed(name: string, entries: readonly object[]): JsonObject {
  return entries.length === 0 ? {} : { [name]: entries };
}

function badRevisions(ids: readonly number[]): JsonObject {
  return Object.fromEntries(ids.map((revid) => [String(revid), { revid, missing: true }]));
}
