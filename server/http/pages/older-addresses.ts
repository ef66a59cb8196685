/**
 * Addresses by which programs and readers of other wikis know what has another one here: each leads
 * to it. Names of special pages are those of MediaWiki.
 */
import { Hono } from 'hono';
import { pagePath } from '../../../client/view/safe-link.ts';
import { failure } from '../../../schema/failures.ts';
import type { Services } from '../services.ts';
import type { PageContext, PageEnv } from './render.ts';
import { failurePage } from './render.ts';

/** The same page under another name; the query comes along. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  UserLogin: '/wiki/Special:Login',
  UserLogout: '/wiki/Special:Logout',
  NewPages: '/wiki/Special:RecentChanges?category=creation',
  MergeLexemes: '/wiki/Special:MergeItems',
};

export function olderAddressRoutes(services: Services): Hono<PageEnv> {
  const routes = new Hono<PageEnv>();
  for (const [name, target] of Object.entries(OTHER_NAMES)) {
    routes.get(`/wiki/Special:${name}`, (c) => c.redirect(withQuery(target, c.req.query()), 301));
  }
  return routes
    .get('/wiki/Special:Diff/:revision', (c) => toRevision(c, services, 'diff'))
    .get('/wiki/Special:Diff/:older/:newer', (c) => toComparison(c, services))
    .get('/wiki/Special:PermanentLink/:revision', (c) => toRevision(c, services, 'oldid'))
    .get('/wiki/Special:Random', (c) => toRandomItem(c, services));
}

/** A revision alone tells which page it belongs to. */
function toRevision(
  c: PageContext,
  services: Services,
  field: 'diff' | 'oldid',
): Promise<Response> {
  const revision = c.req.param('revision') ?? '';
  return toPageOf(c, services, revision, { [field]: revision });
}

/** The second may be a neighbour of the first: `prev`, `next`, `cur`. */
function toComparison(c: PageContext, services: Services): Promise<Response> {
  const oldid = c.req.param('older') ?? '';
  return toPageOf(c, services, oldid, { oldid, diff: c.req.param('newer') ?? '' });
}

async function toPageOf(
  c: PageContext,
  services: Services,
  revision: string,
  query: Readonly<Record<string, string>>,
): Promise<Response> {
  const found = await services.edit.storage.records.revision(numberIn(revision));
  return found === undefined
    ? failurePage(c, services, [failure('unknown-revision', { revision: revision.slice(0, 30) })])
    : c.redirect(withQuery(pagePath(found.documentId), query), 303);
}

/**
 * `/w/index.php` without a title: `curid` is the number of a page, and revisions belong to one.
 * `undefined` where nothing names a page.
 */
export async function pageByNumber(
  c: PageContext,
  services: Services,
): Promise<Response | undefined> {
  const { curid, title: _, ...others } = c.req.query();
  if (curid !== undefined) {
    const number = numberIn(curid);
    const id = (await services.edit.storage.records.documentIdsOf([number])).get(number);
    return id === undefined
      ? failurePage(c, services, [failure('not-found', { what: `curid=${curid.slice(0, 30)}` })])
      : c.redirect(withQuery(pagePath(id), others), 303);
  }
  const revision = [others['oldid'], others['diff']].find((each) => each !== undefined);
  return revision === undefined ? undefined : toPageOf(c, services, revision, others);
}

/** Any item that is there, each about as likely as the others. */
async function toRandomItem(c: PageContext, services: Services): Promise<Response> {
  const { records } = services.edit.storage;
  const { documents } = await records.counts();
  const pages = Object.values(documents).reduce((sum, count) => sum + count, 0);
  const itemAfter = (after: number) => records.pagesOfKinds({ kinds: ['item'], after, limit: 1 });
  const [somewhere] = await itemAfter(Math.floor(Math.random() * pages));
  const [page] = somewhere === undefined ? await itemAfter(0) : [somewhere];
  const id = page === undefined ? undefined : (await records.documentIdsOf([page])).get(page);
  c.header('Cache-Control', 'private, no-store');
  return c.redirect(id === undefined ? '/' : pagePath(id), 303);
}

/** 0 is the number of nothing. */
function numberIn(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  if (text === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}${text}`;
}
