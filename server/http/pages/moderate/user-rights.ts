/** `Special:UserRights`: the groups that somebody is in, and putting them into others. */
import { html, raw } from 'hono/html';
import type { MessageKey, Messages } from '../../../../client/i18n/message.ts';
import { failure } from '../../../../schema/failures.ts';
import type { Failure } from '../../../../schema/failures.ts';
import { findUser } from '../../../accounts/accounts.ts';
import { readExpiry } from '../../../accounts/expiry.ts';
import { explicitGroups } from '../../../accounts/groups.ts';
import type { ExplicitGroup } from '../../../accounts/groups.ts';
import { changeGroups } from '../../../accounts/moderation.ts';
import { groupsChangeableBy } from '../../../accounts/rights.ts';
import type { User } from '../../../storage/records/record-store.ts';
import { moderationStore } from '../../services.ts';
import type { Services } from '../../services.ts';
import { textField } from '../form-fields.ts';
import { csrfField } from '../layout.ts';
import type { Markup } from '../markup.ts';
import { messageMarkup, timeMarkup } from '../markup.ts';
import type { PageContext } from '../render.ts';
import { failureList, failurePage } from '../render.ts';
import { sentForm } from '../sent-form.ts';
import { formPage } from './forms.ts';

const PATH = '/wiki/Special:UserRights';

export function groupName(group: string, messages: Messages): string {
  const known = explicitGroups.find((each) => each === group);
  return known === undefined ? group : messages.text(`group-${known}` satisfies MessageKey);
}

export async function userRightsForm(
  c: PageContext,
  services: Services,
  name: string = c.req.query('user') ?? '',
  failures: readonly Failure[] = [],
): Promise<Response> {
  const reader = c.get('reader');
  const { messages } = reader;
  const title = messages.text('user-rights-title');
  const user = name === '' ? undefined : await findUser(name, services.edit.storage.records);
  const missing =
    name !== '' && user === undefined
      ? [failure('unknown-user', { name: name.slice(0, 100) })]
      : [];
  const faults = [...missing, ...failures];
  const body = html`<h1>${title}</h1>
    ${failureList(faults, reader)}
    ${user === undefined ? whomForm(name, messages) : await groupsForm(c, user, messages)}
    <p><a href="/wiki/Special:ListUsers">${messages.text('list-users-title')}</a></p>`;
  return formPage(c, services, title, body, faults);
}

function whomForm(name: string, messages: Messages): Markup {
  return html`<form class="form" action="${PATH}">
    ${textField({
      name: 'user',
      label: messages.text('account-name'),
      value: name,
      required: true,
    })}
    <div class="actions"><button class="primary">${messages.text('user-rights-show')}</button></div>
  </form>`;
}

async function groupsForm(c: PageContext, user: User, messages: Messages): Promise<Markup> {
  const { actor, csrfToken } = c.get('visitor');
  const changeable: readonly ExplicitGroup[] = groupsChangeableBy(actor);
  const heading = html`<h2>
    ${messageMarkup(messages, 'user-rights-of', html`<bdi>${user.name}</bdi>`)}
  </h2>`;
  const shown = explicitGroups.filter(
    (group) => changeable.includes(group) || user.groups.includes(group),
  );
  const boxes = shown.map((group) => groupBox(group, user, changeable.includes(group), messages));
  if (changeable.length === 0) {
    return html`${heading}
    ${user.groups.length === 0 ? html`<p>${messages.text('user-rights-none')}</p>` : boxes}`;
  }
  return html`${heading}
    <form class="form" method="post" action="${PATH}">
      ${csrfField(csrfToken)} <input type="hidden" name="user" value="${user.name}" />
      <fieldset class="field">
        <legend>${messages.text('user-rights-groups')}</legend>
        ${boxes}
      </fieldset>
      ${textField({
        name: 'expiry',
        label: messages.text('user-rights-expiry'),
        value: 'infinite',
        hint: messages.text('moderate-expiry-hint'),
      })}
      ${textField({ name: 'reason', label: messages.text('moderate-reason') })}
      <div class="actions">
        <button class="primary">${messages.text('user-rights-submit')}</button>
      </div>
    </form>`;
}

function groupBox(
  group: ExplicitGroup,
  { groups, groupExpiries }: User,
  changeable: boolean,
  messages: Messages,
): Markup {
  const expires = groupExpiries[group];
  return html`<label class="check"
    ><input
      type="checkbox"
      name="group-${group}"
      value="1"
      ${groups.includes(group) ? raw(' checked') : ''}
      ${changeable ? '' : raw(' disabled')}
    />
    ${groupName(group, messages)}
    ${expires === undefined ? '' : html`<span class="soft">${timeMarkup(expires, messages)}</span>`}</label
  >`;
}

/** Only the boxes that the sender may tick count; memberships that stay keep their end. */
export async function submitUserRights(c: PageContext, services: Services): Promise<Response> {
  const form = await sentForm(c);
  if (!form.ok) return failurePage(c, services, form.failures);
  const fields = form.value;
  const { actor } = c.get('visitor');
  const name = fields.get('user') ?? '';
  const user = await findUser(name, services.edit.storage.records);
  if (user === undefined) return userRightsForm(c, services, name);
  const expires = readExpiry(fields.get('expiry') ?? '', Date.now());
  if (!expires.ok) return userRightsForm(c, services, name, expires.failures);
  const changeable = groupsChangeableBy(actor);
  const ticked = (group: string): boolean => fields.has(`group-${group}`);
  const add = explicitGroups.filter((group) => ticked(group) && !user.groups.includes(group));
  const remove = changeable.filter((group) => !ticked(group) && user.groups.includes(group));
  const changed = await changeGroups(
    user,
    { add, remove, expires: new Map(add.map((group) => [group, expires.value])) },
    { reason: fields.get('reason') ?? '' },
    actor,
    moderationStore(services),
  );
  return changed.ok
    ? c.redirect(`${PATH}?user=${encodeURIComponent(user.name)}`, 303)
    : userRightsForm(c, services, name, changed.failures);
}
