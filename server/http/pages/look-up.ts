/** Pages that lead from what one knows to what one looks for: the item of a page, the page of an item. */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { pageLink, pagePath } from '../../../client/view/safe-link.ts';
import type { Failure } from '../../../schema/failures.ts';
import { failure } from '../../../schema/failures.ts';
import { SITE_SETTINGS_ID } from '../../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import { pageTitle } from '../../edit/page-titles.ts';
import { readEntity } from '../../read/entities.ts';
import { documentPath } from '../linked-data/entity-data-request.ts';
import { formatNames, formatNamed } from '../linked-data/formats.ts';
import { failureStatus } from '../response/failure-response.ts';
import type { Services } from '../services.ts';
import { selectField, textField } from './form-fields.ts';
import type { Markup } from './markup.ts';
import type { PageContext, PageEnv } from './render.ts';
import { failureList, renderPage } from './render.ts';

const HELP = '/w/api.php?action=help';

export function lookUpRoutes(services: Services): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .get('/wiki/Special:EntityPage/:id', (c) => leadTo(c, pagePath(c.req.param('id')), 301))
    .get('/wiki/Special:EntityData', (c) => entityDataForm(c, services))
    .get('/wiki/Special:EntityData/', (c) => entityDataForm(c, services))
    .get('/wiki/Special:AvailableBadges', (c) => leadTo(c, pagePath(SITE_SETTINGS_ID), 302))
    .get('/wiki/Special:SetLabel/*', leadToTerms)
    .get('/wiki/Special:SetDescription/*', leadToTerms)
    .get('/wiki/Special:SetAliases/*', leadToTerms)
    .get('/wiki/Special:SetLabelDescriptionAliases/*', leadToTerms)
    .get('/wiki/Special:ApiHelp', (c) => leadTo(c, HELP, 302))
    .get('/wiki/Special:ApiHelp/:module', (c) =>
      leadTo(c, `${HELP}&modules=${encodeURIComponent(c.req.param('module'))}`, 302),
    )
    .get('/wiki/Special:ItemByTitle', (c) => itemByTitle(c, services))
    .get('/wiki/Special:ItemByTitle/*', (c) => itemByTitle(c, services))
    .get('/wiki/Special:GoToLinkedPage', (c) => goToLinkedPage(c, services))
    .get('/wiki/Special:GoToLinkedPage/*', (c) => goToLinkedPage(c, services));
}

/** Other wikis have a form for each kind of term; here one form has them all. */
function leadToTerms(c: Context): Response {
  const [, , , id = ''] = c.req.path.split('/');
  return leadTo(c, `${pagePath(decoded(id))}?action=edit`, 302);
}

/** Whoever asks for data without saying of what. */
function entityDataForm(c: PageContext, services: Services): Promise<Response> {
  const { messages } = c.get('reader');
  const formats = formatNames.map((name) => [
    name,
    documentPath('Q42', formatNamed(name) ?? 'json'),
  ]);
  const fields = html`${textField({ name: 'id', label: messages.text('look-up-id'), required: true })}
  ${selectField({
    name: 'format',
    label: messages.text('look-up-format'),
    options: formats.map(([name = '', path = '']) => [name, path.slice(path.indexOf('.'))]),
  })}`;
  return lookUpForm(c, services, { page: 'EntityData', fields, failures: [] });
}

/** `Special:ItemByTitle/enwiki/Berlin`, or with `site` and `page`. */
async function itemByTitle(c: PageContext, services: Services): Promise<Response> {
  const { messages } = c.get('reader');
  const [site = '', page = ''] = namedIn(c, 'site', 'page');
  const settings = await services.site.current();
  const known = settings.sites.find(({ id }) => id === site);
  const title = known === undefined ? page : pageTitle(page, known);
  const { records } = services.edit.storage;
  const holder =
    known === undefined || title === ''
      ? undefined
      : await records.keyHolder({ kind: 'sitelink', site, title });
  if (holder !== undefined) return leadTo(c, pagePath(holder), 302);
  const fields = html`${siteField(c, settings, site)}
  ${textField({ name: 'page', label: messages.text('look-up-page'), value: page, required: true })}`;
  const failures = page === '' ? [] : [failure('not-found', { what: `${site}:${page}` })];
  return lookUpForm(c, services, { page: 'ItemByTitle', fields, failures });
}

/** `Special:GoToLinkedPage/enwiki/Q64`, or with `site` and `itemid`. */
async function goToLinkedPage(c: PageContext, services: Services): Promise<Response> {
  const { messages } = c.get('reader');
  const [site = '', idText = ''] = namedIn(c, 'site', 'itemid');
  const settings = await services.site.current();
  const known = settings.sites.find(({ id }) => id === site);
  const id = parseEntityId(idText);
  const entity =
    id === undefined || known === undefined
      ? undefined
      : (await readEntity(services.edit.storage.records, id))?.document;
  const link = entity?.type === 'item' ? entity.siteLinks.get(site) : undefined;
  const url = link && known && pageLink(known.pageUrl, link.title);
  if (url !== undefined) return leadTo(c, url, 302);
  const fields = html`${siteField(c, settings, site)}
  ${textField({ name: 'itemid', label: messages.text('look-up-id'), value: idText, required: true })}`;
  const failures = idText === '' ? [] : [failure('not-found', { what: `${site}:${idText}` })];
  return lookUpForm(c, services, { page: 'GoToLinkedPage', fields, failures });
}

/** From the rest of the path, as far as it goes, else from the query. */
function namedIn(c: PageContext, ...names: readonly [string, string]): readonly string[] {
  const [, , , first, ...rest] = c.req.path.split('/');
  const inPath = [first, rest.length === 0 ? undefined : rest.join('/')];
  return names.map((name, index) => {
    const text = inPath[index];
    return (text === undefined ? (c.req.query(name) ?? '') : decoded(text))
      .replaceAll('_', ' ')
      .trim();
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function siteField(c: PageContext, { sites }: SiteSettings, chosen: string): Markup {
  const label = c.get('reader').messages.text('look-up-site');
  const options = sites.map(({ id }) => [id, id] as const);
  return selectField({ name: 'site', label, options, chosen });
}

interface LookUpForm {
  readonly page: 'EntityData' | 'ItemByTitle' | 'GoToLinkedPage';
  readonly fields: Markup;
  readonly failures: readonly Failure[];
}

const titles = {
  EntityData: 'look-up-data-title',
  ItemByTitle: 'look-up-item-title',
  GoToLinkedPage: 'look-up-page-title',
} as const;

function lookUpForm(
  c: PageContext,
  services: Services,
  { page, fields, failures }: LookUpForm,
): Promise<Response> {
  const { messages } = c.get('reader');
  const title = messages.text(titles[page]);
  const body = html`<h1>${title}</h1>
    ${failureList(failures, c.get('reader'))}
    <form class="form" method="get" action="/wiki/Special:${page}">
      ${fields}
      <div class="actions"><button class="primary">${messages.text('look-up-go')}</button></div>
    </form>`;
  const [first] = failures;
  const status = first === undefined ? 200 : failureStatus(first);
  return renderPage(c, services, { title, body }, status);
}

function leadTo(c: Context, target: string, status: 301 | 302): Response {
  c.header('Content-Type', 'text/html; charset=UTF-8');
  return c.redirect(target, status);
}
