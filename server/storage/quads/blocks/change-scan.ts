/** Triples in memory that were added or removed, as something to merge: one batch with a sign a row. */
import { columnOf } from '../column.ts';
import type { Column } from '../column.ts';
import type { SignedScan } from './merged-scan.ts';
import type { Scan } from './scan.ts';

/** Sorted, each triple once; the columns in the order of the permutation. */
export interface SignedTriples {
  readonly length: number;
  readonly columns: readonly [Float64Array, Float64Array, Float64Array];
  /** 1 where the triple was added, -1 where it was removed. */
  readonly signs: Int8Array;
}

export function scanChanges({ length, columns, signs }: SignedTriples): SignedScan {
  const ids = columns.map((column) => columnOf(column.subarray(0, length)));
  return { scan: new OneBatch(ids, length), sign: signs };
}

/** Stands at its batch from the beginning, so that it is the merge which seeks in it. */
class OneBatch implements Scan {
  readonly length: number;
  readonly columns: readonly Column[];

  constructor(columns: readonly Column[], length: number) {
    this.columns = columns;
    this.length = length;
  }

  advance(): boolean {
    return false;
  }

  seek(): void {}
}
