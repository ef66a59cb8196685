/** The history of a page, and the comparison of any two of its revisions. */
import { html } from 'hono/html';
import { diffView } from '../../../client/view/diff-view.ts';
import { failureText } from '../../../client/view/failure-view.ts';
import { entitiesInSummary } from '../../../client/view/summary-view.ts';
import type { Messages } from '../../../client/i18n/message.ts';
import { pagePath } from '../../../client/view/safe-link.ts';
import type { ViewContext } from '../../../client/view/view-context.ts';
import type { Failure, Result } from '../../../schema/failures.ts';
import { failure, ok } from '../../../schema/failures.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import { diffDocuments } from '../../../schema/model/diff.ts';
import { pageEntityId, parseEntityId } from '../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { parseStatementId } from '../../../schema/model/statement.ts';
import { readRevision } from '../../read/entities.ts';
import { readHistory } from '../../read/history.ts';
import type { Reader } from '../request/reader.ts';
import type { Services } from '../services.ts';
import { readChangeFilter } from './change-filter.ts';
import { contentMarkup } from './content.ts';
import { diffBody, diffMarkup } from './diff.ts';
import { historyBody } from './history.ts';
import type { RevisionInfo } from './history.ts';
import type { Markup } from './markup.ts';
import { messageMarkup, nothing, textMarkup } from './markup.ts';
import { mentionedIn } from './mentioned.ts';
import type { PageContext } from './render.ts';
import { failurePage, renderPage } from './render.ts';
import { viewContext } from './view-context.ts';

const HISTORY_LENGTH = 50;

export async function showHistory(
  c: PageContext,
  services: Services,
  id: string,
): Promise<Response> {
  const { records } = services.edit.storage;
  const fields = c.req.query();
  const { statement: statementId } = fields;
  const [known] = await records.history({ documentId: id, limit: 1 });
  if (known === undefined) return failurePage(c, services, [failure('unknown-entity', { id })]);
  if (statementId !== undefined && !isStatementOf(id, statementId)) {
    const unknown = failure('unknown-statement', { id: statementId.slice(0, 100) });
    return failurePage(c, services, [unknown]);
  }
  const filter = await readChangeFilter(fields, records, HISTORY_LENGTH);
  if (!filter.ok) return failurePage(c, services, filter.failures);
  const history = await readHistory(records, id, {
    ...filter.value,
    ...(statementId === undefined ? {} : { statementId }),
  });
  const mentioned = history.entries.flatMap(({ summary }) => entitiesInSummary(summary ?? ''));
  const { context, name } = await namedContext(c, services, id, mentioned);
  const { csrfToken, rights } = c.get('visitor');
  const hidden = {
    action: 'history',
    ...(statementId === undefined ? {} : { statement: statementId }),
  };
  const body = historyBody({
    id,
    title: messageMarkup(context.messages, 'history-title', name),
    filter: { path: pagePath(id), hidden, fields, user: true, kind: false },
    statementId,
    history,
    firstPage: fields['before'] === undefined,
    context,
    csrfToken,
    rights,
  });
  return renderPage(c, services, { title: context.messages.text('history-title', id), body });
}

/** Statements of forms and senses are on the page of their lexeme. */
function isStatementOf(pageId: string, text: string): boolean {
  const [subject = ''] = text.split('$', 1);
  const entity = parseEntityId(subject);
  return (
    parseStatementId(text) !== undefined && entity !== undefined && pageEntityId(entity) === pageId
  );
}

/** A state of a page; without a document where it did not exist or was deleted. */
interface Side {
  readonly revision: RevisionInfo | undefined;
  readonly document: Document | undefined;
  /** What the revision held may not be seen any more. */
  readonly hidden: boolean;
}

const NOTHING: Side = { revision: undefined, document: undefined, hidden: false };

