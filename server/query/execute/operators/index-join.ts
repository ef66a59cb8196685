import { idsOf } from '../../../storage/quads/column.ts';
import type { Column } from '../../../storage/quads/column.ts';
import { permutationsWith, positionsOf } from '../../../storage/quads/permutation.ts';
import type { Position } from '../../../storage/quads/permutation.ts';
import type {
  Permutation,
  QuadPattern,
  TripleCursor,
  Triples,
} from '../../../storage/quads/quad-index.ts';
import { UNBOUND } from '../../../storage/quads/terms/term-id.ts';
import type { TriplePattern, Variable } from '../../algebra.ts';
import { BATCH_ROWS } from '../batch.ts';
import { partsByBoundness } from '../boundness.ts';
import type { Batch } from '../batch.ts';
import { JoinedRows } from '../joined-rows.ts';
import { matchSorted, reach, runEnd } from '../match-sorted.ts';
import type { SortedMatch } from '../match-sorted.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';
import { columnIndex } from '../operator.ts';
import { sortRows } from '../sort-rows.ts';
import {
  POSITIONS,
  agreeingRows,
  columnAt,
  columnsOf,
  constantsOf,
  variablesOf,
} from '../triple-positions.ts';

/**
 * For each row of the input, the triples that fit it; each match extends the row.
 *
 * A batch of rows is brought into the order of the index by what it looks up, and one cursor then
 * passes along it: near keys cost a step, far ones a jump. So the rows come out sorted by that,
 * batch by batch.
 */
