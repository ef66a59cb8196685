/** Rollback: takes back all that somebody did to a page since the last revision by anybody else. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import type { RecordStore, RevisionInfo } from '../../storage/records/record-store.ts';
import type { Edit } from '../edit.ts';
import { lackingRights } from '../required-rights.ts';
import { restoreEdit } from './undo.ts';

export interface RollbackRequest extends Pick<Edit, 'actor' | 'comment' | 'tags' | 'bot'> {
  readonly documentId: string;
  /** Whose edits; where the newest is by somebody else, nothing is done. */
  readonly userName: string;
}

export interface Rollback {
  readonly edit: Edit;
  /** The newest revision, and the one that comes back. */
  readonly newest: RevisionInfo;
  readonly target: RevisionInfo;
}

const REVISIONS_PER_READ = 100;

export async function rollbackEdit(
  request: RollbackRequest,
  records: RecordStore,
): Promise<Result<Rollback>> {
  const { actor, documentId, userName, comment, tags, bot } = request;
  const denied = lackingRights(actor, ['rollback']);
  if (denied.length > 0) return failed(...denied);
  const [newest] = await records.history({ documentId, limit: 1 });
  if (newest === undefined) return failed(failure('unknown-entity', { id: documentId }));
  if (newest.userName !== userName) {
    return failed(failure('already-rolled-back', { id: documentId, user: userName }));
  }
  const target = await newestByOthers(newest, records);
  if (target === undefined) {
    return failed(failure('only-author', { id: documentId, user: userName }));
  }
  const restored = await restoreEdit({ actor, revisionId: target.revisionId }, records);
  if (!restored.ok) return restored;
  const edit: Edit = {
    ...restored.value,
    baseRevisionId: newest.revisionId,
    conflicts: 'refuse',
    summary: { key: 'rollback', args: [userName, target.userName ?? ''] },
    reverts: { tag: 'mw-rollback', revisions: { after: target.revisionId } },
    minor: true,
    ...(comment === undefined ? {} : { comment }),
    ...(tags === undefined ? {} : { tags }),
    ...(bot === undefined ? {} : { bot }),
  };
  return ok({ edit, newest, target });
}

/** Suppressed authors are nobody in particular, so they are others. */
async function newestByOthers(
  newest: RevisionInfo,
  records: RecordStore,
): Promise<RevisionInfo | undefined> {
  const { documentId, userName } = newest;
  let before = newest.revisionId;
  for (;;) {
    const page = await records.history({ documentId, before, limit: REVISIONS_PER_READ });
    const other = page.find((revision) => revision.userName !== userName);
    const last = page.at(-1);
    if (other !== undefined || last === undefined) return other;
    before = last.revisionId;
  }
}
