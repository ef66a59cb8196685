import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GROUP_ROWS } from './bit-pack.ts';
import { Block } from './block.ts';
import { BLOCK_ROWS } from './block-format.ts';
import { BlockStream, mergeRuns } from './build.ts';
import { BORN, KEY_WORDS, allocateRows, fromWords } from './rows.ts';
import type { Rows } from './rows.ts';
import { dropDuplicates, sortRows } from './sort-rows.ts';
import {
  anyTriple,
  compareTriples,
  numbersFrom,
  rowsFrom,
  sortedTriples,
} from './sorted-runs.fixture.ts';

const WORDS = BORN + 2;

function numbersIn({ columns, length }: Rows): number[][] {
  return Array.from({ length }, (_, row) =>
    Array.from({ length: columns.length / 2 }, (_unused, k) =>
      fromWords(columns[2 * k][row], columns[2 * k + 1][row]),
    ),
  );
}

/** The rows with the number of the run they are from. */
function runOf(rows: readonly (readonly number[])[], run: number): number[][] {
  return rows.map((row) => [...row, run]);
}

/** The batches share their columns, as those of a file would. */
function* inBatches(rows: readonly (readonly number[])[], batchRows: number): Iterable<Rows> {
  const columns = allocateRows(batchRows, WORDS);
  for (let begin = 0; begin < rows.length; begin += batchRows) {
    const batch = rowsFrom(rows.slice(begin, begin + batchRows), WORDS);
    for (const [word, column] of columns.entries()) column.set(batch.columns[word]);
    yield { columns, length: batch.length };
  }
}

function build(fill: (output: BlockStream) => void): { sizes: number[]; rows: number[][] } {
  const sizes: number[] = [];
  const rows: number[][] = [];
  const output = new BlockStream(WORDS, ({ bytes, statistics }) => {
    const block = new Block(bytes);
    const columns = allocateRows(block.groups * GROUP_ROWS, WORDS);
    for (let word = 0; word < WORDS; word++) {
      if (!block.varies(word)) columns[word].fill(block.constant(word));
    }
    for (let group = 0; group < block.groups; group++) {
      block.readGroup(group, 0b1111, columns, group * GROUP_ROWS);
    }
    sizes.push(statistics.rows);
    rows.push(...numbersIn({ columns, length: block.rows }));
  });
  fill(output);
  return { sizes, rows };
}

describe('sorting', () => {
  test('is by the numbers of the triple, and stable', () => {
    const triples = fc.array(fc.tuple(anyTriple, fc.nat(5)), { maxLength: 200, size: 'max' });
    fc.assert(
      fc.property(triples, (drawn) => {
        const rows = drawn.map(([triple, born]) => [...triple, born]);
        const sorted = sortRows(rowsFrom(rows, WORDS));
        expect(numbersIn(sorted)).toEqual(rows.toSorted(compareTriples));
      }),
      { numRuns: 50 },
    );
  });

  test('and each triple once', () => {
    const rows = [
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 4],
      [2, 2, 4],
      [2, 2, 4],
      [2, 2, 4],
    ];
    expect(numbersIn(dropDuplicates(rowsFrom(rows, KEY_WORDS)))).toEqual([
      rows[0],
      rows[2],
      rows[3],
    ]);
  });

  test('of nothing', () => {
    expect(sortRows(rowsFrom([], KEY_WORDS)).length).toBe(0);
    expect(dropDuplicates(rowsFrom([], KEY_WORDS)).length).toBe(0);
  });
});

describe('merging runs', () => {
  test('gives each triple once, from the first run that has it', () => {
    const asked = fc.tuple(sortedTriples(800), fc.nat(7), fc.nat(), fc.constantFrom(1, 50, 999));
    fc.assert(
      fc.property(asked, ([triples, count, seed, batchRows]) => {
        const next = numbersFrom(seed);
        const runs = Array.from({ length: count }, (_, run) =>
          runOf(
            triples.filter(() => next(3) === 0),
            run,
          ),
        );
        const firsts = new Map<string, number[]>();
        for (const row of runs.flat()) {
          const key = row.slice(0, 3).join();
          if (!firsts.has(key)) firsts.set(key, row);
        }
        const { rows } = build((output) =>
          mergeRuns(
            runs.map((run) => inBatches(run, batchRows)),
            output,
          ),
        );
        expect(rows).toEqual([...firsts.values()].toSorted(compareTriples));
      }),
      { numRuns: 60 },
    );
  });

  test('makes full blocks and a last one', () => {
    const rows = Array.from({ length: 2 * BLOCK_ROWS + 5 }, (_, row) => [1, 1, row, 0]);
    const even = rows.filter(([, , row]) => row % 2 === 0);
    const odd = rows.filter(([, , row]) => row % 2 === 1);
    const built = build((output) => mergeRuns([inBatches(odd, 1000), inBatches(even, 7)], output));
    expect(built.sizes).toEqual([BLOCK_ROWS, BLOCK_ROWS, 5]);
    expect(built.rows.every(([, , third], row) => third === row)).toBe(true);
  });
});
