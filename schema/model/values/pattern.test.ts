import { expect, test } from 'vitest';
import { isPattern, matchesPattern } from './pattern.ts';

test.each([
  ['[a-z]+', 'rhino', true],
  ['[a-z]+', 'rhino 1', false],
  ['a|ab', 'ab', true],
  ['^a$', 'a', true],
  ['a', 'ba', false],
  ['', '', true],
  ['', 'a', false],
  ['nm\\d{7,8}', 'nm0010930', true],
  ['\\p{Lu}.*', 'Élan', true],
  ['.', '\u{1F680}', true],
  ['(?i)abc', 'ABC', true],
  ['(a+)+b', 'a'.repeat(50_000), false],
  ['(?=a)a', 'a', undefined],
  ['(a)\\1', 'aa', undefined],
  ['[', 'a', undefined],
])('%s matches %.20s: %s', (pattern, text, expected) => {
  expect(matchesPattern(pattern, text)).toBe(expected);
  expect(isPattern(pattern)).toBe(expected !== undefined);
});
