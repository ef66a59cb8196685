/** Rows as columns of term ids: what operators hand to each other. */
import { columnPart } from '../../storage/quads/column.ts';
import type { Column } from '../../storage/quads/column.ts';
import { ColumnBuilder } from '../../storage/quads/column-builder.ts';
import type { TermId } from '../../storage/quads/terms/term-id.ts';

/** Small enough for the columns of a batch to stay in the processor's cache. */
export const BATCH_ROWS = 2048;

const FIRST_ROWS = 32;

/** Never changed once handed on, so that operators may share columns. */
export interface Batch {
  /** At most `BATCH_ROWS`, except where there are no columns. */
  readonly length: number;
  readonly columns: readonly Column[];
}

/** Fills batches run by run. `full` says when to hand one on. */
export class BatchBuilder {
  readonly #columns: readonly ColumnBuilder[];
  #length = 0;
  /** Most look-ups find little, and most of their batches stay small. */
  #capacity = FIRST_ROWS;

  constructor(width: number) {
    this.#columns = Array.from({ length: width }, () => new ColumnBuilder(FIRST_ROWS));
  }

  get length(): number {
    return this.#length;
  }

  get full(): boolean {
    return this.#length >= BATCH_ROWS;
  }

  get room(): number {
    return BATCH_ROWS - this.#length;
  }

  /** Add as many rows to each, and say by `commit` how many. */
  get columns(): readonly ColumnBuilder[] {
    return this.#columns;
  }

  commit(rows: number): void {
    this.#length += rows;
  }

  /** What was gathered; the builder starts again. */
  take(): Batch {
    if (this.full) this.#capacity = BATCH_ROWS;
    const columns = this.#columns.map((column) => column.take(this.#capacity));
    const batch = { length: this.#length, columns };
    this.#length = 0;
    return batch;
  }
}

/** The chosen rows of a batch, in the order given. */
export function gather(batch: Batch, rows: Int32Array, length: number): Batch {
  if (length === batch.length) return batch;
  return { length, columns: batch.columns.map((column) => gatherColumn(column, rows, length)) };
}

export function gatherColumn(
  column: Column,
  rows: Int32Array | Uint32Array,
  length: number,
): Column {
  const { hi, lo } = column;
  const pickedLo = new Uint32Array(length);
  for (let i = 0; i < length; i++) pickedLo[i] = lo[rows[i]];
  if (typeof hi === 'number') return { hi, lo: pickedLo };
  const pickedHi = new Uint32Array(length);
  for (let i = 0; i < length; i++) pickedHi[i] = hi[rows[i]];
  return { hi: pickedHi, lo: pickedLo };
}

/** The rows from `start` to `end`, without copying them. */
export function batchPart({ columns }: Batch, start: number, end: number): Batch {
  return { length: end - start, columns: columns.map((column) => columnPart(column, start, end)) };
}

/** A column of one id a row, worked out row by row. */
export function computedColumn(length: number, idOf: (row: number) => TermId): Column {
  const column = new ColumnBuilder(length);
  for (let row = 0; row < length; row++) column.push(idOf(row));
  return column;
}