/** What a revision changed, or what lies between it and another one. */
export async function showDiff(
  c: PageContext,
  services: Services,
  id: string,
  [chosen, other]: readonly [number, number | undefined],
): Promise<Response> {
  const { records } = services.edit.storage;
  const revision = await records.revision(chosen);
  const newer = Math.max(chosen, other ?? 0);
  const older = other === undefined ? (revision?.parentRevisionId ?? 0) : Math.min(chosen, other);
  const after = await sideAt(services, id, newer);
  if (!after.ok) return failurePage(c, services, after.failures);
  const before = older === 0 ? ok(NOTHING) : await sideAt(services, id, older);
  if (!before.ok) return failurePage(c, services, before.failures);

  const shown = [before.value, after.value].filter(({ hidden }) => !hidden);
  const hidden = [before.value, after.value].filter((side) => side.hidden);
  if (shown.every((side) => side.revision === undefined)) {
    return failurePage(c, services, hidden.map(hiddenSide));
  }
  const sides = { before: before.value.document, after: after.value.document };
  const revisions = [before.value.revision, after.value.revision];
  const mentioned = [
    ...mentionedIn(sides.before),
    ...mentionedIn(sides.after),
    ...revisions.flatMap((each) => entitiesInSummary(each?.summary ?? '')),
  ];
  const { context, name } = await namedContext(c, services, id, mentioned);
  const { csrfToken, rights } = c.get('visitor');
  const [following] = await records.history({
    documentId: id,
    after: newer,
    order: 'oldest-first',
    limit: 1,
  });
  const body = diffBody({
    id,
    title: messageMarkup(context.messages, 'diff-title', name),
    before: before.value.revision,
    after: after.value.revision,
    next: following?.revisionId,
    content:
      hidden.length === 0
        ? diffMarkup(
            diffView(diffDocuments(sides.before, sides.after), sides, context),
            context.messages,
          )
        : html`${hidden.map((side) => hiddenNotice(side, context.messages))}
          ${await stateMarkup(shown, c.get('reader'), services)}`,
    context,
    csrfToken,
    canPatrol: rights.has('patrol') && other === undefined,
  });
  return renderPage(c, services, { title: context.messages.text('diff-title', id), body });
}

function hiddenNotice(side: Side, messages: Messages): Markup {
  return html`<p class="notice">${failureText(hiddenSide(side), messages)}</p>`;
}

/** What the one side held that may be seen: compared with nothing it would look as if it were new. */
async function stateMarkup(
  [side]: readonly Side[],
  reader: Reader,
  services: Services,
): Promise<Markup> {
  const { document, revision } = side ?? NOTHING;
  return document === undefined || revision === undefined
    ? nothing
    : contentMarkup({ document, revision }, reader, services);
}

function hiddenSide({ revision }: Side): Failure {
  return failure('suppressed-content', { revision: revision?.revisionId ?? 0 });
}

async function sideAt({ edit }: Services, id: string, revisionId: number): Promise<Result<Side>> {
  const { records } = edit.storage;
  const stored = await records.revision(revisionId);
  if (stored?.deletes === true && stored.documentId === id) {
    const { content: _, ...revision } = stored;
    return ok({ revision, document: undefined, hidden: false });
  }
  if (stored?.contentSuppressed === true && stored.documentId === id) {
    const { content: _, ...revision } = stored;
    return ok({ revision, document: undefined, hidden: true });
  }
  const page = await readRevision(records, id, revisionId);
  return page.ok ? ok({ ...page.value, hidden: false }) : page;
}

export async function namedContext(
  c: PageContext,
  services: Services,
  id: string,
  mentioned: readonly EntityId[],
): Promise<{ context: ViewContext; name: Markup }> {
  const own = parseEntityId(id);
  const ids = own === undefined ? mentioned : [own, ...mentioned];
  const context = await viewContext(services, c.get('reader'), ids);
  return { context, name: textMarkup(context.label(id) ?? { text: id, language: undefined }) };
}
