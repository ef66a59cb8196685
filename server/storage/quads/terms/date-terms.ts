/**
 * Instants as ids: midnights UTC as days, other whole seconds as seconds, both counted from 1970 in
 * the proleptic Gregorian calendar with a year 0, both in offset binary so that ids sort as they do.
 *
 * Only `YYYY-MM-DDThh:mm:ssZ` is inlined, with more digits or a sign before the year where it needs
 * them, and only what the calendar has.
 */
import { firstOf, PAYLOADS, payloadOf, TAG, tagOf, UNBOUND } from './term-id.ts';
import type { TermId } from './term-id.ts';

const MINUS = 45;
const ZERO = 48;
const COLON = 58;
const LETTER_T = 84;
const LETTER_Z = 90;

const SECONDS_A_DAY = 86_400;
/** Days fill lo, and lo alone: some 5.8 million years to both sides. */
const DAY_LIMIT = 2 ** 31;
/** Some 4.4 million years. */
const INSTANT_LIMIT = PAYLOADS / 2;
const DAY_ZERO = firstOf(TAG.day) + DAY_LIMIT;
const INSTANT_ZERO = firstOf(TAG.instant) + INSTANT_LIMIT;

/** `-MM-DDThh:mm:ssZ` */
const AFTER_YEAR = 16;
const LONGEST_YEAR = 7;

const DAYS_BEFORE_1970 = 719_468;
const DAYS_IN_400_YEARS = 146_097;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function dateTimeId(term: string, end: number): TermId {
  const isNegative = term.charCodeAt(1) === MINUS;
  const start = isNegative ? 2 : 1;
  const afterYear = end - AFTER_YEAR;
  const yearDigits = afterYear - start;
  if (yearDigits < 4 || yearDigits > LONGEST_YEAR) return UNBOUND;
  if (yearDigits > 4 && term.charCodeAt(start) === ZERO) return UNBOUND;
  let year = 0;
  for (let at = start; at < afterYear; at++) {
    const digit = term.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return UNBOUND;
    year = year * 10 + digit;
  }
  if (isNegative && year === 0) return UNBOUND;
  if (!isPunctuated(term, afterYear)) return UNBOUND;
  const month = twoDigits(term, afterYear + 1);
  const day = twoDigits(term, afterYear + 4);
  const hour = twoDigits(term, afterYear + 7);
  const minute = twoDigits(term, afterYear + 10);
  const second = twoDigits(term, afterYear + 13);
  // Comparisons with NaN are false, so each says what has to be.
  if (!(month >= 1 && month <= 12 && day >= 1 && hour < 24 && minute < 60 && second < 60)) {
    return UNBOUND;
  }
  const signedYear = isNegative ? -year : year;
  if (day > daysIn(month, signedYear)) return UNBOUND;
  const days = daysFrom(signedYear, month, day);
  const inDay = hour * 3600 + minute * 60 + second;
  if (inDay === 0) return days >= -DAY_LIMIT && days < DAY_LIMIT ? DAY_ZERO + days : UNBOUND;
  const seconds = days * SECONDS_A_DAY + inDay;
  const fits = seconds >= -INSTANT_LIMIT && seconds < INSTANT_LIMIT;
  return fits ? INSTANT_ZERO + seconds : UNBOUND;
}

/** Days since 1970, of an id with the tag of days. */
export function dayOf(lo: number): number {
  return lo - DAY_LIMIT;
}

/** Seconds since 1970, of an id with either of the two tags. */
export function epochSecondsOf(hi: number, lo: number): number {
  if (tagOf(hi) === TAG.day) return dayOf(lo) * SECONDS_A_DAY;
  return payloadOf(hi, lo) - INSTANT_LIMIT;
}

export function dayText(lo: number): string {
  return `${dateText(dayOf(lo))}T00:00:00Z`;
}

export function instantText(hi: number, lo: number): string {
  const seconds = epochSecondsOf(hi, lo);
  const day = Math.floor(seconds / SECONDS_A_DAY);
  const inDay = seconds - day * SECONDS_A_DAY;
  const hour = Math.floor(inDay / 3600);
  const minute = Math.floor(inDay / 60) % 60;
  return `${dateText(day)}T${TWO_DIGITS[hour]}:${TWO_DIGITS[minute]}:${TWO_DIGITS[inDay % 60]}Z`;
}

const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** Counts in years that begin in March, so that the leap day is the last of its year. */
function daysFrom(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const monthFromMarch = month <= 2 ? month + 9 : month - 3;
  const ofYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  const days = ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear;
  return era * DAYS_IN_400_YEARS + days - DAYS_BEFORE_1970;
}

function dateText(days: number): string {
  const shifted = days + DAYS_BEFORE_1970;
  const era = Math.floor(shifted / DAYS_IN_400_YEARS);
  const ofEra = shifted - era * DAYS_IN_400_YEARS;
  const leapDays =
    Math.floor(ofEra / 1460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096);
  const yearOfEra = Math.floor((ofEra - leapDays) / 365);
  const ofYear =
    ofEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${yearText(year)}-${TWO_DIGITS[month]}-${TWO_DIGITS[day]}`;
}

function yearText(year: number): string {
  if (year >= 1000) return String(year);
  const digits = String(Math.abs(year)).padStart(4, '0');
  return year < 0 ? `-${digits}` : digits;
}

function daysIn(month: number, year: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** NaN where they are none. */
function twoDigits(term: string, at: number): number {
  const tens = term.charCodeAt(at) - ZERO;
  const ones = term.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function isPunctuated(term: string, afterYear: number): boolean {
  return (
    term.charCodeAt(afterYear) === MINUS &&
    term.charCodeAt(afterYear + 3) === MINUS &&
    term.charCodeAt(afterYear + 6) === LETTER_T &&
    term.charCodeAt(afterYear + 9) === COLON &&
    term.charCodeAt(afterYear + 12) === COLON &&
    term.charCodeAt(afterYear + 15) === LETTER_Z
  );
}
