import type { Variable } from '../../algebra.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';
import { columnsFor } from '../operator.ts';
import { RowStore } from '../row-store.ts';

/** The rows of a named subquery, worked out when they are first needed. */
export class NamedRows {
  readonly #operator: Operator;
  readonly #context: ExecutionContext;
  #store: RowStore | undefined;

  constructor(operator: Operator, context: ExecutionContext) {
    this.#operator = operator;
    this.#context = context;
  }

  get variables(): readonly Variable[] {
    return this.#operator.variables;
  }

  rows(): RowStore {
    if (this.#store === undefined) {
      const store = new RowStore(this.variables.length, this.#context.limits);
      for (const batch of this.#operator.open()) store.append(batch);
      this.#store = store;
    }
    return this.#store;
  }
}

/** `INCLUDE`: the rows of a named subquery, under the names that its variables have here. */
export class Shared implements Operator {
  readonly variables: readonly Variable[];
  readonly #named: NamedRows;
  readonly #columns: readonly Variable[];

  constructor(named: NamedRows, columns: readonly Variable[], variables: readonly Variable[]) {
    this.variables = variables;
    this.#named = named;
    this.#columns = columns;
  }

  *open(): Rows {
    const from = columnsFor(this.#named.variables, this.#columns);
    for (const { length, columns } of this.#named.rows().batches()) {
      yield { length, columns: from.map((column) => columns[column ?? 0]) };
    }
  }
}
