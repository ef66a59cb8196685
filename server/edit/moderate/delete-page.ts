/** Deleting a page and bringing it back: edits like any other, which the log tells of. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import { kindOfId } from '../../../schema/model/documents/kinds.ts';
import { readStored } from '../../../schema/model/stored-json.ts';
import type { RecordStore } from '../../storage/records/record-store.ts';
import type { Edit } from '../edit.ts';

const MOST_COUNTED = 1000;
/** Among so many of the newest revisions one is looked for that has not been erased. */
const MOST_LOOKED_AT = 1000;

export interface DeletionRequest extends Pick<Edit, 'actor' | 'tags' | 'bot'> {
  readonly documentId: string;
  readonly reason: string;
}

export function deletionEdit({ documentId, reason, ...words }: DeletionRequest): Edit {
  return {
    ...words,
    target: { kind: 'existing', id: documentId },
    ops: [{ op: 'delete' }],
    comment: reason,
  };
}

export interface Undeletion {
  readonly edit: Edit;
  /** How many revisions the page has so far, deletions not counted. */
  readonly revisions: number;
}

/** The page comes back as it was when it was deleted, without what has been erased since. */
export async function undeletionEdit(
  { documentId, reason, ...words }: DeletionRequest,
  records: RecordStore,
): Promise<Result<Undeletion>> {
  const kind = kindOfId(documentId);
  const [deletion] = await records.history({ documentId, limit: 1 });
  if (kind === undefined || deletion === undefined || !deletion.deletes) {
    return failed(failure('not-deleted', { id: documentId }));
  }
  const history = await records.history({ documentId, limit: MOST_LOOKED_AT });
  const readable = history.find(({ deletes, contentSuppressed }) => !deletes && !contentSuppressed);
  const last = readable && (await records.revision(readable.revisionId));
  if (last?.content === undefined) {
    return failed(failure('suppressed-content', { revision: deletion.parentRevisionId }));
  }
  return ok({
    revisions: (await records.revisionCount(documentId)) - (await deletions(documentId, records)),
    edit: {
      ...words,
      target: { kind: 'existing', id: documentId },
      ops: [{ op: 'replace', document: readStored(kind, last.content) }],
      restores: true,
      summary: { key: 'undelete', args: [] },
      comment: reason,
    },
  });
}

async function deletions(documentId: string, records: RecordStore): Promise<number> {
  const query = { type: 'delete', action: 'delete', documentId, limit: MOST_COUNTED };
  return (await records.logEvents(query)).length;
}
