import { constantColumn } from '../../../storage/quads/column.ts';
import type { TriplePattern, Variable } from '../../algebra.ts';
import { constantsOf } from '../triple-positions.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';

/** How many triples match a pattern: the index knows without anyone reading them. */
export class CountScan implements Operator {
  readonly variables: readonly Variable[];
  readonly #pattern: TriplePattern;
  readonly #context: ExecutionContext;

  constructor(pattern: TriplePattern, variable: Variable, context: ExecutionContext) {
    this.variables = [variable];
    this.#pattern = pattern;
    this.#context = context;
  }

  *open(): Rows {
    const { terms } = this.#context;
    yield { length: 1, columns: [constantColumn(terms.encodeInteger(this.#count()), 1)] };
  }

  #count(): number {
    const { snapshot, terms } = this.#context;
    const bound = constantsOf(this.#pattern, terms);
    return bound === undefined ? 0 : snapshot.count(bound);
  }
}
