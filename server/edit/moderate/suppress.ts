/** Erasing parts of past revisions for good, which the log tells of without saying what they were. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Failure, Result } from '../../../schema/failures.ts';
import { tidyComment } from '../../../schema/model/edit-summary.ts';
import { refusedTags } from '../../accounts/tagging.ts';
import type { RevisionInfo } from '../../storage/records/record-store.ts';
import type { SuppressiblePart } from '../../storage/records/suppression.ts';
import { tagStore } from '../edit-context.ts';
import type { EditContext } from '../edit-context.ts';
import type { Actor } from '../edit.ts';
import { refusedTo } from '../permission.ts';

export interface SuppressionRequest {
  readonly actor: Actor;
  readonly documentId: string;
  readonly revisionIds: readonly number[];
  readonly parts: readonly SuppressiblePart[];
  readonly reason: string;
  readonly tags?: readonly string[];
}

/** What became of one revision. */
export interface SuppressedRevision {
  readonly revisionId: number;
  /** As it is now; `undefined` where there is none on this page. */
  readonly revision: RevisionInfo | undefined;
  /** Who made it and what for, as whoever erased it could read until then: told them, and kept nowhere. */
  readonly erased: Pick<RevisionInfo, 'userId' | 'userName' | 'summary'> | undefined;
  readonly failure: Failure | undefined;
}

/** Each is a transaction of its own. */
const MOST_REVISIONS = 500;

/** Each revision by itself: one that cannot be suppressed does not save the others. */
export async function suppressRevisions(
  request: SuppressionRequest,
  context: EditContext,
): Promise<Result<readonly SuppressedRevision[]>> {
  const { actor, parts, revisionIds, tags = [] } = request;
  const denied = [
    ...(await refusedTo(actor, ['deleterevision'], context)),
    ...(await refusedTags(tags, actor, tagStore(context))),
    ...(revisionIds.length > MOST_REVISIONS
      ? [failure('too-many', { field: 'ids', limit: MOST_REVISIONS })]
      : []),
  ];
  if (denied.length > 0) return failed(...denied);
  if (parts.length === 0) return failed(failure('missing-field', { field: 'hide' }));
  const done: SuppressedRevision[] = [];
  for (const revisionId of new Set(revisionIds)) {
    const erased = await ownRevision(revisionId, request, context);
    const found = await suppressOne(revisionId, erased, request, context);
    const revision = await ownRevision(revisionId, request, context);
    done.push({ revisionId, revision, erased, failure: found });
  }
  return ok(done);
}

async function suppressOne(
  revisionId: number,
  revision: RevisionInfo | undefined,
  request: SuppressionRequest,
  context: EditContext,
): Promise<Failure | undefined> {
  const { actor, documentId, parts, reason, tags = [] } = request;
  if (revision === undefined) return failure('unknown-revision', { revision: revisionId });
  const { outcome } = await context.storage.suppress({
    revisionId,
    parts,
    logEvent: {
      type: 'delete',
      action: 'revision',
      author: actor,
      target: documentId,
      documentId,
      comment: tidyComment(reason),
      params: { type: 'revision', ids: [revisionId], hide: parts },
      tags,
    },
  });
  switch (outcome) {
    case 'suppressed':
      return undefined;
    case 'unknown-event':
    case 'unknown-revision':
      return failure('unknown-revision', { revision: revisionId });
    case 'current-content':
      return failure('current-content', { revision: revisionId });
  }
}

async function ownRevision(
  revisionId: number,
  { documentId }: SuppressionRequest,
  { storage }: EditContext,
): Promise<RevisionInfo | undefined> {
  const revision = await storage.records.revision(revisionId);
  return revision?.documentId === documentId ? revision : undefined;
}
