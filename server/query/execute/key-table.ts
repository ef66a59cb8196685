/**
 * Numbers distinct keys 0, 1, 2 … in the order in which they appear: open addressing over typed
 * columns, a batch at a time. Joins, groups and `DISTINCT` all rest on it. Hot.
 */
import { ColumnBuilder } from '../../storage/quads/column-builder.ts';
import type { Column } from '../../storage/quads/column.ts';
import type { QueryLimits } from '../limits.ts';

const FIRST_CAPACITY = 64;
const EMPTY = -1;
/** A slot pair, the hash, and room for both halves of each id. */
const BYTES_PER_KEY = 12;
const BYTES_PER_ID = 8;

export class KeyTable {
  readonly #limits: QueryLimits;
  readonly #keys: readonly ColumnBuilder[];
  #hashes = new Int32Array(FIRST_CAPACITY);
  #slots: Int32Array = new Int32Array(FIRST_CAPACITY * 2).fill(EMPTY);
  #capacity = FIRST_CAPACITY;
  #size = 0;
  /** Of the batch at hand. */
  #rowHashes = new Int32Array(0);

  constructor(width: number, limits: QueryLimits) {
    this.#limits = limits;
    this.#keys = Array.from({ length: width }, () => new ColumnBuilder(FIRST_CAPACITY));
  }

  get size(): number {
    return this.#size;
  }

  /** Column by column, in the order of their numbers. */
  get keys(): readonly Column[] {
    return this.#keys;
  }

  /** Writes the number of each row's key to `numbers`, or -1. */
  findAll(columns: readonly Column[], length: number, numbers: Int32Array): void {
    this.#hash(columns, length);
    const slots = this.#slots;
    const mask = slots.length - 1;
    const rowHashes = this.#rowHashes;
    for (let row = 0; row < length; row++) {
      const hash = rowHashes[row];
      let slot = hash & mask;
      let number = slots[slot];
      while (number !== EMPTY && !this.#equals(number, hash, columns, row)) {
        slot = (slot + 1) & mask;
        number = slots[slot];
      }
      numbers[row] = number;
    }
  }

  /** Like `findAll`, but new keys are added: their numbers begin at the size before. */
  addAll(columns: readonly Column[], length: number, numbers: Int32Array): void {
    this.#hash(columns, length);
    const rowHashes = this.#rowHashes;
    for (let row = 0; row < length; row++) {
      if (this.#size === this.#capacity) this.#grow();
      const slots = this.#slots;
      const mask = slots.length - 1;
      const hash = rowHashes[row];
      let slot = hash & mask;
      let number = slots[slot];
      while (number !== EMPTY && !this.#equals(number, hash, columns, row)) {
        slot = (slot + 1) & mask;
        number = slots[slot];
      }
      if (number === EMPTY) {
        number = this.#size++;
        slots[slot] = number;
        this.#hashes[number] = hash;
        for (let c = 0; c < this.#keys.length; c++) this.#keys[c].append(columns[c], row, row + 1);
      }
      numbers[row] = number;
    }
  }

  free(): void {
    this.#limits.free((this.#capacity - FIRST_CAPACITY) * this.#bytesPerKey());
    for (const column of this.#keys) column.take(0);
    this.#slots = new Int32Array(2).fill(EMPTY);
    this.#capacity = FIRST_CAPACITY;
    this.#size = 0;
  }

  /** Column by column, so that each loop reads one array. */
  #hash(columns: readonly Column[], length: number): void {
    if (this.#rowHashes.length < length) this.#rowHashes = new Int32Array(length);
    const hashes = this.#rowHashes.fill(17, 0, length);
    for (const { hi, lo } of columns) {
      if (typeof hi === 'number') {
        const high = Math.imul(hi, 0x9e3779b1);
        for (let row = 0; row < length; row++) hashes[row] = mix(hashes[row] ^ high, lo[row]);
      } else {
        for (let row = 0; row < length; row++) {
          hashes[row] = mix(hashes[row] ^ Math.imul(hi[row], 0x9e3779b1), lo[row]);
        }
      }
    }
  }

  #equals(number: number, hash: number, columns: readonly Column[], row: number): boolean {
    if (this.#hashes[number] !== hash) return false;
    for (let c = 0; c < columns.length; c++) {
      const key = this.#keys[c];
      const column = columns[c];
      if (key.lo[number] !== column.lo[row]) return false;
      const keyHi = typeof key.hi === 'number' ? key.hi : key.hi[number];
      const hi = typeof column.hi === 'number' ? column.hi : column.hi[row];
      if (keyHi !== hi) return false;
    }
    return true;
  }

  #grow(): void {
    const capacity = this.#capacity * 2;
    this.#limits.allocate((capacity - this.#capacity) * this.#bytesPerKey());
    const hashes = new Int32Array(capacity);
    hashes.set(this.#hashes.subarray(0, this.#size));
    this.#hashes = hashes;
    this.#capacity = capacity;
    this.#slots = new Int32Array(capacity * 2).fill(EMPTY);
    const mask = this.#slots.length - 1;
    for (let number = 0; number < this.#size; number++) {
      let slot = hashes[number] & mask;
      while (this.#slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      this.#slots[slot] = number;
    }
  }

  #bytesPerKey(): number {
    return this.#keys.length * BYTES_PER_ID + BYTES_PER_KEY;
  }
}

function mix(hash: number, lo: number): number {
  const low = Math.imul(hash ^ lo, 0x85ebca6b);
  const high = Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  return high ^ (high >>> 16);
}
