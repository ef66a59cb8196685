import { expect, test } from 'vitest';
import { normalizeText, textFault } from './well-formed-text.ts';

test.each([
  ['', undefined],
  ['rhino', undefined],
  ['носорог 🦏', undefined],
  ['a\u0000', 'nul'],
  ['a\ud83e', 'lone-surrogate'],
  ['\udd8f\ud83e', 'lone-surrogate'],
])('the fault of %j is %s', (text, fault) => {
  expect(textFault(text)).toBe(fault);
});

test.each([
  ['e\u0301', '\u00e9'],
  ['\u212b', '\u00c5'],
  ['\u1100\u1161', '\uac00'],
  ['plain', 'plain'],
])('%j is normalized to %j', (text, normal) => {
  expect(normalizeText(text)).toBe(normal);
});
