/**
 * Sorted runs → blocks, a stream: for bulk load, whose runs do not fit into memory together.
 *
 * A run is sorted and has each triple once; of triples in several runs the first run's is kept.
 */
import { BLOCK_ROWS } from './block-format.ts';
import { KEY_WORDS, allocateRows, compareRows } from './rows.ts';
import type { Rows } from './rows.ts';
import { BlockWriter } from './write-block.ts';
import type { WrittenBlock } from './write-block.ts';

/** Cuts sorted rows into full blocks and a last one. */
export class BlockStream {
  readonly #writer = new BlockWriter();
  readonly #columns: readonly Uint32Array[];
  readonly #emit: (block: WrittenBlock) => void;
  #length = 0;

  /** `words` a row: six, eight or ten. */
  constructor(words: number, emit: (block: WrittenBlock) => void) {
    this.#columns = allocateRows(BLOCK_ROWS, words);
    this.#emit = emit;
  }

  /** How many rows have not become a block yet. */
  get pending(): number {
    return this.#length;
  }

  /** The rows from `begin` up to `end`, which come after all so far. */
  append(columns: readonly Uint32Array[], begin: number, end: number): void {
    let from = begin;
    while (from < end) {
      const until = Math.min(end, from + BLOCK_ROWS - this.#length);
      for (let word = 0; word < this.#columns.length; word++) {
        this.#columns[word].set(columns[word].subarray(from, until), this.#length);
      }
      this.#length += until - from;
      from = until;
      if (this.#length === BLOCK_ROWS) this.finish();
    }
  }

  /** Writes what has not become a block yet. */
  finish(): void {
    if (this.#length === 0) return;
    this.#emit(this.#writer.write({ columns: this.#columns, length: this.#length }));
    this.#length = 0;
  }
}

/** `runs` come in batches: what a run gave last may change when it is asked for more. */
export function mergeRuns(runs: readonly Iterable<Rows>[], output: BlockStream): void {
  const heap = new RunHeap(runs);
  for (let first = heap.first(); first !== undefined; first = heap.first()) {
    const second = heap.second();
    const end = second === undefined ? first.length : first.gallopTo(second);
    if (end > first.row) {
      output.append(first.columns, first.row, end);
      first.row = end;
      heap.moveFirst();
    } else {
      heap.dropSecond();
    }
  }
  output.finish();
}

/** A run and the row of its batch that comes next. */
class Run {
  row = 0;
  length = 0;
  columns: readonly Uint32Array[] = [];
  readonly number: number;
  readonly #batches: Iterator<Rows>;

  constructor(batches: Iterable<Rows>, number: number) {
    this.#batches = batches[Symbol.iterator]();
    this.number = number;
  }

  /** False at the end. */
  hasRow(): boolean {
    while (this.row >= this.length) {
      const { value, done } = this.#batches.next();
      if (done === true) return false;
      ({ columns: this.columns, length: this.length } = value);
      this.row = 0;
    }
    return true;
  }

  /** Of runs with the same triple, the one with the lower number comes first. */
  isBefore(other: Run): boolean {
    const order = this.#compare(this.row, other);
    return order < 0 || (order === 0 && this.number < other.number);
  }

  /** The first row that is not before the next of another run. */
  gallopTo(other: Run): number {
    let low = this.row;
    let step = 1;
    while (low + step <= this.length && this.#compare(low + step - 1, other) < 0) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step - 1, this.length);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, other) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(row: number, other: Run): number {
    return compareRows(this.columns, row, other.columns, other.row, KEY_WORDS);
  }
}

/** A binary heap by the next rows: the first of them is at the root, the second below it. */
class RunHeap {
  readonly #runs: Run[] = [];

  constructor(runs: readonly Iterable<Rows>[]) {
    for (const [number, batches] of runs.entries()) {
      const run = new Run(batches, number);
      if (run.hasRow()) this.#runs.push(run);
    }
    for (let place = (this.#runs.length >>> 1) - 1; place >= 0; place--) this.#sink(place);
  }

  first(): Run | undefined {
    return this.#runs[0];
  }

  second(): Run | undefined {
    return this.#runs[this.#placeOfSecond()];
  }

  /** After the row of the first has changed. */
  moveFirst(): void {
    this.#move(0);
  }

  /** Leaves out the next row of the second. */
  dropSecond(): void {
    const place = this.#placeOfSecond();
    this.#runs[place].row++;
    this.#move(place);
  }

  #placeOfSecond(): number {
    const [, left, right] = this.#runs;
    return right !== undefined && right.isBefore(left) ? 2 : 1;
  }

  #move(place: number): void {
    const runs = this.#runs;
    if (place >= runs.length) return;
    if (!runs[place].hasRow()) {
      const last = runs.pop();
      if (last === undefined || place === runs.length) return;
      runs[place] = last;
    }
    this.#sink(place);
  }

  #sink(start: number): void {
    const runs = this.#runs;
    const run = runs[start];
    let place = start;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= runs.length) break;
      if (child + 1 < runs.length && runs[child + 1].isBefore(runs[child])) child++;
      if (!runs[child].isBefore(run)) break;
      runs[place] = runs[child];
      place = child;
    }
    runs[place] = run;
  }
}
