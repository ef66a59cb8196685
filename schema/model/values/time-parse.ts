/** Reading a time that a person wrote. */
import { failed, failure } from '../../failures.ts';
import type { TimeValue } from '../data-value.ts';
import { hasTimeOfDay, readIsoDate, readNumericDate, readNumericMonth } from './date-forms.ts';
import { plainText } from './input-text.ts';
import { readMonthName } from './month-forms.ts';
import type { Parsed, ParseOptions } from './parse-options.ts';
import { readAge, readCentury, readDecade, readYear } from './period-forms.ts';
import { type Era, fold, type MarkedText, readMarks } from './time-marks.ts';
import type { TimeReading } from './time-reading.ts';
import { DAY, defaultCalendar, existsInCalendar, timeValue, YEAR } from './time.ts';

/** Longer texts are no times; the limit keeps the patterns below from long searches. */
const LONGEST_TEXT = 100;

/**
 * A text that can mean two dates is refused with both of them, never guessed at. What is not said
 * is not made up: `May 1994` has day 00.
 */
export function parseTime(text: string, options: ParseOptions): Parsed<TimeValue> {
  const plain = plainText(text.slice(0, LONGEST_TEXT + 1));
  if (plain === '') return failed(failure('value-empty', {}));
  if (plain.length > LONGEST_TEXT) return failed(failure('value-not-a-time', { value: plain }));
  if (hasTimeOfDay(fold(plain))) return failed(failure('value-time-of-day', { value: plain }));
  const marked = readMarks(plain, options.language);
  const readings = readText(marked, options.language)?.flatMap((reading) =>
    withEra(reading, marked.era),
  );
  if (readings === undefined || readings.length === 0) {
    return failed(failure('value-not-a-time', { value: plain }));
  }
  return judge(plain, readings, marked, options);
}

function readText({ text, era }: MarkedText, language: string): readonly TimeReading[] | undefined {
  if (era === 'ago') return readAge(text, language, era);
  return (
    readIsoDate(text, language) ??
    readNumericDate(text, language) ??
    readNumericMonth(text, language) ??
    readYear(text, language) ??
    readDecade(text, language) ??
    readCentury(text, language, era) ??
    readMonthName(text, language, era) ??
    readAge(text, language, era)
  );
}

/** Gives the year its sign, or, where a short one has no era, the centuries it may lack. */
function withEra(reading: TimeReading, era: Era | undefined): readonly TimeReading[] {
  const { parts, signed, shortYear } = reading;
  if (signed === true) return era === undefined || era === 'ago' ? [reading] : [];
  if (era === 'before') return [{ ...reading, parts: { ...parts, year: -parts.year } }];
  if (shortYear !== true || era === 'common') return [reading];
  return [1900, 2000, 0].map((century) => ({
    ...reading,
    parts: { ...parts, year: century + parts.year },
  }));
}

function judge(
  text: string,
  readings: readonly TimeReading[],
  marked: MarkedText,
  options: ParseOptions,
): Parsed<TimeValue> {
  if (readings.some(({ parts }) => !Number.isSafeInteger(parts.year))) {
    return failed(failure('value-time-out-of-range', { value: text }));
  }
  const existing = readings.filter((reading) => exists(reading, marked, options));
  const [only, ...others] = existing.map((reading) => valueOf(reading, marked, options));
  if (only === undefined) return noSuchDate(text, readings, marked, options);
  if (others.length > 0) return ambiguous(text, [only, ...others], marked);
  const finest = existing[0]?.precision ?? 0;
  if (options.precision !== undefined && !isPrecision(options.precision, finest)) {
    return failed(failure('value-bad-precision', { precision: options.precision }));
  }
  return marked.circa ? { ok: true, value: only, circa: true } : { ok: true, value: only };
}

/** A date may be said to be coarser than it is written, never finer; whole years are all alike. */
function isPrecision(precision: number, finest: number): boolean {
  return Number.isInteger(precision) && precision >= 0 && precision <= Math.max(finest, YEAR);
}

function calendarFor(reading: TimeReading, marked: MarkedText, options: ParseOptions) {
  return marked.calendar ?? options.calendar ?? defaultCalendar(reading.parts);
}

function exists(reading: TimeReading, marked: MarkedText, options: ParseOptions): boolean {
  const { parts, precision } = reading;
  if (precision === DAY && parts.day === 0) return false;
  return existsInCalendar(parts, calendarFor(reading, marked, options));
}

function valueOf(reading: TimeReading, marked: MarkedText, options: ParseOptions): TimeValue {
  const precision = options.precision ?? reading.precision;
  return timeValue(reading.parts, precision, calendarFor(reading, marked, options));
}

function noSuchDate(
  text: string,
  readings: readonly TimeReading[],
  marked: MarkedText,
  options: ParseOptions,
): Parsed<TimeValue> {
  const failures = [failure('value-no-such-date', { value: text })];
  const [only, ...others] = readings;
  return only === undefined || others.length > 0
    ? { ok: false, failures }
    : { ok: false, failures, impossible: valueOf(only, marked, options) };
}

function ambiguous(
  text: string,
  readings: readonly TimeValue[],
  { circa }: MarkedText,
): Parsed<TimeValue> {
  const dates = readings.map(({ time }) => time.slice(0, time.indexOf('T'))).join(' ');
  return {
    ok: false,
    failures: [failure('value-ambiguous-time', { value: text, readings: dates })],
    readings,
    ...(circa ? { circa: true } : {}),
  };
}
