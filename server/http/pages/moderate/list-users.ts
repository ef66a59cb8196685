/** `Special:ListUsers`: accounts by name, all of them or of one group. */
import { html } from 'hono/html';
import type { Messages } from '../../../../client/i18n/message.ts';
import { explicitGroups, isExplicitGroup } from '../../../accounts/groups.ts';
import type { User } from '../../../storage/records/record-store.ts';
import type { Services } from '../../services.ts';
import { selectField, textField } from '../form-fields.ts';
import { when } from '../layout.ts';
import type { Markup } from '../markup.ts';
import type { PageContext } from '../render.ts';
import { renderPage } from '../render.ts';
import { groupName } from './user-rights.ts';

const PATH = '/wiki/Special:ListUsers';
const SHOWN = 100;

export async function listUsersPage(c: PageContext, services: Services): Promise<Response> {
  const { messages } = c.get('reader');
  const { rights } = c.get('visitor');
  const from = (c.req.query('from') ?? '').slice(0, 100);
  const group = c.req.query('group') ?? '';
  const users = await services.edit.storage.records.users({
    from,
    limit: SHOWN + 1,
    ...(isExplicitGroup(group) ? { groups: [group] } : {}),
  });
  const next = users[SHOWN]?.name;
  const title = messages.text('list-users-title');
  const body = html`<h1>${title}</h1>
    <form class="form" action="${PATH}">
      ${textField({ name: 'from', label: messages.text('list-users-from'), value: from })}
      ${selectField({
        name: 'group',
        label: messages.text('list-users-group'),
        options: [
          ['', messages.text('list-users-any-group')],
          ...explicitGroups.map((each) => [each, groupName(each, messages)] as const),
        ],
        chosen: group,
      })}
      <div class="actions">
        <button class="primary">${messages.text('list-users-show')}</button>
      </div>
    </form>
    ${
      users.length === 0
        ? html`<p>${messages.text('list-users-none')}</p>`
        : html`<ul role="list">
            ${users.slice(0, SHOWN).map((user) => row(user, rights.has('block'), messages))}
          </ul>`
    }
    ${when(
      next !== undefined,
      () =>
        html`<p>
          <a href="${PATH}?${new URLSearchParams({ from: next ?? '', group }).toString()}"
            >${messages.text('list-users-next')}</a
          >
        </p>`,
    )}
    <p><a href="/wiki/Special:BlockList">${messages.text('block-list-title')}</a></p>`;
  return renderPage(c, services, { title, body });
}

function row({ name, groups }: User, mayBlock: boolean, messages: Messages): Markup {
  const encoded = encodeURIComponent(name);
  const names = groups.map((group) => groupName(group, messages)).join(', ');
  return html`<li>
    <a href="/wiki/Special:Contributions/${encoded}"><bdi>${name}</bdi></a>
    ${names === '' ? '' : html`<span class="soft">(${names})</span>`} ·
    <a
      href="/wiki/Special:UserRights?user=${encoded}"
      aria-label="${messages.text('user-rights-of', name)}"
      >${messages.text('user-rights-groups')}</a
    >
    ${when(
      mayBlock,
      () =>
        html`·
          <a
            href="/wiki/Special:Block?user=${encoded}"
            aria-label="${messages.text('block-whom', name)}"
            >${messages.text('block-submit')}</a
          >`,
    )}
  </li>`;
}
