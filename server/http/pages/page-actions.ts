/** What is done to a page besides editing: watched, deleted, brought back, cleaned, reverted. */
import { html } from 'hono/html';
import type { MessageKey } from '../../../client/i18n/message.ts';
import { pagePath } from '../../../client/view/safe-link.ts';
import type { Failure } from '../../../schema/failures.ts';
import { failure } from '../../../schema/failures.ts';
import { readWatchExpiry } from '../../accounts/expiry.ts';
import type { Right } from '../../accounts/rights.ts';
import { changeWatchlist } from '../../accounts/watchlist.ts';
import type { Edit } from '../../edit/edit.ts';
import { deletionEdit, undeletionEdit } from '../../edit/moderate/delete-page.ts';
import { patrolRevision } from '../../edit/moderate/patrol.ts';
import { suppressRevisions } from '../../edit/moderate/suppress.ts';
import { rollbackEdit } from '../../edit/revert/rollback.ts';
import { restoreEdit, undoEdit } from '../../edit/revert/undo.ts';
import { saveEdit } from '../../edit/save-edit.ts';
import type { FormFields } from '../request/form.ts';
import type { Services } from '../services.ts';
import { checkField, selectField, textField } from './form-fields.ts';
import { pageTools } from './history.ts';
import { namedContext } from './history-pages.ts';
import { csrfField } from './layout.ts';
import type { Markup } from './markup.ts';
import { messageMarkup } from './markup.ts';
import type { PageContext } from './render.ts';
import { failurePage, renderPage } from './render.ts';

/** The actions that have a form of their own. */
export const formActions = ['delete', 'undelete', 'watch', 'revisiondelete'] as const;
export type FormAction = (typeof formActions)[number];

const titles: Readonly<Record<FormAction, MessageKey>> = {
  delete: 'delete-title',
  undelete: 'undelete-title',
  watch: 'watch-title',
  revisiondelete: 'suppress-title',
};

const neededRights: Readonly<Record<FormAction, Right>> = {
  delete: 'delete',
  undelete: 'undelete',
  watch: 'editmywatchlist',
  revisiondelete: 'deleterevision',
};

export async function actionForm(
  c: PageContext,
  services: Services,
  id: string,
  action: FormAction,
): Promise<Response> {
  const { rights, csrfToken } = c.get('visitor');
  const right = neededRights[action];
  if (!rights.has(right))
    return failurePage(c, services, [failure('permission-denied', { right })]);
  const { context, name } = await namedContext(c, services, id, []);
  const { messages } = context;
  const body = html`<header class="page-head">
      ${pageTools(id, 'watch', context)}
      <h1>${messageMarkup(messages, titles[action], name)}</h1>
    </header>
    <form class="form" method="post" action="${pagePath(id)}?action=${action}">
      ${csrfField(csrfToken)} ${await actionFields(c, services, id, action)}
    </form>`;
  return renderPage(c, services, { title: messages.text(titles[action], id), body });
}

async function actionFields(
  c: PageContext,
  services: Services,
  id: string,
  action: FormAction,
): Promise<Markup> {
  const { messages } = c.get('reader');
  const reason = textField({ name: 'reason', label: messages.text('reason') });
  const button = (key: MessageKey) =>
    html`<div class="actions"><button class="primary">${messages.text(key)}</button></div>`;
  switch (action) {
    case 'delete':
      return html`<p>${messages.text('delete-explanation')}</p>
        ${reason} ${button('nav-delete')}`;
    case 'undelete':
      return html`${reason} ${button('nav-undelete')}`;
    case 'watch':
      return watchFields(c, services, id);
    case 'revisiondelete':
      return html`<p>${messages.text('suppress-explanation')}</p>
        ${textField({ name: 'ids', label: messages.text('suppress-revisions'), value: c.req.query('ids'), required: true })}
        <fieldset>
          <legend>${messages.text('suppress-parts')}</legend>
          ${suppressible.map((part) => checkField({ name: part, label: messages.text(`suppress-${part}`), checked: false }))}
        </fieldset>
        ${reason} ${button('suppress-button')}`;
  }
}

const suppressible = ['content', 'author', 'summary'] as const;

