/**
 * Puts the rows of a join together: pairs of row numbers, one of each side, become columns a
 * column at a time. Variables of both sides that are no keys may be unbound on either; pairs that
 * do not agree on them are left out, and where one side binds nothing the other's term counts.
 */
import { idAt } from '../../storage/quads/column.ts';
import type { Column } from '../../storage/quads/column.ts';
import { UNBOUND } from '../../storage/quads/terms/term-id.ts';
import type { Variable } from '../algebra.ts';
import { BATCH_ROWS, BatchBuilder } from './batch.ts';
import type { Batch } from './batch.ts';
import { columnIndex } from './operator.ts';

type Source =
  | { readonly side: 'left'; readonly column: number }
  | { readonly side: 'right'; readonly column: number }
  | { readonly side: 'both'; readonly left: number; readonly right: number }
  | { readonly side: 'neither' };

export class JoinedRows {
  /** The pairs to add, row by row. */
  readonly leftRows = new Int32Array(BATCH_ROWS);
  readonly rightRows = new Int32Array(BATCH_ROWS);
  /** Whether pairs may fail to agree; then a product has to be written out. */
  readonly compares: boolean;
  readonly #out: BatchBuilder;
  readonly #sources: readonly Source[];
  readonly #compared: readonly (readonly [number, number])[];

  /** `undefined` names a column that nobody asks for; keys are equal and bound in every pair. */
  constructor(
    left: readonly (Variable | undefined)[],
    right: readonly (Variable | undefined)[],
    keys: readonly Variable[],
    variables: readonly Variable[],
  ) {
    const shared = right.flatMap((name, column) => {
      const other = name === undefined ? -1 : left.indexOf(name);
      return name === undefined || other < 0 || keys.includes(name)
        ? []
        : [[other, column] as const];
    });
    this.#compared = shared;
    this.compares = shared.length > 0;
    this.#sources = variables.map((name) => sourceOf(name, left, right, keys));
    this.#out = new BatchBuilder(variables.length);
  }

  /** Begins a run: what an earlier one left behind goes. */
  start(): void {
    if (this.#out.length > 0) this.#out.take();
  }

  /** Adds the first `pairs` pairs, at most `BATCH_ROWS`; gives a batch when one is full. */
  add(left: readonly Column[], right: readonly Column[], pairs: number): Batch | undefined {
    const agreeing = this.compares ? this.#agreeing(left, right, pairs) : pairs;
    const first = Math.min(agreeing, this.#out.room);
    this.#write(left, right, 0, first);
    if (!this.#out.full) return undefined;
    const batch = this.#out.take();
    this.#write(left, right, first, agreeing);
    return batch;
  }

  /** What is left at the end. */
  rest(): Batch | undefined {
    return this.#out.length === 0 ? undefined : this.#out.take();
  }

  /** Hot. */
  #write(left: readonly Column[], right: readonly Column[], start: number, end: number): void {
    const { leftRows, rightRows } = this;
    this.#sources.forEach((source, index) => {
      const column = this.#out.columns[index];
      if (source.side === 'left') column.gather(left[source.column], leftRows, start, end);
      else if (source.side === 'right') column.gather(right[source.column], rightRows, start, end);
      else if (source.side === 'neither') column.fill(UNBOUND, end - start);
      else {
        for (let i = start; i < end; i++) {
          const id = idAt(left[source.left], leftRows[i]);
          column.push(id === UNBOUND ? idAt(right[source.right], rightRows[i]) : id);
        }
      }
    });
    this.#out.commit(end - start);
  }

  #agreeing(left: readonly Column[], right: readonly Column[], pairs: number): number {
    const { leftRows, rightRows } = this;
    let kept = 0;
    for (let i = 0; i < pairs; i++) {
      if (!this.#agrees(left, leftRows[i], right, rightRows[i])) continue;
      leftRows[kept] = leftRows[i];
      rightRows[kept++] = rightRows[i];
    }
    return kept;
  }

  #agrees(left: readonly Column[], l: number, right: readonly Column[], r: number): boolean {
    for (const [ours, theirs] of this.#compared) {
      const a = idAt(left[ours], l);
      const b = idAt(right[theirs], r);
      if (a !== b && a !== UNBOUND && b !== UNBOUND) return false;
    }
    return true;
  }
}

function sourceOf(
  name: Variable,
  left: readonly (Variable | undefined)[],
  right: readonly (Variable | undefined)[],
  keys: readonly Variable[],
): Source {
  const ours = columnIndex(left, name);
  const theirs = columnIndex(right, name);
  if (ours === undefined) {
    return theirs === undefined ? { side: 'neither' } : { side: 'right', column: theirs };
  }
  if (theirs === undefined || keys.includes(name)) return { side: 'left', column: ours };
  return { side: 'both', left: ours, right: theirs };
}
