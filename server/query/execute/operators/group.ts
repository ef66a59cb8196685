import type { Column } from '../../../storage/quads/column.ts';
import { columnPart, constantColumn } from '../../../storage/quads/column.ts';
import { UNBOUND } from '../../../storage/quads/terms/term-id.ts';
import type { Aggregate, Variable } from '../../algebra.ts';
import { aggregateColumn } from '../aggregates.ts';
import type { AggregateColumn } from '../aggregates.ts';
import { BATCH_ROWS, computedColumn } from '../batch.ts';
import type { Batch } from '../batch.ts';
import { KeyTable } from '../key-table.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';
import { columnIndex } from '../operator.ts';
import { RowStore } from '../row-store.ts';
import { compareRows } from '../sort-rows.ts';

/** One row for each group; without keys, one row even for no input. */
export class Group implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;
  readonly #keys: readonly Variable[];
  readonly #aggregates: readonly Aggregate[];
  /** Whether the rows of a group come one after the other. */
  readonly #isSorted: boolean;
  readonly #context: ExecutionContext;

  constructor(
    input: Operator,
    keys: readonly Variable[],
    aggregates: readonly Aggregate[],
    isSorted: boolean,
    context: ExecutionContext,
  ) {
    this.variables = [...keys, ...aggregates.map(({ variable }) => variable)];
    this.#input = input;
    this.#keys = keys;
    this.#aggregates = aggregates;
    this.#isSorted = isSorted;
    this.#context = context;
  }

  *open(): Rows {
    const columns = this.#aggregates.map((each) =>
      aggregateColumn(each, this.#input, this.#context),
    );
    if (this.#isSorted) yield* this.#runs(columns);
    else yield* this.#hashed(columns);
  }

  *#hashed(columns: readonly AggregateColumn[]): Rows {
    const { limits } = this.#context;
    const groups = new KeyTable(this.#keys.length, limits);
    let numbers = new Int32Array(BATCH_ROWS);
    for (const batch of this.#input.open()) {
      limits.work(batch.length);
      if (numbers.length < batch.length) numbers = new Int32Array(batch.length);
      groups.addAll(this.#keyColumns(batch), batch.length, numbers);
      for (const column of columns) {
        column.grow(groups.size);
        column.addRows(batch, numbers);
      }
    }
    yield* resultRows(groups.keys, groups.size, columns);
    groups.free();
  }

  /** Nothing is hashed: a group ends where a key differs from the one before. */
  *#runs(columns: readonly AggregateColumn[]): Rows {
    const { limits } = this.#context;
    const groups = new RowStore(this.#keys.length, limits);
    const hasNoKeys = this.#keys.length === 0;
    const byRun = columns.filter((column) => column.addRun !== undefined);
    const byRow = columns.filter((column) => column.addRun === undefined);
    for (const column of columns) column.grow(1);
    for (const batch of this.#input.open()) {
      limits.work(batch.length);
      const keys = this.#keyColumns(batch);
      const numbers = byRow.length === 0 ? undefined : new Int32Array(batch.length);
      const keyRows = { length: batch.length, columns: keys };
      for (let start = 0; start < batch.length;) {
        const end = hasNoKeys ? batch.length : runOfRows(keys, start, batch.length);
        const goesOn = start === 0 && groups.endsWithFirstOf(keyRows);
        if (!goesOn) groups.append(keyRows, start, start + 1);
        const group = groups.length - 1;
        for (const column of byRun) {
          column.grow(group + 1);
          column.addRun?.(batch, start, end, group);
        }
        numbers?.fill(group, start, end);
        start = end;
      }
      for (const column of byRow) {
        column.grow(groups.length);
        if (numbers !== undefined) column.addRows(batch, numbers);
      }
    }
    const size = hasNoKeys ? 1 : groups.length;
    yield* resultRows(groups.columns, size, columns);
    groups.free();
  }

  #keyColumns(batch: Batch): Column[] {
    return this.#keys.map((key) => {
      const column = columnIndex(this.#input.variables, key);
      return column === undefined ? constantColumn(UNBOUND, batch.length) : batch.columns[column];
    });
  }
}

function* resultRows(
  keys: readonly Column[],
  size: number,
  aggregates: readonly AggregateColumn[],
): Rows {
  for (let start = 0; start < size; start += BATCH_ROWS) {
    const end = Math.min(size, start + BATCH_ROWS);
    const parts = keys.map((column) => columnPart(column, start, end));
    const values = aggregates.map((column) =>
      computedColumn(end - start, (row) => column.result(start + row)),
    );
    yield { length: end - start, columns: [...parts, ...values] };
  }
}

/** Where the run of rows with equal keys ends. Hot. */
function runOfRows(keys: readonly Column[], start: number, length: number): number {
  const [{ hi, lo }, ...others] = keys;
  if (others.length > 0 || typeof hi !== 'number') {
    let end = start + 1;
    while (end < length && compareRows(keys, start, end) === 0) end++;
    return end;
  }
  const key = lo[start];
  // A run that fills the batch is told by its end.
  if (lo[length - 1] === key) return length;
  let end = start + 1;
  while (lo[end] === key) end++;
  return end;
}
