/** `Special:OAuthConsumers`: programs that somebody registered, and those that act for them. */
import { html } from 'hono/html';
import type { MessageKey } from '../../../../client/i18n/message.ts';
import { failure } from '../../../../schema/failures.ts';
import type { Failure } from '../../../../schema/failures.ts';
import { registerConsumer } from '../../../accounts/consumers.ts';
import type { ConsumerSecrets } from '../../../accounts/consumers.ts';
import type { Consumer, ConsumerKind } from '../../../storage/records/credentials.ts';
import type { FormFields } from '../../request/form.ts';
import type { Services } from '../../services.ts';
import { checkField, selectField, textField } from '../form-fields.ts';
import { csrfField } from '../layout.ts';
import type { Markup } from '../markup.ts';
import { nothing, timeMarkup } from '../markup.ts';
import type { PageContext } from '../render.ts';
import { failureList } from '../render.ts';
import { grantBoxes, grantNames, ownPage, secretList, tickedGrants } from './own-account.ts';

const PATH = '/wiki/Special:OAuthConsumers';

const kinds = {
  owner: 'consumers-kind-owner',
  oauth1: 'consumers-kind-oauth1',
  shared: 'consumers-kind-shared',
} as const satisfies Readonly<Record<ConsumerKind, MessageKey>>;

interface Outcome {
  readonly fields?: FormFields;
  readonly failures?: readonly Failure[];
  /** Of the one just registered. */
  readonly secrets?: ConsumerSecrets;
}

export async function consumersPage(
  c: PageContext,
  services: Services,
  { fields = new Map(), failures = [], secrets }: Outcome = {},
): Promise<Response> {
  const reader = c.get('reader');
  const { messages } = reader;
  const { actor, csrfToken } = c.get('visitor');
  const { records } = services.edit.storage;
  const [own, acting] = await Promise.all([
    records.consumers(actor.userId),
    records.consumersActingFor(actor.userId),
  ]);
  const body = html`${failureList(failures, reader)} ${secrets ? secretsOf(secrets, c) : nothing}
    <p>${messages.text('consumers-about')}</p>
    ${list(own, 'consumers-own', 'revoke', c)} ${list(acting, 'consumers-acting', 'withdraw', c)}
    <h2>${messages.text('consumers-new')}</h2>
    <form class="form" method="post" action="${PATH}">
      ${csrfField(csrfToken)}
      ${textField({
        name: 'name',
        label: messages.text('consumers-name'),
        value: fields.get('name'),
        required: true,
      })}
      ${selectField({
        name: 'kind',
        label: messages.text('consumers-kind'),
        options: Object.entries(kinds).map(([kind, key]) => [kind, messages.text(key)] as const),
        chosen: fields.get('kind'),
      })}
      ${textField({
        name: 'redirect',
        label: messages.text('consumers-redirect'),
        value: fields.get('redirect'),
        hint: messages.text('consumers-redirect-hint'),
      })}
      ${checkField({
        name: 'public',
        label: messages.text('consumers-public'),
        checked: fields.has('public'),
      })}
      ${grantBoxes(messages, (grant) =>
        fields.size === 0 ? grant === 'editpage' : fields.has(`grant-${grant}`),
      )}
      <div class="actions">
        <button class="primary">${messages.text('consumers-register')}</button>
      </div>
    </form>`;
  return ownPage(c, services, PATH, body, failures);
}

function secretsOf(secrets: ConsumerSecrets, c: PageContext): Markup {
  return secretList(
    [
      ['consumers-key', secrets.consumerKey],
      ['consumers-secret', secrets.consumerSecret],
      ['consumers-access-token', secrets.accessToken],
      ['consumers-access-secret', secrets.accessSecret],
    ],
    c.get('reader').messages,
  );
}

/** `action`: what becomes of one when its button is pressed. */
function list(
  consumers: readonly Consumer[],
  heading: MessageKey,
  action: 'revoke' | 'withdraw',
  c: PageContext,
): Markup {
  if (consumers.length === 0) return nothing;
  const { messages } = c.get('reader');
  const row = ({ consumerId, name, kind, grants, created }: Consumer) =>
    html`<li>
      <form class="inline-form" method="post" action="${PATH}">
        ${csrfField(c.get('visitor').csrfToken)}
        <bdi>${name}</bdi> <code>${consumerId}</code>
        <span class="soft"
          >${messages.text(kinds[kind])}, ${timeMarkup(created, messages)}:
          ${grantNames(grants, messages)}</span
        >
        <button
          name="${action}"
          value="${consumerId}"
          aria-label="${messages.text('credentials-revoke-what', name)}"
        >
          ${messages.text('credentials-revoke')}
        </button>
      </form>
    </li>`;
  return html`<h2>${messages.text(heading)}</h2>
    <ul role="list">
      ${consumers.map(row)}
    </ul>`;
}

export async function submitConsumers(
  c: PageContext,
  services: Services,
  fields: FormFields,
): Promise<Response> {
  const { userId } = c.get('visitor').actor;
  const { credentials, serverKey } = services;
  const revoked = fields.get('revoke');
  const withdrawn = fields.get('withdraw');
  if (revoked !== undefined) await credentials.deleteConsumer(userId, revoked);
  if (withdrawn !== undefined) await credentials.deleteTokensFor(userId, withdrawn);
  if (revoked !== undefined || withdrawn !== undefined) return c.redirect(PATH, 303);
  const kind = fields.get('kind') ?? '';
  if (!isKind(kind)) {
    const expected = Object.keys(kinds).join(', ');
    const failures = [failure('wrong-type', { field: 'kind', expected })];
    return consumersPage(c, services, { fields, failures });
  }
  const registered = await registerConsumer(
    {
      userId,
      name: fields.get('name') ?? '',
      kind,
      grants: tickedGrants(fields),
      redirectUri: (fields.get('redirect') ?? '').trim(),
      confidential: !fields.has('public'),
    },
    { records: services.edit.storage.records, credentials, serverKey },
  );
  return registered.ok
    ? consumersPage(c, services, { secrets: registered.value })
    : consumersPage(c, services, { fields, failures: registered.failures });
}

function isKind(text: string): text is ConsumerKind {
  return Object.hasOwn(kinds, text);
}
