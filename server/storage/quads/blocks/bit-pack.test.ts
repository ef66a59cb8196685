import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  GROUP_ROWS,
  bitWidth,
  chunksOf,
  pack,
  packedWords,
  unpack,
  unpackDeltas,
} from './bit-pack.ts';

const widths = Array.from({ length: 33 }, (_, width) => width);

function group(width: number, base: number): fc.Arbitrary<Uint32Array> {
  return fc
    .array(fc.integer({ min: 0, max: 2 ** width - 1 }), {
      minLength: GROUP_ROWS,
      maxLength: GROUP_ROWS,
    })
    .map((values) => Uint32Array.from(values, (value) => value + base));
}

const base = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe.each(widths)('%i bits', (width) => {
  test('128 numbers take four words a bit, and come back', () => {
    fc.assert(
      fc.property(
        base.chain((from) => fc.tuple(fc.constant(from), group(width, from))),
        ([from, values]) => {
          const words = new Uint32Array(4 * width + 3).fill(7);
          pack[width](values, 0, words, 1, from, 4);
          expect([words[0], words[4 * width + 1]]).toEqual([7, 7]);
          const out = new Uint32Array(GROUP_ROWS + 2);
          unpack[width](words, 1, out, 1, from | 0, 4);
          expect(out.subarray(1, GROUP_ROWS + 1)).toEqual(values);
          expect([out[0], out[GROUP_ROWS + 1]]).toEqual([0, 0]);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('distances add up', () => {
    fc.assert(
      fc.property(group(width, 0), base, base, (steps, least, before) => {
        const words = new Uint32Array(4 * width);
        pack[width](steps, 0, words, 0, 0, 4);
        const out = new Uint32Array(GROUP_ROWS);
        unpackDeltas[width](words, 0, out, 0, least, 4, before);
        let sum = before;
        const expected = steps.map((step) => (sum = (sum + step + least) >>> 0));
        expect(out).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });
});

test('fewer numbers than a group take no more words than their bits', () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 0, max: 32 })
        .chain((width) => fc.tuple(fc.constant(width), group(width, 0))),
      fc.integer({ min: 1, max: GROUP_ROWS }),
      ([width, values], count) => {
        const words = new Uint32Array(4 * width + 32);
        pack[width](values, 0, words, 0, 0, chunksOf(count));
        words.fill(0xffff_ffff, packedWords(count, width));
        const out = new Uint32Array(GROUP_ROWS);
        unpack[width](words, 0, out, 0, 0, chunksOf(count));
        expect(out.subarray(0, count)).toEqual(values.subarray(0, count));
      },
    ),
  );
});

test.each([
  [0, 0],
  [1, 1],
  [255, 8],
  [256, 9],
  [2 ** 32 - 1, 32],
  [-1, 32],
])('%d needs %i bits', (value, bits) => {
  expect(bitWidth(value)).toBe(bits);
});
