/** Rows kept in memory, column by column: build sides, groups, sort input. */
import type { QueryLimits } from '../limits.ts';
import type { Batch } from './batch.ts';
import { BATCH_ROWS } from './batch.ts';

export class RowStore {
  readonly #width: number;
  readonly #limits: QueryLimits;
  #columns: Float64Array[];
  #capacity = 0;
  #length = 0;

  constructor(width: number, limits: QueryLimits) {
    this.#width = width;
    this.#limits = limits;
    this.#columns = Array.from({ length: width }, () => new Float64Array(0));
  }

  get length(): number {
    return this.#length;
  }

  get columns(): readonly Float64Array[] {
    return this.#columns;
  }

  append(batch: Batch): void {
    this.#reserve(this.#length + batch.length);
    for (let c = 0; c < this.#width; c++) {
      const from = batch.columns[c];
      this.#columns[c].set(
        from.length === batch.length ? from : from.subarray(0, batch.length),
        this.#length,
      );
    }
    this.#length += batch.length;
  }

  /** Keeps these rows, in this order. */
  keep(rows: readonly number[]): void {
    this.#columns = this.#columns.map((column) => {
      const kept = new Float64Array(column.length);
      rows.forEach((row, index) => {
        kept[index] = column[row];
      });
      return kept;
    });
    this.#length = rows.length;
  }

  /** The rows as batches; without `order`, as they came. */
  *batches(order?: ArrayLike<number>): Generator<Batch, void, undefined> {
    const total = order?.length ?? this.#length;
    for (let start = 0; start < total; start += BATCH_ROWS) {
      const length = Math.min(BATCH_ROWS, total - start);
      const columns = this.#columns.map((column) => {
        if (order === undefined) return column.slice(start, start + length);
        const part = new Float64Array(length);
        for (let i = 0; i < length; i++) part[i] = column[order[start + i]];
        return part;
      });
      yield { length, columns };
    }
  }

  free(): void {
    this.#limits.free(this.#capacity * this.#width * 8);
    this.#columns = this.#columns.map(() => new Float64Array(0));
    this.#capacity = 0;
    this.#length = 0;
  }

  #reserve(rows: number): void {
    if (rows <= this.#capacity) return;
    const capacity = Math.max(rows, this.#capacity * 2, BATCH_ROWS);
    this.#limits.allocate((capacity - this.#capacity) * this.#width * 8);
    this.#columns = this.#columns.map((column) => {
      const larger = new Float64Array(capacity);
      larger.set(column.subarray(0, this.#length));
      return larger;
    });
    this.#capacity = capacity;
  }
}
