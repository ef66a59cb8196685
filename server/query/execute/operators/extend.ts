import type { Variable } from '../../algebra.ts';
import { UNBOUND } from '../../../storage/quads/terms/term-id.ts';
import { computedColumn } from '../batch.ts';
import type { Evaluator } from '../expression/compile.ts';
import { termOf } from '../expression/value.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';

/** `BIND` and `(… AS ?x)`: a column of computed terms; unbound where the expression fails. */
export class Extend implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;
  readonly #evaluate: Evaluator;
  readonly #replaced: number;
  readonly #context: ExecutionContext;

  constructor(input: Operator, variable: Variable, evaluate: Evaluator, context: ExecutionContext) {
    this.#replaced = input.variables.indexOf(variable);
    this.variables = [...input.variables.filter((name) => name !== variable), variable];
    this.#input = input;
    this.#evaluate = evaluate;
    this.#context = context;
  }

  *open(): Rows {
    const { terms, limits } = this.#context;
    for (const batch of this.#input.open()) {
      const column = computedColumn(batch.length, (row) => {
        limits.work(1);
        const value = this.#evaluate(batch, row);
        return value === undefined ? UNBOUND : terms.encode(termOf(value));
      });
      const kept = batch.columns.filter((_, index) => index !== this.#replaced);
      yield { length: batch.length, columns: [...kept, column] };
    }
  }
}
