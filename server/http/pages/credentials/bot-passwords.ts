/** `Special:BotPasswords`: passwords for programs, each with what it may do and an end of its own. */
import { html } from 'hono/html';
import type { Failure } from '../../../../schema/failures.ts';
import { createBotPassword } from '../../../accounts/bot-passwords.ts';
import type { BotPassword } from '../../../storage/records/credentials.ts';
import type { FormFields } from '../../request/form.ts';
import type { Services } from '../../services.ts';
import { textField } from '../form-fields.ts';
import { csrfField } from '../layout.ts';
import type { Markup } from '../markup.ts';
import { nothing, timeMarkup } from '../markup.ts';
import type { PageContext } from '../render.ts';
import { failureList } from '../render.ts';
import { grantBoxes, grantNames, ownPage, secretList, tickedGrants } from './own-account.ts';

const PATH = '/wiki/Special:BotPasswords';

interface Outcome {
  readonly fields?: FormFields;
  readonly failures?: readonly Failure[];
  /** The one just made. */
  readonly made?: { readonly label: string; readonly password: string };
}

export async function botPasswordsPage(
  c: PageContext,
  services: Services,
  { fields = new Map(), failures = [], made }: Outcome = {},
): Promise<Response> {
  const reader = c.get('reader');
  const { messages } = reader;
  const { actor, csrfToken } = c.get('visitor');
  const passwords = await services.edit.storage.records.botPasswords(actor.userId);
  const shown =
    made &&
    secretList(
      [
        ['account-name', `${actor.name}@${made.label}`],
        ['account-password', made.password],
      ],
      messages,
    );
  const body = html`${failureList(failures, reader)} ${shown ?? nothing}
    <p>${messages.text('bot-passwords-about')}</p>
    ${
      passwords.length === 0
        ? html`<p>${messages.text('bot-passwords-none')}</p>`
        : html`<ul role="list">
            ${passwords.map((password) => row(c, password))}
          </ul>`
    }
    <h2>${messages.text('bot-passwords-new')}</h2>
    <form class="form" method="post" action="${PATH}">
      ${csrfField(csrfToken)}
      ${textField({
        name: 'label',
        label: messages.text('bot-passwords-label'),
        value: fields.get('label'),
        hint: messages.text('bot-passwords-label-hint', actor.name),
        required: true,
      })}
      ${grantBoxes(messages, (grant) =>
        fields.size === 0 ? grant === 'editpage' : fields.has(`grant-${grant}`),
      )}
      <div class="actions">
        <button class="primary">${messages.text('bot-passwords-create')}</button>
      </div>
    </form>`;
  return ownPage(c, services, PATH, body, failures);
}

function row(c: PageContext, { label, grants, created }: BotPassword): Markup {
  const { messages } = c.get('reader');
  return html`<li>
    <form class="inline-form" method="post" action="${PATH}">
      ${csrfField(c.get('visitor').csrfToken)}
      <bdi>${label}</bdi>
      <span class="soft">${timeMarkup(created, messages)}: ${grantNames(grants, messages)}</span>
      <button
        name="revoke"
        value="${label}"
        aria-label="${messages.text('credentials-revoke-what', label)}"
      >
        ${messages.text('credentials-revoke')}
      </button>
    </form>
  </li>`;
}

export async function submitBotPasswords(
  c: PageContext,
  services: Services,
  fields: FormFields,
): Promise<Response> {
  const { userId } = c.get('visitor').actor;
  const revoked = fields.get('revoke');
  if (revoked !== undefined) {
    await services.credentials.deleteBotPassword(userId, revoked);
    return c.redirect(PATH, 303);
  }
  const label = (fields.get('label') ?? '').trim();
  const made = await createBotPassword(
    { userId, label, grants: tickedGrants(fields) },
    { records: services.edit.storage.records, credentials: services.credentials },
  );
  return made.ok
    ? botPasswordsPage(c, services, { made: { label, password: made.value } })
    : botPasswordsPage(c, services, { fields, failures: made.failures });
}
