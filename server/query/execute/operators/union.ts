import type { Variable } from '../../algebra.ts';
import { constantColumn } from '../../../storage/quads/column.ts';
import { UNBOUND } from '../../../storage/quads/terms/term-id.ts';
import { withRowNumbers } from './fed.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';
import { columnsFor } from '../operator.ts';

/** The rows of all branches, one after the other; fed ones run once for each batch of the source. */
export class Union implements Operator {
  readonly variables: readonly Variable[];
  readonly #branches: readonly Operator[];
  readonly #source: { readonly slot: number; readonly input: Operator } | undefined;
  readonly #context: ExecutionContext;

  constructor(
    branches: readonly Operator[],
    source: { readonly slot: number; readonly input: Operator } | undefined,
    variables: readonly Variable[],
    context: ExecutionContext,
  ) {
    this.variables = variables;
    this.#branches = branches;
    this.#source = source;
    this.#context = context;
  }

  *open(): Rows {
    if (this.#source === undefined) {
      yield* this.#runBranches();
      return;
    }
    for (const batch of this.#source.input.open()) {
      this.#context.slots.set(this.#source.slot, withRowNumbers(batch, batch.columns));
      yield* this.#runBranches();
    }
  }

  *#runBranches(): Rows {
    for (const branch of this.#branches) {
      const from = columnsFor(branch.variables, this.variables);
      for (const batch of branch.open()) {
        const columns = from.map((column) =>
          column === undefined ? constantColumn(UNBOUND, batch.length) : batch.columns[column],
        );
        yield { length: batch.length, columns };
      }
    }
  }
}
