/**
 * The pages of one document: read, old revision, history, comparison, and the forms that change it.
 */
import { html } from 'hono/html';
import { entityView } from '../../../client/view/entity-view.ts';
import { pagePath } from '../../../client/view/safe-link.ts';
import type { Failure } from '../../../schema/failures.ts';
import { failure } from '../../../schema/failures.ts';
import { SITE_SETTINGS_ID } from '../../../schema/model/documents/site-settings.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { Entity } from '../../../schema/model/entity.ts';
import { mentionedEntities } from '../../../schema/model/mentions.ts';
import type { Page } from '../../read/entities.ts';
import { absence, isEntityPage, readEntity, readPage, readRevision } from '../../read/entities.ts';
import { readMoment } from '../request/moment.ts';
import type { Moment } from '../request/moment.ts';
import type { Services } from '../services.ts';
import { plainMarkup } from './content.ts';
import { settingsForm, submitSettings } from './edit-settings.ts';
import type { EditedSettings } from './edit-settings.ts';
import { submitTerms, termsForm } from './edit-terms.ts';
import { entityBody } from './entity.ts';
import { showDiff, showHistory } from './history-pages.ts';
import { actionForm, formActions, revisionNumber, submitAction } from './page-actions.ts';
import { showRaw } from './raw-page.ts';
import type { PageContext } from './render.ts';
import { failurePage, renderPage } from './render.ts';
import { sentForm } from './sent-form.ts';
import { renderSettings } from './settings.ts';
import { viewContext } from './view-context.ts';

/** GET of a page: the query says which view of it. */
export async function showPage(c: PageContext, services: Services, id: string): Promise<Response> {
  const { action, asof, oldid, diff } = c.req.query();
  if (asof !== undefined && [action ?? 'view', oldid, diff].some(hasNoPast)) {
    const expected = 'absent beside action, oldid and diff';
    return failurePage(c, services, [failure('wrong-type', { field: 'asof', expected })]);
  }
  if (action === 'history') return showHistory(c, services, id);
  const form = formActions.find((name) => name === action);
  if (form !== undefined) return actionForm(c, services, id, form);
  if (action === 'edit') return showForm(c, services, id);
  if (action === 'raw') return showRaw(c, services, id, oldid);
  if (action === 'protect') {
    return c.redirect(`/wiki/Special:Protect?page=${encodeURIComponent(id)}`, 303);
  }
  const compared = diff === undefined ? undefined : await comparedWith(diff, oldid, services);
  const unreadable = revisionFailures({ diff: compared?.diff, oldid });
  if (unreadable.length > 0) return failurePage(c, services, unreadable);
  if (compared !== undefined) {
    const other = compared.oldid === undefined ? undefined : revisionNumber(compared.oldid);
    return showDiff(c, services, id, [revisionNumber(compared.diff), other]);
  }
  if (oldid !== undefined) return showRevision(c, services, id, oldid);
  return showCurrent(c, services, id);
}

function hasNoPast(value: string | undefined): boolean {
  return value !== undefined && value !== 'view';
}

/** `diff` may also name a neighbour of `oldid`: the one before, the one after, the newest. */
async function comparedWith(
  diff: string,
  oldid: string | undefined,
  { edit }: Services,
): Promise<{ readonly diff: string; readonly oldid?: string | undefined }> {
  const { records } = edit.storage;
  const start = oldid === undefined ? undefined : await records.revision(revisionNumber(oldid));
  if (start === undefined || oldid === undefined) return { diff, oldid };
  const { documentId, revisionId: after } = start;
  const neighbour = async (order: 'newest-first' | 'oldest-first'): Promise<string> => {
    const [found] = await records.history({ documentId, after, order, limit: 1 });
    return String(found?.revisionId ?? after);
  };
  switch (diff) {
    case 'prev':
      return { diff: oldid };
    case 'next':
      return { diff: await neighbour('oldest-first'), oldid };
    case 'cur':
      return { diff: await neighbour('newest-first'), oldid };
    default:
      return { diff, oldid };
  }
}

function revisionFailures(query: Readonly<Record<string, string | undefined>>): Failure[] {
  const expected = 'the number of a revision';
  return Object.entries(query)
    .filter(([, text]) => text !== undefined && revisionNumber(text) === 0)
    .map(([field]) => failure('wrong-type', { field, expected }));
}

/** POST to a page: a form of its own. */
export async function changePage(
  c: PageContext,
  services: Services,
  id: string,
): Promise<Response> {
  const form = await sentForm(c);
  if (!form.ok) return failurePage(c, services, form.failures);
  const fields = form.value;
  if (c.req.query('action') === 'edit') {
    if (id === SITE_SETTINGS_ID) {
      return submitSettings(c, services, fields, () => newestSettings(services));
    }
    const page = await editablePage(c, services, id);
    return page === undefined ? notFound(c, services, id) : submitTerms(c, services, page, fields);
  }
  return submitAction(c, services, id, fields);
}

async function showCurrent(c: PageContext, services: Services, id: string): Promise<Response> {
  const { records } = services.edit.storage;
  const read = await readMoment(c.req.query('asof'), records);
  if (!read.ok) return failurePage(c, services, read.failures);
  const { value: moment } = read;
  if (moment !== undefined) c.header('X-Robots-Tag', 'noindex');
  const entityId = parseEntityId(id);
  if (entityId === undefined) return showTextPage(c, services, id, moment);
  if (c.req.query('redirect') === 'no') return showUnfollowed(c, services, id, moment);
  const page = await readEntity(records, entityId, moment === undefined ? {} : { at: moment });
  if (page === undefined) return notFound(c, services, id, moment);
  const { redirectedFrom } = page;
  return renderEntity(c, services, page, { old: moment !== undefined, redirectedFrom, moment });
}

