/**
 * Rows into a sorted list of blocks that is there already. Blocks that nothing falls into stay as
 * they are; the others are written anew.
 */
import type { BlockLoader } from './blocks/block-store.ts';
import { BLOCK_ROWS } from './blocks/block-format.ts';
import { BlockStream } from './blocks/build.ts';
import { BORN, DIED, KEY_WORDS, compareRows, gallopRows } from './blocks/rows.ts';
import type { Key, Rows } from './blocks/rows.ts';
import type { WrittenBlock } from './blocks/write-block.ts';
import type { BlockEntry } from './blocks/sorted-blocks.ts';
import { readWholeBlock } from './read-whole-block.ts';
import { RowsBuilder } from './rows-builder.ts';

/** Rather than write a block of fewer rows, what follows is written anew with it. */
const FEWEST_ROWS = BLOCK_ROWS / 4;

export interface BlockList {
  /** Sorted. */
  readonly entries: readonly BlockEntry[];
  readonly loader: BlockLoader;
}

export type BlockOutput = (block: WrittenBlock) => void;

/**
 * Takes `removed` out of a list of living triples and adds `added`. What is taken out is found in
 * the result, with birth and death. Returns the blocks that are in use no more as well.
 */
export function mergeLiving(
  list: BlockList,
  added: Rows,
  removed: Rows,
  output: BlockOutput,
): { replaced: number[]; past: Rows } {
  const past = new RowsBuilder(DIED + 2);
  const replaced = mergeBlocks(list, [added, removed], BORN + 2, output, (base, until, stream) => {
    let row = 0;
    let [inAdded, inRemoved] = base.starts;
    const [addedEnd, removedEnd] = until;
    while (inAdded < addedEnd || inRemoved < removedEnd) {
      const isRemoval =
        inAdded === addedEnd ||
        (inRemoved < removedEnd &&
          compareRows(removed.columns, inRemoved, added.columns, inAdded, KEY_WORDS) <= 0);
      const change = isRemoval ? removed.columns : added.columns;
      const at = isRemoval ? inRemoved++ : inAdded++;
      const place = lowerBound(base.rows, row, change, at, KEY_WORDS);
      stream.append(base.rows.columns, row, place);
      row = place;
      if (!isRemoval) {
        stream.append(change, at, at + 1);
      } else if (
        row < base.rows.length &&
        compareRows(base.rows.columns, row, change, at, KEY_WORDS) === 0
      ) {
        past.push(base.rows.columns, row++, change, at);
      }
    }
    stream.append(base.rows.columns, row, base.rows.length);
  });
  return { replaced, past: past.done() };
}

/** Adds to a list of triples that lived; returns the blocks that are in use no more. */
export function mergePast(list: BlockList, added: Rows, output: BlockOutput): number[] {
  return mergeBlocks(list, [added], DIED + 2, output, (base, [end], stream) => {
    let row = 0;
    for (let at = base.starts[0]; at < end; at++) {
      const place = lowerBound(base.rows, row, added.columns, at, BORN + 2);
      stream.append(base.rows.columns, row, place);
      stream.append(added.columns, at, at + 1);
      row = place;
    }
    stream.append(base.rows.columns, row, base.rows.length);
  });
}

/** All the rows, as blocks. */
export function writeBlocks({ columns, length }: Rows, output: BlockOutput): void {
  const stream = new BlockStream(columns.length, output);
  stream.append(columns, 0, length);
  stream.finish();
}

interface BaseRows {
  readonly rows: Rows;
  /** Where the changes to these rows begin, in each list. */
  readonly starts: readonly number[];
}

type MergeRows = (base: BaseRows, ends: readonly number[], stream: BlockStream) => void;

const NO_ROWS: Rows = { length: 0, columns: [] };

/** Returns the blocks that were written anew. */
function mergeBlocks(
  { entries, loader }: BlockList,
  changes: readonly Rows[],
  words: number,
  output: BlockOutput,
  merge: MergeRows,
): number[] {
  const stream = new BlockStream(words, output);
  const replaced: number[] = [];
  let starts = changes.map(() => 0);
  if (entries.length === 0) {
    const ends = changes.map(({ length }) => length);
    merge({ rows: NO_ROWS, starts }, ends, stream);
  }
  for (const [index, entry] of entries.entries()) {
    const next = entries[index + 1]?.statistics.first;
    const ends = changes.map((rows, i) => endBefore(rows, starts[i], next));
    const isUntouched = ends.every((end, i) => end === starts[i]);
    if (isUntouched && (stream.pending === 0 || stream.pending >= FEWEST_ROWS)) {
      stream.finish();
    } else {
      merge({ rows: readWholeBlock(loader.load(entry.block), words), starts }, ends, stream);
      replaced.push(entry.block);
    }
    starts = ends;
  }
  stream.finish();
  return replaced;
}

/** The first row from `from` on that is not before the key; all where there is no key. */
function endBefore({ columns, length }: Rows, from: number, key: Key | undefined): number {
  return key === undefined ? length : gallopRows(columns, from, length, key, KEY_WORDS, 0);
}

/** The first row from `from` on that is not before another. */
function lowerBound(
  { columns, length }: Rows,
  from: number,
  others: readonly Uint32Array[],
  other: number,
  words: number,
): number {
  let [low, high] = [from, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareRows(columns, middle, others, other, words) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
