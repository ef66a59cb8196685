/** The pages that a query is about: by title, number, revision, or what a generator found. */
import type { DocumentKind } from '../../../../schema/model/documents/kinds.ts';
import type { SiteSettings } from '../../../../schema/model/documents/site-settings.ts';
import { readStored } from '../../../../schema/model/stored-json.ts';
import type { RevisionInfo, StoredDocument } from '../../../storage/records/record-store.ts';
import type { Records } from '../../services.ts';
import { kindsIn, parseTitle, titleOf } from '../../titles.ts';
import type { JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';

export interface QueryPage {
  /** Negative where there is no page. */
  readonly pageId: number;
  readonly ns: number;
  readonly title: string;
  /** What is, or could be, at this title. */
  readonly kind: DocumentKind | undefined;
  /** The page as it is; `undefined` where there is none. */
  readonly document: StoredDocument | undefined;
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
  const stored = await records.documents([...new Set(ids)]);
  const resolved = source.followRedirects ? await followed(stored, records, site) : unmoved(stored);
  const pages = new Map([...resolved.documents].map(([id, each]) => [id, pageOf(each, site)]));
  const absent = [...titles.found].filter(([id]) => !stored.has(id)).map(([, title]) => title);
  let free = -1;
  const without = [...absent, ...titles.unfit].map((json) => missing(json, free--, site));
  const unknownIds = source.pageIds.filter((id) => !stored.has(byPageId.get(id) ?? ''));
  const unknown = unknownIds.map((pageId) =>
    missing({ pageid: pageId, missing: true }, pageId, site),
  );
  const there = [...new Set(pages.values())].toSorted((a, b) => a.pageId - b.pageId);
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
      unfit.set(text, { title: text, invalidreason, invalid: true });
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
  const read = await Promise.all(ids.map((id) => records.revision(id)));
  const found = read.flatMap((revision) => revision ?? []);
  return { found, bad: ids.filter((_, index) => read[index] === undefined) };
}

interface Resolved {
  readonly documents: ReadonlyMap<string, StoredDocument>;
  readonly redirects: readonly Renamed[];
}

function unmoved(documents: ReadonlyMap<string, StoredDocument>): Resolved {
  return { documents, redirects: [] };
}

/** One step, like everything that follows redirects here. */
async function followed(
  documents: ReadonlyMap<string, StoredDocument>,
  records: Records,
  site: SiteSettings,
): Promise<Resolved> {
  const moves = [...documents.values()].flatMap((document) => {
    const to = redirectTarget(document);
    return to === undefined ? [] : [{ document, to }];
  });
  if (moves.length === 0) return unmoved(documents);
  const targets = await records.documents(moves.map(({ to }) => to));
  const left = new Set(moves.map(({ document }) => document.documentId));
  const stay = [...documents].filter(([id]) => !left.has(id));
  return {
    documents: new Map([...stay, ...targets]),
    redirects: moves.map(({ document, to }) => ({
      from: titleOf(document, site).title,
      to: titleOf({ documentId: to, kind: document.kind }, site).title,
    })),
  };
}

/** Where a page leads, if it is a redirect. */
export function redirectTarget({ kind, content }: StoredDocument): string | undefined {
  const document = readStored(kind, content);
  return document.type === 'redirect' ? document.target : undefined;
}

function pageOf(document: StoredDocument, site: SiteSettings): QueryPage {
  const { pageId, kind } = document;
  const place = titleOf(document, site);
  return { pageId, kind, document, ...place, json: { pageid: pageId, ...place } };
}

function missing(json: JsonObject, pageId: number, site: SiteSettings): QueryPage {
  const { ns = 0, title = '' } = json as { ns?: number; title?: string };
  const [kind] = json['missing'] === true ? kindsIn([ns], site) : [];
  return { pageId, ns, title, kind, document: undefined, json };
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
