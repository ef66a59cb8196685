/** Sorted rows → the bytes of one block. */
import { crc32 } from 'node:zlib';
import { GROUP_ROWS } from './bit-pack.ts';
import {
  BLOCK_ROWS,
  CHECKSUM_AT,
  DIRECTORY_AT,
  LENGTH_AT,
  MAGIC,
  PADDING_WORDS,
  STATISTICS_AT,
  VARYING_AT,
  descriptorWords,
  groupsOf,
} from './block-format.ts';
import { GroupEncoder } from './encode-group.ts';
import { ALL_WORDS } from './rows.ts';
import type { Rows } from './rows.ts';
import { measureRows, writeStatistics } from './statistics.ts';
import type { BlockStatistics } from './statistics.ts';

export interface WrittenBlock {
  readonly bytes: Uint8Array;
  readonly statistics: BlockStatistics;
}

/** Reuses its scratch space from block to block. */
export class BlockWriter {
  readonly #encoder = new GroupEncoder();
  /** No shape takes more than 130 words for 128 rows and a directory entry. */
  readonly #words = new Uint32Array(
    DIRECTORY_AT + groupsOf(BLOCK_ROWS) * (ALL_WORDS * (GROUP_ROWS + 4) + 4) + PADDING_WORDS,
  );
  /** The last group, filled up with its last row. */
  readonly #tail = Array.from({ length: ALL_WORDS }, () => new Uint32Array(GROUP_ROWS));

  /** One to `BLOCK_ROWS` rows, sorted. */
  write({ columns, length }: Rows): WrittenBlock {
    if (length < 1 || length > BLOCK_ROWS) throw new RangeError(`A block of ${length} rows.`);
    const words = this.#words;
    const statistics = measureRows(columns, length);
    const varying = varyingColumns(columns, length);
    const groups = groupsOf(length);
    words[0] = MAGIC;
    words[VARYING_AT] = varying.reduce((mask, column) => mask | (1 << column), 0);
    writeStatistics(statistics, words, STATISTICS_AT);
    let at = DIRECTORY_AT + groups * (1 + varying.length);
    for (let group = 0; group < groups; group++) {
      words[DIRECTORY_AT + group] = at;
      for (let i = 0; i < varying.length; i++) {
        words[DIRECTORY_AT + groups * (i + 1) + group] = columns[varying[i]][group * GROUP_ROWS];
      }
      const isWhole = (group + 1) * GROUP_ROWS <= length;
      at = isWhole
        ? this.#writeGroup(columns, group * GROUP_ROWS, varying, at)
        : this.#writeGroup(this.#fillTail(columns, length), 0, varying, at);
    }
    words.fill(0, at, (at += PADDING_WORDS));
    words[LENGTH_AT] = at;
    const bytes = new Uint8Array(words.buffer.slice(0, at * 4));
    new Uint32Array(bytes.buffer)[CHECKSUM_AT] = crc32(bytes.subarray(4 * LENGTH_AT));
    return { bytes, statistics };
  }

  #writeGroup(
    columns: readonly Uint32Array[],
    from: number,
    varying: readonly number[],
    start: number,
  ): number {
    const words = this.#words;
    const encoder = this.#encoder;
    let at = start + descriptorWords(varying.length);
    words.fill(0, start, at);
    let before = at;
    for (let i = 0; i < varying.length; i++) {
      const column = varying[i];
      encoder.encode(columns[column], from, words, at);
      // The lo of an id whose hi varies as well as itself in this group.
      if ((column & 1) === 1 && varying[i - 1] === column - 1 && at > before && encoder.end > at) {
        encoder.encodeByKind(
          columns[column - 1],
          columns[column],
          from,
          words,
          at,
          encoder.end - at,
        );
      }
      setDescriptor(words, start, i, encoder.descriptor);
      before = at;
      at = encoder.end;
    }
    return at;
  }

  #fillTail(columns: readonly Uint32Array[], length: number): readonly Uint32Array[] {
    const from = (groupsOf(length) - 1) * GROUP_ROWS;
    return columns.map((column, k) => {
      const tail = this.#tail[k].fill(column[length - 1]);
      tail.set(column.subarray(from, length));
      return tail;
    });
  }
}

function varyingColumns(columns: readonly Uint32Array[], length: number): number[] {
  return columns.flatMap((column, k) => (isConstant(column, length) ? [] : [k]));
}

function isConstant(column: Uint32Array, length: number): boolean {
  const first = column[0];
  if (column[length - 1] !== first) return false;
  for (let row = 1; row < length; row++) if (column[row] !== first) return false;
  return true;
}

function setDescriptor(words: Uint32Array, at: number, index: number, descriptor: number): void {
  const shift = (index & 3) * 8;
  const word = at + (index >>> 2);
  words[word] |= descriptor << shift;
}
