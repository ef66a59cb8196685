/** What a page would be without one of its changes, where later ones do not build on it. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import { mergeEdits } from '../../../schema/model/merge.ts';
import { readStored, writeStored } from '../../../schema/model/stored-json.ts';
import type { RecordStore, StoredRevision } from '../../storage/records/record-store.ts';

/** `document` is `undefined` for a state in which the page did not exist or was deleted. */
export interface PageAt {
  readonly document: Document | undefined;
}

export interface PageRevision extends PageAt {
  readonly revision: StoredRevision;
}

export async function loadRevision(
  revisionId: number,
  records: RecordStore,
): Promise<Result<PageRevision>> {
  const revision = await records.revision(revisionId);
  if (revision === undefined || (revision.content === undefined && !revision.deletes)) {
    return failed(failure('unknown-revision', { revision: revisionId }));
  }
  const { kind, content } = revision;
  return ok({ revision, document: content === undefined ? undefined : readStored(kind, content) });
}

export async function latestOf(
  { documentId, kind }: Pick<StoredRevision, 'documentId' | 'kind'>,
  records: RecordStore,
): Promise<PageAt & { readonly revisionId: number | undefined }> {
  const stored = await records.document(documentId);
  return {
    document: stored === undefined ? undefined : readStored(kind, stored.content),
    revisionId: stored?.revisionId,
  };
}

/** `latest` without what changed from `before` to `after`; `undefined` where that is not clean. */
export function takeBack(
  before: Document | undefined,
  after: Document | undefined,
  latest: Document | undefined,
): PageAt | undefined {
  if (sameContent(after, latest)) return { document: before };
  if (before === undefined || after === undefined || latest === undefined) return undefined;
  if (before.type !== after.type || latest.type !== after.type) return undefined;
  const { merged, conflicts } = mergeEdits(after, before, latest);
  return conflicts === 0 ? { document: merged } : undefined;
}

export function sameContent(a: Document | undefined, b: Document | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return writeStored(a) === writeStored(b);
}
