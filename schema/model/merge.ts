/**
 * The three-way merge: an edit that was made from an older state is carried over to the newest.
 *
 * It is structural. Changes of different parts (another language, another statement, even a
 * qualifier and a reference of one statement) go together; two different changes of the same part
 * are a conflict; the same change made twice is none.
 */
import { countOperations, diffDocuments, patchDocument } from './diff.ts';
import type { Tally } from './diff/differ.ts';
import type { Document } from './documents/kinds.ts';

export interface Merge {
  /** `latest` with every operation of the edit that fits it. */
  readonly merged: Document;
  /** How many operations the edit consists of. */
  readonly patch: number;
  /** How many of them do not fit. */
  readonly conflicts: number;
}

/** `mine` was made from `base`, and so, by others, was `latest`. */
export function mergeEdits(base: Document, mine: Document, latest: Document): Merge {
  const diff = diffDocuments(base, mine);
  const tally: Tally = { conflicts: 0 };
  const merged = patchDocument(latest, diff, tally) ?? latest;
  return { merged, patch: countOperations(diff), conflicts: tally.conflicts };
}
