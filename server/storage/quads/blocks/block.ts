/**
 * Reads one block: up to 16,384 sorted rows of one permutation, packed.
 *
 * Nothing is unpacked that is not asked for: a look-up searches the directory and unpacks one group
 * of 128 rows; scans unpack the groups and columns they want into arrays of their own.
 */
import { crc32 } from 'node:zlib';
import { GROUP_ROWS } from './bit-pack.ts';
import {
  BLOCK_ROWS,
  CHECKSUM_AT,
  DIRECTORY_AT,
  LENGTH_AT,
  MAGIC,
  STATISTICS_AT,
  VARYING_AT,
  descriptorWords,
  groupsOf,
} from './block-format.ts';
import { decodeGroup, encodedWords } from './decode-group.ts';
import { ALL_WORDS, BORN, DIED, KEY_WORDS, compareRow, highWord } from './rows.ts';
import type { Key } from './rows.ts';
import { readStatistics } from './statistics.ts';
import type { BlockStatistics } from './statistics.ts';

/** The bytes are not a block that we wrote. The index can be rebuilt from the records. */
export class DamagedBlockError extends Error {
  constructor(what: string) {
    super(`A block of the index is damaged: ${what}.`);
    this.name = 'DamagedBlockError';
  }
}

/**
 * The group that was searched last, of whichever block, and how many of its numbers are unpacked:
 * a look-up searches for where its rows begin and where they end, mostly in the same group.
 */
const searched = {
  block: undefined as Block | undefined,
  group: -1,
  numbers: 0,
  columns: Array.from({ length: KEY_WORDS }, () => new Uint32Array(GROUP_ROWS)),
};

export class Block {
  readonly rows: number;
  readonly groups: number;
  readonly statistics: BlockStatistics;
  readonly sizeBytes: number;
  readonly #words: Uint32Array;
  readonly #varying: readonly number[];
  /** Where the first values of a column begin; 0 where it does not vary. */
  readonly #firsts = new Uint32Array(ALL_WORDS);
  /** What the columns hold that do not vary. */
  readonly #constants: Uint32Array;

  /** Checks every bit. `bytes` must not change afterwards. */
  constructor(bytes: Uint8Array) {
    const words = wordsOf(bytes);
    this.#words = words;
    this.sizeBytes = bytes.length;
    this.statistics = readStatistics(words, STATISTICS_AT);
    this.rows = this.statistics.rows;
    this.groups = groupsOf(this.rows);
    this.#constants = constantsOf(this.statistics);
    this.#varying = Array.from({ length: ALL_WORDS }, (_, column) => column).filter(
      (column) => (words[VARYING_AT] >>> column) & 1,
    );
    for (const [i, column] of this.#varying.entries()) {
      this.#firsts[column] = DIRECTORY_AT + this.groups * (i + 1);
    }
  }

  varies(column: number): boolean {
    return this.#firsts[column] !== 0;
  }

  /** What a column holds that does not vary. */
  constant(column: number): number {
    return this.#constants[column];
  }

  /**
   * Unpacks the 128 rows of a group to `out[column][to…]`, for each number that is wanted (a bit
   * each: two columns), where the column varies. The last group is filled up with its last row.
   */
  readGroup(group: number, wanted: number, out: readonly Uint32Array[], to: number): void {
    const words = this.#words;
    const varying = this.#varying;
    const start = words[DIRECTORY_AT + group];
    let at = start + descriptorWords(varying.length);
    for (let i = 0; i < varying.length; i++) {
      const column = varying[i];
      const descriptor = (words[start + (i >>> 2)] >>> ((i & 3) << 3)) & 255;
      if ((wanted >>> (column >>> 1)) & 1) {
        const first = words[this.#firsts[column] + group];
        decodeGroup(words, at, descriptor, first, out[column], to, out[column & ~1]);
      }
      at += encodedWords(words, at, descriptor);
    }
  }

  /** The first row, not before `from`, whose first words are the key's or greater. */
  lowerBound(key: Key, words: number, from: number): number {
    return this.#search(key, words, from, 0);
  }

  /** The first row, not before `from`, whose first words are greater than the key's. */
  upperBound(key: Key, words: number, from: number): number {
    return this.#search(key, words, from, 1);
  }

  /** `over`: 0 to stop at rows that are equal to the key, 1 to pass them. */
  #search(key: Key, words: number, from: number, over: 0 | 1): number {
    if (from >= this.rows) return this.rows;
    const group = this.#gallop(key, words, from >>> 7, over);
    const columns = this.#unpackForSearch(group, words >>> 1);
    let low = group * GROUP_ROWS;
    let high = Math.min(low + GROUP_ROWS, this.rows);
    const start = low;
    low = Math.max(low, from);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareRow(columns, middle - start, key, words) < over) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The last group, from `group` on, whose first row is before what is sought. */
  #gallop(key: Key, words: number, group: number, over: 0 | 1): number {
    let low = group;
    let step = 1;
    while (low + step < this.groups && this.#compareFirst(low + step, key, words) < over) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step, this.groups);
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if (this.#compareFirst(middle, key, words) < over) low = middle;
      else high = middle;
    }
    return low;
  }

  #compareFirst(group: number, key: Key, words: number): number {
    for (let i = 0; i < words; i++) {
      const at = this.#firsts[i];
      const word = at === 0 ? this.#constants[i] : this.#words[at + group];
      if (word !== key[i]) return word < key[i] ? -1 : 1;
    }
    return 0;
  }

  #unpackForSearch(group: number, numbers: number): readonly Uint32Array[] {
    const { columns } = searched;
    if (searched.block === this && searched.group === group && searched.numbers >= numbers) {
      return columns;
    }
    for (let i = 0; i < 2 * numbers; i++) {
      if (!this.varies(i)) columns[i].fill(this.constant(i));
    }
    this.readGroup(group, (1 << numbers) - 1, columns, 0);
    searched.block = this;
    searched.group = group;
    searched.numbers = numbers;
    return columns;
  }
}

function constantsOf({ first, bornLow, diedLow }: BlockStatistics): Uint32Array {
  const constants = new Uint32Array(ALL_WORDS);
  constants.set(first);
  constants.set([highWord(bornLow), bornLow], BORN);
  constants.set([highWord(diedLow), diedLow], DIED);
  return constants;
}

/** The words of a block whose header and checksum are right; copies what is not aligned. */
function wordsOf(bytes: Uint8Array): Uint32Array {
  if (bytes.length < DIRECTORY_AT * 4 || bytes.length % 4 !== 0) {
    throw new DamagedBlockError(`it has ${bytes.length} bytes`);
  }
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, bytes.length / 4);
  if (words[0] !== MAGIC) throw new DamagedBlockError('its format is unknown');
  if (words[LENGTH_AT] !== words.length) {
    throw new DamagedBlockError(`it has ${bytes.length} of ${words[LENGTH_AT] * 4} bytes`);
  }
  if (words[CHECKSUM_AT] !== crc32(aligned.subarray(LENGTH_AT * 4))) {
    throw new DamagedBlockError('its checksum is wrong');
  }
  const rows = words[STATISTICS_AT];
  if (rows < 1 || rows > BLOCK_ROWS) throw new DamagedBlockError(`it tells of ${rows} rows`);
  return words;
}
