import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { similarTokens } from './similar-tokens.ts';

/** A vocabulary in the order of SQLite: bytes of UTF-8. */
function nextIn(tokens: readonly string[]): (from: string) => string | undefined {
  const sorted = tokens.map((token) => Buffer.from(token)).toSorted((a, b) => Buffer.compare(a, b));
  return (from) =>
    sorted.find((token) => Buffer.compare(token, Buffer.from(from)) >= 0)?.toString();
}

const WORDS = 'rhino rihno rhine rino rhinos whino xhino hino rhinoo носорог носарог berlin merlin';

test.each([
  ['rhino', 1, 'hino rhine rhinoo rhinos rihno rino whino xhino'],
  ['носорог', 1, 'носарог'],
  ['berlin', 1, 'merlin'],
  ['berlni', 1, 'berlin'],
  ['rhinoceros', 1, ''],
  ['rhioz', 2, 'rhine rhino rhinoo rhinos'],
] as const)('%s, %i edits: %s', (wanted, edits, expected) => {
  const found = similarTokens(wanted, edits, nextIn(WORDS.split(' ')));
  expect(
    found
      .map(({ token }) => token)
      .toSorted()
      .join(' '),
  ).toBe(expected);
});

/** Optimal string alignment, by the book. */
function distance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? d[i - 2][j - 2] + 1
          : Infinity;
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + same, swapped);
    }
  }
  return d[a.length][b.length];
}

const word = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 7 })
  .map((letters) => letters.join(''));

test.each([1, 2] as const)('with %i edits, none is missed and none is too far', (edits) => {
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 60 }), word, (vocabulary, wanted) => {
      const expected = vocabulary.filter((token) => {
        const far = distance(wanted, token);
        return far > 0 && far <= edits && (edits === 1 || token[0] === wanted[0]);
      });
      const found = similarTokens(wanted, edits, nextIn(vocabulary));
      expect(found.map(({ token }) => token).toSorted()).toEqual(expected.toSorted());
      for (const { token, edits: far } of found) expect(far).toBe(distance(wanted, token));
    }),
    { numRuns: 500 },
  );
});
