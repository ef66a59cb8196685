/**
 * The pages of one document: read, old revision, history, comparison, and the forms that change it.
 */
import { html } from 'hono/html';
import { diffView } from '../../../client/view/diff-view.ts';
import { entityView } from '../../../client/view/entity-view.ts';
import { entitiesInSummary } from '../../../client/view/summary-view.ts';
import { pagePath } from '../../../client/view/safe-link.ts';
import type { ViewContext } from '../../../client/view/view-context.ts';
import type { Failure } from '../../../schema/failures.ts';
import { failure } from '../../../schema/failures.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import { SITE_SETTINGS_ID } from '../../../schema/model/documents/site-settings.ts';
import { diffDocuments } from '../../../schema/model/diff.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { Entity } from '../../../schema/model/entity.ts';
import { mentionedEntities } from '../../../schema/model/mentions.ts';
import { writeStored } from '../../../schema/model/stored-json.ts';
import { restoreEdit, undoEdit } from '../../edit/revert/undo.ts';
import { saveEdit } from '../../edit/save-edit.ts';
import type { Page } from '../../read/entities.ts';
import { isEntityPage, readEntity, readPage, readRevision } from '../../read/entities.ts';
import { readHistory } from '../../read/history.ts';
import { readForm } from '../request/form.ts';
import { hasToken } from '../request/visitor.ts';
import type { Services } from '../services.ts';
import { diffBody } from './diff.ts';
import { settingsForm, submitSettings } from './edit-settings.ts';
import type { EditedSettings } from './edit-settings.ts';
import { submitTerms, termsForm } from './edit-terms.ts';
import { entityBody } from './entity.ts';
import { historyBody } from './history.ts';
import type { Markup } from './markup.ts';
import { messageMarkup, textMarkup } from './markup.ts';
import { mentionedIn } from './mentioned.ts';
import type { PageContext } from './render.ts';
import { failurePage, renderPage } from './render.ts';
import { renderSettings } from './settings.ts';
import { viewContext } from './view-context.ts';

const HISTORY_LENGTH = 50;

/** GET of a page: the query says which view of it. */
export async function showPage(c: PageContext, services: Services, id: string): Promise<Response> {
  const { action, oldid, diff } = c.req.query();
  if (action === 'history') return showHistory(c, services, id);
  if (action === 'edit') return showForm(c, services, id);
  const unreadable = revisionFailures({ diff, oldid });
  if (unreadable.length > 0) return failurePage(c, services, unreadable);
  if (diff !== undefined) return showDiff(c, services, id, diff, oldid);
  if (oldid !== undefined) return showRevision(c, services, id, oldid);
  return showCurrent(c, services, id);
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
  const form = await readForm(c.req.raw);
  if (!form.ok) return failurePage(c, services, form.failures);
  const fields = form.value;
  if (!hasToken(c.get('visitor'), fields.get('token') ?? '')) {
    return failurePage(c, services, [failure('bad-token', {})]);
  }
  if (c.req.query('action') === 'edit') {
    if (id === SITE_SETTINGS_ID) {
      return submitSettings(c, services, fields, () => newestSettings(services));
    }
    const page = await editablePage(c, services, id);
    return page === undefined ? notFound(c, services, id) : submitTerms(c, services, page, fields);
  }
  return revert(c, services, id, fields.get('undo'), fields.get('restore'));
}

async function showCurrent(c: PageContext, services: Services, id: string): Promise<Response> {
  const { records } = services.edit.storage;
  const entityId = parseEntityId(id);
  if (entityId === undefined) return showTextPage(c, services, id);
  if (c.req.query('redirect') === 'no') return showUnfollowed(c, services, id);
  const page = await readEntity(records, entityId);
  if (page === undefined) return notFound(c, services, id);
  return renderEntity(c, services, page, { old: false, redirectedFrom: page.redirectedFrom });
}

/** A redirect itself instead of where it leads. */
async function showUnfollowed(c: PageContext, services: Services, id: string): Promise<Response> {
  const page = await readPage(services.edit.storage.records, id);
  if (page === undefined) return notFound(c, services, id);
  return renderDocument(c, services, page, false);
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
  const newest = await records.document(id);
  const old = newest?.revisionId !== page.value.revision.revisionId;
  return renderDocument(c, services, page.value, old);
}

function renderDocument(c: PageContext, services: Services, page: Page, old: boolean) {
  if (isEntityPage(page)) {
    return renderEntity(c, services, page, { old, redirectedFrom: undefined });
  }
  const { document, revision } = page;
  if (document.type === 'site-settings') {
    return renderSettings(c, services, { settings: document, revision, old });
  }
  const { messages } = c.get('reader');
  const text = 'text' in document ? document.text : indentedJson(document);
  const body =
    document.type === 'redirect'
      ? html`<h1>${document.id}</h1>
          <p>
            ${messageMarkup(
              messages,
              'entity-is-redirect',
              html`${document.id}`,
              html`<a href="${pagePath(document.target)}">${document.target}</a>`,
            )}
          </p>
          <p>
            <a href="${pagePath(document.id)}?action=history">${messages.text('nav-history')}</a>
          </p>`
      : html`<h1><bdi>${document.id}</bdi></h1>
          <pre>${text}</pre>`;
  return renderPage(c, services, { title: document.id, body });
}

