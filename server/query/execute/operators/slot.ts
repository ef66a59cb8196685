import type { Variable } from '../../algebra.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';

/** Gives the rows that an enclosing join has laid into its slot. */
export class Slot implements Operator {
  readonly variables: readonly Variable[];
  readonly #slot: number;
  readonly #context: ExecutionContext;

  constructor(slot: number, variables: readonly Variable[], context: ExecutionContext) {
    this.variables = variables;
    this.#slot = slot;
    this.#context = context;
  }

  *open(): Rows {
    const batch = this.#context.slots.get(this.#slot);
    if (batch === undefined) throw new Error(`Nothing was fed into slot ${this.#slot}.`);
    yield batch;
  }
}
