/** Undo and restore: each makes an edit out of the history of a page, `saveEdit` saves it. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import type { RecordStore, StoredRevision } from '../../storage/records/record-store.ts';
import type { Edit, Reverts } from '../edit.ts';
import { latestOf, loadRevision, sameContent, takeBack } from './take-back.ts';

type Words = Pick<Edit, 'actor' | 'comment' | 'tags' | 'bot'>;

export interface UndoRequest extends Words {
  /** The newest revision to undo. */
  readonly revisionId: number;
  /** Undo everything after this revision; without it, `revisionId` alone. */
  readonly after?: number;
}

/**
 * The edit that takes back one revision, or a range, and leaves alone what came later. Where later
 * edits build on it there is none.
 */
export async function undoEdit(request: UndoRequest, records: RecordStore): Promise<Result<Edit>> {
  const undone = await loadRevision(request.revisionId, records);
  if (!undone.ok) return undone;
  const { revision } = undone.value;
  const nothing = failed(failure('nothing-to-undo', { revision: request.revisionId }));
  const parentId = request.after ?? revision.parentRevisionId;
  if (parentId === 0 || parentId >= revision.revisionId) return nothing;
  const parent = await loadRevision(parentId, records);
  if (!parent.ok) return parent;
  const id = revision.documentId;
  if (parent.value.revision.documentId !== id) {
    return failed(failure('foreign-revision', { revision: parentId, id }));
  }
  const latest = await latestOf(revision, records);
  const reverted = takeBack(parent.value.document, undone.value.document, latest.document);
  // taking back an undeletion would be a deletion, which asks for other rights
  if (reverted?.document === undefined) {
    return failed(failure('undo-conflict', { revision: request.revisionId }));
  }
  if (sameContent(reverted.document, latest.document)) return nothing;
  const revisions = { after: parentId, through: revision.revisionId };
  return ok({
    ...editTo(reverted.document, latest.revisionId, 'undo', revision, request),
    reverts: { tag: 'mw-undo', revisions },
  });
}

/** The edit that makes the page what it was after a revision. */
export async function restoreEdit(
  request: Words & { readonly revisionId: number },
  records: RecordStore,
): Promise<Result<Edit>> {
  const found = await loadRevision(request.revisionId, records);
  if (!found.ok) return found;
  const { revision, document } = found.value;
  if (document === undefined) {
    return failed(failure('unknown-revision', { revision: request.revisionId }));
  }
  const latest = await latestOf(revision, records);
  const reverts: Reverts = {
    tag: 'mw-manual-revert',
    revisions: { after: revision.revisionId },
  };
  return ok({ ...editTo(document, latest.revisionId, 'restore', revision, request), reverts });
}

function editTo(
  document: Document,
  baseRevisionId: number | undefined,
  key: 'undo' | 'restore',
  revision: StoredRevision,
  { actor, comment, tags, bot }: Words,
): Edit {
  return {
    actor,
    target: { kind: 'existing', id: revision.documentId },
    ops: [{ op: 'replace', document }],
    restores: true,
    summary: { key, args: [String(revision.revisionId), revision.userName ?? ''] },
    ...(baseRevisionId === undefined ? {} : { baseRevisionId }),
    ...(comment === undefined ? {} : { comment }),
    ...(tags === undefined ? {} : { tags }),
    ...(bot === undefined ? {} : { bot }),
  };
}
