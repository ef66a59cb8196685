/** Triples, blocks and plain answers for the tests of this folder. */
import fc from 'fast-check';
import { BlockCache, MemoryBlockStore } from './block-store.ts';
import { ALL_WORDS, NEVER, allocateRows, highWord } from './rows.ts';
import type { Rows } from './rows.ts';
import { SortedBlocks } from './sorted-blocks.ts';
import type { BlockEntry } from './sorted-blocks.ts';
import { BlockWriter } from './write-block.ts';

/** In the order of the permutation. */
export type Triple = readonly [first: number, second: number, third: number];

const tag = (hi: number) => hi * 2 ** 48;

/** Ids like those of the index: few kinds, near numbers, now and then anything. */
const anyId: fc.Arbitrary<number> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 40 }).map((lo) => tag(5) + lo) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 9000 }).map((lo) => tag(10) + lo) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 500 }))
      .map(([sub, lo]) => tag(2) + sub * 2 ** 32 + lo),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: NEVER }) },
);

export const anyTriple: fc.Arbitrary<Triple> = fc.tuple(
  fc.integer({ min: 1, max: 4 }).map((lo) => tag(13) + lo),
  anyId,
  anyId,
);

export function compareTriples(one: readonly number[], other: readonly number[]): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

/** Up to `most` of them. Made from a number, since drawing each would take a hundred times as long. */
export function sortedTriples(most: number): fc.Arbitrary<Triple[]> {
  return fc.tuple(fc.nat(), fc.nat(most)).map(([seed, count]) => {
    const next = numbersFrom(seed);
    const id = () => {
      const kind = next(12);
      if (kind < 6) return tag(5) + 1 + next(40);
      if (kind < 9) return tag(10) + next(9000);
      if (kind < 11) return tag(2) + next(60) * 2 ** 32 + next(500);
      return next(2 ** 21) * 2 ** 32 + next(2 ** 32);
    };
    const triples = new Map<string, Triple>();
    for (let i = 0; i < count; i++) {
      const triple: Triple = [tag(13) + 1 + next(4), id(), id()];
      triples.set(triple.join(), triple);
    }
    return [...triples.values()].toSorted(compareTriples);
  });
}

/** Whole numbers below what is asked for, the same ones for the same seed. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b_79f5) >>> 0;
    const once = Math.imul(state ^ (state >>> 15), state | 1);
    const twice = once ^ (once + Math.imul(once ^ (once >>> 7), once | 61));
    return Math.floor((((twice ^ (twice >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export function rowsFrom(rows: readonly (readonly number[])[], words: number = ALL_WORDS): Rows {
  const columns = allocateRows(rows.length, words);
  for (const [index, row] of rows.entries()) {
    for (let k = 0; 2 * k < words; k++) {
      columns[2 * k][index] = highWord(row[k]);
      columns[2 * k + 1][index] = row[k];
    }
  }
  return { columns, length: rows.length };
}

/** The rows as blocks of at most `blockRows`. */
export function blocksOf(rows: Rows, blockRows: number): SortedBlocks {
  const store = new MemoryBlockStore();
  const writer = new BlockWriter();
  const entries: BlockEntry[] = [];
  for (let begin = 0; begin < rows.length; begin += blockRows) {
    const end = Math.min(begin + blockRows, rows.length);
    const columns = rows.columns.map((column) => column.subarray(begin, end));
    const { bytes, statistics } = writer.write({ columns, length: end - begin });
    entries.push({ block: store.add(bytes), statistics });
  }
  return new SortedBlocks(entries, new BlockCache(store));
}
