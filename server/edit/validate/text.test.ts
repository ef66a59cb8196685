import { expect, test } from 'vitest';
import { codePointLength, hasEdgeWhitespace, hasInvisibleTrouble, malformedTexts } from './text.ts';

const json = (value: unknown): string => JSON.stringify(value);

test.each([
  ['plain text', { a: 'Ärger 🦏' }, []],
  ['a lone surrogate', { a: { b: ['x', '\uD800'] } }, ['/a/b/1']],
  ['the second half alone', { a: '\uDC00x' }, ['/a']],
  ['a NUL', { a: 'x\0' }, ['/a']],
  ['a NUL in a key', { 'k\0': 1 }, ['/k']],
  ['text that only looks like an escape', { a: String.raw`\ud800 \u0000` }, []],
])('malformed text: %s', (_, value, pointers) => {
  expect(malformedTexts(json(value)).map(({ path }) => path)).toEqual(pointers);
});

test.each([
  ['plain', false],
  ['tab\there', true],
  ['line\nbreak', true],
  ['delete \u007F', true],
  ['C1 \u0085', true],
  ['noncharacter \uFDD0', true],
  ['paragraph \u2029', true],
  ['override \u202E left open', true],
  ['embedding \u202Bclosed\u202C', false],
  ['isolate \u2067closed\u2069', false],
  ['closed in \u2067the wrong\u202C order\u2069', true],
  ['closed \u2069 before it was opened', true],
  ['right-to-left mark \u200F', false],
  ['joiner in می\u200Cخواهم', false],
])('%j has invisible trouble: %s', (text, expected) => {
  expect(hasInvisibleTrouble(text)).toBe(expected);
});

test.each([
  [' a', true],
  ['a\u00A0', true],
  ['a b', false],
])('%j has whitespace at its edge: %s', (text, expected) => {
  expect(hasEdgeWhitespace(text)).toBe(expected);
});

test('length counts characters, not code units', () => {
  expect(codePointLength('🦏🦏')).toBe(2);
});
