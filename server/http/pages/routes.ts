/** The addresses of pages for people. */
import { Hono } from 'hono';
import { pagePath } from '../../../client/view/safe-link.ts';
import { failure } from '../../../schema/failures.ts';
import { documentKind, kindOfId } from '../../../schema/model/documents/kinds.ts';
import { pageEntityId, parseEntityId } from '../../../schema/model/entity-id.ts';
import { language as languageEntry } from '../../../schema/model/languages/languages.ts';
import { setCookie } from '../request/cookies.ts';
import { readForm } from '../request/form.ts';
import { LANGUAGE_COOKIE, THEME_COOKIE, themes } from '../request/reader.ts';
import type { Services } from '../services.ts';
import { kindNamed, parseTitle } from '../titles.ts';
import { accountForm, submitAccountForm, submitLogOut } from './account.ts';
import { contributions, recentChanges, submitWatchlist, watchlist } from './change-lists.ts';
import { consolePage } from './console.ts';
import { changePage, notFound, showPage } from './entity-pages.ts';
import { homePage } from './home.ts';
import { lookUpRoutes } from './look-up.ts';
import { logPage } from './log.ts';
import { mergeForm, submitMerge } from './merge.ts';
import { newEntityForm, submitNewEntity } from './new-entity.ts';
import { credentialRoutes } from './credentials/routes.ts';
import { moderationRoutes } from './moderate/routes.ts';
import { olderAddressRoutes, pageByNumber } from './older-addresses.ts';
import type { PageContext, PageEnv } from './render.ts';
import { failurePage, localPath, pageSetup } from './render.ts';
import { revertBatchForm, submitRevertBatch } from './revert-batch.ts';
import { searchPage } from './search.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

export function pageRoutes(services: Services): Hono<PageEnv> {
  const at =
    (show: (c: PageContext, services: Services) => Promise<Response>) => (c: PageContext) =>
      show(c, services);
  return new Hono<PageEnv>()
    .use(pageSetup(services))
    .get('/', at(homePage))
    .get('/search', at(searchPage))
    .get('/query', (c) => c.redirect('/query/', 301))
    .get('/query/', at(consolePage))
    .post('/preferences', at(savePreferences))
    .get('/wiki/', (c) => c.redirect('/', 301))
    .get('/wiki/Main_Page', (c) => c.redirect('/', 301))
    .get('/wiki/Special:Search', at(searchPage))
    .get('/wiki/Special:Login', (c) => accountForm(c, services, 'log-in'))
    .post('/wiki/Special:Login', (c) => submitAccountForm(c, services, 'log-in'))
    .get('/wiki/Special:CreateAccount', (c) => accountForm(c, services, 'create-account'))
    .post('/wiki/Special:CreateAccount', (c) => submitAccountForm(c, services, 'create-account'))
    .post('/wiki/Special:Logout', at(submitLogOut))
    .get('/wiki/Special:NewItem', (c) => newEntityForm(c, services, 'item'))
    .post('/wiki/Special:NewItem', (c) => submitNewEntity(c, services, 'item'))
    .get('/wiki/Special:NewProperty', (c) => newEntityForm(c, services, 'property'))
    .post('/wiki/Special:NewProperty', (c) => submitNewEntity(c, services, 'property'))
    .get('/wiki/Special:RecentChanges', at(recentChanges))
    .get('/wiki/Special:Contributions/:name', at(contributions))
    .get('/wiki/Special:Watchlist', at(watchlist))
    .post('/wiki/Special:Watchlist', at(submitWatchlist))
    .get('/wiki/Special:Log', at(logPage))
    .get('/wiki/Special:RevertBatch', at(revertBatchForm))
    .post('/wiki/Special:RevertBatch', at(submitRevertBatch))
    .get('/wiki/Special:MergeItems', (c) => mergeForm(c, services, 'merge'))
    .post('/wiki/Special:MergeItems', (c) => submitMerge(c, services, 'merge'))
    .get('/wiki/Special:RedirectEntity', (c) => mergeForm(c, services, 'redirect'))
    .post('/wiki/Special:RedirectEntity', (c) => submitMerge(c, services, 'redirect'))
    .route('/', moderationRoutes(services))
    .route('/', credentialRoutes(services))
    .route('/', olderAddressRoutes(services))
    .route('/', lookUpRoutes(services))
    .get('/wiki/*', (c) => titledPage(c, services, c.req.path.slice('/wiki/'.length)))
    .post('/wiki/*', (c) => titledPage(c, services, c.req.path.slice('/wiki/'.length)))
    .get('/w/index.php', at(indexPage))
    .all('*', at(noSuchAddress));
}

