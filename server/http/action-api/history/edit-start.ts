/** When somebody began to edit a page, by the clock: from which revision, and what befell it since. */
import { failure } from '../../../../schema/failures.ts';
import { allSinceAreBy } from '../../../edit/conflict.ts';
import { readChanges } from '../../../read/changes.ts';
import { ApiError } from '../module.ts';
import type { ApiRequest } from '../request.ts';

export const startParameters = {
  /** Of the revision that the editor read. */
  basetimestamp: { type: 'timestamp' },
  /** When the editor read it. */
  starttimestamp: { type: 'timestamp' },
} as const;

interface StartValues {
  readonly basetimestamp?: number | undefined;
  readonly starttimestamp?: number | undefined;
}

/** Refuses an edit of a page that somebody else changed, or deleted, in the meantime. */
export async function startFailure(
  documentId: string,
  { basetimestamp, starttimestamp }: StartValues,
  { services, visitor }: ApiRequest,
): Promise<ApiError | undefined> {
  const { records } = services.edit.storage;
  const [newest] = await records.history({ documentId, limit: 1 });
  if (newest === undefined) return undefined;
  if (newest.deletes) {
    return starttimestamp !== undefined && Date.parse(newest.timestamp) > starttimestamp * 1000
      ? new ApiError('pagedeleted', [failure('entity-deleted', { id: documentId })])
      : undefined;
  }
  if (basetimestamp === undefined) return undefined;
  const untilMs = basetimestamp * 1000 + 999;
  const { changes } = await readChanges(records, { of: { documentId }, untilMs, limit: 1 });
  const baseRevision = changes[0]?.revisionId ?? 0;
  return (await allSinceAreBy(visitor.actor, documentId, baseRevision, records))
    ? undefined
    : new ApiError('editconflict', [
        failure('edit-conflict', {
          id: documentId,
          baseRevision,
          latestRevision: newest.revisionId,
        }),
      ]);
}
