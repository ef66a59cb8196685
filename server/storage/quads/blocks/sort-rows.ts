/**
 * Sorts rows by their first words: a radix sort from the last digit to the first.
 *
 * Digits of 11 bits: two a hi, three a lo. A digit that is the same in all rows is skipped, and of
 * the fifteen most are: tags are few, and numbers small.
 */
import { KEY_WORDS, allocateRows, compareRows } from './rows.ts';
import type { Rows } from './rows.ts';

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/** The same rows in a new order; equal triples keep theirs. */
export function sortRows({ columns, length }: Rows): Rows {
  const order = sortedOrder(columns, length);
  const sorted = columns.map((column) => gather(column, order));
  return { columns: sorted, length };
}

/** Sorted rows, each triple once: the first of its kind. */
export function dropDuplicates({ columns, length }: Rows): Rows {
  const kept = allocateRows(length, columns.length);
  let count = 0;
  for (let row = 0; row < length; row++) {
    if (row > 0 && compareRows(columns, row - 1, columns, row, KEY_WORDS) === 0) continue;
    for (let k = 0; k < columns.length; k++) kept[k][count] = columns[k][row];
    count++;
  }
  return { columns: kept, length: count };
}

function sortedOrder(columns: readonly Uint32Array[], length: number): Uint32Array {
  let order = Uint32Array.from({ length }, (_, row) => row);
  let next = new Uint32Array(length);
  for (let word = KEY_WORDS - 1; word >= 0; word--) {
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      const counts = countDigits(columns[word], length, shift);
      if (counts === undefined) continue;
      distribute(columns[word], shift, order, next, counts);
      [order, next] = [next, order];
    }
  }
  return order;
}

/** Where each digit's rows begin; `undefined` where all rows have the same digit. */
function countDigits(column: Uint32Array, length: number, shift: number): Uint32Array | undefined {
  const counts = new Uint32Array(DIGITS);
  for (let row = 0; row < length; row++) counts[(column[row] >>> shift) & (DIGITS - 1)]++;
  if (length === 0 || counts[(column[0] >>> shift) & (DIGITS - 1)] === length) return undefined;
  let begin = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const count = counts[digit];
    counts[digit] = begin;
    begin += count;
  }
  return counts;
}

function distribute(
  column: Uint32Array,
  shift: number,
  order: Uint32Array,
  next: Uint32Array,
  begins: Uint32Array,
): void {
  for (let i = 0; i < order.length; i++) {
    const row = order[i];
    next[begins[(column[row] >>> shift) & (DIGITS - 1)]++] = row;
  }
}

function gather(column: Uint32Array, order: Uint32Array): Uint32Array {
  const sorted = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) sorted[i] = column[order[i]];
  return sorted;
}