function indentedJson(document: Document): string {
  return JSON.stringify(JSON.parse(writeStored(document)), undefined, 2);
}

async function renderEntity(
  c: PageContext,
  services: Services,
  page: Page<Entity>,
  { old, redirectedFrom }: { old: boolean; redirectedFrom: EntityId | undefined },
): Promise<Response> {
  const { document: entity, revision } = page;
  const context = await viewContext(services, c.get('reader'), [
    entity.id,
    ...mentionedEntities(entity),
  ]);
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
  const alternates = [
    { type: 'application/json', href: `${data}.json` },
    { type: 'text/turtle', href: `${data}.ttl` },
    { type: 'application/n-triples', href: `${data}.nt` },
  ];
  const title = view.heading === undefined ? entity.id : `${view.heading.text} (${entity.id})`;
  return renderPage(c, services, { title, body, alternates });
}

async function showTextPage(c: PageContext, services: Services, id: string): Promise<Response> {
  const page = await readPage(services.edit.storage.records, id);
  if (page !== undefined) return renderDocument(c, services, page, false);
  if (id !== SITE_SETTINGS_ID) return notFound(c, services, id);
  const settings = await services.site.current();
  return renderSettings(c, services, { settings, revision: undefined, old: false });
}

async function showHistory(c: PageContext, services: Services, id: string): Promise<Response> {
  const { records } = services.edit.storage;
  const before = /^\d{1,15}$/.exec(c.req.query('before') ?? '')?.[0];
  const history = await readHistory(records, id, {
    limit: HISTORY_LENGTH,
    ...(before === undefined ? {} : { before: Number(before) }),
  });
  if (history.entries.length === 0 && before === undefined) return notFound(c, services, id);
  const mentioned = history.entries.flatMap(({ summary }) => entitiesInSummary(summary ?? ''));
  const { context, name } = await namedContext(c, services, id, mentioned);
  const body = historyBody({
    id,
    title: messageMarkup(context.messages, 'history-title', name),
    history,
    newest: before === undefined ? history.entries[0]?.revisionId : undefined,
    firstPage: before === undefined,
    context,
    csrfToken: c.get('visitor').csrfToken,
  });
  return renderPage(c, services, { title: context.messages.text('history-title', id), body });
}

async function showDiff(
  c: PageContext,
  services: Services,
  id: string,
  diff: string,
  oldid: string | undefined,
): Promise<Response> {
  const { records } = services.edit.storage;
  const chosen = await records.revision(revisionNumber(diff));
  const newer = Math.max(revisionNumber(diff), revisionNumber(oldid ?? '0'));
  const older =
    oldid === undefined
      ? (chosen?.parentRevisionId ?? 0)
      : Math.min(revisionNumber(diff), revisionNumber(oldid));
  const after = await readRevision(records, id, newer);
  if (!after.ok) return failurePage(c, services, after.failures);
  const before = older === 0 ? undefined : await readRevision(records, id, older);
  if (before !== undefined && !before.ok) return failurePage(c, services, before.failures);

  const sides = { before: before?.value.document, after: after.value.document };
  const revisions = [before?.value.revision, after.value.revision];
  const mentioned = [
    ...mentionedIn(sides.before),
    ...mentionedIn(sides.after),
    ...revisions.flatMap((revision) => entitiesInSummary(revision?.summary ?? '')),
  ];
  const { context, name } = await namedContext(c, services, id, mentioned);
  const body = diffBody({
    id,
    title: messageMarkup(context.messages, 'diff-title', name),
    before: before?.value.revision,
    after: after.value.revision,
    sections: diffView(diffDocuments(sides.before, sides.after), sides, context),
    context,
  });
  return renderPage(c, services, { title: context.messages.text('diff-title', id), body });
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

async function revert(
  c: PageContext,
  services: Services,
  id: string,
  undo: string | undefined,
  restore: string | undefined,
): Promise<Response> {
  const { records } = services.edit.storage;
  const revisionId = revisionNumber(undo ?? restore ?? '');
  // the page in the address and the revision must belong together
  const owner = await records.revision(revisionId);
  if (owner === undefined || owner.documentId !== id) {
    return failurePage(c, services, [failure('foreign-revision', { revision: revisionId, id })]);
  }
  const { actor } = c.get('visitor');
  const makeEdit = undo === undefined ? restoreEdit : undoEdit;
  const history = `${pagePath(id)}?action=history`;
  const edit = await makeEdit({ actor, revisionId }, records);
  if (!edit.ok) return failurePage(c, services, edit.failures, history);
  const result = await saveEdit(edit.value, services.edit);
  if (result.outcome === 'rejected') return failurePage(c, services, result.failures, history);
  return c.redirect(history, 303);
}

export function notFound(c: PageContext, services: Services, id: string): Promise<Response> {
  return failurePage(c, services, [failure('unknown-entity', { id })]);
}

async function namedContext(
  c: PageContext,
  services: Services,
  id: string,
  mentioned: readonly EntityId[],
): Promise<{ context: ViewContext; name: Markup }> {
  const own = parseEntityId(id);
  const ids = own === undefined ? mentioned : [own, ...mentioned];
  const context = await viewContext(services, c.get('reader'), ids);
  return { context, name: textMarkup(context.label(id) ?? { text: id, language: undefined }) };
}

/** No revision has the number 0. */
function revisionNumber(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}
