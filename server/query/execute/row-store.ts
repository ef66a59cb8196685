/** Rows kept in memory, column by column: build sides, groups, sort input. */
import { ColumnBuilder } from '../../storage/quads/column-builder.ts';
import { columnPart, idAt } from '../../storage/quads/column.ts';
import type { Column } from '../../storage/quads/column.ts';
import type { QueryLimits } from '../limits.ts';
import type { Batch } from './batch.ts';
import { BATCH_ROWS, gatherColumn } from './batch.ts';

/** A high half may have to be kept a row. */
const BYTES_PER_ID = 8;

export class RowStore {
  readonly #limits: QueryLimits;
  #columns: readonly ColumnBuilder[];
  #capacity = 0;
  #length = 0;

  constructor(width: number, limits: QueryLimits) {
    this.#limits = limits;
    this.#columns = Array.from({ length: width }, () => new ColumnBuilder(0));
  }

  get length(): number {
    return this.#length;
  }

  get columns(): readonly Column[] {
    return this.#columns;
  }

  append(batch: Batch, start = 0, end: number = batch.length): void {
    this.#count(this.#length + end - start);
    for (let c = 0; c < this.#columns.length; c++) {
      this.#columns[c].append(batch.columns[c], start, end);
    }
    this.#length += end - start;
  }

  /** Whether the first row of a batch is the same as the last row that was added. */
  endsWithFirstOf({ columns }: Batch): boolean {
    const last = this.#length - 1;
    return last >= 0 && this.#columns.every((column, c) => column.at(last) === idAt(columns[c], 0));
  }

  /** Forgets the rows, not their memory. */
  clear(): void {
    for (const column of this.#columns) column.clear();
    this.#length = 0;
  }

  /** Keeps these rows, in this order. */
  keep(rows: Uint32Array): void {
    this.#columns = this.#columns.map((column) => {
      const kept = new ColumnBuilder(rows.length);
      kept.gather(column, rows, 0, rows.length);
      return kept;
    });
    this.#length = rows.length;
  }

  /** The rows as batches; without `order`, as they came. */
  *batches(order?: Uint32Array): Generator<Batch, void, undefined> {
    const total = order?.length ?? this.#length;
    for (let start = 0; start < total; start += BATCH_ROWS) {
      const end = Math.min(start + BATCH_ROWS, total);
      const columns = this.#columns.map((column) =>
        order === undefined
          ? columnPart(column, start, end)
          : gatherColumn(column, order.subarray(start, end), end - start),
      );
      yield { length: end - start, columns };
    }
  }

  free(): void {
    this.#limits.free(this.#capacity * this.#columns.length * BYTES_PER_ID);
    this.#columns = this.#columns.map(() => new ColumnBuilder(0));
    this.#capacity = 0;
    this.#length = 0;
  }

  #count(rows: number): void {
    if (rows <= this.#capacity) return;
    const capacity = Math.max(rows, this.#capacity * 2, BATCH_ROWS);
    this.#limits.allocate((capacity - this.#capacity) * this.#columns.length * BYTES_PER_ID);
    this.#capacity = capacity;
  }
}
