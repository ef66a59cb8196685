/** Recent changes, of the whole wiki, of one user or of a watchlist. */
import { html } from 'hono/html';
import { entityLink } from '../../../client/view/value-view.ts';
import type { ViewContext } from '../../../client/view/view-context.ts';
import { pagePath } from '../../../client/view/safe-link.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import { entitiesInSummary } from '../../../client/view/summary-view.ts';
import type { ChangesPage } from '../../read/changes.ts';
import { filteredPath, filterForm } from './change-filter.ts';
import type { FilterForm } from './change-filter.ts';
import type { RevisionInfo } from './history.ts';
import { flags, summaryMarkup, userMarkup } from './history.ts';
import { when } from './layout.ts';
import type { Markup } from './markup.ts';
import { nothing, timeMarkup, valueMarkup } from './markup.ts';

/** Everything whose name a list of changes shows. */
export function mentionedInChanges(changes: readonly RevisionInfo[]): EntityId[] {
  return changes.flatMap(({ documentId, summary }) => [
    ...(parseEntityId(documentId) === undefined ? [] : [documentId as EntityId]),
    ...entitiesInSummary(summary ?? ''),
  ]);
}

export interface ChangesView {
  readonly title: Markup | string;
  /** What stands between the title and the list. */
  readonly head?: Markup;
  readonly filter: FilterForm;
  readonly page: ChangesPage;
  readonly context: ViewContext;
  /** Shown to those who could look at a change that nobody has looked at yet. */
  readonly marksUnpatrolled: boolean;
}

export function changesBody(view: ChangesView): Markup {
  const { title, head = nothing, filter, page, context, marksUnpatrolled } = view;
  const { changes, next } = page;
  const { messages } = context;
  return html`<h1>${title}</h1>
    ${head} ${filterForm(filter, messages)}
    ${
      changes.length === 0
        ? html`<p>${messages.text('changes-none')}</p>`
        : changeList(changes, context, marksUnpatrolled)
    }
    ${when(
      next !== undefined,
      () =>
        html`<p>
          <a href="${filteredPath(filter, next)}">${messages.text('history-next-page')}</a>
        </p>`,
    )}`;
}

export function changeList(
  changes: readonly RevisionInfo[],
  context: ViewContext,
  marksUnpatrolled = false,
): Markup {
  return html`<ul class="changes" role="list">
    ${changes.map((change) => row(change, context, marksUnpatrolled))}
  </ul>`;
}

function row(change: RevisionInfo, context: ViewContext, marksUnpatrolled: boolean): Markup {
  const { messages } = context;
  const unseen = marksUnpatrolled && change.patrol === 'unpatrolled';
  return html`<li>
    <span>${pageMarkup(change.documentId, context)}</span> ${flags(change, context)}${
      unseen ? html`<span class="tag">${messages.text('changes-unpatrolled')}</span> ` : ''
    }
    <span>${summaryMarkup(change, context)}</span>
    <span class="small soft"
      ><a href="${pagePath(change.documentId)}?diff=${change.revisionId}"
        >${timeMarkup(change.timestamp, messages)}</a
      >
      · ${userMarkup(change, context)}</span
    >
  </li>`;
}

/** A link to a page: entities by their names, others by their titles. */
export function pageMarkup(documentId: string, context: ViewContext): Markup {
  const id = parseEntityId(documentId);
  return id === undefined
    ? html`<a href="${pagePath(documentId)}"><bdi>${documentId}</bdi></a>`
    : valueMarkup(entityLink(id, context));
}
