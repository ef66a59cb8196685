/** `Special:Block` and `Special:Unblock`: keeping somebody from editing, and letting them again. */
import { html } from 'hono/html';
import { ok } from '../../../../schema/failures.ts';
import type { Failure, Result } from '../../../../schema/failures.ts';
import { failure } from '../../../../schema/failures.ts';
import { readExpiry } from '../../../accounts/expiry.ts';
import { blockUser, unblockUser } from '../../../accounts/moderation.ts';
import type { BlockRequest } from '../../../accounts/moderation.ts';
import type { FormFields } from '../../request/form.ts';
import { parseTitle } from '../../titles.ts';
import { moderationStore } from '../../services.ts';
import type { Services } from '../../services.ts';
import { checkField, textField } from '../form-fields.ts';
import { csrfField } from '../layout.ts';
import type { PageContext } from '../render.ts';
import { failureList, failurePage } from '../render.ts';
import { sentForm } from '../sent-form.ts';
import { formPage } from './forms.ts';

const FORM = '/wiki/Special:Block';
const LIST = '/wiki/Special:BlockList';

/** How a block usually is: what a fresh form has ticked. */
const USUAL = new Map([
  ['nocreate', '1'],
  ['autoblock', '1'],
  ['talk', '1'],
]);

export async function blockForm(
  c: PageContext,
  services: Services,
  fields: FormFields = new Map([...USUAL, ...Object.entries(c.req.query())]),
  failures: readonly Failure[] = [],
): Promise<Response> {
  const { rights, csrfToken } = c.get('visitor');
  if (!rights.has('block')) {
    return failurePage(c, services, [failure('permission-denied', { right: 'block' })]);
  }
  const reader = c.get('reader');
  const { messages } = reader;
  const check = (name: string, key: Parameters<typeof messages.text>[0]) =>
    checkField({ name, label: messages.text(key), checked: fields.has(name) });
  const body = html`<h1>${messages.text('block-title')}</h1>
    ${failureList(failures, reader)}
    <form class="form" method="post" action="${FORM}">
      ${csrfField(csrfToken)}
      ${textField({
        name: 'user',
        label: messages.text('block-target'),
        value: fields.get('user'),
        hint: messages.text('block-target-hint'),
        required: true,
      })}
      ${textField({
        name: 'expiry',
        label: messages.text('moderate-expiry'),
        value: fields.get('expiry') ?? 'infinite',
        hint: messages.text('moderate-expiry-hint'),
      })}
      ${textField({
        name: 'reason',
        label: messages.text('moderate-reason'),
        value: fields.get('reason'),
      })}
      ${textField({
        name: 'pages',
        label: messages.text('block-pages'),
        value: fields.get('pages'),
        hint: messages.text('block-pages-hint'),
      })}
      <fieldset class="field">
        <legend>${messages.text('block-terms')}</legend>
        ${check('nocreate', 'block-no-accounts')} ${check('autoblock', 'block-autoblock')}
        ${check('talk', 'block-own-talk')} ${check('anononly', 'block-anonymous-only')}
        ${check('reblock', 'block-replace')}
      </fieldset>
      <div class="actions"><button class="primary">${messages.text('block-submit')}</button></div>
    </form>
    <p><a href="${LIST}">${messages.text('block-list-title')}</a></p>`;
  return formPage(c, services, messages.text('block-title'), body, failures);
}

export async function submitBlock(c: PageContext, services: Services): Promise<Response> {
  const form = await sentForm(c);
  if (!form.ok) return failurePage(c, services, form.failures);
  const request = await blockRequest(form.value, services);
  const made = request.ok
    ? await blockUser(request.value, c.get('visitor').actor, moderationStore(services))
    : request;
  return made.ok ? c.redirect(LIST, 303) : blockForm(c, services, form.value, made.failures);
}

async function blockRequest(fields: FormFields, services: Services): Promise<Result<BlockRequest>> {
  const expires = readExpiry(fields.get('expiry') ?? '', Date.now());
  if (!expires.ok) return expires;
  const site = await services.site.current();
  const titles = (fields.get('pages') ?? '').split('|').filter((title) => title.trim() !== '');
  const pages = titles.map((title) => parseTitle(title, site)?.documentId ?? title.trim());
  return ok({
    target: fields.get('user') ?? '',
    expires: expires.value,
    reason: fields.get('reason') ?? '',
    only: pages.length === 0 ? undefined : { pages, kinds: [] },
    anonymousOnly: fields.has('anononly'),
    noAccountCreation: fields.has('nocreate'),
    autoblock: fields.has('autoblock'),
    ownTalkPage: fields.has('talk'),
    replaces: fields.has('reblock'),
  });
}

export async function submitUnblock(c: PageContext, services: Services): Promise<Response> {
  const form = await sentForm(c);
  if (!form.ok) return failurePage(c, services, form.failures);
  const reason = form.value.get('reason') ?? '';
  const removed = await unblockUser(
    form.value.get('user') ?? '',
    { reason },
    c.get('visitor').actor,
    moderationStore(services),
  );
  return removed.ok ? c.redirect(LIST, 303) : failurePage(c, services, removed.failures);
}
