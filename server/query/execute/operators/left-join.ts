import type { Variable } from '../../algebra.ts';
import { BatchBuilder, UNBOUND } from '../batch.ts';
import type { Batch } from '../batch.ts';
import type { Condition } from '../expression/compile.ts';
import type { ExecutionContext, Operator } from '../operator.ts';
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

  *open(): Generator<Batch, void, undefined> {
    const out = new BatchBuilder(this.variables.length);
    const fromRight = columnsFor(this.#right.variables, this.variables);
    const fromLeft = columnsFor(this.#left.variables, this.variables);
    for (const left of this.#left.open()) {
      this.#context.slots.set(this.#slot, withRowNumbers(left, left.columns));
      const matched = new Uint8Array(left.length);
      for (const right of this.#right.open()) {
        this.#context.limits.work(right.length);
        const numbers = right.columns[this.#rowColumn];
        for (let row = 0; row < right.length; row++) {
          if (!this.#condition(right, row)) continue;
          matched[numbers[row]] = 1;
          copyRow(right, row, fromRight, out);
          if (out.full) yield out.take();
        }
      }
      for (let row = 0; row < left.length; row++) {
        if (matched[row] === 1) continue;
        copyRow(left, row, fromLeft, out);
        if (out.full) yield out.take();
      }
    }
    if (out.length > 0) yield out.take();
  }
}

/** Hot. */
function copyRow(
  batch: Batch,
  row: number,
  from: readonly (number | undefined)[],
  out: BatchBuilder,
): void {
  const at = out.length;
  for (let c = 0; c < from.length; c++) {
    const column = from[c];
    out.columns[c][at] = column === undefined ? UNBOUND : batch.columns[column][row];
  }
  out.commit(1);
}
