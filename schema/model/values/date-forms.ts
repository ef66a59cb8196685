/** Dates written with numbers alone: `1994-02-08`, `8.2.1994`, `2/1994`. */
import { localeOf } from './locale.ts';
import { DAY, MONTH, YEAR, type TimeParts } from './time.ts';
import { isShort, type TimeReader, type TimeReading } from './time-reading.ts';

const ISO_DATE =
  /^(?<sign>[-+]?)(?<year>\d{3,16})-(?<month>\d\d)-(?<day>\d\d)(?:[t ]00:00(?::00(?:\.0+)?)?(?:z|[-+]00:?00)?)?$/;
const ISO_MONTH = /^(?<sign>[-+]?)(?<year>\d{4,16})-(?<month>\d\d)$/;

/** ISO 8601, with the zeros of the wire format for what is not known. The sign is the era. */
export const readIsoDate: TimeReader = (text) => {
  const found = (ISO_DATE.exec(text) ?? ISO_MONTH.exec(text))?.groups;
  if (found === undefined) return undefined;
  const { sign = '', year = '', month = '', day = '00' } = found;
  const parts = { year: Number(sign + year), month: Number(month), day: Number(day) };
  return [{ parts, precision: precisionOf(parts), signed: sign !== '' }];
};

function precisionOf({ month, day }: TimeParts): number {
  if (day !== 0) return DAY;
  return month === 0 ? YEAR : MONTH;
}

/** A date with an hour in it, which no precision of ours can hold. */
export function hasTimeOfDay(text: string): boolean {
  return /\d[t ]\d\d?:\d\d/.test(text) && !ISO_DATE.test(text);
}

const THREE_NUMBERS = /^(\d+) ?([./-]) ?(\d+) ?\2 ?(\d+)\.?$/;

/**
 * A year of three digits or more tells itself. Whether the day or the month comes first: with dots
 * the day, everywhere; else what the language says, or the one way that makes a date; else both.
 */
export const readNumericDate: TimeReader = (text, language) => {
  const [, first = '', separator, second = '', third = ''] = THREE_NUMBERS.exec(text) ?? [];
  if (separator === undefined) return undefined;
  if (first.length > 2) return [reading(first, second, third)];
  const dayFirst = reading(third, second, first);
  const monthFirst = reading(third, first, second);
  const order = separator === '.' ? 'dmy' : localeOf(language).numericOrder;
  return order === 'dmy' && isMonth(second)
    ? [dayFirst]
    : order === 'mdy' && isMonth(first)
      ? [monthFirst]
      : possible([dayFirst, monthFirst]);
};

function isMonth(text: string): boolean {
  return Number(text) <= 12;
}

/** Those whose month exists, each once; all where none does, so that the refusal can say why. */
function possible(readings: readonly TimeReading[]): readonly TimeReading[] {
  const dates = readings.filter(({ parts }) => parts.month >= 1 && parts.month <= 12);
  if (dates.length === 2 && dates[0]?.parts.month === dates[1]?.parts.month) return dates.slice(1);
  return dates.length === 0 ? readings.slice(0, 1) : dates;
}

function reading(year: string, month: string, day: string): TimeReading {
  return {
    parts: { year: Number(year), month: Number(month), day: Number(day) },
    // a written 0 is no day: `precisionOf` would take it for an unknown one
    precision: DAY,
    shortYear: isShort(year),
  };
}

const MONTH_AND_YEAR = /^(?<month>\d\d?) ?[./-] ?(?<year>\d{4,})$/;
const YEAR_AND_MONTH = /^(?<year>\d{4,}) ?[./] ?(?<month>\d\d?)$/;

export const readNumericMonth: TimeReader = (text) => {
  const found = (MONTH_AND_YEAR.exec(text) ?? YEAR_AND_MONTH.exec(text))?.groups;
  if (found === undefined) return undefined;
  const { year, month } = found;
  return [{ parts: { year: Number(year), month: Number(month), day: 0 }, precision: MONTH }];
};
