/**
 * Unpacks the rows of a range from a list of blocks, a batch at a time.
 *
 * The first batch after a seek is one group, since a look-up and a galloping join want no more; then
 * batches double up to 16 groups.
 */
import { GROUP_ROWS } from './bit-pack.ts';
import type { Block } from './block.ts';
import type { KeyRange } from './key-range.ts';
import { ALL_WORDS, BORN, DIED, allocateRows, highWord } from './rows.ts';
import type { Key } from './rows.ts';
import { BATCH_ROWS } from './scan.ts';
import type { Scan } from './scan.ts';
import type { SortedBlocks } from './sorted-blocks.ts';

const MOST_GROUPS = BATCH_ROWS / GROUP_ROWS;
const BORN_BIT = 1 << (BORN / 2);
const DIED_BIT = 1 << (DIED / 2);

/** Arrays of scans that came to their end, by size: making them costs more than a look-up. */
const spareSmall: Uint32Array[][] = [];
const spareLarge: Uint32Array[][] = [];
const MOST_SPARE = 16;

export class BlockScan implements Scan {
  length = 0;
  readonly columns: { hi: number | Uint32Array; lo: Uint32Array }[];
  readonly #blocks: SortedBlocks;
  readonly #range: KeyRange;
  /** What is yet to come is not before this. */
  #least: Key;
  #leastWords: number;
  /** What was there then; all rows where absent. */
  readonly #sequence: number | undefined;
  readonly #end: number;
  #index: number;
  #block: Block | undefined;
  #row = 0;
  #rowEnd = 0;
  #groups = 1;
  #buffer: Uint32Array[];
  readonly #open: number;

  /** Of the blocks from `begin` up to `end`, where not all that have a part in the range are meant. */
  constructor(
    blocks: SortedBlocks,
    range: KeyRange,
    sequence?: number,
    begin: number = blocks.lowerBlock(range.least, range.leastWords, 0),
    end: number = blocks.upperBlock(range.most, range.mostWords, begin),
  ) {
    this.#blocks = blocks;
    this.#range = range;
    this.#least = range.least;
    this.#leastWords = range.leastWords;
    this.#sequence = sequence;
    this.#index = begin;
    this.#end = end;
    this.#buffer = spareSmall.pop() ?? allocateRows(GROUP_ROWS, ALL_WORDS);
    const [, first, , second, , third] = this.#buffer;
    this.columns = [
      { hi: 0, lo: first },
      { hi: 0, lo: second },
      { hi: 0, lo: third },
    ];
    this.#open = (0b111 << range.bound) & 0b111;
  }

