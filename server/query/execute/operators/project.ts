import type { Variable } from '../../algebra.ts';
import { constantColumn } from '../../../storage/quads/column.ts';
import { UNBOUND } from '../../../storage/quads/terms/term-id.ts';
import type { Operator, Rows } from '../operator.ts';
import { columnsFor } from '../operator.ts';

/** The columns asked for, in their order; copies nothing. */
export class Project implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;

  constructor(input: Operator, variables: readonly Variable[]) {
    this.variables = variables;
    this.#input = input;
  }

  *open(): Rows {
    const from = columnsFor(this.#input.variables, this.variables);
    for (const { length, columns } of this.#input.open()) {
      yield {
        length,
        columns: from.map((column) =>
          column === undefined ? constantColumn(UNBOUND, length) : columns[column],
        ),
      };
    }
  }
}
