/**
 * The Julian and the proleptic Gregorian calendar, by Julian day number.
 *
 * Years are historical, as people and Wikibase count them: 1, -1 (1 BCE), -2 … Everything is exact
 * for years up to about ±20 trillion, where day numbers leave the safe integers. `Date` (±271,821
 * years, no Julian calendar) is never involved.
 */
import { GREGORIAN_CALENDAR, JULIAN_CALENDAR } from '../data-value.ts';

export type Calendar = 'gregorian' | 'julian';

export interface CalendarDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

export function calendarOf(calendarmodel: string): Calendar | undefined {
  switch (calendarmodel) {
    case GREGORIAN_CALENDAR:
      return 'gregorian';
    case JULIAN_CALENDAR:
      return 'julian';
    default:
      return undefined;
  }
}

export function calendarModel(calendar: Calendar): string {
  return calendar === 'julian' ? JULIAN_CALENDAR : GREGORIAN_CALENDAR;
}

/** 1 BCE is the year 0 of astronomers. The year 0, which some data has, is taken for the same. */
export function astronomicalYear(year: number): number {
  return year < 0 ? year + 1 : year;
}

function historicalYear(astronomical: number): number {
  return astronomical <= 0 ? astronomical - 1 : astronomical;
}

export function isLeapYear(year: number, calendar: Calendar): boolean {
  const number = astronomicalYear(year);
  if (number % 4 !== 0) return false;
  return calendar === 'julian' || number % 100 !== 0 || number % 400 === 0;
}

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `month` is 1 to 12. */
export function daysInMonth(year: number, month: number, calendar: Calendar): number {
  if (month === 2 && isLeapYear(year, calendar)) return 29;
  return DAYS_OF_MONTH[month - 1] ?? 0;
}

/**
 * The number of the day that begins at noon: 0 is 1 January 4713 BCE (Julian).
 *
 * Years are made to begin in March, so that the leap day is the last of a year, and are counted
 * from -4800, a leap year of both calendars.
 */
export function julianDayNumber({ year, month, day }: CalendarDate, calendar: Calendar): number {
  const beforeMarch = month <= 2 ? 1 : 0;
  const years = astronomicalYear(year) + 4800 - beforeMarch;
  const days =
    day +
    Math.floor((153 * (month + 12 * beforeMarch - 3) + 2) / 5) +
    365 * years +
    quotient(years, 4);
  return calendar === 'julian'
    ? days - 32_083
    : days - quotient(years, 100) + quotient(years, 400) - 32_045;
}

/** The date of a Julian day number. */
export function dateOfDayNumber(dayNumber: number, calendar: Calendar): CalendarDate {
  const { century, days } = centuriesBefore(dayNumber, calendar);
  const years = quotient(4 * days + 3, 1461);
  const dayOfYear = days - quotient(1461 * years, 4);
  const month = Math.floor((5 * dayOfYear + 2) / 153);
  const beforeMarch = month >= 10 ? 1 : 0;
  return {
    year: historicalYear(100 * century + years - 4800 + beforeMarch),
    month: month + 3 - 12 * beforeMarch,
    day: dayOfYear - Math.floor((153 * month + 2) / 5) + 1,
  };
}

/** Only the Gregorian calendar has centuries of unequal length; Julian days are counted as one. */
function centuriesBefore(
  dayNumber: number,
  calendar: Calendar,
): { readonly century: number; readonly days: number } {
  if (calendar === 'julian') return { century: 0, days: dayNumber + 32_082 };
  const days = dayNumber + 32_044;
  const century = quotient(4 * days + 3, 146_097);
  return { century, days: days - quotient(146_097 * century, 4) };
}

export function convertDate(date: CalendarDate, from: Calendar, to: Calendar): CalendarDate {
  return from === to ? date : dateOfDayNumber(julianDayNumber(date, from), to);
}

/** 1 is Monday, 7 Sunday. */
export function dayOfWeek(date: CalendarDate, calendar: Calendar): number {
  const day = julianDayNumber(date, calendar) % 7;
  return (day < 0 ? day + 7 : day) + 1;
}

/** Rounds towards minus infinity, also for negative years. */
function quotient(dividend: number, divisor: number): number {
  return Math.floor(dividend / divisor);
}