/** The address by which older programs know each page. */
async function indexPage(c: PageContext, services: Services): Promise<Response> {
  const { title = '', curid, ...others } = c.req.query();
  if (title === '' || curid !== undefined) {
    return (await pageByNumber(c, services)) ?? c.redirect('/', 301);
  }
  if (!title.startsWith('Special:')) return titledPage(c, services, encodeURI(title));
  const query = new URLSearchParams(others).toString();
  return c.redirect(pagePath(title) + (query === '' ? '' : `?${query}`), 301);
}

/** `Q42`, `L7-F1`, with the name of their namespace as well; other pages by their full title. */
async function titledPage(c: PageContext, services: Services, path: string): Promise<Response> {
  const title = decodeTitle(path);
  if (title === undefined || title.length > 300) return notFound(c, services, path.slice(0, 300));
  const [, prefix, name = ''] = /^(?:([^:]+):)?(.*)$/s.exec(title) ?? [];
  const site = await services.site.current();
  const kind = prefix === undefined ? undefined : kindNamed(prefix, site);
  const mayBeEntity = prefix === undefined || (kind !== undefined && documentKind(kind).numbered);
  const id = mayBeEntity ? parseEntityId(name) : undefined;
  if (id === undefined) {
    if (kindOfId(title) !== undefined) return shown(c, services, title);
    const known = parseTitle(title, site)?.documentId;
    return known === undefined || known === title
      ? notFound(c, services, title)
      : c.redirect(pagePath(known) + new URL(c.req.url).search, 301);
  }
  if (id !== name || pageEntityId(id) !== id) {
    const { search } = new URL(c.req.url);
    const part = id === pageEntityId(id) ? '' : `#${id.slice(id.indexOf('-') + 1)}`;
    return c.redirect(pagePath(pageEntityId(id)) + search + part, 301);
  }
  return kind === undefined || kind === kindOfId(id)
    ? shown(c, services, id)
    : notFound(c, services, title);
}

function shown(c: PageContext, services: Services, id: string): Promise<Response> {
  return c.req.method === 'POST' ? changePage(c, services, id) : showPage(c, services, id);
}

function noSuchAddress(c: PageContext, services: Services): Promise<Response> {
  return failurePage(c, services, [failure('not-found', { what: c.req.path.slice(0, 300) })]);
}

async function savePreferences(c: PageContext, services: Services): Promise<Response> {
  const form = await readForm(c.req.raw);
  if (!form.ok) return failurePage(c, services, form.failures);
  const options = { maxAgeSeconds: YEAR_SECONDS, secure: services.urls.base.startsWith('https:') };
  const language = form.value.get('language') ?? '';
  if (languageEntry(language) !== undefined) setCookie(c, LANGUAGE_COOKIE, language, options);
  const theme = themes.find((name) => name === form.value.get('theme'));
  if (theme !== undefined) setCookie(c, THEME_COOKIE, theme, options);
  return c.redirect(localPath(withoutLanguage(localPath(form.value.get('returnto')))), 303);
}

/** A language in the address would win over the one just chosen. */
function withoutLanguage(path: string): string {
  const url = new URL(path, 'http://localhost');
  url.searchParams.delete('uselang');
  return url.pathname + url.search;
}

function decodeTitle(path: string): string | undefined {
  try {
    return decodeURIComponent(path).replaceAll('_', ' ').trim();
  } catch {
    return undefined;
  }
}
