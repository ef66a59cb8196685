/** Recent changes, of the whole wiki or of one user. */
import { html } from 'hono/html';
import { entityLink } from '../../../client/view/value-view.ts';
import type { ViewContext } from '../../../client/view/view-context.ts';
import { pagePath } from '../../../client/view/safe-link.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import { entitiesInSummary } from '../../../client/view/summary-view.ts';
import type { ChangesPage } from '../../read/changes.ts';
import type { RevisionInfo } from './history.ts';
import { flags, summaryMarkup, userMarkup } from './history.ts';
import { when } from './layout.ts';
import type { Markup } from './markup.ts';
import { timeMarkup, valueMarkup } from './markup.ts';

/** Everything whose name a list of changes shows. */
export function mentionedInChanges(changes: readonly RevisionInfo[]): EntityId[] {
  return changes.flatMap(({ documentId, summary }) => [
    ...(parseEntityId(documentId) === undefined ? [] : [documentId as EntityId]),
    ...entitiesInSummary(summary ?? ''),
  ]);
}

export function changesBody(
  title: Markup | string,
  path: string,
  { changes, next }: ChangesPage,
  context: ViewContext,
): Markup {
  const { messages } = context;
  return html`<h1>${title}</h1>
    ${changes.length === 0 ? html`<p>${messages.text('changes-empty')}</p>` : changeList(changes, context)}
    ${when(
      next !== undefined,
      () =>
        html`<p><a href="${path}?before=${next}">${messages.text('history-next-page')}</a></p>`,
    )}`;
}

export function changeList(changes: readonly RevisionInfo[], context: ViewContext): Markup {
  return html`<ul class="changes" role="list">
    ${changes.map((change) => row(change, context))}
  </ul>`;
}

function row(change: RevisionInfo, context: ViewContext): Markup {
  const { messages } = context;
  const id = parseEntityId(change.documentId);
  const page =
    id === undefined
      ? html`<a href="${pagePath(change.documentId)}"><bdi>${change.documentId}</bdi></a>`
      : valueMarkup(entityLink(id, context));
  return html`<li>
    <span>${page}</span> ${flags(change, context)}
    <span>${summaryMarkup(change, context)}</span>
    <span class="small soft"
      ><a href="${pagePath(change.documentId)}?diff=${change.revisionId}"
        >${timeMarkup(change.timestamp, messages)}</a
      >
      · ${userMarkup(change, context)}</span
    >
  </li>`;
}
