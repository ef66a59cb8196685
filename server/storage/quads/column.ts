/**
 * Columns of term ids. The two halves of an id stand apart, because within one column the high
 * half, which says what kind of term it is, is mostly the same in all rows: then it is one number,
 * and loops over the column touch the low halves alone.
 */
import { hiOf, idOf, loOf } from './terms/term-id.ts';
import type { TermId } from './terms/term-id.ts';

export interface Column {
  /** A number where it is the same in all rows. */
  readonly hi: number | Uint32Array;
  readonly lo: Uint32Array;
}

export function idAt({ hi, lo }: Column, row: number): TermId {
  return idOf(typeof hi === 'number' ? hi : hi[row], lo[row]);
}

/** The first `length` ids as numbers. */
export function idsOf({ hi, lo }: Column, length: number): Float64Array {
  const ids = new Float64Array(length);
  if (typeof hi === 'number') {
    for (let row = 0; row < length; row++) ids[row] = idOf(hi, lo[row]);
  } else {
    for (let row = 0; row < length; row++) ids[row] = idOf(hi[row], lo[row]);
  }
  return ids;
}

export function columnOf(ids: ArrayLike<TermId>): Column {
  const { length } = ids;
  const hi = new Uint32Array(length);
  const lo = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    hi[row] = hiOf(ids[row]);
    lo[row] = loOf(ids[row]);
  }
  return { hi: constantHigh(hi, 0, length) ?? hi, lo };
}

export function constantColumn(id: TermId, length: number): Column {
  return { hi: hiOf(id), lo: new Uint32Array(length).fill(loOf(id)) };
}

/** The same rows without copying them. */
export function columnPart({ hi, lo }: Column, start: number, end: number): Column {
  return {
    hi: typeof hi === 'number' ? hi : (constantHigh(hi, start, end) ?? hi.subarray(start, end)),
    lo: lo.subarray(start, end),
  };
}

function constantHigh(hi: Uint32Array, start: number, end: number): number | undefined {
  if (start >= end) return 0;
  const first = hi[start];
  for (let row = start + 1; row < end; row++) if (hi[row] !== first) return undefined;
  return first;
}
