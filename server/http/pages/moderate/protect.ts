/** `Special:Protect`: who may edit a page. */
import { html } from 'hono/html';
import { pagePath } from '../../../../client/view/safe-link.ts';
import { failure } from '../../../../schema/failures.ts';
import type { Failure } from '../../../../schema/failures.ts';
import { readExpiry } from '../../../accounts/expiry.ts';
import { protectPage } from '../../../accounts/moderation.ts';
import { moderationStore } from '../../services.ts';
import type { Services } from '../../services.ts';
import { parseTitle } from '../../titles.ts';
import { selectField, textField } from '../form-fields.ts';
import { csrfField } from '../layout.ts';
import type { PageContext } from '../render.ts';
import { failureList, failurePage } from '../render.ts';
import { sentForm } from '../sent-form.ts';
import { formPage } from './forms.ts';

const levels = ['everybody', 'autoconfirmed', 'sysop'] as const;

export async function protectForm(
  c: PageContext,
  services: Services,
  page: string = c.req.query('page') ?? '',
  failures: readonly Failure[] = [],
): Promise<Response> {
  const { rights, csrfToken } = c.get('visitor');
  if (!rights.has('protect')) {
    return failurePage(c, services, [failure('permission-denied', { right: 'protect' })]);
  }
  const reader = c.get('reader');
  const { messages } = reader;
  const documentId = await existingPage(page, services);
  const current =
    documentId === undefined
      ? undefined
      : await services.edit.storage.records.protection(documentId);
  const title = messages.text('protect-title');
  const body = html`<h1>${title}</h1>
    ${failureList(failures, reader)}
    <form class="form" method="post" action="/wiki/Special:Protect">
      ${csrfField(csrfToken)}
      ${textField({
        name: 'page',
        label: messages.text('protect-page'),
        value: page,
        required: true,
      })}
      ${selectField({
        name: 'level',
        label: messages.text('protect-level'),
        options: levels.map((level) => [level, messages.text(`protect-${level}`)] as const),
        chosen: current?.level ?? 'everybody',
      })}
      ${textField({
        name: 'expiry',
        label: messages.text('moderate-expiry'),
        value: current?.expires ?? 'infinite',
        hint: messages.text('moderate-expiry-hint'),
      })}
      ${textField({ name: 'reason', label: messages.text('moderate-reason') })}
      <div class="actions"><button class="primary">${messages.text('protect-submit')}</button></div>
    </form>`;
  return formPage(c, services, title, body, failures);
}

export async function submitProtect(c: PageContext, services: Services): Promise<Response> {
  const form = await sentForm(c);
  if (!form.ok) return failurePage(c, services, form.failures);
  const fields = form.value;
  const page = fields.get('page') ?? '';
  const again = (failures: readonly Failure[]) => protectForm(c, services, page, failures);
  const documentId = await existingPage(page, services);
  if (documentId === undefined) return again([failure('not-found', { what: page.slice(0, 300) })]);
  const level = levels.find((each) => each === fields.get('level'));
  if (level === undefined) return again([failure('missing-field', { field: 'level' })]);
  const expires = readExpiry(fields.get('expiry') ?? '', Date.now());
  if (!expires.ok) return again(expires.failures);
  const done = await protectPage(
    documentId,
    level === 'everybody' ? undefined : { level, expires: expires.value },
    { reason: fields.get('reason') ?? '' },
    c.get('visitor').actor,
    moderationStore(services),
  );
  return done.ok ? c.redirect(pagePath(documentId), 303) : again(done.failures);
}

async function existingPage(text: string, services: Services): Promise<string | undefined> {
  const documentId = parseTitle(text, await services.site.current())?.documentId;
  if (documentId === undefined) return undefined;
  const [newest] = await services.edit.storage.records.history({ documentId, limit: 1 });
  return newest?.documentId;
}