  advance(): boolean {
    this.length = 0;
    while (this.length === 0) {
      if (this.#block !== undefined && this.#row < this.#rowEnd) this.#readBatch(this.#block);
      else if (this.#block !== undefined) this.#leaveBlock();
      else if (this.#index < this.#end) this.#enterBlock();
      else return this.#finish();
    }
    return true;
  }

  seek(key: Key, words: number): void {
    if (!this.#raiseLeast(key, words)) return;
    const blocks = this.#blocks;
    this.#groups = 1;
    if (this.#block !== undefined && blocks.endsBefore(this.#index, key, words)) {
      this.#leaveBlock();
    }
    if (this.#block === undefined) this.#index = blocks.lowerBlock(key, words, this.#index);
    else this.#row = this.#block.lowerBound(key, words, this.#row);
  }

  #raiseLeast(key: Key, words: number): boolean {
    const least = this.#least;
    const common = Math.min(words, this.#leastWords);
    let i = 0;
    while (i < common && key[i] === least[i]) i++;
    const isGreater = i < common ? key[i] > least[i] : words > this.#leastWords;
    if (!isGreater) return false;
    this.#least = key.slice();
    this.#leastWords = words;
    return true;
  }

  #leaveBlock(): void {
    this.#block = undefined;
    this.#index++;
  }

  #enterBlock(): void {
    const blocks = this.#blocks;
    const index = this.#index;
    const sequence = this.#sequence;
    const { rows, bornLow, diedHigh } = blocks.statistics(index);
    if (sequence !== undefined && (sequence < bornLow || diedHigh <= sequence)) {
      this.#index++;
      return;
    }
    const { most, mostWords } = this.#range;
    const block = blocks.load(index);
    this.#row = blocks.beginsBefore(index, this.#least, this.#leastWords)
      ? block.lowerBound(this.#least, this.#leastWords, 0)
      : 0;
    this.#rowEnd = blocks.endsAfter(index, most, mostWords)
      ? block.upperBound(most, mostWords, this.#row)
      : rows;
    this.#block = block;
  }

  /** Hot. */
  #readBatch(block: Block): void {
    const skipped = this.#row % GROUP_ROWS;
    const firstGroup = (this.#row - skipped) / GROUP_ROWS;
    const endGroup = Math.min(firstGroup + this.#groups, Math.ceil(this.#rowEnd / GROUP_ROWS));
    const end = Math.min(this.#rowEnd, endGroup * GROUP_ROWS);
    const buffer = endGroup - firstGroup > 1 ? this.#largeBuffer() : this.#buffer;
    const length = end - this.#row;
    const { bornHigh, diedLow } = block.statistics;
    const sequence = this.#sequence;
    const isFiltered = sequence !== undefined && (bornHigh > sequence || diedLow <= sequence);
    const wanted = isFiltered ? this.#open | BORN_BIT | DIED_BIT : this.#open;
    for (let group = firstGroup; group < endGroup; group++) {
      block.readGroup(group, wanted, buffer, (group - firstGroup) * GROUP_ROWS);
    }
    this.#row = end;
    this.#groups = Math.min(2 * this.#groups, MOST_GROUPS);
    for (let word = 2 * this.#range.bound; word < (isFiltered ? ALL_WORDS : BORN); word++) {
      // The hi of ids need not be filled where it is one number.
      if (!block.varies(word)) {
        if (word % 2 === 1 || isFiltered) buffer[word].fill(block.constant(word), 0, length);
      } else if (skipped > 0) {
        buffer[word].copyWithin(0, skipped, skipped + length);
      }
    }
    this.length = isFiltered ? this.#keepThere(sequence, length) : length;
    for (let k = this.#range.bound; k < 3; k++) {
      this.columns[k].hi = block.varies(2 * k)
        ? sharedHigh(buffer[2 * k], this.length)
        : block.constant(2 * k);
    }
  }

  /** Moves together the rows that were there at `sequence`; returns how many they are. */
  #keepThere(sequence: number, length: number): number {
    const buffer = this.#buffer;
    const first = 2 * this.#range.bound;
    const [bornHi, bornLo, diedHi, diedLo] = buffer.slice(BORN);
    const hi = highWord(sequence);
    const lo = sequence >>> 0;
    let kept = 0;
    for (let row = 0; row < length; row++) {
      const isBorn = bornHi[row] < hi || (bornHi[row] === hi && bornLo[row] <= lo);
      const isDead = diedHi[row] < hi || (diedHi[row] === hi && diedLo[row] <= lo);
      if (!isBorn || isDead) continue;
      for (let word = first; word < BORN; word++) buffer[word][kept] = buffer[word][row];
      kept++;
    }
    return kept;
  }

  #largeBuffer(): Uint32Array[] {
    if (this.#buffer[0].length > GROUP_ROWS) return this.#buffer;
    this.#release();
    this.#buffer = spareLarge.pop() ?? allocateRows(BATCH_ROWS, ALL_WORDS);
    for (let k = 0; k < 3; k++) this.columns[k].lo = this.#buffer[2 * k + 1];
    return this.#buffer;
  }

  #finish(): false {
    this.#release();
    return false;
  }

  #release(): void {
    if (this.#buffer.length === 0) return;
    const spare = this.#buffer[0].length > GROUP_ROWS ? spareLarge : spareSmall;
    if (spare.length < MOST_SPARE) spare.push(this.#buffer);
    this.#buffer = [];
  }
}

/** The number that all rows have, or else the array. */
function sharedHigh(column: Uint32Array, length: number): number | Uint32Array {
  const first = column[0];
  for (let row = 1; row < length; row++) if (column[row] !== first) return column;
  return first;
}
