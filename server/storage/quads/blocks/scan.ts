/** What scans have in common: sorted rows in batches, of which only the open columns are unpacked. */
import type { Column } from '../column.ts';
import type { Key } from './rows.ts';

/** What leaves the index has no more rows than this in a batch. */
export const BATCH_ROWS = 2048;

export interface Scan {
  /** The rows of this batch; both are good until the next call of `advance`. */
  readonly length: number;
  /** By their place in the permutation; those that the range binds are not filled. */
  readonly columns: readonly Column[];
  /** Goes on to the next batch, which has at least one row; false at the end, and from then on. */
  advance(): boolean;
  /**
   * Leaves out what sorts before the key, of what is yet to come: rows of this batch are the
   * caller's. Never goes back. The key begins with what the range binds.
   */
  seek(key: Key, words: number): void;
}
