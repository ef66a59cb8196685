/**
 * Turns the delta into blocks: into a run, together with runs of its size, or into the base where
 * what is not in the base has grown to an eighth of it. Only reads the store; what comes of it is
 * a file that the writer adopts.
 *
 * A triple is thus written a few times on its way: once for each size of runs, and with the base
 * whenever that is due, which is written once for an eighth of its size at most.
 */
import { BORN, KEY_WORDS, allocateRows, highWord } from './blocks/rows.ts';
import type { Rows } from './blocks/rows.ts';
import { sortRows } from './blocks/sort-rows.ts';
import { BlockFileWriter } from './block-file.ts';
import type { Delta } from './delta.ts';
import { foldOperations, gatherOperations } from './fold-operations.ts';
import type { FoldedLevel } from './fold-operations.ts';
import type { IndexState } from './index-state.ts';
import type { Manifest, Segment, SegmentKind } from './manifest.ts';
import { mergeLiving, mergePast, writeBlocks } from './merge-blocks.ts';
import type { BlockList, BlockOutput } from './merge-blocks.ts';
import { permutations, positionsOf } from './permutation.ts';
import type { Permutation } from './quad-index.ts';
import { readWholeBlock } from './read-whole-block.ts';
import { RowsBuilder } from './rows-builder.ts';

const DEFAULT_GRAPH = 0;
const BASE = 0;
/** So many runs of about one size become one. */
const RUNS_OF_A_SIZE = 8;
/** The base takes in what is not in it when that is more than this part of it. */
const BASE_SHARE = 1 / 8;

/** What happens to the delta: which runs go with it, and into which level. */
export interface CompactionPlan {
  /** From the newest on. */
  readonly runs: readonly number[];
  readonly target: number;
}

/** Every level holds the same in each permutation: one of them tells the sizes. */
export function planCompaction(manifest: Manifest, changes: number): CompactionPlan {
  const sizes = levelSizes(manifest);
  const base = sizes.get(BASE) ?? 0;
  const runs = [...sizes.keys()].filter((level) => level !== BASE).toSorted((a, b) => b - a);
  const beside = runs.reduce((sum, run) => sum + (sizes.get(run) ?? 0), changes);
  if (beside >= base * BASE_SHARE) return { runs, target: BASE };
  let taken = 0;
  let size = changes;
  for (;;) {
    const ofThisSize = runs
      .slice(taken)
      .findIndex((run) => (sizes.get(run) ?? 0) >= size * RUNS_OF_A_SIZE);
    const end = ofThisSize === -1 ? runs.length : taken + ofThisSize;
    if (end - taken + 1 < RUNS_OF_A_SIZE) break;
    for (; taken < end; taken++) size += sizes.get(runs[taken]) ?? 0;
  }
  return { runs: runs.slice(0, taken), target: (runs[0] ?? BASE) + 1 };
}

function levelSizes(manifest: Manifest): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const { level, kind, entries } of manifest.levels(DEFAULT_GRAPH, 'spo')) {
    // The past of the base is not merged with what lives.
    if (level === BASE && kind === 'past') continue;
    const rows = entries.reduce((sum, { statistics }) => sum + statistics.rows, 0);
    sizes.set(level, (sizes.get(level) ?? 0) + rows);
  }
  return sizes;
}

/** Writes the file; false where there is nothing to do. */
export function compact(state: IndexState, path: string): boolean {
  const { delta, manifest, sequence } = state;
  if (delta.length === 0) return false;
  const plan = planCompaction(manifest, delta.length);
  const file = new BlockFileWriter(path);
  for (const permutation of permutations) {
    new PermutationCompaction(state, plan, permutation, file).run();
  }
  file.finish({ manifestVersion: manifest.version, purges: state.purges, takenIn: sequence });
  return true;
}

class PermutationCompaction {
  readonly #state: IndexState;
  readonly #plan: CompactionPlan;
  readonly #permutation: Permutation;
  readonly #file: BlockFileWriter;

