import { idAt, idsOf } from '../../../storage/quads/column.ts';
import type { Column } from '../../../storage/quads/column.ts';
import type { TermId } from '../../../storage/quads/terms/term-id.ts';
import type { Variable } from '../../algebra.ts';
import { BATCH_ROWS } from '../batch.ts';
import type { Batch } from '../batch.ts';
import { JoinedRows } from '../joined-rows.ts';
import { matchSorted, reach, runEnd } from '../match-sorted.ts';
import type { SortedKeys, SortedMatch } from '../match-sorted.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';
import { RowStore } from '../row-store.ts';

/** Joins two sides that are sorted by the same variable, which both bind in every row. */
export class MergeJoin implements Operator {
  readonly variables: readonly Variable[];
  readonly #left: Operator;
  readonly #right: Operator;
  readonly #key: Variable;
  readonly #context: ExecutionContext;

  constructor(
    left: Operator,
    right: Operator,
    key: Variable,
    variables: readonly Variable[],
    context: ExecutionContext,
  ) {
    this.variables = variables;
    this.#left = left;
    this.#right = right;
    this.#key = key;
    this.#context = context;
  }

  *open(): Rows {
    const left = new SortedInput(this.#left, this.#key, this.#context);
    const right = new SortedInput(this.#right, this.#key, this.#context);
    const keys = [this.#key];
    const { variables } = this;
    const joined = new JoinedRows(this.#left.variables, this.#right.variables, keys, variables);
    const run = new RowStore(this.#right.variables.length, this.#context.limits);
    try {
      while (left.goesOn() && right.goesOn()) {
        if (left.last < right.key) left.skipTo(right.key);
        else if (right.last < left.key) right.skipTo(left.key);
        else yield* this.#match(left, right, joined, run);
      }
      const rest = joined.rest();
      if (rest !== undefined) yield rest;
    } finally {
      left.close();
      right.close();
      run.free();
    }
  }

  /** The runs that lie within both batches, then the one that may go on behind one of them. */
  *#match(left: SortedInput, right: SortedInput, joined: JoinedRows, run: RowStore): Rows {
    const [a, b] = keysOf(left, right);
    const [leftEnd, rightEnd] = [left.lastRun(a), right.lastRun(b)];
    const match: SortedMatch = { left: left.row, right: right.row, pairs: 0 };
    while (match.left < leftEnd && match.right < rightEnd) {
      matchSorted(a, leftEnd, b, rightEnd, match, joined.leftRows, joined.rightRows);
      this.#context.limits.work(match.pairs);
      const full = joined.add(left.columns, right.columns, match.pairs);
      if (full !== undefined) yield full;
      if (match.pairs === 0 && match.left < leftEnd && match.right < rightEnd) {
        const ends = [runEnd(a, match.left, leftEnd), runEnd(b, match.right, rightEnd)];
        const rows = { from: match.left, to: ends[0] };
        yield* this.#product(left.columns, rows, right.columns, match.right, ends[1], joined);
        [match.left, match.right] = ends;
      }
    }
    left.row = reach(a, match.left, a.length, b[match.right]);
    right.row = match.right;
    if (left.row === a.length) return;
    right.row = reach(b, match.right, b.length, a[left.row]);
    if (right.row < b.length && a[left.row] === b[right.row]) {
      yield* this.#longRun(left, right, joined, run);
    }
  }

  /** Keeps the right side's rows of the run, and passes the left side's along them. */
  *#longRun(left: SortedInput, right: SortedInput, joined: JoinedRows, run: RowStore): Rows {
    const { key } = left;
    run.clear();
    while (right.goesOn() && right.key === key) {
      const end = runEnd(right.keys, right.row, right.keys.length);
      run.append(right.batch, right.row, end);
      right.row = end;
    }
    while (left.goesOn() && left.key === key) {
      const to = runEnd(left.keys, left.row, left.keys.length);
      const rows = { from: left.row, to };
      yield* this.#product(left.columns, rows, run.columns, 0, run.length, joined);
      left.row = to;
    }
  }

  *#product(
    left: readonly Column[],
    { from, to }: { readonly from: number; readonly to: number },
    right: readonly Column[],
    start: number,
    end: number,
    joined: JoinedRows,
  ): Rows {
    const { limits } = this.#context;
    if (this.variables.length === 0 && !joined.compares) {
      yield { length: (to - from) * (end - start), columns: [] };
      return;
    }
    let pairs = 0;
    for (let i = from; i < to; i++) {
      for (let j = start; j < end; j++) {
        joined.leftRows[pairs] = i;
        joined.rightRows[pairs++] = j;
        if (pairs < BATCH_ROWS) continue;
        limits.work(pairs);
        const full = joined.add(left, right, pairs);
        if (full !== undefined) yield full;
        pairs = 0;
      }
    }
    const full = joined.add(left, right, pairs);
    if (full !== undefined) yield full;
  }
}

const NO_ROWS: Batch = { length: 0, columns: [] };

/** One side: its batch at hand, and the row up to which it is done. */
class SortedInput {
  batch: Batch = NO_ROWS;
  row = 0;
  readonly #rows: Rows;
  readonly #column: number;
  readonly #context: ExecutionContext;
  #keys: Float64Array | undefined;

  constructor(operator: Operator, key: Variable, context: ExecutionContext) {
    this.#rows = operator.open();
    this.#column = operator.variables.indexOf(key);
    this.#context = context;
  }

  get columns(): readonly Column[] {
    return this.batch.columns;
  }

  get keyColumn(): Column {
    return this.batch.columns[this.#column];
  }

  get key(): TermId {
    return idAt(this.keyColumn, this.row);
  }

  get last(): TermId {
    return idAt(this.keyColumn, this.batch.length - 1);
  }

  get keys(): Float64Array {
    this.#keys ??= idsOf(this.keyColumn, this.batch.length);
    return this.#keys;
  }

  /** Whether there is a row; gets the next batch where the one at hand is done. */
  goesOn(): boolean {
    while (this.row >= this.batch.length) if (!this.#read(undefined)) return false;
    return true;
  }

  skipTo(least: TermId): void {
    this.row = this.batch.length;
    this.#read(least);
  }

  /** Where the last run of equal keys begins: it may go on in the next batch. */
  lastRun(keys: SortedKeys): number {
    const last = keys[keys.length - 1];
    return keys[this.row] === last ? this.row : reach(keys, this.row, keys.length, last);
  }

  close(): void {
    this.#rows.return();
  }

  #read(least: TermId | undefined): boolean {
    const next = least === undefined ? this.#rows.next() : this.#rows.next(least);
    if (next.done === true) return false;
    this.batch = next.value;
    this.row = 0;
    this.#keys = undefined;
    this.#context.limits.work(next.value.length);
    return true;
  }
}

/** Low halves alone where that is enough. */
function keysOf(left: SortedInput, right: SortedInput): readonly [SortedKeys, SortedKeys] {
  const [a, b] = [left.keyColumn, right.keyColumn];
  return typeof a.hi === 'number' && a.hi === b.hi
    ? [a.lo.subarray(0, left.batch.length), b.lo.subarray(0, right.batch.length)]
    : [left.keys, right.keys];
}
