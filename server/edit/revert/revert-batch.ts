/**
 * Takes back what a batch of edits did, page by page and from its newest edit on. Where later edits
 * build on one of them, the page is left alone; what the batch created is deleted.
 */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Failure, Result } from '../../../schema/failures.ts';
import { editGroupText } from '../../../schema/model/edit-group.ts';
import type { EditGroup } from '../../../schema/model/edit-group.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import type { AuthorFilter } from '../../storage/records/history-lists.ts';
import type { RecordStore, RevisionInfo } from '../../storage/records/record-store.ts';
import type { EditContext } from '../edit-context.ts';
import type { Edit } from '../edit.ts';
import { lackingRights } from '../required-rights.ts';
import { saveEdit } from '../save-edit.ts';
import { latestOf, loadRevision, sameContent, takeBack } from './take-back.ts';
import type { PageAt } from './take-back.ts';

/**
 * Edits of one user: those whose summaries name the same batch, or those with one tag. Anybody can
 * write the name of somebody else's batch into a summary, therefore it alone is not enough.
 */
export type Batch = { readonly userName: string; readonly author: AuthorFilter } & (
  | { readonly editGroup: EditGroup }
  | { readonly tag: string }
);

export interface BatchRequest extends Pick<Edit, 'actor' | 'comment' | 'tags' | 'bot'> {
  readonly batch: Batch;
  /** Edits before this one; without it from the newest. */
  readonly before?: number;
}

/** What will become of one page. */
export type PagePlan =
  | { readonly kind: 'revert' | 'delete'; readonly edit: Edit }
  /** Somebody took it back already. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'impossible'; readonly failure: Failure };

export interface PlannedPage {
  readonly documentId: string;
  /** Of the batch, newest first. */
  readonly revisions: readonly RevisionInfo[];
  readonly plan: PagePlan;
}

export interface BatchPlan {
  readonly pages: readonly PlannedPage[];
  /** Pass it as `before` to go on; `undefined` where the batch ends. */
  readonly next: number | undefined;
}

export type RevertedPage = Pick<PlannedPage, 'documentId' | 'revisions'> & {
  readonly outcome: 'reverted' | 'deleted' | 'unchanged' | 'failed';
  readonly failure: Failure | undefined;
};

export interface BatchOutcome {
  readonly pages: readonly RevertedPage[];
  readonly next: number | undefined;
}

/** As many as one request can do in good time; a larger batch takes several. */
const EDITS_AT_ONCE = 200;
/** Among so many of the newest edits that name a batch its authors are looked for. */
const EDITS_LOOKED_AT = 1000;

/** Who names the batch in their summaries, whoever did so last first. */
export async function batchAuthors(
  editGroup: EditGroup,
  actor: Edit['actor'],
  records: RecordStore,
): Promise<Result<string[]>> {
  const denied = lackingRights(actor, ['rollback']);
  if (denied.length > 0) return failed(...denied);
  const edits = await records.recentChanges({ editGroup, limit: EDITS_LOOKED_AT });
  return ok([...new Set(edits.flatMap(({ userName }) => userName ?? []))]);
}

export async function planBatch(
  request: BatchRequest,
  records: RecordStore,
): Promise<Result<BatchPlan>> {
  const denied = lackingRights(request.actor, ['rollback']);
  if (denied.length > 0) return failed(...denied);
  const { batch, before } = request;
  const found = await records.recentChanges({
    ...('editGroup' in batch ? { editGroup: batch.editGroup } : { tag: batch.tag }),
    author: batch.author,
    ...(before === undefined ? {} : { before }),
    limit: EDITS_AT_ONCE + 1,
  });
  const revisions = found.slice(0, EDITS_AT_ONCE);
  const pages: PlannedPage[] = [];
  for (const [documentId, own] of Map.groupBy(revisions, (each) => each.documentId)) {
    pages.push({ documentId, revisions: own, plan: await planPage(own, request, records) });
  }
  const next = found.length > EDITS_AT_ONCE ? revisions.at(-1)?.revisionId : undefined;
  return ok({ pages, next });
}

