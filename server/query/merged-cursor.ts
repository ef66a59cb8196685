/** The triples of several cursors of one permutation in its order, each triple once. */
import { ColumnBuilder } from '../storage/quads/column-builder.ts';
import { idsOf } from '../storage/quads/column.ts';
import { positionsOf } from '../storage/quads/permutation.ts';
import type { Permutation, TermId, TripleCursor, Triples } from '../storage/quads/quad-index.ts';
import { columnAt } from './execute/triple-positions.ts';

const CURSOR_ROWS = 2048;

export class MergedCursor implements TripleCursor {
  readonly permutation: Permutation;
  readonly #sources: readonly Source[];

  /** `bound` is how many positions of the permutation the pattern binds. */
  constructor(cursors: readonly TripleCursor[], permutation: Permutation, bound: number) {
    this.permutation = permutation;
    this.#sources = cursors.map((cursor) => new Source(cursor, bound));
  }

  next(): Triples | undefined {
    const columns = positionsOf[this.permutation].map(() => new ColumnBuilder(CURSOR_ROWS));
    let length = 0;
    for (; length < CURSOR_ROWS; length++) {
      const least = this.#least();
      if (least === undefined) break;
      const key = least.key();
      columns.forEach((column, position) => column.push(key[position]));
      // The same triple of other graphs goes with it.
      for (const source of this.#sources) if (source.compare(key) === 0) source.skip();
    }
    if (length === 0) return undefined;
    const positions = positionsOf[this.permutation];
    return {
      length,
      subjects: columns[positions.indexOf('subject')],
      predicates: columns[positions.indexOf('predicate')],
      objects: columns[positions.indexOf('object')],
    };
  }

  seek(key: readonly TermId[]): void {
    for (const source of this.#sources) source.seek(key);
  }

  #least(): Source | undefined {
    let least: Source | undefined;
    for (const source of this.#sources) {
      if (source.ended()) continue;
      if (least === undefined || source.compare(least.key()) < 0) least = source;
    }
    return least;
  }
}

/** One of the cursors, at one of its triples. */
class Source {
  readonly #cursor: TripleCursor;
  readonly #bound: number;
  /** In the order of the permutation; none once the cursor has ended. */
  #ids: readonly Float64Array[] = [];
  #length = 0;
  #row = 0;
  #isRead = false;

  constructor(cursor: TripleCursor, bound: number) {
    this.#cursor = cursor;
    this.#bound = bound;
  }

  ended(): boolean {
    if (!this.#isRead) this.#read();
    return this.#row >= this.#length;
  }

  key(): TermId[] {
    return this.#ids.map((ids) => ids[this.#row]);
  }

  /** Positive where the cursor has ended. */
  compare(key: readonly TermId[], from = 0): number {
    if (this.ended()) return 1;
    for (let position = 0; position < key.length; position++) {
      const difference = this.#ids[from + position][this.#row] - key[position];
      if (difference !== 0) return difference;
    }
    return 0;
  }

  skip(): void {
    this.#row += 1;
    if (this.#row === this.#length) this.#read();
  }

  seek(key: readonly TermId[]): void {
    while (this.#row < this.#length && this.compare(key, this.#bound) < 0) this.#row += 1;
    if (this.#row < this.#length) return;
    this.#cursor.seek(key);
    this.#isRead = false;
  }

  #read(): void {
    const found = this.#cursor.next();
    this.#isRead = true;
    this.#row = 0;
    this.#length = found?.length ?? 0;
    this.#ids =
      found === undefined
        ? []
        : positionsOf[this.#cursor.permutation].map((position) =>
            idsOf(columnAt(found, position), found.length),
          );
  }
}
