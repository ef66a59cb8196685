import type { SavedRevision } from '../commit.ts';
import type { Contents } from './contents.ts';
import type { Revisions } from './revisions.ts';
import { timestampOf } from './rows.ts';

/** What an earlier commit saved, for the sender who asks again. */
export function savedRevision(
  revision: number,
  revisions: Revisions,
  contents: Contents,
): SavedRevision {
  const row = revisions.one(revision);
  if (row === undefined) throw new Error(`Revision ${revision} is missing from the log`);
  return {
    documentId: row.document_id,
    revisionId: row.revision,
    parentRevisionId: row.parent,
    timestamp: timestampOf(row.time),
    content: row.content_suppressed === 1 ? undefined : contents.read(revision),
  };
}
