/** A sorted list of blocks, and what their statistics tell without reading one. */
import type { Block } from './block.ts';
import type { BlockLoader } from './block-store.ts';
import { KEY_WORDS, allocateRows, compareRow, compareRows, gallopRows } from './rows.ts';
import type { Key } from './rows.ts';
import type { BlockStatistics } from './statistics.ts';

export interface BlockEntry {
  readonly block: number;
  readonly statistics: BlockStatistics;
}

export class SortedBlocks {
  readonly length: number;
  readonly #entries: readonly BlockEntry[];
  readonly #loader: BlockLoader;
  readonly #firsts: readonly Uint32Array[];
  readonly #lasts: readonly Uint32Array[];

  /** Sorted by their rows; nothing of one comes after anything of the next. */
  constructor(entries: readonly BlockEntry[], loader: BlockLoader) {
    this.#entries = entries;
    this.#loader = loader;
    this.length = entries.length;
    this.#firsts = allocateRows(entries.length, KEY_WORDS);
    this.#lasts = allocateRows(entries.length, KEY_WORDS);
    for (const [index, { statistics }] of entries.entries()) {
      for (let i = 0; i < KEY_WORDS; i++) {
        this.#firsts[i][index] = statistics.first[i];
        this.#lasts[i][index] = statistics.last[i];
      }
    }
  }

  load(index: number): Block {
    return this.#loader.load(this.#entries[index].block);
  }

  statistics(index: number): BlockStatistics {
    return this.#entries[index].statistics;
  }

  /** The first block, from `from` on, that has rows which are not before the key. */
  lowerBlock(key: Key, words: number, from: number): number {
    return gallopRows(this.#lasts, from, this.length, key, words, 0);
  }

  /** The first block, from `from` on, whose rows all come after the key. */
  upperBlock(key: Key, words: number, from: number): number {
    return gallopRows(this.#firsts, from, this.length, key, words, 1);
  }

  /** Whether the last pair of first and second terms of a block goes on in the next one. */
  pairContinues(index: number): boolean {
    const next = index + 1;
    return next < this.length && compareRows(this.#lasts, index, this.#firsts, next, 4) === 0;
  }

  beginsBefore(index: number, key: Key, words: number): boolean {
    return compareRow(this.#firsts, index, key, words) < 0;
  }

  endsBefore(index: number, key: Key, words: number): boolean {
    return compareRow(this.#lasts, index, key, words) < 0;
  }

  endsAfter(index: number, key: Key, words: number): boolean {
    return compareRow(this.#lasts, index, key, words) > 0;
  }
}