/** A redirect itself instead of where it leads. */
async function showUnfollowed(
  c: PageContext,
  services: Services,
  id: string,
  moment: Moment | undefined,
): Promise<Response> {
  const page = await readPage(services.edit.storage.records, id, moment);
  if (page === undefined) return notFound(c, services, id, moment);
  return renderDocument(c, services, page, moment !== undefined);
}

async function showRevision(
  c: PageContext,
  services: Services,
  id: string,
  oldid: string,
): Promise<Response> {
  const { records } = services.edit.storage;
  const page = await readRevision(records, id, revisionNumber(oldid));
  if (!page.ok) return failurePage(c, services, page.failures);
  c.header('X-Robots-Tag', 'noindex');
  const newest = await records.document(id);
  const old = newest?.revisionId !== page.value.revision.revisionId;
  return renderDocument(c, services, page.value, old);
}

function renderDocument(c: PageContext, services: Services, page: Page, old: boolean) {
  if (isEntityPage(page)) {
    return renderEntity(c, services, page, { old, redirectedFrom: undefined, moment: undefined });
  }
  const { document, revision } = page;
  if (document.type === 'site-settings') {
    return renderSettings(c, services, { settings: document, revision, old });
  }
  const { messages } = c.get('reader');
  const content = plainMarkup(document, messages);
  const body =
    document.type === 'redirect'
      ? html`<h1>${document.id}</h1>
          ${content}
          <p>
            <a href="${pagePath(document.id)}?action=history">${messages.text('nav-history')}</a>
          </p>`
      : html`<h1><bdi>${document.id}</bdi></h1>
          ${content}`;
  return renderPage(c, services, { title: document.id, body });
}

interface ShownState {
  /** It is not, or need not be, the newest. */
  readonly old: boolean;
  readonly redirectedFrom: EntityId | undefined;
  /** The moment of the whole wiki that is shown. */
  readonly moment: Moment | undefined;
}

async function renderEntity(
  c: PageContext,
  services: Services,
  page: Page<Entity>,
  { old, redirectedFrom, moment }: ShownState,
): Promise<Response> {
  const { document: entity, revision } = page;
  const mentioned = [entity.id, ...mentionedEntities(entity)];
  const context = await viewContext(services, c.get('reader'), mentioned, moment);
  const view = entityView(entity, context);
  const body = entityBody({
    entity,
    view,
    context,
    revision,
    old,
    redirectedFrom,
    editable: !old && entity.type !== 'lexeme',
    conceptBase: services.urls.conceptBase,
  });
  const data = `/wiki/Special:EntityData/${entity.id}`;
  const then = moment === undefined ? '' : `?asof=${encodeURIComponent(moment.text)}`;
  const alternates = [
    { type: 'application/json', href: `${data}.json${then}` },
    { type: 'text/turtle', href: `${data}.ttl${then}` },
    { type: 'application/n-triples', href: `${data}.nt${then}` },
    { type: 'application/rdf+xml', href: `${data}.rdf${then}` },
    { type: 'application/ld+json', href: `${data}.jsonld${then}` },
  ];
  const title = view.heading === undefined ? entity.id : `${view.heading.text} (${entity.id})`;
  return renderPage(c, services, { title, body, alternates });
}

async function showTextPage(
  c: PageContext,
  services: Services,
  id: string,
  moment: Moment | undefined,
): Promise<Response> {
  const page = await readPage(services.edit.storage.records, id, moment);
  if (page !== undefined) return renderDocument(c, services, page, moment !== undefined);
  if (id !== SITE_SETTINGS_ID) return notFound(c, services, id, moment);
  const settings = await services.site.at(moment);
  return renderSettings(c, services, { settings, revision: undefined, old: false });
}

async function showForm(c: PageContext, services: Services, id: string): Promise<Response> {
  if (id === SITE_SETTINGS_ID) return settingsForm(c, services, await newestSettings(services));
  const page = await editablePage(c, services, id);
  return page === undefined ? notFound(c, services, id) : termsForm(c, services, page);
}

/** A wiki without settings of its own starts from the default ones. */
async function newestSettings(services: Services): Promise<EditedSettings> {
  const page = await readPage(services.edit.storage.records, SITE_SETTINGS_ID);
  return page?.document.type === 'site-settings'
    ? { settings: page.document, revisionId: page.revision.revisionId }
    : { settings: await services.site.current(), revisionId: 0 };
}

async function editablePage(c: PageContext, services: Services, id: string) {
  const entityId = parseEntityId(id);
  const page =
    entityId === undefined
      ? undefined
      : await readEntity(services.edit.storage.records, entityId, { redirects: 'refuse' });
  if (page === undefined || page.document.type === 'lexeme') return undefined;
  const context = await viewContext(services, c.get('reader'), [page.document.id]);
  return { entity: page.document, revisionId: page.revision.revisionId, context };
}

export async function notFound(
  c: PageContext,
  services: Services,
  id: string,
  moment?: Moment,
): Promise<Response> {
  return failurePage(c, services, [await absence(services.edit.storage.records, id, moment)]);
}
