/** The revisions of a page: compare any two, undo or restore one. */
import { html, raw } from 'hono/html';
import { summaryView } from '../../../client/view/summary-view.ts';
import type { ViewContext } from '../../../client/view/view-context.ts';
import { pagePath } from '../../../client/view/safe-link.ts';
import type { HistoryPage } from '../../read/history.ts';
import type { Page } from '../../read/entities.ts';
import { csrfField, when } from './layout.ts';
import type { Markup } from './markup.ts';
import { timeMarkup, valueMarkup } from './markup.ts';

export type RevisionInfo = Page['revision'];

export interface HistoryView {
  readonly id: string;
  /** The name of the page. */
  readonly title: Markup;
  readonly history: HistoryPage;
  /** The newest revision of all, which is on the first page only. */
  readonly newest: number | undefined;
  readonly firstPage: boolean;
  readonly context: ViewContext;
  readonly csrfToken: string;
}

export function historyBody(view: HistoryView): Markup {
  const { id, history, context, csrfToken, firstPage } = view;
  const { messages } = context;
  const { entries, older } = history;
  const path = pagePath(id);
  return html`<header class="page-head">
      ${pageTools(id, 'history', context)}
      <h1>${view.title}</h1>
    </header>
    ${
      entries.length === 0
        ? html`<p>${messages.text('history-empty')}</p>`
        : html`<form id="compare" action="${path}" class="actions">
              <button>${messages.text('history-compare')}</button>
            </form>
            <form id="revert" method="post" action="${path}?action=revert">
              ${csrfField(csrfToken)}
            </form>
            <ol class="changes history-list" role="list">
              ${entries.map((entry, index) => historyRow(view, entry, index))}
            </ol>`
    }
    <nav class="actions" aria-label="${messages.text('nav-history')}">
      ${when(!firstPage, () => html`<a href="${path}?action=history">${messages.text('history-newest')}</a>`)}
      ${when(
        older !== undefined,
        () =>
          html`<a href="${path}?action=history&amp;before=${older}"
            >${messages.text('history-next-page')}</a
          >`,
      )}
    </nav>`;
}

function historyRow(view: HistoryView, entry: RevisionInfo, index: number): Markup {
  const { id, context, newest } = view;
  const { messages } = context;
  const { revisionId } = entry;
  const radio = (name: 'oldid' | 'diff', checked: boolean) =>
    html`<label
      ><input
        type="radio"
        form="compare"
        name="${name}"
        value="${revisionId}"
        ${checked ? raw(' checked') : ''}
      /><span class="visually-hidden"
        >${messages.text(name === 'oldid' ? 'history-older' : 'history-newer')} ${revisionId}</span
      ></label
    >`;
  const revert = (name: 'undo' | 'restore') =>
    html`<button class="quiet" form="revert" name="${name}" value="${revisionId}">
      ${messages.text(`history-${name}`)}<span class="visually-hidden"> ${revisionId}</span>
    </button>`;
  return html`<li>
    ${radio('oldid', index === 1)}${radio('diff', index === 0)}
    <a href="${pagePath(id)}?oldid=${revisionId}">${timeMarkup(entry.timestamp, messages)}</a>
    ${userMarkup(entry, context)} ${flags(entry, context)}
    <span class="small soft"
      >${messages.text('history-size', messages.number(entry.sizeBytes))}</span
    >
    <span>${summaryMarkup(entry, context)}</span>
    <span class="actions"
      >${when(
        entry.parentRevisionId !== 0,
        () =>
          html`<a class="small" href="${pagePath(id)}?diff=${revisionId}"
              >${messages.text('history-diff')}</a
            >${revert('undo')}`,
      )}${revisionId === newest ? html`<span class="tag">${messages.text('history-current')}</span>` : revert('restore')}</span
    >
  </li>`;
}

/** The tabs of a page. */
export function pageTools(
  id: string,
  current: 'read' | 'old' | 'history' | 'edit' | 'diff',
  { messages }: ViewContext,
): Markup {
  const path = pagePath(id);
  const mark = (name: string) => (name === current ? raw(' aria-current="page"') : '');
  return html`<nav class="page-tools" aria-label="${id}">
    <a href="${path}" ${mark('read')}>${messages.text('nav-read')}</a>
    <a href="${path}?action=history" ${mark('history')}>${messages.text('nav-history')}</a>
    <a href="${path}?action=edit" ${mark('edit')}>${messages.text('nav-edit')}</a>
  </nav>`;
}

/** Somebody without an account has no list of contributions. */
export function userMarkup({ userName, userId }: RevisionInfo, { messages }: ViewContext): Markup {
  if (userName === undefined) {
    return html`<em class="soft">${messages.text('history-suppressed')}</em>`;
  }
  const name = html`<bdi>${userName}</bdi>`;
  return userId === 0
    ? name
    : html`<a href="/wiki/Special:Contributions/${encodeURIComponent(userName)}">${name}</a>`;
}

export function flags(entry: RevisionInfo, { messages }: ViewContext): Markup {
  return html`${when(entry.parentRevisionId === 0, () => tag(messages.text('changes-created')))}${when(
    entry.deletes,
    () => tag(messages.text('changes-deleted')),
  )}${when(entry.bot, () => tag(messages.text('history-bot')))}${when(entry.minor, () =>
    tag(messages.text('history-minor')),
  )}${entry.tags.map(tag)}`;
}

function tag(text: string): Markup {
  return html`<span class="tag">${text}</span> `;
}

export function summaryMarkup({ summary }: RevisionInfo, context: ViewContext): Markup {
  if (summary === undefined) {
    return html`<em class="soft">${context.messages.text('history-suppressed')}</em>`;
  }
  return html`${summaryView(summary, context).map(valueMarkup)}`;
}
