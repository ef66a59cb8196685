import { idAt } from '../../../storage/quads/column.ts';
import type { Column } from '../../../storage/quads/column.ts';
import { tagOf, UNBOUND } from '../../../storage/quads/terms/term-id.ts';
import type { SortKey, Variable } from '../../algebra.ts';
import { sortsAsIds } from '../aggregates.ts';
import { computedColumn } from '../batch.ts';
import type { Batch } from '../batch.ts';
import { compareForOrder } from '../expression/compare.ts';
import { compileExpression } from '../expression/compile.ts';
import { termOf } from '../expression/value.ts';
import { KeyTable } from '../key-table.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';
import { columnIndex } from '../operator.ts';
import { RowStore } from '../row-store.ts';
import { sortRows } from '../sort-rows.ts';

/** With a limit, rows that cannot be among the first are dropped when so many have gathered. */
const SURPLUS_ROWS = 8192;
const VALUE_BYTES = 100;
const BYTES_PER_KEY = 8;

/** `ORDER BY`; rows that compare equal stay in the order in which they came. */
export class Sort implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;
  readonly #keys: readonly SortKey[];
  readonly #limit: number;
  readonly #context: ExecutionContext;

  constructor(
    input: Operator,
    keys: readonly SortKey[],
    limit: number | undefined,
    context: ExecutionContext,
  ) {
    this.variables = input.variables;
    this.#input = input;
    this.#keys = keys;
    this.#limit = limit ?? Infinity;
    this.#context = context;
  }

  *open(): Rows {
    const { limits } = this.#context;
    const width = this.variables.length;
    // The keys stand behind the columns of the rows.
    const rows = new RowStore(width + this.#keys.length, limits);
    const readers = this.#keys.map((key) => this.#keyReader(key));
    try {
      for (const batch of this.#input.open()) {
        limits.work(batch.length);
        const keys = readers.map((read) => read(batch));
        rows.append({ length: batch.length, columns: [...batch.columns, ...keys] });
        if (rows.length > this.#limit * 2 + SURPLUS_ROWS) {
          rows.keep(this.#order(rows.columns.slice(width), rows.length).subarray(0, this.#limit));
        }
      }
      const order = this.#order(rows.columns.slice(width), rows.length);
      for (const { length, columns } of rows.batches(order)) {
        yield { length, columns: columns.slice(0, width) };
      }
    } finally {
      rows.free();
    }
  }

  #keyReader({ expression }: SortKey): (batch: Batch) => Column {
    const { terms } = this.#context;
    const index =
      expression.kind === 'variable' ? columnIndex(this.variables, expression.name) : undefined;
    if (index !== undefined) return (batch) => batch.columns[index];
    const evaluate = compileExpression(expression, this.variables, this.#context);
    return (batch) =>
      computedColumn(batch.length, (row) => {
        const value = evaluate(batch, row);
        return value === undefined ? UNBOUND : terms.encode(termOf(value));
      });
  }

  #order(keys: readonly Column[], length: number): Uint32Array {
    const { limits } = this.#context;
    const bytes = length * (keys.length + 1) * BYTES_PER_KEY;
    limits.allocate(bytes);
    const ranks = keys.map((column, index) => {
      const ascending = this.#ranks(column, length);
      return this.#keys[index].descending ? reversed(ascending, length) : ascending;
    });
    limits.work(length);
    const order = sortRows(ranks, length) ?? Uint32Array.from({ length }, (_, row) => row);
    limits.free(bytes);
    return order;
  }

  /** Ids that sort as the terms do: their own where they do so themselves, else places in a list. */
  #ranks(column: Column, length: number): Column {
    const tag = sharedTag(column, length);
    if (tag !== undefined && sortsAsIds(tag)) return column;
    // Each term is read once, however many rows have it.
    const { values, limits } = this.#context;
    const table = new KeyTable(1, limits);
    const numbers = new Int32Array(length);
    table.addAll([column], length, numbers);
    const [terms] = table.keys;
    limits.allocate(table.size * VALUE_BYTES);
    const known = Array.from({ length: table.size }, (_, number) => {
      limits.work(1);
      const id = idAt(terms, number);
      return id === UNBOUND ? undefined : values.of(id);
    });
    const sorted = known.map((_, number) => number);
    sorted.sort((a, b) => {
      limits.work(1);
      return compareForOrder(known[a], known[b]);
    });
    const places = new Uint32Array(table.size);
    sorted.forEach((number, index) => {
      const before = sorted[index - 1];
      const isEqual = before !== undefined && compareForOrder(known[before], known[number]) === 0;
      places[number] = isEqual ? places[before] : index;
    });
    const lo = new Uint32Array(length);
    for (let row = 0; row < length; row++) lo[row] = places[numbers[row]];
    limits.free(table.size * VALUE_BYTES);
    table.free();
    return { hi: 0, lo };
  }
}

/** Both halves turned over, so that what was last comes first. */
function reversed({ hi, lo }: Column, length: number): Column {
  const turned = (half: Uint32Array): Uint32Array => half.subarray(0, length).map((each) => ~each);
  return { hi: typeof hi === 'number' ? hi : turned(hi), lo: turned(lo) };
}

/** The tag of all ids of a column, where they have one and the same. */
function sharedTag({ hi }: Column, length: number): number | undefined {
  if (typeof hi === 'number') return tagOf(hi);
  const tag = length === 0 ? undefined : tagOf(hi[0]);
  for (let row = 1; row < length; row++) if (tagOf(hi[row]) !== tag) return undefined;
  return tag;
}
