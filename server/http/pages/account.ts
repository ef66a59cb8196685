/** Logging in, making an account, logging out: forms that work without JavaScript. */
import { html } from 'hono/html';
import type { Failure } from '../../../schema/failures.ts';
import { failure } from '../../../schema/failures.ts';
import { attemptLogIn, register } from '../../accounts/accounts.ts';
import { SHORTEST_PASSWORD } from '../../accounts/passwords.ts';
import { readForm } from '../request/form.ts';
import type { FormFields } from '../request/form.ts';
import { hasToken, isLoginToken, logIn, loginToken, logOut } from '../request/visitor.ts';
import { failureHeaders, failureStatus } from '../response/failure-response.ts';
import type { Services } from '../services.ts';
import { passwordField } from './form-fields.ts';
import { csrfField } from './layout.ts';
import type { PageContext } from './render.ts';
import { failureList, failurePage, localPath, renderPage } from './render.ts';

type Door = 'log-in' | 'create-account';

const paths: Readonly<Record<Door, string>> = {
  'log-in': '/wiki/Special:Login',
  'create-account': '/wiki/Special:CreateAccount',
};

export function accountForm(
  c: PageContext,
  services: Services,
  door: Door,
  failures: readonly Failure[] = [],
  fields: FormFields = new Map(),
): Promise<Response> {
  const reader = c.get('reader');
  const { messages } = reader;
  const creates = door === 'create-account';
  const back = localPath(fields.get('returnto') ?? c.req.query('returnto'));
  const other: Door = creates ? 'log-in' : 'create-account';
  const title = messages.text(`nav-${door}`);
  const body = html`<h1>${title}</h1>
    ${failureList(failures, reader)}
    <form class="form" method="post" action="${paths[door]}">
      ${csrfField(loginToken(c, services))}
      <input type="hidden" name="returnto" value="${back}" />
      <div class="field">
        <label for="name">${messages.text('account-name')}</label>
        <input
          id="name"
          name="name"
          value="${fields.get('name') ?? ''}"
          required
          autocomplete="username"
          dir="auto"
        />
      </div>
      ${passwordField({
        name: 'password',
        label: messages.text('account-password'),
        autocomplete: creates ? 'new-password' : 'current-password',
        ...(creates ? { hint: messages.text('account-password-hint', SHORTEST_PASSWORD) } : {}),
      })}
      <div class="actions"><button class="primary">${title}</button></div>
    </form>
    <p>
      ${messages.text(creates ? 'account-has-account' : 'account-no-account')}
      <a href="${paths[other]}?returnto=${encodeURIComponent(back)}"
        >${messages.text(`nav-${other}`)}</a
      >
    </p>`;
  const [first] = failures;
  for (const [header, value] of Object.entries(first === undefined ? {} : failureHeaders(first))) {
    c.header(header, value);
  }
  const status = first === undefined ? 200 : failureStatus(first);
  return renderPage(c, services, { title, body }, status);
}

export async function submitAccountForm(
  c: PageContext,
  services: Services,
  door: Door,
): Promise<Response> {
  const form = await readForm(c.req.raw);
  if (!form.ok) return failurePage(c, services, form.failures);
  const fields = form.value;
  if (!isLoginToken(c, fields.get('token') ?? '', services)) {
    return accountForm(c, services, door, [failure('bad-token', {})], fields);
  }
  const name = fields.get('name') ?? '';
  const password = fields.get('password') ?? '';
  const { actor, address } = c.get('visitor');
  const { storage, limits } = services.edit;
  const store = { records: storage.records, limits, accounts: services.accounts };
  const user =
    door === 'log-in'
      ? await attemptLogIn(name, password, address, store)
      : await register({ name, password }, actor, store);
  if (!user.ok) return accountForm(c, services, door, user.failures, fields);
  await logIn(c, user.value, services);
  return c.redirect(localPath(fields.get('returnto')), 303);
}

export async function submitLogOut(c: PageContext, services: Services): Promise<Response> {
  const form = await readForm(c.req.raw);
  if (!form.ok) return failurePage(c, services, form.failures);
  if (!hasToken(c.get('visitor'), form.value.get('token') ?? '')) {
    return failurePage(c, services, [failure('bad-token', {})]);
  }
  await logOut(c, services);
  return c.redirect('/', 303);
}
