import { expect, test } from 'vitest';
import { compactTimestamp, parseTimestamp } from './parse-timestamp.ts';

const SECONDS = Date.UTC(2026, 10, 23, 17, 34, 12) / 1000;

test.each([
  ['2026-11-23T17:34:12Z', SECONDS],
  ['2026-11-23t17:34:12z', SECONDS],
  ['2026-11-23 17:34:12', SECONDS],
  ['2026-11-23T17:34:12.900Z', SECONDS],
  ['2026-11-23T19:34:12+02:00', SECONDS],
  ['20261123173412', SECONDS],
  [String(SECONDS), SECONDS],
  ['2026-11-23', Date.UTC(2026, 10, 23) / 1000],
  ['0', 0],
  ['2026-13-01T00:00:00Z', undefined],
  ['20261323173412', undefined],
  ['yesterday', undefined],
  ['', undefined],
])('%s', (text, seconds) => {
  expect(parseTimestamp(text)).toBe(seconds);
});

test('cursors hold the digits alone', () => {
  expect(compactTimestamp('2026-11-23T17:34:12Z')).toBe('20261123173412');
});
