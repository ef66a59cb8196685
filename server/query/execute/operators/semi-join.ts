import type { Variable } from '../../algebra.ts';
import { FALSE, TRUE } from '../expression/value.ts';
import { computedColumn, gather } from '../batch.ts';
import type { Batch } from '../batch.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';
import { withRowNumbers } from './fed.ts';

export type SemiJoinKeep = 'matched' | 'unmatched' | 'mark';

/**
 * `EXISTS`, `NOT EXISTS` and most of `MINUS`: feeds the left rows into the right side and asks
 * only which of them came back.
 */
export class SemiJoin implements Operator {
  readonly variables: readonly Variable[];
  readonly #left: Operator;
  readonly #slot: number;
  readonly #seen: readonly number[];
  readonly #right: Operator;
  readonly #rowColumn: number;
  readonly #keep: SemiJoinKeep;
  readonly #context: ExecutionContext;

  constructor(
    left: Operator,
    slot: number,
    seen: readonly Variable[],
    right: Operator,
    rowColumn: Variable,
    keep: SemiJoinKeep,
    variables: readonly Variable[],
    context: ExecutionContext,
  ) {
    this.variables = variables;
    this.#left = left;
    this.#slot = slot;
    this.#seen = seen.map((name) => left.variables.indexOf(name));
    this.#right = right;
    this.#rowColumn = right.variables.indexOf(rowColumn);
    this.#keep = keep;
    this.#context = context;
  }

  *open(): Rows {
    for (const left of this.#left.open()) {
      const matched = this.#matched(left);
      const batch = this.#keep === 'mark' ? this.#marked(left, matched) : this.#kept(left, matched);
      if (batch.length > 0) yield batch;
    }
  }

  #matched(left: Batch): Uint8Array {
    const seen = this.#seen.map((column) => left.columns[column]);
    this.#context.slots.set(this.#slot, withRowNumbers(left, seen));
    const matched = new Uint8Array(left.length);
    let open = left.length;
    for (const right of this.#right.open()) {
      this.#context.limits.work(right.length);
      const numbers = right.columns[this.#rowColumn].lo;
      for (let row = 0; row < right.length; row++) {
        const number = numbers[row];
        if (matched[number] === 0) open--;
        matched[number] = 1;
      }
      if (open === 0) break;
    }
    return matched;
  }

  #kept(left: Batch, matched: Uint8Array): Batch {
    const wanted = this.#keep === 'matched' ? 1 : 0;
    const rows = new Int32Array(left.length);
    let length = 0;
    for (let row = 0; row < left.length; row++) {
      if (matched[row] === wanted) rows[length++] = row;
    }
    return gather(left, rows, length);
  }

  #marked(left: Batch, matched: Uint8Array): Batch {
    const { terms } = this.#context;
    const [yes, no] = [terms.encode(TRUE), terms.encode(FALSE)];
    const mark = computedColumn(left.length, (row) => (matched[row] === 1 ? yes : no));
    return { length: left.length, columns: [...left.columns, mark] };
  }
}
