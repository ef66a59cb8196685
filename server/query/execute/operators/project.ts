import type { Variable } from '../../algebra.ts';
import { UNBOUND, constantColumn } from '../batch.ts';
import type { Batch } from '../batch.ts';
import type { Operator } from '../operator.ts';
import { columnsFor } from '../operator.ts';

/** The columns asked for, in their order; copies nothing. */
export class Project implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;

  constructor(input: Operator, variables: readonly Variable[]) {
    this.variables = variables;
    this.#input = input;
  }

  *open(): Generator<Batch, void, undefined> {
    const from = columnsFor(this.#input.variables, this.variables);
    for (const { length, columns } of this.#input.open()) {
      yield {
        length,
        columns: from.map((column) =>
          column === undefined ? constantColumn(length, UNBOUND) : columns[column],
        ),
      };
    }
  }
}
