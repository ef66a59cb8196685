import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Calendar,
  convertDate,
  dateOfDayNumber,
  dayOfWeek,
  daysInMonth,
  isLeapYear,
  julianDayNumber,
} from './calendar.ts';

function date(text: string) {
  const [, year = '', month = '', day = ''] = /^(-?\d+)-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return { year: Number(year), month: Number(month), day: Number(day) };
}

test.each([
  ['-4713-01-01', 'julian', 0],
  ['-4714-11-24', 'gregorian', 0],
  ['1582-10-04', 'julian', 2299160],
  ['1582-10-15', 'gregorian', 2299161],
  ['1970-01-01', 'gregorian', 2440588],
  ['2000-01-01', 'gregorian', 2451545],
  ['-0001-12-31', 'julian', 1721423],
  ['0001-01-01', 'julian', 1721424],
  ['-0044-03-15', 'julian', 1705426],
] as const)('day number of %s (%s) is %i, and back', (text, calendar, dayNumber) => {
  expect(julianDayNumber(date(text), calendar)).toBe(dayNumber);
  expect(dateOfDayNumber(dayNumber, calendar)).toEqual(date(text));
});

test.each([
  ['1616-04-23', '1616-05-03'],
  ['1917-10-25', '1917-11-07'],
  ['1900-02-29', '1900-03-13'],
  ['0325-05-20', '0325-05-21'],
  ['-0044-03-15', '-0044-03-13'],
  ['-0753-04-21', '-0753-04-13'],
])('%s in the Julian calendar is %s in the Gregorian, and back', (julian, gregorian) => {
  expect(convertDate(date(julian), 'julian', 'gregorian')).toEqual(date(gregorian));
  expect(convertDate(date(gregorian), 'gregorian', 'julian')).toEqual(date(julian));
});

test.each([
  ['1969-07-20', 'gregorian', 7],
  ['1582-10-04', 'julian', 4],
  ['1582-10-15', 'gregorian', 5],
  ['-0044-03-15', 'julian', 3],
] as const)('%s (%s) was day %i of the week', (text, calendar, weekday) => {
  expect(dayOfWeek(date(text), calendar)).toBe(weekday);
});

test.each([
  [2000, true, true],
  [1900, false, true],
  [2019, false, false],
  [-1, true, true],
  [-5, true, true],
  [-4, false, false],
  [-101, false, true],
  [-401, true, true],
])('year %i: Gregorian leap year %s, Julian %s', (year, gregorian, julian) => {
  expect(isLeapYear(year, 'gregorian')).toBe(gregorian);
  expect(isLeapYear(year, 'julian')).toBe(julian);
});

const calendars = fc.constantFrom<Calendar>('julian', 'gregorian');
const years = fc
  .integer({ min: -20_000_000_000, max: 20_000_000_000 })
  .filter((year) => year !== 0);
const dates = fc
  .record({ year: years, month: fc.integer({ min: 1, max: 12 }), calendar: calendars })
  .chain((parts) =>
    fc
      .integer({ min: 1, max: daysInMonth(parts.year, parts.month, parts.calendar) })
      .map((day) => ({ ...parts, day })),
  );

test('a date and its day number say the same, billions of years from now', () => {
  fc.assert(
    fc.property(dates, ({ calendar, ...day }) => {
      expect(dateOfDayNumber(julianDayNumber(day, calendar), calendar)).toEqual(day);
    }),
  );
});

test('to the other calendar and back is the same date', () => {
  fc.assert(
    fc.property(dates, calendars, ({ calendar, ...day }, other) => {
      const there = convertDate(day, calendar, other);
      expect(convertDate(there, other, calendar)).toEqual(day);
    }),
  );
});

test('the next day number is the next date', () => {
  fc.assert(
    fc.property(dates, ({ calendar, ...day }) => {
      const next = dateOfDayNumber(julianDayNumber(day, calendar) + 1, calendar);
      const isLast = day.day === daysInMonth(day.year, day.month, calendar);
      expect(next.day).toBe(isLast ? 1 : day.day + 1);
    }),
  );
});
