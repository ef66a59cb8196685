import type { Variable } from '../../algebra.ts';
import { idAt } from '../../../storage/quads/column.ts';
import { UNBOUND } from '../../../storage/quads/terms/term-id.ts';
import { gather } from '../batch.ts';
import type { Batch } from '../batch.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';
import { columnIndex } from '../operator.ts';
import { RowStore } from '../row-store.ts';

/**
 * `MINUS` where shared variables may be unbound: removes a row if some row of the right side
 * agrees with it and both bind at least one variable in common.
 */
export class HashMinus implements Operator {
  readonly variables: readonly Variable[];
  readonly #left: Operator;
  readonly #right: Operator;
  readonly #shared: readonly (readonly [number, number])[];
  readonly #context: ExecutionContext;
  #removed: RowStore | undefined;

  constructor(left: Operator, right: Operator, context: ExecutionContext) {
    this.variables = left.variables;
    this.#left = left;
    this.#right = right;
    this.#context = context;
    this.#shared = right.variables.flatMap((name, column) => {
      const ours = columnIndex(left.variables, name);
      return ours === undefined ? [] : [[ours, column] as const];
    });
  }

  *open(): Rows {
    this.#removed ??= this.#readRight();
    const removed = this.#removed;
    for (const batch of this.#left.open()) {
      const rows = new Int32Array(batch.length);
      let length = 0;
      for (let row = 0; row < batch.length; row++) {
        if (!this.#isRemoved(batch, row, removed)) rows[length++] = row;
      }
      if (length > 0) yield gather(batch, rows, length);
    }
  }

  #readRight(): RowStore {
    const store = new RowStore(this.#right.variables.length, this.#context.limits);
    for (const batch of this.#right.open()) store.append(batch);
    return store;
  }

  #isRemoved(batch: Batch, row: number, removed: RowStore): boolean {
    this.#context.limits.work(removed.length);
    for (let other = 0; other < removed.length; other++) {
      let inCommon = 0;
      let agree = true;
      for (const [ours, theirs] of this.#shared) {
        const left = idAt(batch.columns[ours], row);
        const right = idAt(removed.columns[theirs], other);
        if (left === UNBOUND || right === UNBOUND) continue;
        if (left !== right) agree = false;
        else inCommon++;
      }
      if (agree && inCommon > 0) return true;
    }
    return false;
  }
}
