import type { Variable } from '../../algebra.ts';
import { UNBOUND } from '../../../storage/quads/terms/term-id.ts';
import { BATCH_ROWS, BatchBuilder } from '../batch.ts';
import type { Batch } from '../batch.ts';
import type { Condition } from '../expression/compile.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';
import { columnsFor } from '../operator.ts';
import { withRowNumbers } from './fed.ts';

/**
 * `OPTIONAL`: feeds the left rows batch by batch into the right side, whose rows extend them;
 * those that found nothing come through alone.
 */
export class LeftJoin implements Operator {
  readonly variables: readonly Variable[];
  readonly #left: Operator;
  readonly #slot: number;
  readonly #right: Operator;
  readonly #rowColumn: number;
  readonly #condition: Condition;
  readonly #context: ExecutionContext;

  constructor(
    left: Operator,
    slot: number,
    right: Operator,
    rowColumn: Variable,
    condition: Condition,
    variables: readonly Variable[],
    context: ExecutionContext,
  ) {
    this.variables = variables;
    this.#left = left;
    this.#slot = slot;
    this.#right = right;
    this.#rowColumn = right.variables.indexOf(rowColumn);
    this.#condition = condition;
    this.#context = context;
  }

  *open(): Rows {
    const out = new BatchBuilder(this.variables.length);
    const fromRight = columnsFor(this.#right.variables, this.variables);
    const fromLeft = columnsFor(this.#left.variables, this.variables);
    const rows = new Int32Array(BATCH_ROWS);
    for (const left of this.#left.open()) {
      this.#context.slots.set(this.#slot, withRowNumbers(left, left.columns));
      const matched = new Uint8Array(left.length);
      for (const right of this.#right.open()) {
        this.#context.limits.work(right.length);
        const numbers = right.columns[this.#rowColumn].lo;
        let length = 0;
        for (let row = 0; row < right.length; row++) {
          if (!this.#condition(right, row)) continue;
          matched[numbers[row]] = 1;
          rows[length++] = row;
        }
        yield* copyRows(right, rows, length, fromRight, out);
      }
      let length = 0;
      for (let row = 0; row < left.length; row++) if (matched[row] === 0) rows[length++] = row;
      yield* copyRows(left, rows, length, fromLeft, out);
    }
    if (out.length > 0) yield out.take();
  }
}

function* copyRows(
  batch: Batch,
  rows: Int32Array,
  length: number,
  from: readonly (number | undefined)[],
  out: BatchBuilder,
): Rows {
  for (let start = 0; start < length;) {
    const end = Math.min(length, start + out.room);
    from.forEach((source, index) => {
      const column = out.columns[index];
      if (source === undefined) column.fill(UNBOUND, end - start);
      else column.gather(batch.columns[source], rows, start, end);
    });
    out.commit(end - start);
    start = end;
    if (out.full) yield out.take();
  }
}
