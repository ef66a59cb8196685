import type { Variable } from '../../algebra.ts';
import { gather } from '../batch.ts';
import type { Batch } from '../batch.ts';
import { KeyTable } from '../key-table.ts';
import type { ExecutionContext, Operator } from '../operator.ts';

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

  *open(): Generator<Batch, void, undefined> {
    const { limits } = this.#context;
    const seen = new KeyTable(this.variables.length, limits);
    try {
      for (const batch of this.#input.open()) {
        limits.work(batch.length);
        const rows = new Int32Array(batch.length);
        let length = 0;
        for (let row = 0; row < batch.length; row++) {
          const before = seen.size;
          if (seen.add(batch.columns, row) === before) rows[length++] = row;
        }
        if (length > 0) yield gather(batch, rows, length);
      }
    } finally {
      seen.free();
    }
  }
}
