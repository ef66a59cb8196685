import type { SortKey, Variable } from '../../algebra.ts';
import type { Batch } from '../batch.ts';
import { compareForOrder } from '../expression/compare.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Evaluated } from '../expression/value.ts';
import type { ExecutionContext, Operator } from '../operator.ts';
import { RowStore } from '../row-store.ts';

const KEY_BYTES = 40;
/** With a limit, rows that cannot be among the first are dropped when so many have gathered. */
const SURPLUS_ROWS = 8192;

/** `ORDER BY`; rows that compare equal stay in the order in which they came. */
export class Sort implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;
  readonly #keys: readonly SortKey[];
  readonly #limit: number;
  readonly #context: ExecutionContext;

  constructor(
    input: Operator,
    keys: readonly SortKey[],
    limit: number | undefined,
    context: ExecutionContext,
  ) {
    this.variables = input.variables;
    this.#input = input;
    this.#keys = keys;
    this.#limit = limit ?? Infinity;
    this.#context = context;
  }

  *open(): Generator<Batch, void, undefined> {
    const { limits } = this.#context;
    const rows = new RowStore(this.variables.length, limits);
    const evaluators = this.#keys.map(({ expression }) =>
      compileExpression(expression, this.variables, this.#context),
    );
    let values: Evaluated[][] = evaluators.map(() => []);
    try {
      for (const batch of this.#input.open()) {
        limits.work(batch.length);
        limits.allocate(batch.length * KEY_BYTES * evaluators.length);
        rows.append(batch);
        evaluators.forEach((evaluate, key) => {
          for (let row = 0; row < batch.length; row++) values[key]?.push(evaluate(batch, row));
        });
        if (rows.length > this.#limit * 2 + SURPLUS_ROWS) {
          const kept = this.#order(rows.length, values).slice(0, this.#limit);
          limits.free((rows.length - kept.length) * KEY_BYTES * evaluators.length);
          rows.keep(kept);
          values = values.map((column) => kept.map((row) => column[row]));
        }
      }
      yield* rows.batches(this.#order(rows.length, values));
    } finally {
      limits.free(rows.length * KEY_BYTES * evaluators.length);
      rows.free();
    }
  }

  #order(length: number, values: readonly Evaluated[][]): number[] {
    const { limits } = this.#context;
    const order = Array.from({ length }, (_, row) => row);
    return order.toSorted((a, b) => {
      limits.work(1);
      for (const [index, key] of this.#keys.entries()) {
        const compared = compareForOrder(values[index]?.[a], values[index]?.[b]);
        if (compared !== 0) return key.descending ? -compared : compared;
      }
      return 0;
    });
  }
}