  constructor(
    state: IndexState,
    plan: CompactionPlan,
    permutation: Permutation,
    file: BlockFileWriter,
  ) {
    this.#state = state;
    this.#plan = plan;
    this.#permutation = permutation;
    this.#file = file;
  }

  run(): void {
    const level = this.#fold();
    if (this.#plan.target === BASE) this.#intoBase(level);
    else this.#intoRun(level);
    for (const { entries } of this.#runs()) this.#file.replace(entries.map(({ block }) => block));
  }

  #fold(): FoldedLevel {
    const changes = operationRows(this.#state.delta, this.#permutation);
    return foldOperations(
      gatherOperations({
        added: [...this.#rowsOf('live'), changes.added],
        removed: [...this.#rowsOf('removed'), changes.removed],
        past: this.#rowsOf('past'),
      }),
    );
  }

  #intoRun({ live, removed, past }: FoldedLevel): void {
    writeBlocks(live, this.#output('live'));
    writeBlocks(removed, this.#output('removed'));
    writeBlocks(past, this.#output('past'));
  }

  #intoBase({ live, removed, past }: FoldedLevel): void {
    const merged = mergeLiving(this.#base('live'), live, removed, this.#output('live'));
    this.#file.replace(merged.replaced);
    const ended = new RowsBuilder(past.columns.length);
    ended.append(merged.past.columns, 0, merged.past.length);
    ended.append(past.columns, 0, past.length);
    const replaced = mergePast(this.#base('past'), sortRows(ended.done()), this.#output('past'));
    this.#file.replace(replaced);
  }

  #output(kind: SegmentKind): BlockOutput {
    const { target: level } = this.#plan;
    const place = { graph: DEFAULT_GRAPH, permutation: this.#permutation, level, kind };
    return (block) => this.#file.add(place, block);
  }

  #base(kind: SegmentKind): BlockList {
    const base = this.#segments().find((each) => each.level === BASE && each.kind === kind);
    const { blocks } = this.#state;
    return { entries: base?.entries ?? [], loader: blocks };
  }

  #runs(): readonly Segment[] {
    return this.#segments().filter(({ level }) => this.#plan.runs.includes(level));
  }

  #rowsOf(kind: SegmentKind): Rows[] {
    const { blocks } = this.#state;
    const words = KEY_WORDS + (kind === 'past' ? 4 : 2);
    return this.#runs()
      .filter((segment) => segment.kind === kind)
      .flatMap(({ entries }) =>
        entries.map(({ block }) => readWholeBlock(blocks.load(block), words)),
      );
  }

  #segments(): readonly Segment[] {
    return this.#state.manifest.levels(DEFAULT_GRAPH, this.#permutation);
  }
}

/** Sorted by triple, those of a triple in the order of the log. */
function operationRows(delta: Delta, permutation: Permutation): { added: Rows; removed: Rows } {
  const added = new OperationRows(permutation, delta.length);
  const removed = new OperationRows(permutation, delta.length);
  for (const { triple, sequence, sign } of delta.operations()) {
    (sign > 0 ? added : removed).push(triple, sequence);
  }
  return { added: added.sorted(), removed: removed.sorted() };
}

class OperationRows {
  readonly #columns: Uint32Array[];
  readonly #places: readonly number[];
  #length = 0;

  constructor(permutation: Permutation, capacity: number) {
    this.#columns = allocateRows(capacity, BORN + 2);
    this.#places = positionsOf[permutation].map((position) =>
      ['subject', 'predicate', 'object'].indexOf(position),
    );
  }

  push(triple: readonly number[], sequence: number): void {
    const row = this.#length++;
    for (let k = 0; k < 3; k++) this.#set(2 * k, row, triple[this.#places[k]]);
    this.#set(BORN, row, sequence);
  }

  sorted(): Rows {
    return sortRows({ columns: this.#columns, length: this.#length });
  }

  #set(word: number, row: number, value: number): void {
    this.#columns[word][row] = highWord(value);
    this.#columns[word + 1][row] = value;
  }
}
