import { expect, test } from 'vitest';
import { readKept } from './autosave.ts';

test.each([
  ['{"format":1,"summary":""}', 'draft'],
  ['{"format":0,"summary":"x"}', 'foreign'],
  ['{"format":2,"summary":"x"}', 'foreign'],
  ['{"baseRevisionId":7,"draft":{}}', 'foreign'],
  ['not JSON at all', 'foreign'],
  ['"a text"', 'foreign'],
  ['', undefined],
  [' ', undefined],
  ['{}', undefined],
  ['null', undefined],
])('what was kept as %s is read as %s', (text, kind) => {
  expect(readKept(text)?.kind).toBe(kind);
});

test('the text of another version can be shown', () => {
  expect(readKept('{"format":99,"draft":1}')).toEqual({
    kind: 'foreign',
    text: '{"format":99,"draft":1}',
  });
});