async function watchFields(c: PageContext, { edit }: Services, id: string): Promise<Markup> {
  const { messages } = c.get('reader');
  const { userId } = c.get('visitor').actor;
  const watched = await edit.storage.records.watchedPage(userId, id);
  const spans = [
    ['', messages.text('watch-forever')],
    ...(['1 week', '1 month', '3 months', '1 year'] as const).map(
      (span) => [span, messages.text(`watch-${span.replace(' ', '-') as WatchSpan}`)] as const,
    ),
  ] as const;
  const choice = selectField({
    name: 'expiry',
    label: messages.text('watch-how-long'),
    options: spans,
  });
  return html`${choice}
    <div class="actions">
      <button class="primary">${messages.text('watch-start')}</button>
      ${
        watched === undefined
          ? ''
          : html`<button name="unwatch" value="1">${messages.text('watch-stop')}</button>`
      }
    </div>`;
}

type WatchSpan = '1-week' | '1-month' | '3-months' | '1-year';

/** The form was sent, with a good token. */
export async function submitAction(
  c: PageContext,
  services: Services,
  id: string,
  fields: FormFields,
): Promise<Response> {
  const action = formActions.find((name) => name === c.req.query('action'));
  const failures =
    action === undefined
      ? await revert(c, services, id, fields)
      : await perform(action, c, services, id, fields);
  const history = `${pagePath(id)}?action=history`;
  if (failures.length > 0) return failurePage(c, services, failures, history);
  return c.redirect(action === 'watch' ? pagePath(id) : history, 303);
}

async function perform(
  action: FormAction,
  c: PageContext,
  services: Services,
  id: string,
  fields: FormFields,
): Promise<readonly Failure[]> {
  const { actor } = c.get('visitor');
  const { storage } = services.edit;
  const request = { actor, documentId: id, reason: fields.get('reason') ?? '' };
  switch (action) {
    case 'delete':
      return saved(deletionEdit(request), services);
    case 'undelete': {
      const undeletion = await undeletionEdit(request, storage.records);
      return undeletion.ok ? saved(undeletion.value.edit, services) : undeletion.failures;
    }
    case 'watch': {
      const expires = readWatchExpiry(fields.get('expiry') ?? '', Date.now());
      if (!expires.ok) return expires.failures;
      const watch = fields.has('unwatch') ? {} : { watch: { expires: expires.value } };
      const documentIds = [id];
      const result = await changeWatchlist(
        { watcher: actor, documentIds, ...watch },
        storage.watchlist,
      );
      return result.ok ? [] : result.failures;
    }
    case 'revisiondelete': {
      const revisionIds = (fields.get('ids') ?? '').split(/[\s,|]+/).filter((text) => text !== '');
      const parts = suppressible.filter((part) => fields.has(part));
      const result = await suppressRevisions(
        { ...request, revisionIds: revisionIds.map(revisionNumber), parts },
        services.edit,
      );
      if (!result.ok) return result.failures;
      return result.value.flatMap(({ failure: found }) => found ?? []);
    }
  }
}

async function revert(
  c: PageContext,
  services: Services,
  id: string,
  fields: FormFields,
): Promise<readonly Failure[]> {
  const { records } = services.edit.storage;
  const { actor } = c.get('visitor');
  const kind = (['undo', 'restore', 'rollback', 'patrol'] as const).find((name) =>
    fields.has(name),
  );
  const revisionId = revisionNumber((kind && fields.get(kind)) ?? '');
  const revision = await records.revision(revisionId);
  // the page in the address and the revision must belong together
  if (kind === undefined || revision?.documentId !== id) {
    return [failure('foreign-revision', { revision: revisionId, id })];
  }
  switch (kind) {
    case 'undo':
    case 'restore': {
      const makeEdit = kind === 'undo' ? undoEdit : restoreEdit;
      const edit = await makeEdit({ actor, revisionId }, records);
      return edit.ok ? saved(edit.value, services) : edit.failures;
    }
    case 'rollback': {
      const userName = revision.userName ?? '';
      const rollback = await rollbackEdit({ actor, documentId: id, userName }, records);
      return rollback.ok ? saved(rollback.value.edit, services) : rollback.failures;
    }
    case 'patrol': {
      const patrolled = await patrolRevision({ actor, revisionId }, services.edit);
      return patrolled.ok ? [] : patrolled.failures;
    }
  }
}

async function saved(edit: Edit, services: Services): Promise<readonly Failure[]> {
  const result = await saveEdit(edit, services.edit);
  return result.outcome === 'rejected' ? result.failures : [];
}

/** No revision has the number 0. */
export function revisionNumber(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}
