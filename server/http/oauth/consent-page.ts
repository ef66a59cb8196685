/** Where somebody decides whether a program may act for them. */
import { html } from 'hono/html';
import { failure } from '../../../schema/failures.ts';
import { allow, deny, readAuthorizationRequest } from '../../accounts/oauth2.ts';
import type { AuthorizationRequest } from '../../accounts/oauth2.ts';
import type { FormFields } from '../request/form.ts';
import { forOwner, forOwnerWithForm, grantNames } from '../pages/credentials/own-account.ts';
import { csrfField } from '../pages/layout.ts';
import { messageMarkup } from '../pages/markup.ts';
import type { Markup } from '../pages/markup.ts';
import type { PageContext } from '../pages/render.ts';
import { failurePage, renderPage } from '../pages/render.ts';
import type { Services } from '../services.ts';

export const AUTHORIZE_PATH = '/w/rest.php/oauth2/authorize';

export const consentPage = forOwner(async (c, services) => {
  const query = new Map(new URL(c.req.url).searchParams);
  const request = await readAuthorizationRequest(query, services.edit.storage.records);
  if (!request.ok) return failurePage(c, services, request.failures);
  if ('refusedTo' in request.value) return c.redirect(request.value.refusedTo, 302);
  return consentForm(c, services, query, request.value);
});

/** The answer to the form leads to another site, which the browser has to be told beforehand. */
async function consentForm(
  c: PageContext,
  services: Services,
  query: FormFields,
  { consumer, grants, redirectUri }: AuthorizationRequest,
): Promise<Response> {
  const { messages } = c.get('reader');
  const { actor, csrfToken } = c.get('visitor');
  const owner = await services.edit.storage.records.userById(consumer.userId);
  const { origin } = new URL(redirectUri);
  c.set('formTarget', origin);
  c.header('Cache-Control', 'no-store');
  const title = messages.text('consent-title');
  const body = html`<h1>${title}</h1>
    <p>
      ${messageMarkup(messages, 'consent-who', bdi(consumer.name), bdi(owner?.name ?? ''), bdi(actor.name))}
    </p>
    <p>${messages.text('consent-grants', grantNames(grants, messages))}</p>
    <p>${messageMarkup(messages, 'consent-where', bdi(origin))}</p>
    <form class="form" method="post" action="${AUTHORIZE_PATH}">
      ${csrfField(csrfToken)}
      ${[...query]
        .filter(([name]) => name !== 'token')
        .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <div class="actions">
        <button class="primary" name="decision" value="allow">
          ${messages.text('consent-allow')}
        </button>
        <button name="decision" value="deny">${messages.text('consent-deny')}</button>
      </div>
    </form>`;
  return renderPage(c, services, { title, body });
}

function bdi(text: string): Markup {
  return html`<bdi>${text}</bdi>`;
}

export const submitConsent = forOwnerWithForm(async (c, services, fields) => {
  const request = await readAuthorizationRequest(fields, services.edit.storage.records);
  if (!request.ok) return failurePage(c, services, request.failures);
  if ('refusedTo' in request.value) return c.redirect(request.value.refusedTo, 302);
  const decision = fields.get('decision');
  if (decision !== 'allow' && decision !== 'deny') {
    return failurePage(c, services, [failure('missing-field', { field: 'decision' })]);
  }
  const target =
    decision === 'allow'
      ? await allow(request.value, c.get('visitor').actor, services.credentials)
      : deny(request.value);
  return c.redirect(target, 302);
});
