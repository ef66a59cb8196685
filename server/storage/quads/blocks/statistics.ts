/** What the header of a block tells of its rows, so that counts of whole blocks decode nothing. */
import { BORN, DIED, KEY_WORDS, NEVER, fromWords, highWord, readKey } from './rows.ts';
import type { Key } from './rows.ts';

export interface BlockStatistics {
  readonly rows: number;
  readonly first: Key;
  readonly last: Key;
  /** How many first terms, and how many pairs of first and second terms, occur in the block. */
  readonly distinctFirsts: number;
  readonly distinctPairs: number;
  /** The least and the greatest sequence at which a row was born, or died. */
  readonly bornLow: number;
  readonly bornHigh: number;
  readonly diedLow: number;
  readonly diedHigh: number;
}

/** How many words of a header they take. */
export const STATISTICS_WORDS = 1 + 2 * KEY_WORDS + 2 + 2 * 4;

/** Of `length` sorted rows, at least one. */
export function measureRows(columns: readonly Uint32Array[], length: number): BlockStatistics {
  const [firstHi, firstLo, secondHi, secondLo] = columns;
  let distinctFirsts = 1;
  let distinctPairs = 1;
  for (let row = 1; row < length; row++) {
    const before = row - 1;
    if (firstLo[row] !== firstLo[before] || firstHi[row] !== firstHi[before]) {
      distinctFirsts++;
      distinctPairs++;
    } else if (secondLo[row] !== secondLo[before] || secondHi[row] !== secondHi[before]) {
      distinctPairs++;
    }
  }
  const [bornLow, bornHigh] = measureSequences(columns, BORN, length, 0);
  const [diedLow, diedHigh] = measureSequences(columns, DIED, length, NEVER);
  return {
    rows: length,
    first: readKey(columns, 0),
    last: readKey(columns, length - 1),
    distinctFirsts,
    distinctPairs,
    bornLow,
    bornHigh,
    diedLow,
    diedHigh,
  };
}

export function writeStatistics(statistics: BlockStatistics, words: Uint32Array, at: number): void {
  const { bornLow, bornHigh, diedLow, diedHigh } = statistics;
  const sequences = [bornLow, bornHigh, diedLow, diedHigh];
  words.set(
    [
      statistics.rows,
      ...statistics.first,
      ...statistics.last,
      statistics.distinctFirsts,
      statistics.distinctPairs,
      ...sequences.flatMap((sequence) => [highWord(sequence), sequence]),
    ],
    at,
  );
}

export function readStatistics(words: Uint32Array, at: number): BlockStatistics {
  const last = at + 1 + KEY_WORDS;
  const counts = last + KEY_WORDS;
  const sequence = (k: number) => fromWords(words[counts + 2 + 2 * k], words[counts + 3 + 2 * k]);
  return {
    rows: words[at],
    first: words.slice(at + 1, last),
    last: words.slice(last, counts),
    distinctFirsts: words[counts],
    distinctPairs: words[counts + 1],
    bornLow: sequence(0),
    bornHigh: sequence(1),
    diedLow: sequence(2),
    diedHigh: sequence(3),
  };
}

function measureSequences(
  columns: readonly Uint32Array[],
  column: number,
  length: number,
  absent: number,
): [low: number, high: number] {
  if (columns.length <= column) return [absent, absent];
  const [hi, lo] = [columns[column], columns[column + 1]];
  let low = NEVER;
  let high = 0;
  for (let row = 0; row < length; row++) {
    const sequence = fromWords(hi[row], lo[row]);
    if (sequence < low) low = sequence;
    if (sequence > high) high = sequence;
  }
  return [low, high];
}
