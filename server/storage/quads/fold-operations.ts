/**
 * Operations on triples → what a level of the index holds of them.
 *
 * A level is what a stretch of the log did: triples that it added and left (`live`, with the
 * sequence of birth), triples of the levels below that it took away (`removed`, with the sequence
 * of that), and triples that came and went within it (`past`). Of each triple the operations
 * alternate, so that the signs of any stretch add up to -1, 0 or 1. Levels fold into one in the
 * same way as edits into the first.
 */
import { compareRows, KEY_WORDS, BORN, DIED, ALL_WORDS } from './blocks/rows.ts';
import type { Rows } from './blocks/rows.ts';
import { RowsBuilder } from './rows-builder.ts';

/** Sorted lists of operations, each as rows with `born`; those of `past` have `died` too. */
export interface OperationLists {
  readonly added: readonly Rows[];
  readonly removed: readonly Rows[];
  readonly past: readonly Rows[];
}

/** Each sorted by triple, then by birth. */
export interface FoldedLevel {
  readonly live: Rows;
  readonly removed: Rows;
  readonly past: Rows;
}

/** Operations of a triple follow one another in the order of the log. */
export interface SortedOperations {
  /** With `born`: when it was done. */
  readonly columns: readonly Uint32Array[];
  readonly signs: Int8Array;
  readonly order: Uint32Array;
}

/** The words that order operations: those of the triple and of the sequence. */
const OPERATION_WORDS = KEY_WORDS + 2;

export function gatherOperations({ added, removed, past }: OperationLists): SortedOperations {
  const lists = [
    ...added.map((rows) => ({ rows, at: BORN, sign: 1 })),
    ...removed.map((rows) => ({ rows, at: BORN, sign: -1 })),
    ...past.map((rows) => ({ rows, at: BORN, sign: 1 })),
    ...past.map((rows) => ({ rows, at: DIED, sign: -1 })),
  ];
  const total = lists.reduce((sum, { rows }) => sum + rows.length, 0);
  const columns = Array.from({ length: OPERATION_WORDS }, () => new Uint32Array(total));
  const signs = new Int8Array(total);
  let orders: Uint32Array[] = [];
  let start = 0;
  for (const { rows, at, sign } of lists) {
    const { length } = rows;
    for (let word = 0; word < KEY_WORDS; word++) copyColumn(rows, word, columns[word], start);
    copyColumn(rows, at, columns[BORN], start);
    copyColumn(rows, at + 1, columns[BORN + 1], start);
    signs.fill(sign, start, start + length);
    orders.push(sortedPlaces(columns, start, start + length));
    start += length;
  }
  while (orders.length > 1) orders = mergePairs(columns, orders);
  return { columns, signs, order: orders[0] ?? new Uint32Array() };
}

export function foldOperations({ columns, signs, order }: SortedOperations): FoldedLevel {
  const live = new RowsBuilder(BORN + 2);
  const removed = new RowsBuilder(BORN + 2);
  const past = new RowsBuilder(ALL_WORDS);
  for (let i = 0; i < order.length; i++) {
    const place = order[i];
    const next = order[i + 1];
    if (signs[place] < 0) {
      removed.push(columns, place);
    } else if (next !== undefined && isSameTriple(columns, place, next)) {
      past.push(columns, place, columns, next);
      i++;
    } else {
      live.push(columns, place);
    }
  }
  return { live: live.done(), removed: removed.done(), past: past.done() };
}

function isSameTriple(columns: readonly Uint32Array[], one: number, other: number): boolean {
  return compareRows(columns, one, columns, other, KEY_WORDS) === 0;
}

function copyColumn({ columns, length }: Rows, word: number, to: Uint32Array, at: number): void {
  to.set(columns[word].subarray(0, length), at);
}

/** What was read from blocks is sorted; only deaths may stand in another order than their births. */
function sortedPlaces(columns: readonly Uint32Array[], start: number, end: number): Uint32Array {
  const places = new Uint32Array(end - start);
  let isSorted = true;
  for (let i = 0; i < places.length; i++) {
    places[i] = start + i;
    if (i > 0 && comparePlaces(columns, start + i - 1, start + i) > 0) isSorted = false;
  }
  return isSorted ? places : places.toSorted((a, b) => comparePlaces(columns, a, b));
}

function comparePlaces(columns: readonly Uint32Array[], one: number, other: number): number {
  return compareRows(columns, one, columns, other, OPERATION_WORDS);
}

function mergePairs(
  columns: readonly Uint32Array[],
  orders: readonly Uint32Array[],
): Uint32Array[] {
  const merged: Uint32Array[] = [];
  for (let i = 0; i < orders.length; i += 2) {
    merged.push(i + 1 < orders.length ? merge(columns, orders[i], orders[i + 1]) : orders[i]);
  }
  return merged;
}

function merge(columns: readonly Uint32Array[], one: Uint32Array, other: Uint32Array): Uint32Array {
  const merged = new Uint32Array(one.length + other.length);
  let [inOne, inOther, at] = [0, 0, 0];
  while (inOne < one.length && inOther < other.length) {
    merged[at++] =
      comparePlaces(columns, one[inOne], other[inOther]) <= 0 ? one[inOne++] : other[inOther++];
  }
  merged.set(one.subarray(inOne), at);
  merged.set(other.subarray(inOther), at + one.length - inOne);
  return merged;
}
