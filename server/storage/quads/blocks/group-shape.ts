/**
 * The shapes of a group: 128 words of one column, in the shape that takes the least room.
 *
 * The first value of a group stands in the block's directory, so that a column that does not change
 * within a group takes nothing here. A descriptor is one byte: shape and width.
 */

/** All values are the first one: no words. */
export const CONSTANT = 0;
/** How much more a value is than the least: base, bits. */
export const FRAME = 1;
/** How much more a step is than the least step: least step, bits. */
export const DELTA = 2;
/** A bit a row, set where the value changes: base, 128 bits, what it changes to. */
export const RUNS = 3;
/** Few values in any order: size and width, base, the values, a code a row. */
export const DICTIONARY = 4;
/**
 * The lo of ids whose hi varies: each kind of id (see `kindOf`) has a frame or deltas of its own. The
 * objects of a subject are dates, items, statements in turn; in one frame they took 2.9 bytes a
 * triple on generated data, so 2. The number of words and kinds; of each kind its head (kind, rows,
 * width, whether deltas), base, first value and bits.
 */
export const BY_KIND = 5;

const WIDTHS = 33;
export const MODE = Uint8Array.from({ length: 256 }, (_, byte) => Math.floor(byte / WIDTHS));
export const WIDTH = Uint8Array.from({ length: 256 }, (_, byte) => byte % WIDTHS);

/** Ids have a tag in the upper bits of their hi; what has another tag is numbered on its own. */
export const KINDS = 32;

export function kindOf(hi: number): number {
  return (hi >>> 16) & (KINDS - 1);
}

export function describe(mode: number, width: number): number {
  return mode * WIDTHS + width;
}
