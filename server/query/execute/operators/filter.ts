import type { Variable } from '../../algebra.ts';
import { gather } from '../batch.ts';
import type { RowFilter } from '../expression/row-filter.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';
import type { TermId } from '../../../storage/quads/terms/term-id.ts';

/** Keeps the rows for which the condition is true: neither false nor an error. */
export class Filter implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;
  readonly #filter: RowFilter;
  readonly #context: ExecutionContext;

  constructor(input: Operator, filter: RowFilter, context: ExecutionContext) {
    this.variables = input.variables;
    this.#input = input;
    this.#filter = filter;
    this.#context = context;
  }

  *open(): Rows {
    const input = this.#input.open();
    try {
      let least: TermId | undefined;
      for (;;) {
        const next = least === undefined ? input.next() : input.next(least);
        least = undefined;
        if (next.done === true) return;
        const batch = next.value;
        this.#context.limits.work(batch.length);
        const rows = new Int32Array(batch.length);
        const length = this.#filter(batch, rows);
        if (length > 0) least = yield gather(batch, rows, length);
      }
    } finally {
      input.return();
    }
  }
}
