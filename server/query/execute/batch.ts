/** Rows as columns of term ids: what operators hand to each other. */
import type { TermId } from '../../storage/quads/quad-index.ts';

/** Stands where a row binds nothing. Ids of the index are never negative. */
export const UNBOUND: TermId = -1;

export const BATCH_ROWS = 1024;

/** Never changed once handed on, so that operators may share columns. */
export interface Batch {
  readonly length: number;
  readonly columns: readonly Float64Array[];
}

/** Fills batches row by row or run by run. `full` says when to hand one on. */
export class BatchBuilder {
  readonly #width: number;
  readonly #capacity: number;
  #columns: Float64Array[];
  #length = 0;

  constructor(width: number, capacity: number = BATCH_ROWS) {
    this.#width = width;
    this.#capacity = capacity;
    this.#columns = this.#fresh();
  }

  get full(): boolean {
    return this.#length >= this.#capacity;
  }

  get length(): number {
    return this.#length;
  }

  get room(): number {
    return this.#capacity - this.#length;
  }

  /** The columns to write to, at `length` and after; call `commit` when done. */
  get columns(): readonly Float64Array[] {
    return this.#columns;
  }

  commit(rows: number): void {
    this.#length += rows;
  }

  /** What was gathered; the builder starts again. */
  take(): Batch {
    const batch = { length: this.#length, columns: this.#columns };
    this.#columns = this.#fresh();
    this.#length = 0;
    return batch;
  }

  #fresh(): Float64Array[] {
    return Array.from({ length: this.#width }, () => new Float64Array(this.#capacity));
  }
}

/** The chosen rows of a batch, in the order given. */
export function gather(batch: Batch, rows: Int32Array, length: number): Batch {
  if (length === batch.length) return batch;
  const columns = batch.columns.map((column) => {
    const picked = new Float64Array(length);
    for (let i = 0; i < length; i++) picked[i] = column[rows[i]];
    return picked;
  });
  return { length, columns };
}

export function constantColumn(length: number, id: TermId): Float64Array {
  return new Float64Array(length).fill(id);
}
