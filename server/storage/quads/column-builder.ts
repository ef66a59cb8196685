/** A column that grows. Its high half stays one number for as long as all its ids share it. */
import { idAt } from './column.ts';
import type { Column } from './column.ts';
import { hiOf, loOf } from './terms/term-id.ts';
import type { TermId } from './terms/term-id.ts';

export class ColumnBuilder implements Column {
  hi: number | Uint32Array = 0;
  lo: Uint32Array;
  #length = 0;
  /** Memory for `hi` that was in use before `clear`: batches that are filled anew need it each time. */
  #spare: Uint32Array | undefined;

  constructor(capacity: number) {
    this.lo = new Uint32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  push(id: TermId): void {
    this.#reserve(1);
    const high = hiOf(id);
    const at = this.#length;
    const hi = this.#highsFor(high);
    if (hi !== undefined) hi[at] = high;
    this.lo[at] = loOf(id);
    this.#length = at + 1;
  }

  /** Adds the rows from `start` to `end` of another column. Hot. */
  append(from: Column, start: number, end: number): void {
    const count = end - start;
    if (count <= 0) return;
    this.#reserve(count);
    const at = this.#length;
    if (typeof from.hi === 'number') {
      const hi = this.#highsFor(from.hi);
      if (hi !== undefined) hi.fill(from.hi, at, at + count);
    } else {
      copyRows(from.hi, start, end, this.#allHighs(), at);
    }
    copyRows(from.lo, start, end, this.lo, at);
    this.#length = at + count;
  }

  /** Adds the chosen rows of another column, in the order given. Hot. */
  gather(from: Column, rows: Int32Array | Uint32Array, start: number, end: number): void {
    const count = end - start;
    if (count <= 0) return;
    this.#reserve(count);
    const at = this.#length - start;
    const lo = this.lo;
    const fromLo = from.lo;
    for (let i = start; i < end; i++) lo[at + i] = fromLo[rows[i]];
    if (typeof from.hi === 'number') {
      const hi = this.#highsFor(from.hi);
      if (hi !== undefined) hi.fill(from.hi, this.#length, this.#length + count);
    } else {
      const hi = this.#allHighs();
      const fromHi = from.hi;
      for (let i = start; i < end; i++) hi[at + i] = fromHi[rows[i]];
    }
    this.#length += count;
  }

  /** Adds the same id `count` times. */
  fill(id: TermId, count: number): void {
    if (count <= 0) return;
    this.#reserve(count);
    const high = hiOf(id);
    const at = this.#length;
    const hi = this.#highsFor(high);
    if (hi !== undefined) hi.fill(high, at, at + count);
    this.lo.fill(loOf(id), at, at + count);
    this.#length = at + count;
  }

  at(row: number): TermId {
    return idAt(this, row);
  }

  /** Starts again with the same memory. */
  clear(): void {
    this.#length = 0;
    if (typeof this.hi !== 'number') this.#spare = this.hi;
    this.hi = 0;
  }

  /** What was gathered, as a column of its own; the builder starts again with new memory. */
  take(capacity: number): Column {
    const taken = { hi: this.hi, lo: this.lo };
    this.lo = new Uint32Array(capacity);
    this.clear();
    this.#spare = undefined;
    return taken;
  }

  /** The array to write high halves to, or `undefined` where all are still `high`. */
  #highsFor(high: number): Uint32Array | undefined {
    if (typeof this.hi !== 'number') return this.hi;
    if (this.#length === 0) this.hi = high;
    return this.hi === high ? undefined : this.#allHighs();
  }

  #allHighs(): Uint32Array {
    if (typeof this.hi === 'number') {
      const memory =
        this.#spare?.length === this.lo.length ? this.#spare : new Uint32Array(this.lo.length);
      this.hi = memory.fill(this.hi, 0, this.#length);
    }
    return this.hi;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.lo.length) return;
    const capacity = Math.max(needed, this.lo.length * 2, 64);
    this.lo = larger(this.lo, capacity, this.#length);
    if (typeof this.hi !== 'number') this.hi = larger(this.hi, capacity, this.#length);
  }
}

/** A view of a few rows takes longer to make than to copy them one by one. */
const FEW_ROWS = 64;

function copyRows(
  from: Uint32Array,
  start: number,
  end: number,
  to: Uint32Array,
  at: number,
): void {
  if (end - start > FEW_ROWS) to.set(from.subarray(start, end), at);
  else for (let row = start; row < end; row++) to[at + row - start] = from[row];
}

function larger(values: Uint32Array, capacity: number, length: number): Uint32Array {
  const copy = new Uint32Array(capacity);
  copy.set(values.subarray(0, length));
  return copy;
}
