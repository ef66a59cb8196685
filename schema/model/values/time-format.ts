/** Writing a time for readers, in the order, names and digits of their language. */
import type { TimeValue } from '../data-value.ts';
import { calendarOf } from './calendar.ts';
import { amountFrom } from './decimal.ts';
import { localDigits } from './input-text.ts';
import { type Locale, localeOf } from './locale.ts';
import { formatNumber } from './number-text.ts';
import { toRoman } from './roman.ts';
import { type TimeWords, timeWordsOf } from './time-words.ts';
import {
  CENTURY,
  DAY,
  DECADE,
  defaultCalendar,
  MILLENNIUM,
  MONTH,
  readTime,
  type TimeParts,
  YEAR,
  yearsOfPrecision,
} from './time.ts';

export interface TimeFormat {
  readonly language: string;
  /**
   * When the calendar is named: `auto` where a day or month is not in the calendar one would
   * expect, `exact` also for years (reading the text gives the same value), `always` or `never`.
   */
  readonly calendar?: 'auto' | 'exact' | 'always' | 'never' | undefined;
}

/** The year below which an era is always named, lest `94` be taken for 1994. */
const FIRST_CLEAR_YEAR = 100;

/** What cannot be said in words (hours, malformed times) is given as it is. */
export function formatTime(value: TimeValue, format: TimeFormat): string {
  const parts = readTime(value.time);
  if (parts === undefined || value.precision > DAY || parts.month > 12) return value.time;
  const locale = localeOf(format.language);
  const words = timeWordsOf(format.language);
  const precision = Math.min(value.precision, finestOf(parts));
  const text =
    precision >= YEAR
      ? formatDate(parts, precision, locale)
      : formatPeriod(parts.year, precision, locale, words);
  return text + calendarNote(value, parts, words, format.calendar ?? 'auto');
}

function finestOf({ month, day }: TimeParts): number {
  if (day !== 0) return DAY;
  return month === 0 ? YEAR : MONTH;
}

function formatDate({ year, month, day }: TimeParts, precision: number, locale: Locale): string {
  const kind = precision === DAY ? 'day' : precision === MONTH ? 'month' : 'year';
  const names = locale.months[month - 1];
  const era = eraOf(year, locale);
  const pattern = locale.patterns[kind];
  const { zero } = locale.numbers;
  // year 0 stands in some data; nobody writes it but as digits
  const digits = year === 0 ? '0000' : String(Math.abs(year));
  return (era === undefined ? pattern.plain : pattern.withEra)
    .replace('$d', () => localDigits(String(day), zero))
    .replace('$M', () =>
      localDigits((kind === 'day' ? names?.inDate : names?.besideYear) ?? '', zero),
    )
    .replace('$y', () => localDigits(digits, zero))
    .replace('$G', () => era ?? '');
}

function eraOf(year: number, { eras }: Locale): string | undefined {
  if (year < 0) return eras.before[0];
  return year > 0 && year < FIRST_CLEAR_YEAR ? eras.common[0] : undefined;
}

function formatPeriod(year: number, precision: number, locale: Locale, words: TimeWords): string {
  const size = Math.abs(year);
  const text =
    precision >= MILLENNIUM
      ? formatCounted(size, precision, locale, words)
      : formatAge(size, precision, locale, words);
  const isYoung = precision >= MILLENNIUM;
  const era = year < 0 ? locale.eras.before[0] : isYoung ? undefined : locale.eras.common[0];
  if (era === undefined) return text;
  const { withEra } = locale.patterns.year;
  const joint = withEra.includes('$G$y') ? '' : ' ';
  const isFirst = withEra.indexOf('$G') < withEra.indexOf('$y');
  return isFirst ? era + joint + text : text + joint + era;
}

/** A century or millennium is counted by the year it ends in: 1901 to 2000 are the 20th. */
function formatCounted(size: number, precision: number, locale: Locale, words: TimeWords): string {
  const span = yearsOfPrecision(precision);
  const [patterns, number] =
    precision === DECADE
      ? [words.decade, Math.floor(size / span) * span]
      : [precision === CENTURY ? words.century : words.millennium, Math.ceil(size / span)];
  return (patterns[0] ?? '$n')
    .replace('$n', () => localDigits(String(number), locale.numbers.zero))
    .replace('$o', () => englishOrdinal(number))
    .replace('$R', () => toRoman(number));
}

function englishOrdinal(number: number): string {
  const isTeen = Math.floor((number % 100) / 10) === 1;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}

/** Digits tell the precision: 2.00 million years is exact to ten thousand. */
function formatAge(size: number, precision: number, locale: Locale, words: TimeWords): string {
  const unit = yearsOfPrecision(precision);
  const age = words.ages.find(({ years }) => size >= years) ?? words.ages.at(-1);
  const years = age?.years ?? 1;
  const decimals = Math.max(0, Math.round(Math.log10(years / unit)));
  const number = amountFrom((size / years).toFixed(decimals));
  return (age?.patterns[0] ?? '$n').replace('$n', () => formatNumber(number, locale.numbers));
}

function calendarNote(
  value: TimeValue,
  parts: TimeParts,
  words: TimeWords,
  when: NonNullable<TimeFormat['calendar']>,
): string {
  const calendar = calendarOf(value.calendarmodel);
  if (calendar === undefined || when === 'never') return '';
  const isExpected = calendar === defaultCalendar(parts);
  const isPlain = isExpected || (when === 'auto' && value.precision < MONTH);
  return isPlain && when !== 'always' ? '' : ` (${words[calendar][0] ?? calendar})`;
}
