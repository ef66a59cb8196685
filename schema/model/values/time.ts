/** Times of the wire format, taken apart, put together and checked. */
import { type Failure, failure } from '../../failures.ts';
import type { TimeValue } from '../data-value.ts';
import { type Calendar, calendarModel, calendarOf, daysInMonth } from './calendar.ts';

/** Wikibase's numbers for how exact a time is; 0 to 5 are powers of ten from a billion years down. */
export const MILLENNIUM = 6;
export const CENTURY = 7;
export const DECADE = 8;
export const YEAR = 9;
export const MONTH = 10;
export const DAY = 11;

/** How many years one step of a precision up to `YEAR` covers. */
export function yearsOfPrecision(precision: number): number {
  return 10 ** Math.max(0, YEAR - precision);
}

/** Month and day are 0 where they are not known; the year is negative before the common era. */
export interface TimeParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const TIME = /^([-+]\d{1,16})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)Z$/;

/** The parts of a wire time; `undefined` where it is malformed or its year no exact number. */
export function readTime(time: string): TimeParts | undefined {
  const [, year, month, day] = TIME.exec(time) ?? [];
  if (year === undefined || !Number.isSafeInteger(Number(year))) return undefined;
  return { year: Number(year) + 0, month: Number(month), day: Number(day) };
}

function writeTime({ year, month, day }: TimeParts): string {
  const digits = String(Math.abs(year)).padStart(4, '0');
  return `${year < 0 ? '-' : '+'}${digits}-${twoDigits(month)}-${twoDigits(day)}T00:00:00Z`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/**
 * The calendar in which people mean a date: Julian before 15 October 1582, Gregorian from then on,
 * as Wikibase takes it for parsed text. A month or year alone counts by its beginning.
 */
export function defaultCalendar({ year, month, day }: TimeParts): Calendar {
  if (year !== 1582) return year < 1582 ? 'julian' : 'gregorian';
  if (month !== 10) return month < 10 ? 'julian' : 'gregorian';
  return day < 15 ? 'julian' : 'gregorian';
}

export function timeValue(parts: TimeParts, precision: number, calendar: Calendar): TimeValue {
  return {
    type: 'time',
    time: writeTime(parts),
    timezone: 0,
    before: 0,
    after: 0,
    precision,
    calendarmodel: calendarModel(calendar),
  };
}

/** Whether the calendar has such a day; a day or month 0 stands for an unknown one. */
export function existsInCalendar({ year, month, day }: TimeParts, calendar: Calendar): boolean {
  if (month === 0) return day === 0;
  return month <= 12 && day <= daysInMonth(year, month, calendar);
}

/** Minutes either side of Greenwich that Wikibase allows, in its own generous measure. */
const TIMEZONES = { least: -43_200, most: 50_400 };

/** What is wrong with a time; empty where nothing is. */
export function validateTime(value: TimeValue): readonly Failure[] {
  const calendar = calendarOf(value.calendarmodel);
  if (calendar === undefined) {
    return [failure('value-bad-calendar', { calendar: value.calendarmodel })];
  }
  const match = TIME.exec(value.time);
  if (match === null) return [failure('value-not-a-time', { value: value.time })];
  const parts = readTime(value.time);
  if (parts === undefined) return [failure('value-time-out-of-range', { value: value.time })];
  if (match[4] !== '00:00:00') return [failure('value-time-of-day', { value: value.time })];
  if (!existsInCalendar(parts, calendar)) {
    return [failure('value-no-such-date', { value: value.time })];
  }
  return [...checkPrecision(value.precision, parts), ...checkNumbers(value)];
}

function checkPrecision(precision: number, { month, day }: TimeParts): readonly Failure[] {
  const known = day !== 0 ? DAY : month !== 0 ? MONTH : YEAR;
  const fits = Number.isInteger(precision) && precision >= 0 && precision <= known;
  return fits ? [] : [failure('value-bad-precision', { precision })];
}

function checkNumbers({ timezone, before, after }: TimeValue): readonly Failure[] {
  const zoneFits =
    Number.isInteger(timezone) && timezone >= TIMEZONES.least && timezone <= TIMEZONES.most;
  return [
    ...(zoneFits ? [] : [failure('wrong-type', { field: 'timezone', expected: 'offset' })]),
    ...(isCount(before) ? [] : [failure('wrong-type', { field: 'before', expected: 'count' })]),
    ...(isCount(after) ? [] : [failure('wrong-type', { field: 'after', expected: 'count' })]),
  ];
}

function isCount(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}

/** The first and last year that a time of precision year or coarser can mean, in order. */
export function coveredYears(value: TimeValue): { readonly from: number; readonly to: number } {
  const year = readTime(value.time)?.year ?? 0;
  const span = yearsOfPrecision(value.precision);
  if (span === 1) return { from: year, to: year };
  const size = Math.abs(year);
  // centuries and millennia end in the year they are counted by (1900 is in the 19th century);
  // a decade begins with it; longer times have no fixed bounds, the year stands in their middle
  const [near, far] =
    value.precision === DECADE
      ? [Math.floor(size / span) * span, Math.floor(size / span) * span + span - 1]
      : value.precision >= MILLENNIUM
        ? [Math.floor((size - 1) / span) * span + 1, Math.ceil(size / span) * span]
        : [size - span / 2, size + span / 2];
  return year < 0 ? { from: -far, to: -near } : { from: near, to: far };
}