export class IndexJoin implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;
  readonly #pattern: TriplePattern;
  readonly #context: ExecutionContext;
  readonly #constants: QuadPattern | undefined;
  readonly #joined: JoinedRows;
  /** The input's column of each position. */
  readonly #inputColumns: Readonly<Record<Position, number | undefined>>;

  constructor(
    input: Operator,
    pattern: TriplePattern,
    certain: ReadonlySet<Variable>,
    variables: readonly Variable[],
    context: ExecutionContext,
  ) {
    this.variables = variables;
    this.#input = input;
    this.#pattern = pattern;
    this.#context = context;
    this.#constants = constantsOf(pattern, context.terms);
    const names = variablesOf(pattern);
    // A variable that is unbound in a row is open for that row, and so no key.
    const keys = names.filter((name) => name !== undefined && certain.has(name)) as Variable[];
    this.#joined = new JoinedRows(input.variables, names, keys, variables);
    const columnOf = (position: Position): number | undefined => {
      const term = pattern[position];
      return term.kind === 'variable' ? columnIndex(input.variables, term.name) : undefined;
    };
    this.#inputColumns = {
      subject: columnOf('subject'),
      predicate: columnOf('predicate'),
      object: columnOf('object'),
    };
  }

  *open(): Rows {
    if (this.#constants === undefined) return;
    const joined = this.#joined;
    joined.start();
    const columns = POSITIONS.map((position) => this.#inputColumns[position]);
    for (const batch of this.#input.open()) {
      this.#context.limits.work(batch.length);
      for (const [part, isOpen] of partsByBoundness(batch, columns)) {
        const lookedUp = this.#lookedUp(part, isOpen);
        yield* new Lookup(part, lookedUp, this.#pattern, joined, this.#context).rows();
      }
    }
    const rest = joined.rest();
    if (rest !== undefined) yield rest;
  }

  /** What each bound position is bound to. */
  #lookedUp(batch: Batch, isOpen: readonly boolean[]): LookedUp {
    const columns: Partial<Record<Position, Column>> = {};
    for (const [index, position] of POSITIONS.entries()) {
      const column = this.#inputColumns[position];
      if (column !== undefined && !isOpen[index]) columns[position] = batch.columns[column];
    }
    return { constants: this.#constants ?? {}, columns };
  }
}

interface LookedUp {
  readonly constants: QuadPattern;
  readonly columns: Readonly<Partial<Record<Position, Column>>>;
}

/** The look-ups of one batch. */
class Lookup {
  readonly #batch: Batch;
  readonly #pattern: TriplePattern;
  readonly #joined: JoinedRows;
  readonly #context: ExecutionContext;
  readonly #permutation: Permutation;
  readonly #bound: QuadPattern;
  /** The positions that differ from row to row, in the order of the permutation. */
  readonly #keyPositions: readonly Position[];
  readonly #order: Uint32Array | undefined;
  /** In the order of the look-ups, key by key. */
  readonly #keys: readonly Float64Array[];
  #pairs = 0;

  constructor(
    batch: Batch,
    { constants, columns }: LookedUp,
    pattern: TriplePattern,
    joined: JoinedRows,
    context: ExecutionContext,
  ) {
    this.#batch = batch;
    this.#pattern = pattern;
    this.#joined = joined;
    this.#context = context;
    const isBound = (position: Position): boolean =>
      constants[position] !== undefined || columns[position] !== undefined;
    this.#permutation = bestPermutation(isBound, constants);
    const bound = positionsOf[this.#permutation].filter(isBound);
    const firstKey = bound.findIndex((position) => constants[position] === undefined);
    const fixed = firstKey < 0 ? bound : bound.slice(0, firstKey);
    this.#bound = Object.fromEntries(fixed.map((position) => [position, constants[position]]));
    this.#keyPositions = bound.slice(fixed.length);
    const varying = this.#keyPositions.flatMap((position) => columns[position] ?? []);
    this.#order = sortRows(varying, batch.length);
    this.#keys = this.#keyPositions.map((position) => {
      const column = columns[position];
      const ids =
        column === undefined
          ? new Float64Array(batch.length).fill(constants[position] ?? UNBOUND)
          : idsOf(column, batch.length);
      return this.#order === undefined ? ids : Float64Array.from(this.#order, (row) => ids[row]);
    });
  }

  *rows(): Rows {
    const { snapshot, limits } = this.#context;
    const cursor = snapshot.cursor(this.#bound, this.#permutation);
    limits.work(1);
    if (this.#keys.length === 0) yield* this.#product(cursor);
    else if (this.#keys.length === 1) yield* this.#mergeByOne(cursor, this.#keys[0]);
    else yield* this.#mergeByMore(cursor);
  }

  /** Nothing differs from row to row: every row goes with every triple. */
  *#product(cursor: TripleCursor): Rows {
    for (let found = cursor.next(); found !== undefined; found = cursor.next()) {
      this.#context.limits.work(found.length);
      yield* this.#pairUp(found, 0, this.#batch.length, 0, found.length);
      yield* this.#flush(found);
    }
  }

  /** Hot: one key is what almost every look-up has. */
  *#mergeByOne(cursor: TripleCursor, keys: Float64Array): Rows {
    const { leftRows, rightRows } = this.#joined;
    const { length } = this.#batch;
    const match: SortedMatch = { left: 0, right: 0, pairs: 0 };
    let last = UNBOUND;
    for (let row = 0; row < length;) {
      // What the last triple began may go on.
      if (keys[row] !== last) cursor.seek([keys[row]]);
      this.#context.limits.work(1);
      const found = cursor.next();
      if (found === undefined) return;
      const [ids] = this.#keyIds(found);
      match.left = row;
      match.right = 0;
      while (match.left < length && match.right < found.length) {
        matchSorted(keys, length, ids, found.length, match, leftRows, rightRows);
        this.#pairs = match.pairs;
        this.#unsort();
        yield* this.#flush(found);
        if (match.pairs > 0 || match.left >= length || match.right >= found.length) continue;
        const ends = [runEnd(keys, match.left, length), runEnd(ids, match.right, found.length)];
        yield* this.#pairUp(found, match.left, ends[0], match.right, ends[1]);
        yield* this.#flush(found);
        [match.left, match.right] = ends;
      }
      last = ids[found.length - 1];
      row = reach(keys, row, length, last);
    }
  }

  /** Places in the order of the look-ups → rows of the batch. */
  #unsort(): void {
    const order = this.#order;
    if (order === undefined) return;
    const { leftRows } = this.#joined;
    for (let pair = 0; pair < this.#pairs; pair++) leftRows[pair] = order[leftRows[pair]];
  }

  *#mergeByMore(cursor: TripleCursor): Rows {
    const { limits } = this.#context;
    const [firstKeys, ...moreKeys] = this.#keys;
    const { length } = this.#batch;
    let found: Triples | undefined;
    let ids: readonly Float64Array[] = [];
    let at = 0;
    for (let row = 0; row < length;) {
      let rowEnd = runEnd(firstKeys, row, length);
      for (const keys of moreKeys) rowEnd = runEnd(keys, row, rowEnd);
      for (;;) {
        if (found === undefined || isBelow(ids, found.length - 1, this.#keys, row)) {
          if (found !== undefined) yield* this.#flush(found);
          cursor.seek(this.#keys.map((keys) => keys[row]));
          limits.work(1);
          found = cursor.next();
          if (found === undefined) return;
          ids = this.#keyIds(found);
          at = 0;
        }
        const [start, end] = run(ids, at, found.length, this.#keys, row);
        at = end;
        yield* this.#pairUp(found, row, rowEnd, start, end);
        // The run may go on in what the cursor gives next.
        if (end < found.length) break;
        yield* this.#flush(found);
        found = cursor.next();
        if (found === undefined) break;
        limits.work(1);
        ids = this.#keyIds(found);
        at = 0;
      }
      row = rowEnd;
      if (found === undefined && row < length) return;
    }
    if (found !== undefined) yield* this.#flush(found);
  }

  #keyIds(found: Triples): Float64Array[] {
    return this.#keyPositions.map((position) => idsOf(columnAt(found, position), found.length));
  }

  *#pairUp(found: Triples, row: number, rowEnd: number, start: number, end: number): Rows {
    const { leftRows, rightRows } = this.#joined;
    const order = this.#order;
    for (let i = row; i < rowEnd; i++) {
      for (let j = start; j < end; j++) {
        leftRows[this.#pairs] = order === undefined ? i : order[i];
        rightRows[this.#pairs++] = j;
        if (this.#pairs === BATCH_ROWS) yield* this.#flush(found);
      }
    }
  }

  /** Before the cursor goes on, because then `found` dies. */
  *#flush(found: Triples): Rows {
    this.#context.limits.work(this.#pairs);
    const agreeing = agreeingRows(found, this.#pattern);
    if (agreeing !== undefined) this.#keepPairsOf(new Set(agreeing));
    const full = this.#joined.add(this.#batch.columns, columnsOf(found), this.#pairs);
    this.#pairs = 0;
    if (full !== undefined) yield full;
  }

  #keepPairsOf(triples: ReadonlySet<number>): void {
    const { leftRows, rightRows } = this.#joined;
    let kept = 0;
    for (let pair = 0; pair < this.#pairs; pair++) {
      if (!triples.has(rightRows[pair])) continue;
      leftRows[kept] = leftRows[pair];
      rightRows[kept++] = rightRows[pair];
    }
    this.#pairs = kept;
  }
}

/** The one in which most constants come first: they narrow what the cursor passes over. */
function bestPermutation(isBound: (position: Position) => boolean, constants: QuadPattern) {
  const fitting = permutationsWith(isBound);
  const leading = (permutation: Permutation): number => {
    const open = positionsOf[permutation].findIndex((each) => constants[each] === undefined);
    return open < 0 ? 3 : open;
  };
  return fitting.reduce((best, each) => (leading(each) > leading(best) ? each : best));
}

function isBelow(
  ids: readonly Float64Array[],
  at: number,
  keys: readonly Float64Array[],
  row: number,
): boolean {
  for (let c = 0; c < keys.length; c++) {
    const difference = ids[c][at] - keys[c][row];
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** The triples from `at` on that have the row's key. */
function run(
  ids: readonly Float64Array[],
  at: number,
  length: number,
  keys: readonly Float64Array[],
  row: number,
): readonly [number, number] {
  let [start, end] = [at, length];
  for (let c = 0; c < keys.length; c++) {
    const key = keys[c][row];
    start = reach(ids[c], start, end, key);
    if (start === end || ids[c][start] !== key) return [start, start];
    end = runEnd(ids[c], start, end);
  }
  return [start, end];
}
