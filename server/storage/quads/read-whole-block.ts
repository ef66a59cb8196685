/** All the rows of a block at once, for those who rewrite it. */
import { GROUP_ROWS } from './blocks/bit-pack.ts';
import type { Block } from './blocks/block.ts';
import type { Rows } from './blocks/rows.ts';

/** The first `words` columns; the arrays are the caller's. */
export function readWholeBlock(block: Block, words: number): Rows {
  const capacity = block.groups * GROUP_ROWS;
  const columns = Array.from({ length: words }, (_, word) =>
    block.varies(word)
      ? new Uint32Array(capacity)
      : new Uint32Array(capacity).fill(block.constant(word)),
  );
  const wanted = 2 ** words - 1;
  for (let group = 0; group < block.groups; group++) {
    block.readGroup(group, wanted, columns, group * GROUP_ROWS);
  }
  return { length: block.rows, columns };
}
