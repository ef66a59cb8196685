import type { Batch } from '../batch.ts';
import type { Operator } from '../operator.ts';

/** One row without columns: what a pattern that needs nothing starts from. */
export class Unit implements Operator {
  readonly variables = [];

  *open(): Generator<Batch, void, undefined> {
    yield { length: 1, columns: [] };
  }
}
