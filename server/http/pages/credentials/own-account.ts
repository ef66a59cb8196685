/** What the pages have in common on which somebody looks after the ways into their own account. */
import { html } from 'hono/html';
import type { MessageKey, Messages } from '../../../../client/i18n/message.ts';
import { failure } from '../../../../schema/failures.ts';
import type { Failure } from '../../../../schema/failures.ts';
import { optionalGrants } from '../../../accounts/grants.ts';
import type { FormFields } from '../../request/form.ts';
import { isUnrestricted } from '../../request/visitor.ts';
import { failureStatus } from '../../response/failure-response.ts';
import type { Services } from '../../services.ts';
import { checkField } from '../form-fields.ts';
import type { Markup } from '../markup.ts';
import type { PageContext } from '../render.ts';
import { failurePage, renderPage } from '../render.ts';
import { sentForm } from '../sent-form.ts';

const pages = {
  '/wiki/Special:ChangePassword': 'change-password-title',
  '/wiki/Special:BotPasswords': 'bot-passwords-title',
  '/wiki/Special:OAuthConsumers': 'consumers-title',
} as const satisfies Readonly<Record<string, MessageKey>>;
export type OwnPage = keyof typeof pages;

type Handler = (c: PageContext, services: Services) => Promise<Response>;
type FormHandler = (c: PageContext, services: Services, fields: FormFields) => Promise<Response>;

/** For people who gave their own password; a program that acts for them opens no further ways in. */
export function forOwner(show: Handler): Handler {
  return async (c, services) => {
    const visitor = c.get('visitor');
    if (isUnrestricted(visitor)) return show(c, services);
    if (visitor.loggedIn) return failurePage(c, services, [failure('restricted-access', {})]);
    const { pathname, search } = new URL(c.req.url);
    const back = encodeURIComponent(pathname + search);
    return c.redirect(`/wiki/Special:Login?returnto=${back}`, 303);
  };
}

export function forOwnerWithForm(submit: FormHandler): Handler {
  return async (c, services) => {
    const form = await sentForm(c);
    if (!form.ok) return failurePage(c, services, form.failures);
    return forOwner(() => submit(c, services, form.value))(c, services);
  };
}

/** The page in its frame, with the way to the others. What it shows is kept by nobody. */
export function ownPage(
  c: PageContext,
  services: Services,
  path: OwnPage,
  body: Markup,
  [first]: readonly Failure[] = [],
): Promise<Response> {
  const { messages } = c.get('reader');
  const title = messages.text(pages[path]);
  const others = Object.entries(pages).filter(([other]) => other !== path);
  const whole = html`<h1>${title}</h1>
    ${body}
    <p>${others.map(([other, key]) => html`<a href="${other}">${messages.text(key)}</a> `)}</p>`;
  c.header('Cache-Control', 'no-store');
  const status = first === undefined ? 200 : failureStatus(first);
  return renderPage(c, services, { title, body: whole }, status);
}

export function grantBoxes(messages: Messages, ticked: (grant: string) => boolean): Markup {
  return html`<fieldset class="field">
    <legend>${messages.text('grants-legend')}</legend>
    ${optionalGrants.map((grant) =>
      checkField({
        name: `grant-${grant}`,
        label: messages.text(`grant-${grant}`),
        checked: ticked(grant),
      }),
    )}
  </fieldset>`;
}

export function tickedGrants(fields: FormFields): string[] {
  return optionalGrants.filter((grant) => fields.has(`grant-${grant}`));
}

export function grantNames(names: readonly string[], messages: Messages): string {
  const known = optionalGrants.filter((grant) => names.includes(grant));
  const texts = [
    messages.text('grant-basic'),
    ...known.map((name) => messages.text(`grant-${name}`)),
  ];
  return new Intl.ListFormat(messages.language, { type: 'conjunction' }).format(texts);
}

/** What is shown this once, each with its name. */
export function secretList(
  secrets: readonly (readonly [key: MessageKey, secret: string | undefined])[],
  messages: Messages,
): Markup {
  const given = secrets.filter(([, secret]) => secret !== undefined);
  return html`<div class="notice" role="status">
    <p>${messages.text('secrets-once')}</p>
    <dl>
      ${given.map(
        ([key, secret]) =>
          html`<dt>${messages.text(key)}</dt>
            <dd><code>${secret}</code></dd>`,
      )}
    </dl>
  </div>`;
}
