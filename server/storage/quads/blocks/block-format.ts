/**
 * The words of a block, little-endian, 32 bits each: a header, a directory, the groups.
 *
 *     magic and version · checksum of all that follows · number of words · which columns vary ·
 *     statistics · where each group begins · of each varying column, the first value of each group ·
 *     groups: one descriptor a varying column (a byte each), then the columns · padding
 *
 * A column that is the same in the whole block is told by the statistics alone.
 */
import { GROUP_ROWS } from './bit-pack.ts';
import { STATISTICS_WORDS } from './statistics.ts';

/** 128 groups: a look-up reads 50 KB from SQLite in 15 µs, and a header costs next to nothing. */
export const BLOCK_ROWS = 16_384;
/** The last byte is the version of the format. */
export const MAGIC = 0x5162_6c01;

export const CHECKSUM_AT = 1;
export const LENGTH_AT = 2;
export const VARYING_AT = 3;
export const STATISTICS_AT = 4;
export const DIRECTORY_AT = STATISTICS_AT + STATISTICS_WORDS;

/** Unpacking whole chunks reads so many words too far. */
export const PADDING_WORDS = 32;

export function groupsOf(rows: number): number {
  return Math.ceil(rows / GROUP_ROWS);
}

export function descriptorWords(varying: number): number {
  return (varying + 3) >>> 2;
}