export async function revertBatch(
  request: BatchRequest,
  context: EditContext,
): Promise<Result<BatchOutcome>> {
  const planned = await planBatch(request, context.storage.records);
  if (!planned.ok) return planned;
  const pages: RevertedPage[] = [];
  for (const page of planned.value.pages) pages.push(await revertPage(page, context));
  return ok({ pages, next: planned.value.next });
}

export function batchText(batch: Batch): string {
  return 'editGroup' in batch ? editGroupText(batch.editGroup) : `${batch.tag} ${batch.userName}`;
}

async function planPage(
  revisions: readonly RevisionInfo[],
  request: BatchRequest,
  records: RecordStore,
): Promise<PagePlan> {
  const [newest] = revisions;
  if (newest === undefined) return { kind: 'nothing' };
  const latest = await latestOf(newest, records);
  let state: PageAt = latest;
  for (const { revisionId } of revisions) {
    const taken = await without(revisionId, state.document, records);
    if ('code' in taken) return { kind: 'impossible', failure: taken };
    state = taken;
  }
  const { document } = state;
  if (sameContent(document, latest.document)) return { kind: 'nothing' };
  const denied = document === undefined ? lackingRights(request.actor, ['delete']) : [];
  if (denied[0] !== undefined) return { kind: 'impossible', failure: denied[0] };
  const edit: Edit = {
    ...wordsOf(request),
    target: { kind: 'existing', id: newest.documentId },
    ops: document === undefined ? [{ op: 'delete' }] : [{ op: 'replace', document }],
    restores: true,
    reverts: { tag: 'mw-undo', revisions: revisions.map(({ revisionId }) => revisionId) },
    summary: { key: 'revert-batch', args: [batchText(request.batch)] },
    ...(latest.revisionId === undefined ? {} : { baseRevisionId: latest.revisionId }),
  };
  return { kind: document === undefined ? 'delete' : 'revert', edit };
}

/** `latest` without what the revision did. Of a page that is gone nothing needs to be taken back. */
async function without(
  revisionId: number,
  latest: Document | undefined,
  records: RecordStore,
): Promise<PageAt | Failure> {
  const conflict = failure('undo-conflict', { revision: revisionId });
  const after = await loadRevision(revisionId, records);
  if (!after.ok) return conflict;
  const { parentRevisionId } = after.value.revision;
  if (latest === undefined && after.value.document !== undefined) return { document: undefined };
  const before = parentRevisionId === 0 ? undefined : await loadRevision(parentRevisionId, records);
  if (before?.ok === false) return conflict;
  return takeBack(before?.value.document, after.value.document, latest) ?? conflict;
}

async function revertPage(
  { documentId, revisions, plan }: PlannedPage,
  context: EditContext,
): Promise<RevertedPage> {
  const page = { documentId, revisions };
  switch (plan.kind) {
    case 'nothing':
      return { ...page, outcome: 'unchanged', failure: undefined };
    case 'impossible':
      return { ...page, outcome: 'failed', failure: plan.failure };
    case 'revert':
    case 'delete': {
      const result = await saveEdit(plan.edit, context);
      if (result.outcome === 'rejected') {
        return { ...page, outcome: 'failed', failure: result.failures[0] };
      }
      if (result.outcome === 'unchanged') {
        return { ...page, outcome: 'unchanged', failure: undefined };
      }
      const outcome = plan.kind === 'delete' ? 'deleted' : 'reverted';
      return { ...page, outcome, failure: undefined };
    }
  }
}

function wordsOf({ actor, comment, tags, bot }: BatchRequest) {
  return {
    actor,
    ...(comment === undefined ? {} : { comment }),
    ...(tags === undefined ? {} : { tags }),
    ...(bot === undefined ? {} : { bot }),
  };
}
