import { constantColumn, idAt } from '../../../storage/quads/column.ts';
import type { TermId } from '../../../storage/quads/quad-index.ts';
import { UNBOUND } from '../../../storage/quads/terms/term-id.ts';
import type { Variable } from '../../algebra.ts';
import { gather } from '../batch.ts';
import type { Batch } from '../batch.ts';
import type { Operator, Rows } from '../operator.ts';
import { columnIndex } from '../operator.ts';

/** `GRAPH ?g`: binds the graph's name, and leaves out rows that bind the variable to another. */
export class GraphName implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;
  readonly #column: number | undefined;
  readonly #graph: TermId;

  constructor(input: Operator, variable: Variable, graph: TermId) {
    this.variables = [...new Set([...input.variables, variable])];
    this.#input = input;
    this.#column = columnIndex(input.variables, variable);
    this.#graph = graph;
  }

  *open(): Rows {
    for (const batch of this.#input.open()) {
      const kept = this.#kept(batch, this.#column);
      if (kept.length === 0) continue;
      const name = constantColumn(this.#graph, kept.length);
      const columns =
        this.#column === undefined
          ? [...kept.columns, name]
          : kept.columns.with(this.#column, name);
      yield { length: kept.length, columns };
    }
  }

  #kept(batch: Batch, column: number | undefined): Batch {
    if (column === undefined) return batch;
    const names = batch.columns[column];
    const rows = Int32Array.from({ length: batch.length }, (_, row) => row).filter((row) =>
      [UNBOUND, this.#graph].includes(idAt(names, row)),
    );
    return rows.length === batch.length ? batch : gather(batch, rows, rows.length);
  }
}
