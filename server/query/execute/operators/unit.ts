import type { Operator, Rows } from '../operator.ts';

/** One row without columns: what a pattern that needs nothing starts from. */
export class Unit implements Operator {
  readonly variables = [];

  *open(): Rows {
    yield { length: 1, columns: [] };
  }
}
