/** Patrolling: saying that one has looked at a revision. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import { rightsOf } from '../../accounts/rights.ts';
import { refusedTags } from '../../accounts/tagging.ts';
import type { RevisionInfo } from '../../storage/records/record-store.ts';
import { tagStore } from '../edit-context.ts';
import type { EditContext } from '../edit-context.ts';
import type { Actor } from '../edit.ts';
import { refusedTo } from '../permission.ts';

export interface PatrolRequest {
  readonly actor: Actor;
  readonly revisionId: number;
  readonly tags?: readonly string[];
}

/** The revision; one that needs no look any more is no failure. */
export async function patrolRevision(
  { actor, revisionId, tags = [] }: PatrolRequest,
  context: EditContext,
): Promise<Result<RevisionInfo>> {
  const { storage } = context;
  const denied = [
    ...(await refusedTo(actor, ['patrol'], context)),
    ...(await refusedTags(tags, actor, tagStore(context))),
  ];
  if (denied.length > 0) return failed(...denied);
  const revision = await storage.records.revision(revisionId);
  if (revision === undefined) return failed(failure('unknown-revision', { revision: revisionId }));
  if (isOwn(revision, actor) && !rightsOf(actor).has('autopatrol')) {
    return failed(failure('permission-denied', { right: 'autopatrol' }));
  }
  const { documentId, parentRevisionId } = revision;
  await storage.moderation.markPatrolled(revisionId, {
    type: 'patrol',
    action: 'patrol',
    author: actor,
    target: documentId,
    documentId,
    comment: '',
    params: { curid: revisionId, previd: parentRevisionId, auto: false },
    tags,
  });
  return ok(revision);
}

function isOwn({ userId, userName }: RevisionInfo, actor: Actor): boolean {
  return userId === actor.userId && userName === actor.name;
}
