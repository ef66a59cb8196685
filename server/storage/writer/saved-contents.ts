/** Contents cross from the writer to main only where it changed them, by an id. */
import type { Commit, CommitOutcome, SavedRevision } from '../records/commit.ts';

export function withoutKnownContents(outcome: CommitOutcome, commit: Commit): CommitOutcome {
  return mapSaved(outcome, commit, (revision) => ({ ...revision, content: undefined }));
}

export function withKnownContents(outcome: CommitOutcome, commit: Commit): CommitOutcome {
  return mapSaved(outcome, commit, (revision, content) => ({ ...revision, content }));
}

/** Changes the revisions whose page had its id before; their content is what was sent. */
function mapSaved(
  outcome: CommitOutcome,
  { changes }: Commit,
  change: (revision: SavedRevision, sent: string | undefined) => SavedRevision,
): CommitOutcome {
  if (outcome.outcome !== 'saved') return outcome;
  const revisions = outcome.revisions.map((revision, index) => {
    const { documentId, content } = changes[index];
    return documentId === undefined ? revision : change(revision, content);
  });
  return { ...outcome, revisions };
}
