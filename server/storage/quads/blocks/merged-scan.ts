/**
 * Several scans of one range as one: a triple is there where the signs of those that have it sum up
 * to more than 0. Blocks and runs count 1, what they say was removed -1, a delta whatever it says.
 *
 * Batches into which nothing of the others falls pass through as they are; else stretches between the
 * heads of the others are copied.
 */
import type { Column } from '../column.ts';
import { ColumnBuilder } from '../column-builder.ts';
import { KEY_WORDS } from './rows.ts';
import type { Key } from './rows.ts';
import { BATCH_ROWS } from './scan.ts';
import type { Scan } from './scan.ts';

export interface SignedScan {
  readonly scan: Scan;
  /** Of all its rows, or of each row of its batch. */
  readonly sign: number | Int8Array;
}

/** `bound`: how many numbers are the same in all rows. */
export function mergeScans(scans: readonly SignedScan[], bound: number): Scan {
  const [only] = scans;
  return scans.length === 1 && only.sign === 1 ? only.scan : new MergedScan(scans, bound);
}

class MergedScan implements Scan {
  length = 0;
  columns: readonly Column[] = [];
  #inputs: Input[];
  readonly #bound: number;
  readonly #output: readonly ColumnBuilder[];

  constructor(scans: readonly SignedScan[], bound: number) {
    this.#inputs = scans.map(({ scan, sign }) => new Input(scan, sign, bound));
    this.#bound = bound;
    // They grow when something is copied: most look-ups find all they want in one of the scans.
    this.#output = [new ColumnBuilder(0), new ColumnBuilder(0), new ColumnBuilder(0)];
  }

  advance(): boolean {
    for (const column of this.#output) column.clear();
    this.columns = this.#output;
    this.length = 0;
    while (this.length < BATCH_ROWS) {
      this.#dropEnded();
      if (this.#inputs.length === 0) return this.length > 0;
      if (this.#step()) return true;
    }
    return true;
  }

  seek(key: Key, words: number): void {
    for (const input of this.#inputs) input.seek(key, words);
  }

  /** Takes what comes next; true where that is a batch as it is, which must be handed on. */
  #step(): boolean {
    const [first, second] = this.#leastHeads();
    if (second === undefined || first.compareHead(second) < 0) {
      const end = second === undefined ? first.length : first.gallopTo(second);
      return this.#takeStretch(first, end);
    }
    this.#takeTogether(first);
    return false;
  }

  #dropEnded(): void {
    let ended = 0;
    for (const input of this.#inputs) if (!input.hasHead()) ended++;
    if (ended > 0) this.#inputs = this.#inputs.filter((input) => input.hasHead());
  }

  /** The two inputs whose heads come first. They are few: nothing is gained by a heap. */
  #leastHeads(): [Input, Input | undefined] {
    let [first] = this.#inputs;
    let second: Input | undefined;
    for (let i = 1; i < this.#inputs.length; i++) {
      const input = this.#inputs[i];
      if (input.compareHead(first) < 0) {
        second = first;
        first = input;
      } else if (second === undefined || input.compareHead(second) < 0) {
        second = input;
      }
    }
    return [first, second];
  }

  /** Rows that no other input has. */
  #takeStretch(input: Input, end: number): boolean {
    const { sign } = input;
    if (typeof sign !== 'number') {
      if (sign[input.row] > 0) this.#copy(input, input.row + 1);
      else input.row++;
    } else if (sign <= 0) {
      input.row = end;
    } else if (this.length === 0 && input.row === 0 && end === input.length) {
      this.columns = input.columns;
      this.length = end;
      input.row = end;
      return true;
    } else {
      this.#copy(input, Math.min(end, input.row + BATCH_ROWS - this.length));
    }
    return false;
  }

  #takeTogether(first: Input): void {
    let sum = 0;
    for (const input of this.#inputs) {
      if (input === first || input.compareHead(first) !== 0) continue;
      sum += input.headSign();
      input.row++;
    }
    if (sum + first.headSign() > 0) this.#copy(first, first.row + 1);
    else first.row++;
  }

  #copy(input: Input, end: number): void {
    for (let k = this.#bound; k < 3; k++) this.#output[k].append(input.columns[k], input.row, end);
    this.length += end - input.row;
    input.row = end;
  }
}

const sought = new Uint32Array(KEY_WORDS);

/** A scan and the row of its batch that comes next. */
class Input {
  row = 0;
  length: number;
  columns: readonly Column[];
  readonly sign: number | Int8Array;
  readonly #scan: Scan;
  readonly #bound: number;

  constructor(scan: Scan, sign: number | Int8Array, bound: number) {
    this.#scan = scan;
    this.length = scan.length;
    this.columns = scan.columns;
    this.sign = sign;
    this.#bound = bound;
  }

  /** Whether there is a row; reads the next batch where this one is used up. */
  hasHead(): boolean {
    if (this.row < this.length) return true;
    this.row = 0;
    this.length = this.#scan.advance() ? this.#scan.length : 0;
    this.columns = this.#scan.columns;
    return this.length > 0;
  }

  headSign(): number {
    return typeof this.sign === 'number' ? this.sign : this.sign[this.row];
  }

  compareHead(other: Input): number {
    for (let k = this.#bound; k < 3; k++) {
      const one = this.columns[k];
      const two = other.columns[k];
      const hi = highAt(one, this.row) - highAt(two, other.row);
      if (hi !== 0) return hi;
      const lo = one.lo[this.row] - two.lo[other.row];
      if (lo !== 0) return lo;
    }
    return 0;
  }

  /** The first row that is not before the head of another input. */
  gallopTo(other: Input): number {
    const key = sought;
    for (let k = this.#bound; k < 3; k++) {
      key[2 * k] = highAt(other.columns[k], other.row);
      key[2 * k + 1] = other.columns[k].lo[other.row];
    }
    return this.#gallop(key, KEY_WORDS);
  }

  seek(key: Key, words: number): void {
    this.row = this.#gallop(key, words);
    if (this.row >= this.length) this.#scan.seek(key, words);
  }

  #gallop(key: Key, words: number): number {
    let low = this.row;
    let step = 1;
    while (low + step <= this.length && this.#compareKey(low + step - 1, key, words) < 0) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step - 1, this.length);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compareKey(middle, key, words) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compareKey(row: number, key: Key, words: number): number {
    for (let k = this.#bound; 2 * k < words; k++) {
      const hi = highAt(this.columns[k], row) - key[2 * k];
      if (hi !== 0) return hi;
      const lo = this.columns[k].lo[row] - key[2 * k + 1];
      if (lo !== 0) return lo;
    }
    return 0;
  }
}

function highAt({ hi }: Column, row: number): number {
  return typeof hi === 'number' ? hi : hi[row];
}
