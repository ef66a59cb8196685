/** Names and descriptions in one language, edited without JavaScript. */
import { html } from 'hono/html';
import { pagePath } from '../../../client/view/safe-link.ts';
import type { Failure } from '../../../schema/failures.ts';
import { failure } from '../../../schema/failures.ts';
import { isTermLanguage } from '../../../schema/model/languages/languages.ts';
import type { Item, Property } from '../../../schema/model/entity.ts';
import type { ViewContext } from '../../../client/view/view-context.ts';
import type { ChangeOp } from '../../edit/change-ops/change-op.ts';
import { saveEdit } from '../../edit/save-edit.ts';
import type { FormFields } from '../request/form.ts';
import { failureStatus } from '../response/failure-response.ts';
import type { Services } from '../services.ts';
import { pageTools } from './history.ts';
import { csrfField } from './layout.ts';
import { messageMarkup, textMarkup } from './markup.ts';
import { aliasValues, termFields } from './new-entity.ts';
import type { PageContext } from './render.ts';
import { failureList, renderPage } from './render.ts';

export interface TermsPage {
  readonly entity: Item | Property;
  readonly revisionId: number;
  readonly context: ViewContext;
}

/** `?language=` chooses which names; without it the reader's own. */
export function termsForm(
  c: PageContext,
  services: Services,
  { entity, revisionId, context }: TermsPage,
  failures: readonly Failure[] = [],
  sent?: FormFields,
): Promise<Response> {
  const reader = c.get('reader');
  const { messages } = reader;
  const asked = c.req.query('language') ?? reader.language;
  const language = isTermLanguage(asked) ? asked : 'en';
  const fields =
    sent ??
    new Map([
      ['language', language],
      ['label', entity.labels.get(language) ?? ''],
      ['description', entity.descriptions.get(language) ?? ''],
      ['aliases', (entity.aliases.get(language) ?? []).join(' | ')],
    ]);
  const name = textMarkup(context.label(entity.id) ?? { text: entity.id, language: undefined });
  const base = sent?.get('base') ?? String(revisionId);
  const body = html`<header class="page-head">
      ${pageTools(entity.id, 'edit', context)}
      <h1>${messageMarkup(messages, 'edit-terms-title', name)}</h1>
    </header>
    <p class="soft">${messages.text('edit-without-javascript')}</p>
    ${failureList(failures, reader)}
    <form class="form" method="post" action="${pagePath(entity.id)}?action=edit">
      ${csrfField(c.get('visitor').csrfToken)}<input type="hidden" name="base" value="${base}" />
      <input type="hidden" name="shown" value="${sent?.get('shown') ?? language}" />
      ${termFields(fields, language, messages)}
      <div class="field">
        <label for="summary">${messages.text('edit-summary')}</label>
        <input
          id="summary"
          name="summary"
          maxlength="500"
          dir="auto"
          value="${fields.get('summary') ?? ''}"
        />
      </div>
      <div class="actions">
        <button class="primary">${messages.text('edit-publish')}</button>
        <a class="button" href="${pagePath(entity.id)}">${messages.text('edit-cancel')}</a>
      </div>
    </form>`;
  const [first] = failures;
  const status = first === undefined ? 200 : failureStatus(first);
  return renderPage(c, services, { title: entity.id, body }, status);
}

export async function submitTerms(
  c: PageContext,
  services: Services,
  page: TermsPage,
  fields: FormFields,
): Promise<Response> {
  const base = Number(/^\d{1,15}$/.exec(fields.get('base') ?? '')?.[0] ?? Number.NaN);
  if (Number.isNaN(base)) {
    const missing = failure('missing-field', { field: 'base' });
    return termsForm(c, services, page, [missing], fields);
  }
  const result = await saveEdit(
    {
      actor: c.get('visitor').actor,
      target: { kind: 'existing', id: page.entity.id },
      ops: termOps(page.entity, fields),
      baseRevisionId: base,
      comment: fields.get('summary') ?? '',
    },
    services.edit,
  );
  return result.outcome === 'rejected'
    ? termsForm(c, services, page, result.failures, fields)
    : c.redirect(pagePath(page.entity.id), 303);
}

/**
 * What the form says differently from the entity: a field that was not sent says nothing, an empty
 * one removes. Where another language was chosen than the one whose names were shown, an empty
 * field says nothing either.
 */
function termOps(entity: Item | Property, fields: FormFields): ChangeOp[] {
  const language = fields.get('language') ?? '';
  const clears = language === (fields.get('shown') ?? language);
  const sent = (name: string): string | undefined => {
    const text = fields.get(name)?.trim();
    return text === '' && !clears ? undefined : text;
  };
  const term = (field: 'labels' | 'descriptions', value: string | undefined): ChangeOp[] => {
    if (value === undefined || value === (entity[field].get(language) ?? '')) return [];
    return value === ''
      ? [{ op: 'remove-term', field, language }]
      : [{ op: 'set-term', field, language, value }];
  };
  return [
    ...term('labels', sent('label')),
    ...term('descriptions', sent('description')),
    ...aliasOps(sent('aliases'), language, entity.aliases.get(language) ?? []),
  ];
}

function aliasOps(
  text: string | undefined,
  language: string,
  known: readonly string[],
): ChangeOp[] {
  if (text === undefined) return [];
  const values = aliasValues(text);
  return values.join('|') === known.join('|') ? [] : [{ op: 'set-aliases', language, values }];
}
