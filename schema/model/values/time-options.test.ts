import { expect, test } from 'vitest';
import { JULIAN_CALENDAR, type TimeValue } from '../data-value.ts';
import { parseTime } from './time-parse.ts';

function shown(value: TimeValue): string {
  const calendar = value.calendarmodel === JULIAN_CALENDAR ? 'J' : 'G';
  return `${value.time.replace('T00:00:00Z', '')} ${calendar}${value.precision}`;
}

test('a coarser precision is taken over, the date stays as written', () => {
  const parsed = parseTime('1994-05-01', { language: 'en', precision: 9 });
  expect(parsed.ok && shown(parsed.value)).toBe('+1994-05-01 G9');
});

test('a year may be meant as its century', () => {
  const parsed = parseTime('1901', { language: 'en', precision: 7 });
  expect(parsed.ok && shown(parsed.value)).toBe('+1901-00-00 G7');
});

test.each([
  ['1994', 11],
  ['1994-05', 11],
  ['1994', 10],
  ['1994-05-01', 12],
  ['1994-05-01', 14],
  ['1994', -1],
  ['1994', 8.5],
])('%s cannot be exact to %d', (text, precision) => {
  const parsed = parseTime(text, { language: 'en', precision });
  expect(!parsed.ok && parsed.failures[0]?.code).toBe('value-bad-precision');
});

test('the calendar that is asked for holds, unless the text names one', () => {
  const asked = parseTime('1 May 1700', { language: 'en', calendar: 'julian' });
  expect(asked.ok && shown(asked.value)).toBe('+1700-05-01 J11');
  const named = parseTime('1 May 1700 (Gregorian)', { language: 'en', calendar: 'julian' });
  expect(named.ok && shown(named.value)).toBe('+1700-05-01 G11');
});

test('an endless text is refused at once', () => {
  const parsed = parseTime('1 '.repeat(100_000), { language: 'en' });
  expect(!parsed.ok && parsed.failures[0]?.code).toBe('value-not-a-time');
});
