/** A stretch of the rows of one permutation: what begins with a prefix, or has the next id in a range. */
import type { IdRange, TermId } from '../quad-index.ts';
import { keyOf } from './rows.ts';
import type { Key } from './rows.ts';

/** Rows are in it whose first words are neither less than `least` nor greater than `most`. */
export interface KeyRange {
  readonly least: Key;
  readonly leastWords: number;
  readonly most: Key;
  readonly mostWords: number;
  /** How many numbers are the same in all rows. */
  readonly bound: number;
}

export function keyRange(prefix: readonly TermId[], range?: IdRange): KeyRange {
  const least = range === undefined ? prefix : [...prefix, range.from];
  const most = range === undefined ? prefix : [...prefix, range.to];
  return {
    least: keyOf(least),
    leastWords: 2 * least.length,
    most: keyOf(most),
    mostWords: 2 * most.length,
    bound: prefix.length,
  };
}
