import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildSummary, LONGEST_SUMMARY, parseSummary, tidyComment } from './edit-summary.ts';
import type { EditSummary } from './edit-summary.ts';

test.each<[EditSummary, string]>([
  [
    { key: 'wbsetlabel-set', count: 1, language: 'en', text: 'rhino' },
    '/* wbsetlabel-set:1|en */ rhino',
  ],
  [
    { key: 'wbsetlabel-set', count: 1, language: 'en', text: 'rhino', comment: 'typo' },
    '/* wbsetlabel-set:1|en */ rhino, typo',
  ],
  [{ key: 'wbeditentity-create-item' }, '/* wbeditentity-create-item:0| */'],
  [
    { key: 'wbmergeitems-to', args: ['Q2'], comment: ' same\nthing ' },
    '/* wbmergeitems-to:0||Q2 */ same thing',
  ],
  [{ key: 'undo', args: ['12', 'A|b */ c'] }, '/* undo:0||12|A b c */'],
])('%j is written %s', (summary, text) => {
  expect(buildSummary(summary)).toBe(text);
});

test.each(['just words', '/* Section */ words', '/* key:1 */', '', '/*key:1|en*/'])(
  '%j has no magic part',
  (text) => {
    expect(parseSummary(text)).toBeUndefined();
  },
);

test('what was built is parsed back', () => {
  const word = fc.stringMatching(/^[a-z0-9,-]{0,12}$/);
  const parts = fc.record({
    key: fc.stringMatching(/^[a-z]{1,10}-[a-z]{1,8}$/),
    count: fc.nat({ max: 99 }),
    language: fc.constantFrom('', 'en', 'zh-hans'),
    args: fc.array(word, { maxLength: 3 }),
    comment: fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .map((text) => text.replace(/\s+/gu, ' ').trim()),
  });
  fc.assert(
    fc.property(parts, (summary) => {
      expect(parseSummary(buildSummary(summary))).toEqual(summary);
    }),
  );
});

test('a summary is never too long and never ends in half a character', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 700 });
  fc.assert(
    fc.property(text, text, fc.array(text, { maxLength: 3 }), (comment, own, args) => {
      const summary = buildSummary({ key: 'key', text: own, comment, args });
      expect(summary.length).toBeLessThanOrEqual(LONGEST_SUMMARY);
      expect(summary.isWellFormed()).toBe(true);
      expect(parseSummary(summary)?.key).toBe('key');
    }),
  );
});

test('a comment that is cut ends with dots', () => {
  expect(buildSummary({ key: 'key', comment: '🦏'.repeat(400) })).toMatch(/🦏…$/u);
});

test.each([
  ['an apple', 'an apple'],
  [' on\ntwo\0lines\t', 'on two lines'],
  ['half \ud83e of a rhino', 'half \ufffd of a rhino'],
  ['e\u0301', 'é'],
  ['x'.repeat(600), `${'x'.repeat(LONGEST_SUMMARY - 1)}…`],
])('of the comment %j is left %j', (comment, tidy) => {
  expect(tidyComment(comment)).toBe(tidy);
});
