/** Triples in memory, sorted by one permutation: for indexes that have no such order on disk. */
import { columnOf, columnPart, constantColumn, idAt } from './column.ts';
import type { Column } from './column.ts';
import { positionsOf } from './permutation.ts';
import type { IdRange, Permutation, TermId, TripleCursor, Triples } from './quad-index.ts';

const CURSOR_ROWS = 2048;

/** Three columns of the same length, in any order. */
export interface TripleIds {
  readonly subject: Float64Array;
  readonly predicate: Float64Array;
  readonly object: Float64Array;
}

export class SortedTriples {
  readonly permutation: Permutation;
  readonly length: number;
  /** In the order of the permutation. */
  readonly columns: readonly [Column, Column, Column];

  constructor(triples: TripleIds, permutation: Permutation) {
    this.permutation = permutation;
    this.length = triples.subject.length;
    const [first, second, third] = positionsOf[permutation].map((position) => triples[position]);
    const order = new Uint32Array(this.length);
    for (let row = 0; row < order.length; row++) order[row] = row;
    order.sort((a, b) => first[a] - first[b] || second[a] - second[b] || third[a] - third[b]);
    const sorted = (ids: Float64Array): Column =>
      columnOf(Float64Array.from(order, (row) => ids[row]));
    this.columns = [sorted(first), sorted(second), sorted(third)];
  }

  /** The rows that begin with `prefix`, and whose next column lies in the range. */
  bounds(prefix: readonly TermId[], range?: IdRange): { start: number; end: number } {
    const least = range === undefined ? prefix : [...prefix, range.from];
    const most = range === undefined ? prefix : [...prefix, range.to];
    const start = this.#search(0, this.length, (row) => this.compare(row, 0, least) >= 0);
    const end = this.#search(start, this.length, (row) => this.compare(row, 0, most) > 0);
    return { start, end };
  }

  cursor(prefix: readonly TermId[], range?: IdRange): TripleCursor {
    const { start, end } = this.bounds(prefix, range);
    return new SortedCursor(this, start, end, prefix);
  }

  /** The order of a row and a key that begins at the column `from`. */
  compare(row: number, from: number, key: readonly TermId[]): number {
    for (let column = 0; column < key.length; column++) {
      const difference = idAt(this.columns[from + column], row) - key[column];
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** The first row between `start` and `end` that `isReached`, by doubling steps. */
  gallop(start: number, end: number, isReached: (row: number) => boolean): number {
    let step = 1;
    let low = start;
    while (low + step < end && !isReached(low + step)) {
      low += step;
      step *= 2;
    }
    return this.#search(low, Math.min(end, low + step + 1), isReached);
  }

  #search(start: number, end: number, isReached: (row: number) => boolean): number {
    let [low, high] = [start, end];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isReached(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

class SortedCursor implements TripleCursor {
  readonly permutation: Permutation;
  readonly #triples: SortedTriples;
  readonly #prefix: readonly TermId[];
  readonly #end: number;
  #row: number;

  constructor(triples: SortedTriples, start: number, end: number, prefix: readonly TermId[]) {
    this.permutation = triples.permutation;
    this.#triples = triples;
    this.#prefix = prefix;
    this.#row = start;
    this.#end = end;
  }

  next(): Triples | undefined {
    const start = this.#row;
    const end = Math.min(this.#end, start + CURSOR_ROWS);
    if (start >= end) return undefined;
    this.#row = end;
    const parts = this.#triples.columns.map((column, index) =>
      index < this.#prefix.length
        ? constantColumn(this.#prefix[index], end - start)
        : columnPart(column, start, end),
    );
    const positions = positionsOf[this.permutation];
    return {
      length: end - start,
      subjects: parts[positions.indexOf('subject')],
      predicates: parts[positions.indexOf('predicate')],
      objects: parts[positions.indexOf('object')],
    };
  }

  seek(key: readonly TermId[]): void {
    const triples = this.#triples;
    const from = this.#prefix.length;
    this.#row = triples.gallop(this.#row, this.#end, (row) => triples.compare(row, from, key) >= 0);
  }
}
