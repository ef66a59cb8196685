/** Rows that grow. */
import { BORN, DIED } from './blocks/rows.ts';
import type { Rows } from './blocks/rows.ts';

const FIRST_CAPACITY = 1024;

export class RowsBuilder {
  #columns: Uint32Array[];
  #length = 0;
  #capacity = FIRST_CAPACITY;

  /** Six words a row, or eight with a birth, or ten with a death too. */
  constructor(words: number) {
    this.#columns = Array.from({ length: words }, () => new Uint32Array(FIRST_CAPACITY));
  }

  get length(): number {
    return this.#length;
  }

  /** One row with its birth; `deaths` are rows of operations, whose `born` is when they were done. */
  push(
    rows: readonly Uint32Array[],
    row: number,
    deaths?: readonly Uint32Array[],
    death = 0,
  ): void {
    this.#reserve(1);
    const columns = this.#columns;
    const at = this.#length++;
    for (let word = 0; word < DIED && word < columns.length; word++) {
      columns[word][at] = rows[word][row];
    }
    if (deaths === undefined) return;
    columns[DIED][at] = deaths[BORN][death];
    columns[DIED + 1][at] = deaths[BORN + 1][death];
  }

  /** The rows from `start` to `end`, all the words that both have. */
  append(columns: readonly Uint32Array[], start: number, end: number): void {
    if (start >= end) return;
    this.#reserve(end - start);
    for (const [word, column] of this.#columns.entries()) {
      column.set(columns[word].subarray(start, end), this.#length);
    }
    this.#length += end - start;
  }

  /** The rows so far; they are good until the builder is used again. */
  done(): Rows {
    return { length: this.#length, columns: this.#columns };
  }

  clear(): void {
    this.#length = 0;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#capacity) return;
    this.#capacity = Math.max(2 * this.#capacity, this.#length + more);
    this.#columns = this.#columns.map((column) => {
      const grown = new Uint32Array(this.#capacity);
      grown.set(column.subarray(0, this.#length));
      return grown;
    });
  }
}
