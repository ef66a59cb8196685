import type { Variable } from '../../algebra.ts';
import { gather } from '../batch.ts';
import { KeyTable } from '../key-table.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';
import { compareRows } from '../sort-rows.ts';
import { RowStore } from '../row-store.ts';

/** Each row once, where it first appears. */
export class Distinct implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;
  readonly #context: ExecutionContext;

  constructor(input: Operator, context: ExecutionContext) {
    this.variables = input.variables;
    this.#input = input;
    this.#context = context;
  }

  *open(): Rows {
    const { limits } = this.#context;
    const seen = new KeyTable(this.variables.length, limits);
    try {
      for (const batch of this.#input.open()) {
        limits.work(batch.length);
        const before = seen.size;
        const numbers = new Int32Array(batch.length);
        seen.addAll(batch.columns, batch.length, numbers);
        const rows = new Int32Array(seen.size - before);
        let length = 0;
        for (let row = 0; row < batch.length; row++) {
          if (numbers[row] === before + length) rows[length++] = row;
        }
        if (length > 0) yield gather(batch, rows, length);
      }
    } finally {
      seen.free();
    }
  }
}

/** The same where equal rows come one after the other: only the last row is remembered. */
export class SortedDistinct implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;
  readonly #context: ExecutionContext;

  constructor(input: Operator, context: ExecutionContext) {
    this.variables = input.variables;
    this.#input = input;
    this.#context = context;
  }

  *open(): Rows {
    const last = new RowStore(this.variables.length, this.#context.limits);
    for (const batch of this.#input.open()) {
      this.#context.limits.work(batch.length);
      const rows = new Int32Array(batch.length);
      let length = 0;
      if (!last.endsWithFirstOf(batch)) rows[length++] = 0;
      for (let row = 1; row < batch.length; row++) {
        if (compareRows(batch.columns, row - 1, row) !== 0) rows[length++] = row;
      }
      last.clear();
      last.append(batch, batch.length - 1, batch.length);
      if (length > 0) yield gather(batch, rows, length);
    }
    last.free();
  }
}
