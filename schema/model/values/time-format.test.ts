import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GREGORIAN_CALENDAR, JULIAN_CALENDAR, type TimeValue } from '../data-value.ts';
import { languages } from '../languages/languages.ts';
import { type Calendar, daysInMonth } from './calendar.ts';
import { formatTime } from './time-format.ts';
import { parseTime } from './time-parse.ts';
import { coveredYears, DAY, defaultCalendar, MONTH, timeValue, YEAR } from './time.ts';

function time(text: string): TimeValue {
  const [, date = '', calendar, precision] = /^(\S+) ([JG])(\d+)$/.exec(text) ?? [];
  return {
    type: 'time',
    time: `${date}T00:00:00Z`,
    timezone: 0,
    before: 0,
    after: 0,
    precision: Number(precision),
    calendarmodel: calendar === 'J' ? JULIAN_CALENDAR : GREGORIAN_CALENDAR,
  };
}

test.each([
  ['en', '+1994-05-01 G11', '1 May 1994'],
  ['en-us', '+1994-05-01 G11', 'May 1, 1994'],
  ['en', '+1994-05-00 G10', 'May 1994'],
  ['en', '+1994-00-00 G9', '1994'],
  ['en', '+1994-01-01 G9', '1994'],
  ['en', '+1990-00-00 G8', '1990s'],
  ['en', '+1994-00-00 G8', '1990s'],
  ['en', '+1901-00-00 G7', '20th century'],
  ['en', '+2000-00-00 G7', '20th century'],
  ['en', '+2001-00-00 G7', '21st century'],
  ['en', '+1101-00-00 G7', '12th century'],
  ['en', '-0500-00-00 J7', '5th century BCE'],
  ['en', '-0401-00-00 J7', '5th century BCE'],
  ['en', '+1001-00-00 J6', '2nd millennium'],
  ['en', '-0044-03-15 J11', '15 March 44 BCE'],
  ['en', '+0044-03-15 J11', '15 March 44 CE'],
  ['en', '+1700-01-01 G11', '1 January 1700'],
  ['en', '+1700-01-01 J11', '1 January 1700 (Julian)'],
  ['en', '+1500-01-01 G11', '1 January 1500 (Gregorian)'],
  ['en', '+1500-00-00 G9', '1500'],
  ['en', '-2000000-00-00 G5', '2.00 million years BCE'],
  ['en', '-13798000000-00-00 J3', '13.798 billion years BCE'],
  ['en', '-13800000000-00-00 J1', '13.8 billion years BCE'],
  ['en', '-50000-00-00 J5', '50,000 years BCE'],
  ['en', '+2020-01-01T12 G11', '+2020-01-01T12T00:00:00Z'],
  ['de', '+1994-05-01 G11', '1. Mai 1994'],
  ['de', '-0044-03-15 J11', '15. März 44 v. Chr.'],
  ['de', '+1901-00-00 G7', '20. Jahrhundert'],
  ['de', '-13800000000-00-00 J1', '13,8 Milliarden Jahre v. Chr.'],
  ['fr', '-0500-00-00 J7', 'Ve siècle av. J.-C.'],
  ['es', '+1994-05-01 G11', '1 de mayo de 1994'],
  ['ru', '+1994-05-01 G11', '1 мая 1994 г.'],
  ['pl', '+1994-02-00 G10', 'luty 1994'],
  ['ja', '-0044-03-15 J11', '紀元前44年3月15日'],
  ['ja', '-13800000000-00-00 J1', '紀元前138億年'],
  ['zh-hans', '-0500-00-00 J7', '公元前5世纪'],
  ['fa', '+1994-02-08 G11', '۸ فوریهٔ ۱۹۹۴'],
  ['bn', '+1990-00-00 G8', '১৯৯০-এর দশক'],
  ['tr', '-0500-00-00 J7', 'MÖ 5. yüzyıl'],
  ['gsw', '+1994-05-01 G11', '1. Mai 1994'],
  ['pih', '+1901-00-00 G7', '20th century'],
])('in %s, %s is %s', (language, value, text) => {
  expect(formatTime(time(value), { language })).toBe(text);
});

test.each([
  ['+1994-05-01 G11', 'always', '1 May 1994 (Gregorian)'],
  ['+1994-00-00 G9', 'always', '1994 (Gregorian)'],
  ['+1500-00-00 G9', 'auto', '1500'],
  ['+1500-00-00 G9', 'exact', '1500 (Gregorian)'],
  ['+1500-01-01 G11', 'never', '1 January 1500'],
] as const)('%s with the calendar %s is %s', (text, calendar, expected) => {
  expect(formatTime(time(text), { language: 'en', calendar })).toBe(expected);
});

test.each([
  ['+1901-00-00 G7', 1901, 2000],
  ['+2000-00-00 G7', 1901, 2000],
  ['-0500-00-00 J7', -500, -401],
  ['+1994-00-00 G8', 1990, 1999],
  ['+1001-00-00 J6', 1001, 2000],
  ['+1994-05-01 G11', 1994, 1994],
  ['-2000000-00-00 J3', -2500000, -1500000],
])('%s covers the years %i to %i', (value, from, to) => {
  expect(coveredYears(time(value))).toEqual({ from, to });
});

/** Round years past 4000 are read as decades and centuries, and bare years below 100 stay bare. */
const years = fc
  .oneof(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: -2100, max: 2100 }))
  .filter((year) => year !== 0 && (Math.abs(year) <= 4000 || year % 10 !== 0));

const times = fc
  .record({
    year: years,
    month: fc.integer({ min: 1, max: 12 }),
    precision: fc.constantFrom(YEAR, MONTH, DAY),
    calendar: fc.constantFrom<Calendar>('gregorian', 'julian'),
  })
  .chain(({ year, month, precision, calendar }) =>
    fc.integer({ min: 1, max: daysInMonth(year, month, calendar) }).map((date) => {
      const day = precision === DAY ? date : 0;
      const parts = { year, month: precision === YEAR ? 0 : month, day };
      return timeValue(parts, precision, calendar);
    }),
  );

const LANGUAGES =
  'en en-us de fr es it pt ru uk pl cs hu fi sv tr el ar fa he hi bn ta th vi id ja zh-hans zh-hant ko lt lv eu sr-el ca nl';

describe('what is written can be read', () => {
  test.each(LANGUAGES.split(' '))('in %s', (language) => {
    fc.assert(
      fc.property(times, (value) => {
        const text = formatTime(value, { language, calendar: 'exact' });
        expect([text, parseTime(text, { language })]).toEqual([text, { ok: true, value }]);
      }),
      { numRuns: 60 },
    );
  });

  test('in every language, for one day of each month', () => {
    const wrong = languages.flatMap(({ code: language }) =>
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].flatMap((month) => {
        const parts = { year: 1994, month, day: 23 };
        const value = timeValue(parts, DAY, defaultCalendar(parts));
        const text = formatTime(value, { language });
        const parsed = parseTime(text, { language });
        return parsed.ok && parsed.value.time === value.time ? [] : [`${language}: ${text}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});
