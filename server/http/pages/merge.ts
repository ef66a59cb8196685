/** Special:MergeItems and Special:RedirectEntity. */
import { html } from 'hono/html';
import { pagePath } from '../../../client/view/safe-link.ts';
import type { Failure } from '../../../schema/failures.ts';
import { failure } from '../../../schema/failures.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import type { IgnoredConflict } from '../../edit/merge-items.ts';
import { mergeEntities } from '../../edit/merge-entities.ts';
import { saveEdit } from '../../edit/save-edit.ts';
import { readEntity } from '../../read/entities.ts';
import type { FormFields } from '../request/form.ts';
import { failureStatus } from '../response/failure-response.ts';
import type { Services } from '../services.ts';
import { checkField, textField } from './form-fields.ts';
import { csrfField } from './layout.ts';
import type { PageContext } from './render.ts';
import { failureList, failurePage, renderPage } from './render.ts';
import { sentForm } from './sent-form.ts';

type Door = 'merge' | 'redirect';

const paths: Readonly<Record<Door, string>> = {
  merge: '/wiki/Special:MergeItems',
  redirect: '/wiki/Special:RedirectEntity',
};

const conflicts: readonly IgnoredConflict[] = ['description', 'sitelink', 'statement'];

export function mergeForm(
  c: PageContext,
  services: Services,
  door: Door,
  failures: readonly Failure[] = [],
  fields: FormFields = new Map(Object.entries(c.req.query())),
): Promise<Response> {
  const { messages } = c.get('reader');
  const title = messages.text(`${door}-title`);
  const field = (name: 'from' | 'to') =>
    textField({
      name,
      label: messages.text(`${door}-${name}`),
      value: fields.get(name),
      required: true,
    });
  const ignored = html`<fieldset>
    <legend>${messages.text('merge-ignore')}</legend>
    ${conflicts.map((each) =>
      checkField({
        name: `ignore-${each}`,
        label: messages.text(`merge-ignore-${each}`),
        checked: fields.has(`ignore-${each}`),
      }),
    )}
  </fieldset>`;
  const body = html`<h1>${title}</h1>
    <p>${messages.text(`${door}-explanation`)}</p>
    ${failureList(failures, c.get('reader'))}
    <form class="form" method="post" action="${paths[door]}">
      ${csrfField(c.get('visitor').csrfToken)} ${field('from')} ${field('to')}
      ${door === 'merge' ? ignored : ''}
      ${textField({ name: 'comment', label: messages.text('reason'), value: fields.get('comment') })}
      <div class="actions"><button class="primary">${title}</button></div>
    </form>`;
  const [first] = failures;
  const status = first === undefined ? 200 : failureStatus(first);
  return renderPage(c, services, { title, body }, status);
}

export async function submitMerge(
  c: PageContext,
  services: Services,
  door: Door,
): Promise<Response> {
  const form = await sentForm(c);
  if (!form.ok) return failurePage(c, services, form.failures);
  const fields = form.value;
  const again = (failures: readonly Failure[]) => mergeForm(c, services, door, failures, fields);
  const submit = door === 'merge' ? merge : redirect;
  const result = await submit(c, services, fields);
  return typeof result === 'string' ? c.redirect(pagePath(result), 303) : again(result);
}

/** The id to go to, or why nothing happened. */
async function merge(
  c: PageContext,
  services: Services,
  fields: FormFields,
): Promise<string | readonly Failure[]> {
  const result = await mergeEntities(
    {
      actor: c.get('visitor').actor,
      type: idIn(fields, 'from').startsWith('L') ? 'lexeme' : 'item',
      from: idIn(fields, 'from'),
      to: idIn(fields, 'to'),
      ignore: new Set(conflicts.filter((each) => fields.has(`ignore-${each}`))),
      comment: fields.get('comment') ?? '',
    },
    services.edit,
  );
  return result.outcome === 'saved' ? result.to.id : result.failures;
}

async function redirect(
  c: PageContext,
  services: Services,
  fields: FormFields,
): Promise<string | readonly Failure[]> {
  const [from, to] = [idIn(fields, 'from'), idIn(fields, 'to')];
  const target = parseEntityId(to);
  if (target === undefined) return [failure('malformed-entity-id', { field: 'to', value: to })];
  const page = await readEntity(services.edit.storage.records, target);
  if (page === undefined) return [failure('unknown-entity', { id: target })];
  if (page.redirectedFrom !== undefined) {
    return [failure('entity-is-redirect', { id: target, target: page.document.id })];
  }
  const result = await saveEdit(
    {
      actor: c.get('visitor').actor,
      target: { kind: 'existing', id: from },
      ops: [{ op: 'redirect', target }],
      comment: fields.get('comment') ?? '',
    },
    services.edit,
  );
  return result.outcome === 'rejected' ? result.failures : target;
}

/** Ids may be written in small letters, and with the name of their namespace. */
function idIn(fields: FormFields, name: 'from' | 'to'): string {
  const text = (fields.get(name) ?? '').trim();
  return parseEntityId(text.slice(text.indexOf(':') + 1)) ?? text;
}
