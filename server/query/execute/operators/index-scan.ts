import { columnPart } from '../../../storage/quads/column.ts';
import type { Column } from '../../../storage/quads/column.ts';
import type { Permutation, QuadPattern, TermId } from '../../../storage/quads/quad-index.ts';
import type { TriplePattern, Variable } from '../../algebra.ts';
import { gatherColumn } from '../batch.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';
import { agreeingRows, columnsOf, constantsOf, variablesOf } from '../triple-positions.ts';

/** The triples that fit a pattern, in the order of a permutation. */
export class IndexScan implements Operator {
  readonly variables: readonly Variable[];
  readonly #pattern: TriplePattern;
  readonly #permutation: Permutation;
  readonly #context: ExecutionContext;
  readonly #bound: QuadPattern | undefined;

  constructor(
    pattern: TriplePattern,
    permutation: Permutation,
    variables: readonly Variable[],
    context: ExecutionContext,
  ) {
    this.variables = variables;
    this.#pattern = pattern;
    this.#permutation = permutation;
    this.#context = context;
    this.#bound = constantsOf(pattern, context.terms);
  }

  *open(): Rows {
    if (this.#bound === undefined) return;
    const { snapshot, limits } = this.#context;
    const names = variablesOf(this.#pattern);
    const sources = this.variables.map((name) => names.indexOf(name));
    const cursor = snapshot.cursor(this.#bound, this.#permutation);
    limits.work(1);
    for (let found = cursor.next(); found !== undefined; found = cursor.next()) {
      limits.work(found.length);
      const rows = agreeingRows(found, this.#pattern);
      const length = rows?.length ?? found.length;
      if (length === 0) continue;
      const columns = columnsOf(found);
      const least: TermId | undefined = yield {
        length,
        columns: sources.map((source) =>
          rows === undefined
            ? copied(columns[source], length)
            : gatherColumn(columns[source], rows, length),
        ),
      };
      if (least !== undefined) cursor.seek([least]);
    }
  }
}

/** What a cursor gives dies with its next step. Copying costs a tenth of decoding. */
function copied(column: Column, length: number): Column {
  const { hi, lo } = columnPart(column, 0, length);
  return { hi: typeof hi === 'number' ? hi : hi.slice(), lo: lo.slice() };
}
