/** Special:RevertBatch: what a batch of edits did, and the button that takes it back. */
import { html } from 'hono/html';
import { failureText } from '../../../client/view/failure-view.ts';
import type { ViewContext } from '../../../client/view/view-context.ts';
import type { Failure } from '../../../schema/failures.ts';
import { failure } from '../../../schema/failures.ts';
import { editGroupOf, parseEditGroup } from '../../../schema/model/edit-group.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import { batchText, planBatch, revertBatch } from '../../edit/revert/revert-batch.ts';
import type {
  Batch,
  BatchRequest,
  PlannedPage,
  RevertedPage,
} from '../../edit/revert/revert-batch.ts';
import { authorFilter } from '../../read/author-filter.ts';
import type { Records, Services } from '../services.ts';
import { pageMarkup } from './changes.ts';
import { textField } from './form-fields.ts';
import { csrfField } from './layout.ts';
import type { Markup } from './markup.ts';
import { nothing } from './markup.ts';
import type { PageContext } from './render.ts';
import { failureList, failurePage, renderPage } from './render.ts';
import { sentForm } from './sent-form.ts';
import { viewContext } from './view-context.ts';

const PATH = '/wiki/Special:RevertBatch';
const FIELDS = ['batch', 'user', 'tag', 'before', 'comment'] as const;
type Fields = ReadonlyMap<string, string>;

/** The form; with a batch in the address also what would become of each page. */
export async function revertBatchForm(c: PageContext, services: Services): Promise<Response> {
  const fields: Fields = new Map(Object.entries(c.req.query()));
  const isAsked = ['batch', 'user', 'tag'].some((name) => (fields.get(name) ?? '').trim() !== '');
  if (!isAsked) return show(c, services, fields, [], nothing);
  const request = await requestIn(fields, c, services.edit.storage.records);
  if (request === undefined) return show(c, services, fields, [NO_BATCH], nothing);
  const plan = await planBatch(request, services.edit.storage.records);
  if (!plan.ok) return failurePage(c, services, plan.failures);
  const { pages, next } = plan.value;
  const context = await contextOf(pages, c, services);
  const { messages } = context;
  const preview = html`<h2>${messages.text('batch-preview', pages.length)}</h2>
    ${
      pages.length === 0
        ? html`<p>${messages.text('batch-empty')}</p>`
        : html`<ul class="changes" role="list">
              ${pages.map((page) => row(page, planText(page, context), context))}
            </ul>
            <form method="post" action="${PATH}">
              ${csrfField(c.get('visitor').csrfToken)}
              ${FIELDS.map((name) => html`<input type="hidden" name="${name}" value="${fields.get(name) ?? ''}" />`)}
              <div class="actions">
                <button class="primary">${messages.text('batch-revert')}</button>
              </div>
            </form>`
    }
    ${moreLink(fields, next, context)}`;
  return show(c, services, fields, [], preview);
}

export async function submitRevertBatch(c: PageContext, services: Services): Promise<Response> {
  const form = await sentForm(c);
  if (!form.ok) return failurePage(c, services, form.failures);
  const fields = form.value;
  const request = await requestIn(fields, c, services.edit.storage.records);
  if (request === undefined) return show(c, services, fields, [NO_BATCH], nothing);
  const outcome = await revertBatch(request, services.edit);
  if (!outcome.ok) return failurePage(c, services, outcome.failures);
  const { pages, next } = outcome.value;
  const context = await contextOf(pages, c, services);
  const { messages } = context;
  const done = html`<h2>${messages.text('batch-done', batchText(request.batch))}</h2>
    <ul class="changes" role="list">
      ${pages.map((page) => row(page, outcomeText(page, context), context))}
    </ul>
    ${moreLink(fields, next, context)}`;
  return show(c, services, fields, [], done);
}

const NO_BATCH: Failure = failure('missing-field', { field: 'batch' });

async function requestIn(
  fields: Fields,
  c: PageContext,
  records: Records,
): Promise<BatchRequest | undefined> {
  const batch = await batchIn(fields, records);
  const before = fields.get('before') ?? '';
  return batch === undefined
    ? undefined
    : {
        actor: c.get('visitor').actor,
        batch,
        comment: fields.get('comment') ?? '',
        ...(/^\d{1,15}$/.test(before) ? { before: Number(before) } : {}),
      };
}

/** A batch's name, or a summary in which it stands; else a user with a tag. */
async function batchIn(fields: Fields, records: Records): Promise<Batch | undefined> {
  const text = (fields.get('batch') ?? '').trim();
  const editGroup = editGroupOf(text) ?? parseEditGroup(text);
  if (editGroup !== undefined) return { editGroup };
  const [userName = '', tag = ''] = ['user', 'tag'].map((name) => fields.get(name)?.trim());
  return userName === '' || tag === ''
    ? undefined
    : { userName, tag, author: await authorFilter(userName, records) };
}

function show(
  c: PageContext,
  services: Services,
  fields: Fields,
  failures: readonly Failure[],
  result: Markup,
): Promise<Response> {
  const { messages } = c.get('reader');
  const title = messages.text('batch-title');
  const field = (name: string, label: string, hint?: string) =>
    textField({ name, label, value: fields.get(name), ...(hint === undefined ? {} : { hint }) });
  const body = html`<h1>${title}</h1>
    <p>${messages.text('batch-explanation')}</p>
    ${failureList(failures, c.get('reader'))}
    <form class="form" action="${PATH}">
      ${field('batch', messages.text('batch-name'), messages.text('batch-name-hint'))}
      ${field('user', messages.text('filter-user'))} ${field('tag', messages.text('filter-tag'))}
      ${field('comment', messages.text('reason'))}
      <div class="actions"><button>${messages.text('batch-show')}</button></div>
    </form>
    ${result}`;
  return renderPage(c, services, { title, body }, failures.length === 0 ? 200 : 422);
}

function contextOf(
  pages: readonly { readonly documentId: string }[],
  c: PageContext,
  services: Services,
): Promise<ViewContext> {
  const ids = pages.flatMap(({ documentId }) => parseEntityId(documentId) ?? []);
  return viewContext(services, c.get('reader'), ids);
}

function row(
  { documentId, revisions }: Pick<PlannedPage, 'documentId' | 'revisions'>,
  text: string,
  context: ViewContext,
): Markup {
  return html`<li>
    <span>${pageMarkup(documentId, context)}</span>
    <span class="small soft">${context.messages.text('batch-edits', revisions.length)}</span>
    <span>${text}</span>
  </li>`;
}

function planText({ plan }: PlannedPage, { messages }: ViewContext): string {
  switch (plan.kind) {
    case 'impossible':
      return failureText(plan.failure, messages);
    case 'revert':
    case 'delete':
    case 'nothing':
      return messages.text(`batch-plan-${plan.kind}`);
  }
}

function outcomeText({ outcome, failure: found }: RevertedPage, { messages }: ViewContext): string {
  return found === undefined || outcome !== 'failed'
    ? messages.text(`batch-outcome-${outcome}`)
    : failureText(found, messages);
}

function moreLink(fields: Fields, next: number | undefined, { messages }: ViewContext): Markup {
  if (next === undefined) return nothing;
  const kept = FIELDS.flatMap((name): [string, string][] => {
    const value = fields.get(name) ?? '';
    return value === '' || name === 'before' ? [] : [[name, value]];
  });
  const query = new URLSearchParams([...kept, ['before', String(next)]]).toString();
  return html`<p><a href="${PATH}?${query}">${messages.text('batch-more')}</a></p>`;
}
