import { describe, expect, test } from 'vitest';
import { keyOf } from './blocks/rows.ts';
import { MemoryBlockStore, BlockCache } from './blocks/block-store.ts';
import { SortedBlocks } from './blocks/sorted-blocks.ts';
import { planCompaction } from './compact.ts';
import { Manifest } from './manifest.ts';
import type { Segment } from './manifest.ts';

/** A manifest whose levels, from the base on, have so many thousand triples. */
function manifestOf(thousands: readonly number[]): Manifest {
  const loader = new BlockCache(new MemoryBlockStore());
  const segments = thousands.map((size, level): Segment => {
    const statistics = {
      rows: size * 1000,
      first: keyOf([1]),
      last: keyOf([2]),
      distinctFirsts: 1,
      distinctPairs: 1,
      bornLow: 1,
      bornHigh: 1,
      diedLow: 1,
      diedHigh: 1,
    };
    const entries = [{ block: level, statistics }];
    const blocks = new SortedBlocks(entries, loader);
    return { graph: 0, permutation: 'spo', level, kind: 'live', entries, blocks };
  });
  return new Manifest(1, segments);
}

describe('a delta of 64,000 changes', () => {
  test.each([
    ['goes into an empty base', [], { runs: [], target: 0 }],
    ['goes into a small base', [500], { runs: [], target: 0 }],
    ['becomes a run beside a large one', [10_000], { runs: [], target: 1 }],
    ['becomes a run beside others', [10_000, 64, 64], { runs: [], target: 3 }],
    [
      'goes with seven runs of its size',
      [10_000, 64, 64, 64, 64, 64, 64, 64],
      { runs: [7, 6, 5, 4, 3, 2, 1], target: 8 },
    ],
    [
      'leaves larger runs alone',
      [10_000, 512, 64, 64, 64, 64, 64, 64, 64],
      { runs: [8, 7, 6, 5, 4, 3, 2], target: 9 },
    ],
    [
      'goes with all of them into the base when they are an eighth of it',
      [10_000, 600, 600],
      { runs: [2, 1], target: 0 },
    ],
  ])('%s', (_, thousands, plan) => {
    expect(planCompaction(manifestOf(thousands), 64_000)).toEqual(plan);
  });
});
