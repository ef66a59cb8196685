/**
 * Times as xsd:dateTime, the way Wikibase's RDF has them: always Gregorian, always a whole date,
 * years before the common era counted astronomically (XSD 1.1: 0000 is 1 BCE).
 */
import type { TimeValue } from '../data-value.ts';
import {
  astronomicalYear,
  type Calendar,
  calendarOf,
  convertDate,
  daysInMonth,
} from './calendar.ts';
import { DAY, MONTH, YEAR } from './time.ts';

const TIME = /^([-+]\d+)-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)Z$/;

/** The years within which Wikibase converts Julian dates and knows the lengths of months. */
const CONVERTED = { first: -4713, last: 1_465_072 };

/**
 * The lexical form of an xsd:dateTime; `undefined` where there is none (the year 0, a day in a
 * foreign calendar, a malformed time): then the time itself becomes a plain literal.
 */
export function xsdDateTime(value: TimeValue): string | undefined {
  const [, year = '', month, day, clock] = TIME.exec(value.time) ?? [];
  if (/^[-+]?0*$/.test(year)) return undefined;
  const { precision } = value;
  const calendar = calendarOf(value.calendarmodel);
  if (precision >= DAY && calendar === undefined) return undefined;

  // unknown parts become the first of their kind, also before a conversion
  const date = {
    year: Number(year),
    month: Math.min(Math.max(Number(month), 1), 12),
    day: Math.max(Number(day), 1),
  };
  if (precision >= DAY && calendar === 'julian' && isConverted(date.year)) {
    const converted = convertDate(date, 'julian', 'gregorian');
    return lexicalForm(BigInt(astronomicalYear(converted.year)), converted, clock);
  }
  const shown = {
    month: precision <= YEAR ? 1 : date.month,
    day: precision <= MONTH ? 1 : Math.min(date.day, longestDay(date.year, date.month)),
  };
  return lexicalForm(shownYear(year, precision), shown, clock);
}

/** What is coarser than a year is counted in round numbers: there the year is not shifted by one. */
function shownYear(year: string, precision: number): bigint {
  const number = BigInt(year.replace('+', ''));
  return number < 0n && precision >= YEAR ? number + 1n : number;
}

function longestDay(year: number, month: number): number {
  const calendar: Calendar = 'gregorian';
  return isConverted(year)
    ? daysInMonth(year, month, calendar)
    : daysInMonth(2000, month, calendar);
}

function isConverted(year: number): boolean {
  return year >= CONVERTED.first && year <= CONVERTED.last;
}

function lexicalForm(
  year: bigint,
  { month, day }: { readonly month: number; readonly day: number },
  clock: string | undefined,
): string {
  const digits = String(year < 0n ? -year : year).padStart(4, '0');
  const date = [digits, twoDigits(month), twoDigits(day)].join('-');
  return `${year < 0n ? '-' : ''}${date}T${clock ?? '00:00:00'}Z`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
