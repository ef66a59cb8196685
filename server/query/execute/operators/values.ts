import type { RdfTerm } from '../../../rdf/term.ts';
import type { Variable } from '../../algebra.ts';
import { columnOf } from '../../../storage/quads/column.ts';
import { UNBOUND } from '../../../storage/quads/terms/term-id.ts';
import { BATCH_ROWS } from '../batch.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';

/** A table that the query itself spells out. */
export class Values implements Operator {
  readonly variables: readonly Variable[];
  readonly #rows: readonly (readonly (RdfTerm | undefined)[])[];
  readonly #context: ExecutionContext;

  constructor(
    variables: readonly Variable[],
    rows: readonly (readonly (RdfTerm | undefined)[])[],
    context: ExecutionContext,
  ) {
    this.variables = variables;
    this.#rows = rows;
    this.#context = context;
  }

  *open(): Rows {
    const { terms } = this.#context;
    for (let start = 0; start < this.#rows.length; start += BATCH_ROWS) {
      const rows = this.#rows.slice(start, start + BATCH_ROWS);
      const columns = this.variables.map((_, column) =>
        columnOf(
          rows.map((row) => {
            const term = row[column];
            return term === undefined ? UNBOUND : terms.encode(term);
          }),
        ),
      );
      yield { length: rows.length, columns };
    }
  }
}
