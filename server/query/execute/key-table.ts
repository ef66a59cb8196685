/**
 * Numbers distinct keys 0, 1, 2 … in the order in which they appear: open addressing over typed
 * columns. Joins, groups and `DISTINCT` all rest on it. Hot.
 */
import type { QueryLimits } from '../limits.ts';

const FIRST_CAPACITY = 64;
const EMPTY = -1;

export class KeyTable {
  readonly #width: number;
  readonly #limits: QueryLimits;
  #keys: Float64Array[];
  #slots: Int32Array = new Int32Array(FIRST_CAPACITY * 2).fill(EMPTY);
  #capacity = FIRST_CAPACITY;
  #size = 0;

  constructor(width: number, limits: QueryLimits) {
    this.#width = width;
    this.#limits = limits;
    this.#keys = Array.from({ length: width }, () => new Float64Array(FIRST_CAPACITY));
  }

  get size(): number {
    return this.#size;
  }

  /** Column `index` of the keys, in the order of their numbers. */
  get keys(): readonly Float64Array[] {
    return this.#keys;
  }

  /** The number of the key that `row` of the columns holds, or -1. */
  find(columns: readonly Float64Array[], row: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = this.#hash(columns, row) & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot];
      if (number === EMPTY || this.#equals(number, columns, row)) return number;
    }
  }

  /** Like `find`, but a new key is added; it is new if its number is the size before. */
  add(columns: readonly Float64Array[], row: number): number {
    if (this.#size === this.#capacity) this.#grow();
    const mask = this.#slots.length - 1;
    let slot = this.#hash(columns, row) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot];
      if (number === EMPTY) break;
      if (this.#equals(number, columns, row)) return number;
    }
    const number = this.#size++;
    this.#slots[slot] = number;
    for (let c = 0; c < this.#width; c++) {
      this.#keys[c][number] = columns[c][row];
    }
    return number;
  }

  free(): void {
    this.#limits.free((this.#capacity - FIRST_CAPACITY) * this.#bytesPerKey());
    this.#keys = [];
    this.#slots = new Int32Array(0);
    this.#capacity = FIRST_CAPACITY;
    this.#size = 0;
  }

  #hash(columns: readonly Float64Array[], row: number): number {
    let hash = 17;
    for (let c = 0; c < this.#width; c++) hash = mix(hash, columns[c][row]);
    return hash ^ (hash >>> 16);
  }

  #equals(number: number, columns: readonly Float64Array[], row: number): boolean {
    for (let c = 0; c < this.#width; c++) {
      if (this.#keys[c][number] !== columns[c][row]) return false;
    }
    return true;
  }

  #grow(): void {
    const capacity = this.#capacity * 2;
    this.#limits.allocate((capacity - this.#capacity) * this.#bytesPerKey());
    this.#keys = this.#keys.map((column) => {
      const larger = new Float64Array(capacity);
      larger.set(column);
      return larger;
    });
    this.#capacity = capacity;
    this.#slots = new Int32Array(capacity * 2).fill(EMPTY);
    const mask = this.#slots.length - 1;
    for (let number = 0; number < this.#size; number++) {
      let slot = this.#hash(this.#keys, number) & mask;
      while (this.#slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      this.#slots[slot] = number;
    }
  }

  #bytesPerKey(): number {
    return this.#width * 8 + 8;
  }
}

/** Both halves of the 53 bits count. */
function mix(hash: number, id: number): number {
  const low = Math.imul(hash ^ (id | 0), 0x85ebca6b);
  const high = Math.imul(low ^ (low >>> 13) ^ ((id / 4_294_967_296) | 0), 0xc2b2ae35);
  return high ^ (high >>> 15);
}
