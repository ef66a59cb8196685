/**
 * An edit was made from a revision that is no longer the newest: what now?
 *
 * Its change is carried over to the newest revision, part by part. What others changed in the same
 * part is a conflict, and the edit is refused; unless the others are the same person, whose newer
 * word counts.
 */
import type { Document } from '../../schema/model/documents/kinds.ts';
import { mergeEdits } from '../../schema/model/merge.ts';
import type { RecordStore } from '../storage/records/record-store.ts';
import type { Actor, Merge } from './edit.ts';

export type Resolution =
  | {
      readonly outcome: 'merged';
      readonly document: Document;
      readonly merge: Exclude<Merge, 'none'>;
    }
  | { readonly outcome: 'conflict' };

interface Conflict {
  readonly base: Document;
  readonly mine: Document;
  readonly latest: Document;
  /** Did the editor also make every revision since the base? Asked only where it matters. */
  readonly isSelfConflict: () => Promise<boolean>;
}

export async function resolveConflict(conflict: Conflict): Promise<Resolution> {
  const { base, mine, latest } = conflict;
  if (base.type !== latest.type || mine.type !== latest.type) return { outcome: 'conflict' };
  const { merged, patch, conflicts } = mergeEdits(base, mine, latest);
  if (patch === 0) return { outcome: 'merged', document: latest, merge: 'clean' };
  if (conflicts === 0) return { outcome: 'merged', document: merged, merge: 'clean' };
  const somethingIsClean = patch > conflicts;
  return somethingIsClean && (await conflict.isSelfConflict())
    ? { outcome: 'merged', document: merged, merge: 'self-conflict' }
    : { outcome: 'conflict' };
}

const REVISIONS_PER_READ = 100;

/** Are all revisions of the page after `baseRevisionId` the actor's own? */
export async function allSinceAreBy(
  actor: Actor,
  documentId: string,
  baseRevisionId: number,
  records: RecordStore,
): Promise<boolean> {
  let before: number | undefined;
  for (;;) {
    const page = await records.history({
      documentId,
      limit: REVISIONS_PER_READ,
      ...(before === undefined ? {} : { before }),
    });
    for (const revision of page) {
      if (revision.revisionId <= baseRevisionId) return true;
      if (revision.userId !== actor.userId || revision.userName !== actor.name) return false;
    }
    before = page.at(-1)?.revisionId;
    if (before === undefined) return true;
  }
}
