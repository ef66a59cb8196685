import type { Variable } from '../../algebra.ts';
import { batchPart } from '../batch.ts';
import type { Operator, Rows } from '../operator.ts';

/** `OFFSET` and `LIMIT`; ends its input as soon as it has enough. */
export class Slice implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;
  readonly #offset: number;
  readonly #limit: number;

  constructor(input: Operator, offset: number, limit: number | undefined) {
    this.variables = input.variables;
    this.#input = input;
    this.#offset = offset;
    this.#limit = limit ?? Infinity;
  }

  *open(): Rows {
    let toSkip = this.#offset;
    let wanted = this.#limit;
    if (wanted === 0) return;
    for (const batch of this.#input.open()) {
      const start = Math.min(toSkip, batch.length);
      const end = Math.min(batch.length, start + wanted);
      toSkip -= start;
      wanted -= end - start;
      if (end > start) {
        yield batchPart(batch, start, end);
      }
      if (wanted === 0) return;
    }
  }
}
