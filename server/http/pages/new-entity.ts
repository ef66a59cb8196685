/** Making an item or a property with its first names, without JavaScript. */
import { html, raw } from 'hono/html';
import type { Messages } from '../../../client/i18n/message.ts';
import { pagePath } from '../../../client/view/safe-link.ts';
import { isDatatype } from '../../../schema/datatypes.ts';
import type { Failure, Result } from '../../../schema/failures.ts';
import { failed, failure, ok } from '../../../schema/failures.ts';
import { datatypesOn } from '../../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import { languages } from '../../../schema/model/languages/languages.ts';
import type { ChangeOp } from '../../edit/change-ops/change-op.ts';
import type { EditTarget } from '../../edit/edit.ts';
import { saveEdit } from '../../edit/save-edit.ts';
import { readForm } from '../request/form.ts';
import type { FormFields } from '../request/form.ts';
import { hasToken } from '../request/visitor.ts';
import { failureStatus } from '../response/failure-response.ts';
import type { Services } from '../services.ts';
import { csrfField } from './layout.ts';
import type { Markup } from './markup.ts';
import { nothing } from './markup.ts';
import type { PageContext } from './render.ts';
import { failureList, failurePage, renderPage } from './render.ts';

export type NewEntityType = 'item' | 'property';

export async function newEntityForm(
  c: PageContext,
  services: Services,
  type: NewEntityType,
  failures: readonly Failure[] = [],
  fields: FormFields = new Map(Object.entries(c.req.query())),
): Promise<Response> {
  const reader = c.get('reader');
  const { messages } = reader;
  const title = messages.text(`new-${type}-title`);
  const body = html`<h1>${title}</h1>
    <p class="soft">${messages.text(`new-${type}-intro`)}</p>
    ${failureList(failures, reader)}
    <form
      class="form"
      method="post"
      action="/wiki/Special:New${type === 'item' ? 'Item' : 'Property'}"
    >
      ${csrfField(c.get('visitor').csrfToken)} ${termFields(fields, reader.language, messages)}
      ${type === 'property' ? datatypeField(fields.get('datatype'), messages, await services.site.current()) : nothing}
      <div class="actions"><button class="primary">${messages.text('new-create')}</button></div>
    </form>`;
  const [first] = failures;
  return renderPage(c, services, { title, body }, first === undefined ? 200 : failureStatus(first));
}

/** Language, label, description, aliases: also the fields of the page that edits them. */
export function termFields(fields: FormFields, language: string, messages: Messages): Markup {
  const chosen = fields.get('language') ?? language;
  const field = (name: string, label: string, hint: string | undefined) =>
    html`<div class="field">
      <label for="${name}">${label}</label>
      <input
        id="${name}"
        name="${name}"
        value="${fields.get(name) ?? ''}"
        dir="auto"
        ${hint === undefined ? '' : html` aria-describedby="${name}-hint"`}
      />${hint === undefined ? nothing : html`<small id="${name}-hint" class="soft">${hint}</small>`}
    </div>`;
  return html`<div class="field">
      <label for="language">${messages.text('entity-language')}</label>
      <select id="language" name="language">
        ${languages.map(
          ({ code, autonym }) =>
            html`<option value="${code}" ${code === chosen ? raw(' selected') : ''}>
              ${autonym} (${code})
            </option>`,
        )}
      </select>
    </div>
    ${field('label', messages.text('entity-label'), undefined)}
    ${field('description', messages.text('entity-description'), messages.text('new-description-hint'))}
    ${field('aliases', messages.text('entity-aliases'), messages.text('new-aliases-hint'))}`;
}

function datatypeField(chosen: string | undefined, messages: Messages, site: SiteSettings): Markup {
  return html`<div class="field">
    <label for="datatype">${messages.text('entity-datatype')}</label>
    <select id="datatype" name="datatype" required>
      <option value="">${messages.text('new-choose-datatype')}</option>
      ${datatypesOn(site).map(
        (datatype) =>
          html`<option value="${datatype}" ${datatype === chosen ? raw(' selected') : ''}>
            ${messages.text(`datatype-${datatype}`)}
          </option>`,
      )}
    </select>
  </div>`;
}

export async function submitNewEntity(
  c: PageContext,
  services: Services,
  type: NewEntityType,
): Promise<Response> {
  const form = await readForm(c.req.raw);
  if (!form.ok) return failurePage(c, services, form.failures);
  const fields = form.value;
  const visitor = c.get('visitor');
  const again = (failures: readonly Failure[]) =>
    newEntityForm(c, services, type, failures, fields);
  if (!hasToken(visitor, fields.get('token') ?? '')) return again([failure('bad-token', {})]);
  const target = targetOf(type, fields);
  if (!target.ok) return again(target.failures);
  const ops = termOps(fields);
  if (ops.length === 0) {
    const language = fields.get('language') ?? '';
    return again([failure('term-empty', { field: 'labels', language })]);
  }
  const edit = { actor: visitor.actor, target: target.value, ops };
  const result = await saveEdit(edit, services.edit);
  return result.outcome === 'rejected'
    ? again(result.failures)
    : c.redirect(pagePath(result.id), 303);
}

function targetOf(type: NewEntityType, fields: FormFields): Result<EditTarget> {
  if (type === 'item') return ok({ kind: 'new-item' });
  const datatype = fields.get('datatype') ?? '';
  if (datatype === '') return failed(failure('missing-field', { field: 'datatype' }));
  return isDatatype(datatype)
    ? ok({ kind: 'new-property', datatype })
    : failed(failure('unknown-datatype', { value: datatype }));
}

/** What the fields say; empty ones say nothing. */
function termOps(fields: FormFields): ChangeOp[] {
  const language = fields.get('language') ?? '';
  const text = (name: string) => (fields.get(name) ?? '').trim();
  const values = aliasValues(text('aliases'));
  const ops: ChangeOp[] = [];
  if (text('label') !== '') {
    ops.push({ op: 'set-term', field: 'labels', language, value: text('label') });
  }
  if (text('description') !== '') {
    ops.push({ op: 'set-term', field: 'descriptions', language, value: text('description') });
  }
  if (values.length > 0) ops.push({ op: 'set-aliases', language, values });
  return ops;
}

export function aliasValues(text: string): string[] {
  return text
    .split('|')
    .map((alias) => alias.trim())
    .filter((alias) => alias !== '');
}
