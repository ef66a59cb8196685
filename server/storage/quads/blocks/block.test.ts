import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GROUP_ROWS } from './bit-pack.ts';
import { Block, DamagedBlockError } from './block.ts';
import { BLOCK_ROWS } from './block-format.ts';
import { ALL_WORDS, KEY_WORDS, NEVER, allocateRows, fromWords, keyOf } from './rows.ts';
import type { Rows } from './rows.ts';
import { compareTriples, rowsFrom, sortedTriples } from './sorted-runs.fixture.ts';
import { BlockWriter } from './write-block.ts';

const writer = new BlockWriter();

function write(rows: Rows): Uint8Array {
  return writer.write(rows).bytes;
}

/** All that a block holds, as numbers. */
function readAll(block: Block): number[][] {
  const capacity = block.groups * GROUP_ROWS;
  const columns = allocateRows(capacity, ALL_WORDS);
  for (let word = 0; word < ALL_WORDS; word++) {
    if (!block.varies(word)) columns[word].fill(block.constant(word));
  }
  for (let group = 0; group < block.groups; group++) {
    block.readGroup(group, 0b11111, columns, group * GROUP_ROWS);
  }
  return Array.from({ length: block.rows }, (_, row) =>
    [0, 1, 2, 3, 4].map((k) => fromWords(columns[2 * k][row], columns[2 * k + 1][row])),
  );
}

const sequence = fc.oneof(
  fc.constant(7),
  fc.integer({ min: 1, max: 1000 }),
  fc.integer({ min: 1, max: NEVER - 1 }),
);

describe('a block', () => {
  test('gives back what was written', () => {
    const rows = fc
      .tuple(sortedTriples(700), fc.array(sequence, { minLength: 1 }))
      .filter(([triples]) => triples.length > 0)
      .map(([triples, sequences]) =>
        triples.map((triple, row) => [
          ...triple,
          sequences[row % sequences.length],
          sequences[(row % 7) % sequences.length],
        ]),
      );
    fc.assert(
      fc.property(rows, (written) => {
        expect(readAll(new Block(write(rowsFrom(written))))).toEqual(written);
      }),
      { numRuns: 30 },
    );
  });

  test('any numbers at all, in any order within a group', () => {
    const number = fc.oneof(
      fc.integer({ min: 0, max: NEVER }),
      fc.integer({ min: 0, max: 9 }),
      fc.constantFrom(0, 2 ** 32 - 1, 2 ** 32, NEVER),
    );
    const row = fc.tuple(number, number, number, number, number);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 300, size: 'max' }), (rows) => {
        expect(readAll(new Block(write(rowsFrom(rows))))).toEqual(rows);
      }),
      { numRuns: 30 },
    );
  });

  test('a full one of one triple after the other', () => {
    const triples = Array.from({ length: BLOCK_ROWS }, (_, row) => [5, row >>> 3, row * 977]);
    const block = new Block(write(rowsFrom(triples, KEY_WORDS)));
    expect(readAll(block).join()).toBe(triples.map((triple) => [...triple, 0, NEVER]).join());
    expect(block.sizeBytes).toBeLessThan(BLOCK_ROWS * 2.5);
  });

  test('the same triple over and over takes next to nothing', () => {
    const rows = rowsFrom(Array.from({ length: BLOCK_ROWS }, () => [1, 2, 3, 4, 5]));
    expect(write(rows).length).toBeLessThan(2000);
  });

  test('no rows, or too many, are refused', () => {
    expect(() => write(rowsFrom([]))).toThrow(RangeError);
    const columns = allocateRows(BLOCK_ROWS + 1, KEY_WORDS);
    expect(() => write({ columns, length: BLOCK_ROWS + 1 })).toThrow(RangeError);
  });

  test('finds the first row that is not before a key, and the first after it', () => {
    const asked = fc.tuple(
      sortedTriples(600).filter((triples) => triples.length > 0),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 3 }), fc.nat())),
    );
    fc.assert(
      fc.property(asked, ([triples, lookUps]) => {
        const block = new Block(write(rowsFrom(triples, KEY_WORDS)));
        for (const [which, numbers, begin] of lookUps) {
          const key = triples[which % triples.length].slice(0, numbers);
          const from = begin % (triples.length + 1);
          const order = (triple: readonly number[]) =>
            compareTriples([...triple.slice(0, numbers), 0, 0], [...key, 0, 0]);
          const reach = (isReached: (triple: readonly number[]) => boolean) => {
            const found = triples.findIndex((triple, row) => row >= from && isReached(triple));
            return found === -1 ? triples.length : found;
          };
          const lower = reach((triple) => order(triple) >= 0);
          const upper = reach((triple) => order(triple) > 0);
          expect(block.lowerBound(keyOf(key), 2 * numbers, from)).toBe(lower);
          expect(block.upperBound(keyOf(key), 2 * numbers, from)).toBe(upper);
        }
      }),
      { numRuns: 40 },
    );
  });
});

test('the header counts', () => {
  const rows = rowsFrom([
    [1, 1, 1, 5, 9],
    [1, 1, 2, 4, 9],
    [1, 2, 1, 6, 8],
    [2, 2, 1, 2 ** 40, 2 ** 41],
  ]);
  const { statistics } = new Block(write(rows));
  expect(statistics).toEqual({
    rows: 4,
    first: keyOf([1, 1, 1]),
    last: keyOf([2, 2, 1]),
    distinctFirsts: 2,
    distinctPairs: 3,
    bornLow: 4,
    bornHigh: 2 ** 40,
    diedLow: 8,
    diedHigh: 2 ** 41,
  });
});

describe('a damaged block is found', () => {
  const bytes = write(
    rowsFrom(Array.from({ length: 500 }, (_, row) => [1, row >>> 2, row * row, row, NEVER])),
  );

  test('wherever a bit is flipped', () => {
    const flipped = fc.tuple(fc.nat(bytes.length - 1), fc.nat(7));
    fc.assert(
      fc.property(flipped, ([at, bit]) => {
        const damaged = Uint8Array.from(bytes);
        damaged[at] ^= 1 << bit;
        expect(() => new Block(damaged)).toThrow(DamagedBlockError);
      }),
    );
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['a part', bytes.slice(0, -4)],
    ['not whole words', bytes.slice(0, -1)],
    ['more', Uint8Array.from([...bytes, 0, 0, 0, 0])],
    ['something else', new Uint8Array(400).fill(65)],
  ])('%s', (_, damaged) => {
    expect(() => new Block(damaged)).toThrow(DamagedBlockError);
  });

  test('bytes that do not begin at a word are read all the same', () => {
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(new Block(shifted.subarray(1)).rows).toBe(500);
  });
});
