/** Special:RevertBatch: what a batch of edits did, and the button that takes it back. */
import { html } from 'hono/html';
import { failureText } from '../../../client/view/failure-view.ts';
import type { ViewContext } from '../../../client/view/view-context.ts';
import type { Failure } from '../../../schema/failures.ts';
import { failure, ok } from '../../../schema/failures.ts';
import { editGroupOf, parseEditGroup } from '../../../schema/model/edit-group.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import { batchAuthors, batchText, planBatch, revertBatch } from '../../edit/revert/revert-batch.ts';
import type { BatchRequest, PlannedPage, RevertedPage } from '../../edit/revert/revert-batch.ts';
import { authorFilter } from '../../read/author-filter.ts';
import { failureStatus } from '../response/failure-response.ts';
import type { FailureStatus } from '../response/failure-response.ts';
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
  const asked = await requestIn(fields, c, services.edit.storage.records);
  if (asked.kind !== 'one') return showUnclear(c, services, fields, asked);
  const { request } = asked;
  const plan = await planBatch(request, services.edit.storage.records);
  if (!plan.ok) return failurePage(c, services, plan.failures);
  const { pages, next } = plan.value;
  const context = await contextOf(pages, c, services);
  const { messages } = context;
  const chosen: Fields = new Map([...fields, ['user', request.batch.userName]]);
  const preview = html`<h2>${messages.text('batch-preview', pages.length)}</h2>
    ${
      pages.length === 0
        ? html`<p>${messages.text('batch-empty')}</p>`
        : html`<p>${messages.text('batch-author', request.batch.userName)}</p>
            <ul class="changes" role="list">
              ${pages.map((page) => row(page, planText(page, context), context))}
            </ul>`
    }
    ${pages.some(canBeDone) ? revertForm(chosen, c) : nothing} ${moreLink(chosen, next, context)}`;
  return show(c, services, chosen, [], preview);
}

export async function submitRevertBatch(c: PageContext, services: Services): Promise<Response> {
  const form = await sentForm(c);
  if (!form.ok) return failurePage(c, services, form.failures);
  const fields = form.value;
  const asked = await requestIn(fields, c, services.edit.storage.records);
  if (asked.kind !== 'one') return showUnclear(c, services, fields, asked);
  const { request } = asked;
  const outcome = await revertBatch(request, services.edit);
  if (!outcome.ok) return failurePage(c, services, outcome.failures);
  const { pages, next } = outcome.value;
  const context = await contextOf(pages, c, services);
  const { messages } = context;
  const chosen: Fields = new Map([...fields, ['user', request.batch.userName]]);
  const done = html`<h2>${messages.text('batch-done', batchText(request.batch))}</h2>
    <ul class="changes" role="list">
      ${pages.map((page) => row(page, outcomeText(page, context), context))}
    </ul>
    ${moreLink(chosen, next, context)}`;
  return show(c, services, chosen, [], done, statusOf(pages));
}

const PATTERN_OF_NUMBER = /^\d{1,15}$/;

/** What the fields ask for; with only the name of a batch its author has to be clear. */
type Asked =
  | { readonly kind: 'one'; readonly request: BatchRequest }
  | { readonly kind: 'several'; readonly authors: readonly string[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly failures: readonly Failure[] };

async function requestIn(fields: Fields, c: PageContext, records: Records): Promise<Asked> {
  const { actor } = c.get('visitor');
  const field = (name: string): string => (fields.get(name) ?? '').trim();
  const [text, tag, before] = [field('batch'), field('tag'), field('before')];
  const editGroup = editGroupOf(text) ?? parseEditGroup(text);
  const found =
    editGroup === undefined || field('user') !== ''
      ? ok([field('user')])
      : await batchAuthors(editGroup, actor, records);
  if (!found.ok) return { kind: 'refused', failures: found.failures };
  const [userName = '', ...others] = found.value;
  if (others.length > 0) return { kind: 'several', authors: found.value };
  const mark = editGroup === undefined ? { tag } : { editGroup };
  if ('tag' in mark && (tag === '' || userName === '')) return { kind: 'none' };
  const batch = { ...mark, userName, author: await authorFilter(userName, records) };
  const from = PATTERN_OF_NUMBER.test(before) ? { before: Number(before) } : {};
  return {
    kind: 'one',
    request: { actor, batch, comment: fields.get('comment') ?? '', ...from },
  };
}

async function showUnclear(
  c: PageContext,
  services: Services,
  fields: Fields,
  asked: Exclude<Asked, { readonly kind: 'one' }>,
): Promise<Response> {
  switch (asked.kind) {
    case 'refused':
      return failurePage(c, services, asked.failures);
    case 'none':
      return show(c, services, fields, [failure('missing-field', { field: 'batch' })], nothing);
    case 'several':
      return show(
        c,
        services,
        fields,
        [],
        authorLinks(fields, asked.authors, c),
        c.req.method === 'POST' ? 422 : 200,
      );
  }
}

function authorLinks(fields: Fields, authors: readonly string[], c: PageContext): Markup {
  return html`<p>${c.get('reader').messages.text('batch-choose-author')}</p>
    <ul>
      ${authors.map(
        (name) =>
          html`<li>
            <a href="${addressOf(new Map([...fields, ['user', name]]))}"><bdi>${name}</bdi></a>
          </li>`,
      )}
    </ul>`;
}

const canBeDone = ({ plan }: PlannedPage): boolean =>
  plan.kind === 'revert' || plan.kind === 'delete';

function revertForm(fields: Fields, c: PageContext): Markup {
  return html`<form method="post" action="${PATH}">
    ${csrfField(c.get('visitor').csrfToken)}
    ${FIELDS.map((name) => html`<input type="hidden" name="${name}" value="${fields.get(name) ?? ''}" />`)}
    <div class="actions">
      <button class="primary">${c.get('reader').messages.text('batch-revert')}</button>
    </div>
  </form>`;
}

/** That of the first failure where nothing could be done. */
function statusOf(pages: readonly RevertedPage[]): 200 | FailureStatus {
  const [first] = pages.flatMap((page) => page.failure ?? []);
  const isFailure = first !== undefined && pages.every(({ outcome }) => outcome === 'failed');
  return isFailure ? failureStatus(first) : 200;
}

function show(
  c: PageContext,
  services: Services,
  fields: Fields,
  failures: readonly Failure[],
  result: Markup,
  status: 200 | FailureStatus = failures.length === 0 ? 200 : 422,
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
  return renderPage(c, services, { title, body }, status);
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
  const address = addressOf(new Map([...fields, ['before', String(next)]]));
  return html`<p><a href="${address}">${messages.text('batch-more')}</a></p>`;
}

function addressOf(fields: Fields): string {
  const kept = FIELDS.flatMap((name): [string, string][] => {
    const value = fields.get(name) ?? '';
    return value === '' ? [] : [[name, value]];
  });
  return `${PATH}?${new URLSearchParams(kept).toString()}`;
}
