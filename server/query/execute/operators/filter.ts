import type { Variable } from '../../algebra.ts';
import { gather } from '../batch.ts';
import type { Batch } from '../batch.ts';
import type { Condition } from '../expression/compile.ts';
import type { ExecutionContext, Operator } from '../operator.ts';

/** Keeps the rows for which the condition is true: neither false nor an error. */
export class Filter implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;
  readonly #condition: Condition;
  readonly #context: ExecutionContext;

  constructor(input: Operator, condition: Condition, context: ExecutionContext) {
    this.variables = input.variables;
    this.#input = input;
    this.#condition = condition;
    this.#context = context;
  }

  *open(): Generator<Batch, void, undefined> {
    for (const batch of this.#input.open()) {
      const rows = new Int32Array(batch.length);
      let length = 0;
      for (let row = 0; row < batch.length; row++) {
        this.#context.limits.work(1);
        if (this.#condition(batch, row)) rows[length++] = row;
      }
      if (length > 0) yield gather(batch, rows, length);
    }
  }
}
