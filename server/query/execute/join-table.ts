/**
 * The build side of a hash join: its rows by key. Columns that both sides share without being
 * keys may be unbound on either side; such rows are compared one by one.
 */
import type { Variable } from '../algebra.ts';
import { UNBOUND } from './batch.ts';
import type { Batch } from './batch.ts';
import { KeyTable } from './key-table.ts';
import type { ExecutionContext, Operator } from './operator.ts';
import { columnIndex } from './operator.ts';
import { RowStore } from './row-store.ts';

const NONE = -1;

export class JoinTable {
  readonly rows: RowStore;
  readonly #keys: KeyTable;
  readonly #firsts: Int32Array;
  readonly #nexts: Int32Array;
  /** Pairs of columns, build and probe, that must agree where both are bound. */
  readonly #compared: readonly (readonly [number, number])[];
  readonly #probeKeys: readonly number[];

  constructor(
    build: Operator,
    probeVariables: readonly Variable[],
    keys: readonly Variable[],
    context: ExecutionContext,
  ) {
    this.rows = new RowStore(build.variables.length, context.limits);
    for (const batch of build.open()) {
      context.limits.work(batch.length);
      this.rows.append(batch);
    }
    const buildKeys = keys.map((name) => build.variables.indexOf(name));
    this.#probeKeys = keys.map((name) => probeVariables.indexOf(name));
    this.#compared = build.variables.flatMap((name, column) => {
      const probe = columnIndex(probeVariables, name);
      return probe === undefined || keys.includes(name) ? [] : [[column, probe] as const];
    });
    this.#keys = new KeyTable(keys.length, context.limits);
    context.limits.allocate(this.rows.length * 8);
    this.#firsts = new Int32Array(this.rows.length).fill(NONE);
    this.#nexts = new Int32Array(this.rows.length).fill(NONE);
    const columns = buildKeys.map((column) => this.rows.columns[column]);
    // From the last on, so that each chain runs in the order of the rows.
    for (let row = this.rows.length - 1; row >= 0; row--) {
      const key = this.#keys.add(columns, row);
      this.#nexts[row] = this.#firsts[key];
      this.#firsts[key] = row;
    }
  }

  /** The key columns of a probe batch, to hand to `first`. */
  probeColumns(batch: Batch): readonly Float64Array[] {
    return this.#probeKeys.map((column) => batch.columns[column]);
  }

  /** The first row with the key of `row`, or -1; `next` leads on. */
  first(keyColumns: readonly Float64Array[], row: number): number {
    const key = this.#keys.find(keyColumns, row);
    return key < 0 ? NONE : this.#firsts[key];
  }

  next(buildRow: number): number {
    return this.#nexts[buildRow];
  }

  /** Whether the two rows agree beside their key. */
  agrees(buildRow: number, batch: Batch, row: number): boolean {
    for (const [build, probe] of this.#compared) {
      const ours = this.rows.columns[build][buildRow];
      const theirs = batch.columns[probe][row];
      if (ours !== theirs && ours !== UNBOUND && theirs !== UNBOUND) return false;
    }
    return true;
  }
}
