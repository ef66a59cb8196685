import type { Aggregate, Variable } from '../../algebra.ts';
import { BATCH_ROWS, UNBOUND } from '../batch.ts';
import type { Batch } from '../batch.ts';
import { accumulator } from '../expression/aggregate.ts';
import type { Accumulator } from '../expression/aggregate.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Evaluator } from '../expression/compile.ts';
import { termOf } from '../expression/value.ts';
import { KeyTable } from '../key-table.ts';
import type { ExecutionContext, Operator } from '../operator.ts';
import { columnIndex } from '../operator.ts';

const ACCUMULATOR_BYTES = 100;

/** One row for each group; without keys, one row even for no input. */
export class Group implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;
  readonly #keys: readonly Variable[];
  readonly #aggregates: readonly Aggregate[];
  readonly #context: ExecutionContext;

  constructor(
    input: Operator,
    keys: readonly Variable[],
    aggregates: readonly Aggregate[],
    context: ExecutionContext,
  ) {
    this.variables = [...keys, ...aggregates.map(({ variable }) => variable)];
    this.#input = input;
    this.#keys = keys;
    this.#aggregates = aggregates;
    this.#context = context;
  }

  *open(): Generator<Batch, void, undefined> {
    const { limits } = this.#context;
    const groups = new KeyTable(this.#keys.length, limits);
    const columns = this.#aggregates.map(
      (each) => new AggregateColumn(each, this.#input, this.#context),
    );
    const keyColumns = this.#keys.map((key) => columnIndex(this.#input.variables, key));
    for (const batch of this.#input.open()) {
      const keys = keyColumns.map((column) => batch.columns[column ?? -1] ?? unbound(batch.length));
      for (let row = 0; row < batch.length; row++) {
        limits.work(1);
        const group = groups.add(keys, row);
        for (const column of columns) column.add(group, batch, row);
      }
    }
    if (this.#keys.length === 0) groups.add([], 0);
    yield* this.#rows(groups, columns);
    groups.free();
  }

  *#rows(groups: KeyTable, columns: readonly AggregateColumn[]): Generator<Batch, void, undefined> {
    for (let start = 0; start < groups.size; start += BATCH_ROWS) {
      const length = Math.min(BATCH_ROWS, groups.size - start);
      const keys = groups.keys.map((column) => column.slice(start, start + length));
      const values = columns.map((column) =>
        Float64Array.from({ length }, (_, index) => column.result(start + index)),
      );
      yield { length, columns: [...keys, ...values] };
    }
  }
}

function unbound(length: number): Float64Array {
  return new Float64Array(length).fill(UNBOUND);
}

/** One aggregate over all groups. */
class AggregateColumn {
  readonly #aggregate: Aggregate;
  readonly #evaluate: Evaluator | undefined;
  readonly #context: ExecutionContext;
  readonly #groups: Accumulator[] = [];
  readonly #seen: KeyTable | undefined;
  readonly #width: number;

  constructor(aggregate: Aggregate, input: Operator, context: ExecutionContext) {
    this.#aggregate = aggregate;
    this.#context = context;
    const { operand, distinct } = aggregate;
    this.#evaluate = operand && compileExpression(operand, input.variables, context);
    this.#width = operand === undefined ? input.variables.length : 1;
    if (distinct) this.#seen = new KeyTable(this.#width + 1, context.limits);
  }

  add(group: number, batch: Batch, row: number): void {
    const value = this.#evaluate?.(batch, row);
    if (this.#seen !== undefined) {
      // COUNT(DISTINCT *) looks at the whole row.
      const ids =
        this.#evaluate === undefined
          ? batch.columns.slice(0, this.#width).map((column) => column[row])
          : [value === undefined ? UNBOUND : this.#context.terms.encode(termOf(value))];
      const before = this.#seen.size;
      const key = [group, ...ids].map((id) => Float64Array.of(id));
      if (this.#seen.add(key, 0) !== before) return;
    }
    this.#accumulator(group).add(value);
  }

  result(group: number): number {
    const value = this.#accumulator(group).result();
    return value === undefined ? UNBOUND : this.#context.terms.encode(termOf(value));
  }

  #accumulator(group: number): Accumulator {
    const known = this.#groups[group];
    if (known !== undefined) return known;
    this.#context.limits.allocate(ACCUMULATOR_BYTES);
    const made = accumulator(this.#aggregate);
    this.#groups[group] = made;
    return made;
  }
}
