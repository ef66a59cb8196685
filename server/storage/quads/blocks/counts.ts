/** Counts of rows, from the statistics of whole blocks and a look into those at the borders. */
import { BlockScan } from './block-scan.ts';
import type { KeyRange } from './key-range.ts';
import type { SortedBlocks } from './sorted-blocks.ts';

/** How many rows of the range there were at `sequence`. */
export function countRows(blocks: SortedBlocks, range: KeyRange, sequence: number): number {
  let rows = 0;
  for (const index of blocksIn(blocks, range)) {
    const { bornHigh, diedLow } = blocks.statistics(index);
    rows +=
      bornHigh <= sequence && sequence < diedLow
        ? rowsInBlock(blocks, index, range)
        : rowsScanned(new BlockScan(blocks, range, sequence, index, index + 1));
  }
  return rows;
}

/** How many different second terms stand beside the one first term of the range, at any time. */
export function countSeconds(blocks: SortedBlocks, range: KeyRange): number {
  let seconds = 0;
  for (const index of blocksIn(blocks, range)) {
    const isWhole =
      !blocks.beginsBefore(index, range.least, range.leastWords) &&
      !blocks.endsAfter(index, range.most, range.mostWords);
    seconds += isWhole
      ? blocks.statistics(index).distinctPairs
      : secondsScanned(new BlockScan(blocks, range, undefined, index, index + 1));
    const isLast = blocks.endsAfter(index, range.most, range.mostWords);
    // A pair that goes on in the next block is counted there.
    if (!isLast && blocks.pairContinues(index)) seconds--;
  }
  return seconds;
}

function* blocksIn(blocks: SortedBlocks, range: KeyRange): Iterable<number> {
  const begin = blocks.lowerBlock(range.least, range.leastWords, 0);
  const end = blocks.upperBlock(range.most, range.mostWords, begin);
  for (let index = begin; index < end; index++) yield index;
}

function rowsInBlock(blocks: SortedBlocks, index: number, range: KeyRange): number {
  const { least, leastWords, most, mostWords } = range;
  const begin = blocks.beginsBefore(index, least, leastWords)
    ? blocks.load(index).lowerBound(least, leastWords, 0)
    : 0;
  const end = blocks.endsAfter(index, most, mostWords)
    ? blocks.load(index).upperBound(most, mostWords, begin)
    : blocks.statistics(index).rows;
  return end - begin;
}

function rowsScanned(scan: BlockScan): number {
  let rows = 0;
  while (scan.advance()) rows += scan.length;
  return rows;
}

function secondsScanned(scan: BlockScan): number {
  let seconds = 0;
  let before = -1;
  while (scan.advance()) {
    const { hi, lo } = scan.columns[1];
    for (let row = 0; row < scan.length; row++) {
      const second = (typeof hi === 'number' ? hi : hi[row]) * 2 ** 32 + lo[row];
      if (second !== before) seconds++;
      before = second;
    }
  }
  return seconds;
}
