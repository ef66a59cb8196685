import { expect, test } from 'vitest';
import { isJsonText, jsonObject, jsonText } from './json-text.ts';

test.each([
  [jsonText({ a: 1 }), '{"a":1}', '{"a":1}'],
  [jsonText('né 柏林'), '"né 柏林"', String.raw`"n\u00e9 \u67cf\u6797"`],
  [jsonText('😀'), '"😀"', String.raw`"\ud83d\ude00"`],
  [jsonObject([]), '{}', '{}'],
  [
    jsonObject([
      ['é', jsonText(1)],
      ['"', jsonText([])],
    ]),
    String.raw`{"é":1,"\"":[]}`,
    String.raw`{"\u00e9":1,"\"":[]}`,
  ],
])('finished JSON %# is written as it is, and escaped', (piece, text, ascii) => {
  // twice: the second time from memory
  expect([piece.write(false), piece.write(false)]).toEqual([text, text]);
  expect([piece.write(true), piece.write(true)]).toEqual([ascii, ascii]);
});

test.each([[{ write: () => '' }], ['text'], [undefined], [null]])('%j is not finished', (value) => {
  expect(isJsonText(value)).toBe(false);
});
