/** The revisions of a page or of one statement: compare any two, undo or restore one. */
import { html, raw } from 'hono/html';
import { summaryView } from '../../../client/view/summary-view.ts';
import type { ViewContext } from '../../../client/view/view-context.ts';
import { pagePath } from '../../../client/view/safe-link.ts';
import { tagName } from '../../../client/view/tag-view.ts';
import type { Right } from '../../accounts/rights.ts';
import type { HistoryEntry, HistoryPage } from '../../read/history.ts';
import type { Page } from '../../read/entities.ts';
import { filteredPath, filterForm } from './change-filter.ts';
import type { FilterForm } from './change-filter.ts';
import { csrfField, when } from './layout.ts';
import type { Markup } from './markup.ts';
import { timeMarkup, valueMarkup } from './markup.ts';

export type RevisionInfo = Page['revision'];

export interface HistoryView {
  readonly id: string;
  /** The name of the page. */
  readonly title: Markup;
  readonly filter: FilterForm;
  /** The statement whose history this is. */
  readonly statementId: string | undefined;
  readonly history: HistoryPage;
  readonly firstPage: boolean;
  readonly context: ViewContext;
  readonly csrfToken: string;
  /** What the reader may do. */
  readonly rights: ReadonlySet<Right>;
}

export function historyBody(view: HistoryView): Markup {
  const { id, history, context, csrfToken, firstPage, filter, statementId } = view;
  const { messages } = context;
  const { entries, older } = history;
  const path = pagePath(id);
  return html`<header class="page-head">
      ${pageTools(id, 'history', context)}
      <h1>${view.title}</h1>
    </header>
    ${
      statementId === undefined
        ? adminLinks(view)
        : html`<p>
            ${messages.text('history-of-statement')} <code><bdi>${statementId}</bdi></code> ·
            <a href="${path}?action=history">${messages.text('history-of-page')}</a>
          </p>`
    }
    ${filterForm(filter, messages)}
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
      ${when(!firstPage, () => html`<a href="${filteredPath(filter)}">${messages.text('history-newest')}</a>`)}
      ${when(
        older !== undefined,
        () =>
          html`<a href="${filteredPath(filter, older)}">${messages.text('history-next-page')}</a>`,
      )}
    </nav>`;
}

/** What only some people may do to the whole page. */
function adminLinks({ id, history, context, rights }: HistoryView): Markup {
  const { messages } = context;
  const deleted = history.entries.some(({ latest, deletes }) => latest && deletes);
  const link = (action: 'delete' | 'undelete') =>
    html`<a href="${pagePath(id)}?action=${action}">${messages.text(`nav-${action}`)}</a>`;
  return html`<p class="actions">
    <a href="/wiki/Special:Log?page=${encodeURIComponent(id)}">${messages.text('log-title')}</a>
    ${when(
      rights.has('protect'),
      () =>
        html`<a href="/wiki/Special:Protect?page=${encodeURIComponent(id)}"
          >${messages.text('nav-protect')}</a
        >`,
    )}
    ${when(rights.has('delete') && !deleted, () => link('delete'))}
    ${when(rights.has('undelete') && deleted, () => link('undelete'))}
  </p>`;
}

function historyRow(view: HistoryView, entry: HistoryEntry, index: number): Markup {
  const { id, context, rights } = view;
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
  const revert = (name: 'undo' | 'restore' | 'rollback') =>
    html`<button class="quiet" form="revert" name="${name}" value="${revisionId}">
      ${messages.text(`history-${name}`)}<span class="visually-hidden"> ${revisionId}</span>
    </button>`;
  const canSuppress = rights.has('deleterevision') && !(entry.latest && !entry.deletes);
  const unseen = rights.has('patrol') && entry.patrol === 'unpatrolled';
  return html`<li>
    ${radio('oldid', index === 1)}${radio('diff', index === 0)}
    <a href="${pagePath(id)}?oldid=${revisionId}">${timeMarkup(entry.timestamp, messages)}</a>
    ${userMarkup(entry, context)}
    ${flags(entry, context)}${when(unseen, () => tag(messages.text('changes-unpatrolled')))}
    <span class="small soft"
      >${messages.text('history-size', messages.number(entry.sizeBytes))}
      (<bdi>${signed(entry.sizeChange, context)}</bdi>)</span
    >
    <span>${summaryMarkup(entry, context)}</span>
    <span class="actions"
      ><a class="small" href="${pagePath(id)}?diff=${revisionId}"
        >${messages.text('history-diff')}</a
      >${when(entry.parentRevisionId !== 0 && !entry.deletes, () => revert('undo'))}${
        entry.latest
          ? html`<span class="tag">${messages.text('history-current')}</span>`
          : when(!entry.deletes && !entry.contentSuppressed, () => revert('restore'))
      }${when(
        entry.latest && !entry.deletes && entry.parentRevisionId !== 0 && rights.has('rollback'),
        () => revert('rollback'),
      )}${when(
        canSuppress,
        () =>
          html`<a class="small" href="${pagePath(id)}?action=revisiondelete&amp;ids=${revisionId}"
            >${messages.text('history-suppress')}<span class="visually-hidden">
              ${revisionId}</span
            ></a
          >`,
      )}</span
    >
  </li>`;
}

function signed(bytes: number, { messages }: ViewContext): string {
  return `${bytes > 0 ? '+' : bytes < 0 ? '−' : '±'}${messages.number(Math.abs(bytes))}`;
}

/** The tabs of a page. */
export function pageTools(
  id: string,
  current: 'read' | 'old' | 'history' | 'edit' | 'diff' | 'watch',
  { messages }: ViewContext,
): Markup {
  const path = pagePath(id);
  const mark = (name: string) => (name === current ? raw(' aria-current="page"') : '');
  return html`<nav class="page-tools" aria-label="${id}">
    <a href="${path}" ${mark('read')}>${messages.text('nav-read')}</a>
    <a href="${path}?action=history" ${mark('history')}>${messages.text('nav-history')}</a>
    <a href="${path}?action=edit" ${mark('edit')}>${messages.text('nav-edit')}</a>
    <a href="${path}?action=watch" ${mark('watch')}>${messages.text('nav-watch')}</a>
  </nav>`;
}

export function userMarkup(
  { userName }: Pick<RevisionInfo, 'userName'>,
  { messages }: ViewContext,
): Markup {
  return userName === undefined
    ? html`<em class="soft">${messages.text('history-suppressed')}</em>`
    : html`<a href="/wiki/Special:Contributions/${encodeURIComponent(userName)}"
        ><bdi>${userName}</bdi></a
      >`;
}

export function flags(entry: RevisionInfo, { messages }: ViewContext): Markup {
  return html`${when(entry.parentRevisionId === 0, () => tag(messages.text('changes-created')))}${when(
    entry.deletes,
    () => tag(messages.text('changes-deleted')),
  )}${when(entry.bot, () => tag(messages.text('history-bot')))}${when(entry.minor, () =>
    tag(messages.text('history-minor')),
  )}${entry.tags.map((each) => tag(tagName(each, messages)))}`;
}

function tag(text: string): Markup {
  return html`<span class="tag"><bdi>${text}</bdi></span> `;
}

export function summaryMarkup(
  { summary }: Pick<RevisionInfo, 'summary'>,
  context: ViewContext,
): Markup {
  if (summary === undefined) {
    return html`<em class="soft">${context.messages.text('history-suppressed')}</em>`;
  }
  return html`${summaryView(summary, context).map(valueMarkup)}`;
}
