/** The build side of a hash join: its rows by key. */
import type { Column } from '../../storage/quads/column.ts';
import { BATCH_ROWS } from './batch.ts';
import type { Variable } from '../algebra.ts';
import { KeyTable } from './key-table.ts';
import type { ExecutionContext, Operator } from './operator.ts';
import { RowStore } from './row-store.ts';

const NONE = -1;

export class JoinTable {
  readonly rows: RowStore;
  readonly #keys: KeyTable;
  readonly #firsts: Int32Array;
  readonly #nexts: Int32Array;

  constructor(build: Operator, keys: readonly Variable[], context: ExecutionContext) {
    const { limits } = context;
    this.rows = new RowStore(build.variables.length, limits);
    this.#keys = new KeyTable(keys.length, limits);
    const keyColumns = keys.map((name) => build.variables.indexOf(name));
    const numberOf: Int32Array[] = [];
    for (const batch of build.open()) {
      limits.work(batch.length);
      limits.allocate(batch.length * 12);
      this.rows.append(batch);
      const numbers = new Int32Array(batch.length);
      const columns = keyColumns.map((column) => batch.columns[column]);
      this.#keys.addAll(columns, batch.length, numbers);
      numberOf.push(numbers);
    }
    this.#firsts = new Int32Array(this.#keys.size).fill(NONE);
    this.#nexts = new Int32Array(this.rows.length);
    // From the last on, so that each chain runs in the order of the rows.
    let row = this.rows.length;
    for (const numbers of numberOf.toReversed()) {
      for (let i = numbers.length - 1; i >= 0; i--) {
        row--;
        this.#nexts[row] = this.#firsts[numbers[i]];
        this.#firsts[numbers[i]] = row;
      }
    }
  }

  /** The first row with the key of each row, or -1; `next` leads on. */
  firsts(keyColumns: readonly Column[], length: number): Int32Array {
    const found = new Int32Array(Math.max(length, BATCH_ROWS));
    this.#keys.findAll(keyColumns, length, found);
    for (let row = 0; row < length; row++) {
      found[row] = found[row] < 0 ? NONE : this.#firsts[found[row]];
    }
    return found;
  }

  next(buildRow: number): number {
    return this.#nexts[buildRow];
  }
}
