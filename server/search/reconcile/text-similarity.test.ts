import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchKey } from '../../../schema/model/search-key.ts';
import { comparable, similarity } from './text-similarity.ts';

const alike = (one: string, other: string): number =>
  Math.round(similarity(comparable(searchKey(one)), comparable(searchKey(other))));

test.each([
  ['Oxford', 'Oxford', 100],
  ['Adams, Douglas', 'Douglas Adams', 100],
  ['FÉVRIER', 'fevrier', 100],
  ['Oxford', 'Oxfrod', 83],
  ['Oxford', 'Oxfords', 92],
  ['aa bb', 'b aa', 89],
  ['Oxford', 'xyz', 22],
  ['abc', 'xyz', 0],
  ['', 'abc', 0],
  ['', '', 0],
  ['!', '?', 0],
])('%s and %s are alike by %d', (one, other, expected) => {
  expect(alike(one, other)).toBe(expected);
});

test('either way round, from 0 to 100, and wholly only where they are the same', () => {
  const name = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => comparable(text));
  fc.assert(
    fc.property(name, name, (one, other) => {
      const score = similarity(one, other);
      expect(score).toBe(similarity(other, one));
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score === 100).toBe(one === other && one !== '');
    }),
  );
});

test('what cannot be better than a known one is not looked at', () => {
  const [one, other] = [comparable('oxford'), comparable('ox')];
  expect([similarity(one, other, 49), similarity(one, other, 50)]).toEqual([50, 0]);
});
