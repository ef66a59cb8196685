/** `Special:ChangePassword`, and `Special:PasswordReset` for whoever got a link because theirs is lost. */
import { html } from 'hono/html';
import { failed, failure, ok } from '../../../../schema/failures.ts';
import type { Failure, Result } from '../../../../schema/failures.ts';
import { attemptLogIn, changePassword } from '../../../accounts/accounts.ts';
import { SHORTEST_PASSWORD } from '../../../accounts/passwords.ts';
import { isRecoveryLink, recoverAccount, RECOVERY_PATH } from '../../../accounts/recovery.ts';
import { readForm } from '../../request/form.ts';
import type { FormFields } from '../../request/form.ts';
import type { Reader } from '../../request/reader.ts';
import { isLoginToken, logIn, loginToken } from '../../request/visitor.ts';
import { failureStatus } from '../../response/failure-response.ts';
import type { Services } from '../../services.ts';
import { checkField, passwordField } from '../form-fields.ts';
import { csrfField } from '../layout.ts';
import type { Markup } from '../markup.ts';
import type { PageContext } from '../render.ts';
import { failureList, failurePage, renderPage } from '../render.ts';
import { ownPage } from './own-account.ts';

const PATH = '/wiki/Special:ChangePassword';

export function changePasswordPage(
  c: PageContext,
  services: Services,
  failures: readonly Failure[] = [],
): Promise<Response> {
  const reader = c.get('reader');
  const { messages } = reader;
  const body = html`${failureList(failures, reader)}
    <p>${messages.text('change-password-about')}</p>
    <form class="form" method="post" action="${PATH}">
      ${csrfField(c.get('visitor').csrfToken)}
      ${passwordField({
        name: 'current',
        label: messages.text('change-password-current'),
        autocomplete: 'current-password',
      })}
      ${newPasswordFields(reader)}
      ${checkField({
        name: 'end-programs',
        label: messages.text('change-password-end-programs'),
        checked: false,
      })}
      <div class="actions">
        <button class="primary">${messages.text('change-password-submit')}</button>
      </div>
    </form>`;
  return ownPage(c, services, PATH, body, failures);
}

/** All sessions end, and programs' access if asked; whoever changed it goes on in a new one. */
export async function submitChangePassword(
  c: PageContext,
  services: Services,
  fields: FormFields,
): Promise<Response> {
  const { actor, address } = c.get('visitor');
  const { storage, limits } = services.edit;
  const { records } = storage;
  const password = newPassword(fields);
  if (!password.ok) return changePasswordPage(c, services, password.failures);
  const user = await attemptLogIn(actor.name, fields.get('current') ?? '', address, {
    records,
    limits,
  });
  if (!user.ok) return changePasswordPage(c, services, user.failures);
  const ends = fields.has('end-programs') ? 'all-access' : 'sessions';
  const changed = await changePassword(user.value, password.value, services.accounts, ends);
  if (!changed.ok) return changePasswordPage(c, services, changed.failures);
  await logIn(c, user.value, services);
  return c.redirect('/', 303);
}

export async function passwordResetPage(
  c: PageContext,
  services: Services,
  link: string = c.req.query('token') ?? '',
  failures: readonly Failure[] = [],
): Promise<Response> {
  c.header('Cache-Control', 'no-store');
  if (!(await isRecoveryLink(link, services.edit.storage.records))) {
    return failurePage(c, services, [failure('bad-recovery-link', {})]);
  }
  const reader = c.get('reader');
  const { messages } = reader;
  const title = messages.text('password-reset-title');
  const body = html`<h1>${title}</h1>
    ${failureList(failures, reader)}
    <p>${messages.text('password-reset-about')}</p>
    <form class="form" method="post" action="${RECOVERY_PATH}">
      ${csrfField(loginToken(c, services))} <input type="hidden" name="link" value="${link}" />
      ${newPasswordFields(reader)}
      <div class="actions">
        <button class="primary">${messages.text('change-password-submit')}</button>
      </div>
    </form>`;
  const [first] = failures;
  const status = first === undefined ? 200 : failureStatus(first);
  return renderPage(c, services, { title, body }, status);
}

export async function submitPasswordReset(c: PageContext, services: Services): Promise<Response> {
  const form = await readForm(c.req.raw);
  if (!form.ok) return failurePage(c, services, form.failures);
  const fields = form.value;
  const link = fields.get('link') ?? '';
  if (!isLoginToken(c, fields.get('token') ?? '', services)) {
    return failurePage(c, services, [failure('bad-token', {})]);
  }
  const password = newPassword(fields);
  if (!password.ok) return passwordResetPage(c, services, link, password.failures);
  const { records } = services.edit.storage;
  const { credentials } = services;
  const user = await recoverAccount(link, password.value, { records, credentials });
  if (!user.ok) return passwordResetPage(c, services, link, user.failures);
  await logIn(c, user.value, services);
  return c.redirect('/', 303);
}

function newPasswordFields({ messages }: Reader): Markup {
  return html`${passwordField({
    name: 'password',
    label: messages.text('change-password-new'),
    autocomplete: 'new-password',
    hint: messages.text('account-password-hint', SHORTEST_PASSWORD),
  })}
  ${passwordField({
    name: 'again',
    label: messages.text('account-password-again'),
    autocomplete: 'new-password',
  })}`;
}

function newPassword(fields: FormFields): Result<string> {
  const password = fields.get('password') ?? '';
  return password === fields.get('again') ? ok(password) : failed(failure('passwords-differ', {}));
}
