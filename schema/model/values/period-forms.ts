/** Years and what is longer: `1994`, `1990s`, `20th century`, `13.8 billion years ago`. */
import { escapePattern } from './input-text.ts';
import { localeOf, localesToRead } from './locale.ts';
import { fromRoman } from './roman.ts';
import { type Era, fold } from './time-marks.ts';
import { CENTURY, DECADE, MILLENNIUM, YEAR } from './time.ts';
import { isShort, type TimeReader, type TimeReading } from './time-reading.ts';
import { timeWordsToRead } from './time-words.ts';

/** Round years up to this one are meant to the year; 10000 is not (Wikibase's rule). */
const LARGEST_EXACT_YEAR = 4000;

/** Digits, perhaps in groups of three: `1 000 000`, `13,800`. */
const GROUPED = /^(?<sign>[-+]?)(?<number>\d{1,3}(?:[ ,.'’]\d{3})+|\d{1,16})$/;

export const readYear: TimeReader = (text, language) => {
  const bare = withoutYearWords(text, language);
  const { sign = '', number = '' } = GROUPED.exec(bare)?.groups ?? {};
  const year = number.replace(/\D/g, '');
  // nobody groups a year of four digits: `1.994` is a mistake or a quantity
  if (year === '' || (year.length < 5 && year !== number)) return undefined;
  return [
    {
      parts: { year: Number(sign + year), month: 0, day: 0 },
      precision: precisionOfYear(year),
      signed: sign !== '',
    },
  ];
};

function precisionOfYear(digits: string): number {
  if (Number(digits) <= LARGEST_EXACT_YEAR) return YEAR;
  return Math.max(0, YEAR - trailingZeros(digits));
}

function trailingZeros(digits: string): number {
  return digits.length - digits.replace(/0+$/, '').length;
}

/** `1994年`, `1994 г.`, `año 1994` … as the language writes a year; also `year 1994`. */
function withoutYearWords(text: string, language: string): string {
  for (const { patterns } of localesToRead(language)) {
    for (const pattern of [patterns.year.plain, patterns.year.withEra]) {
      const literals = pattern
        .replace('$G', ' ')
        .split('$y')
        .map((literal) => fold(literal).trim());
      const [before = '', after = ''] = literals;
      if (before + after === '') continue;
      if (text.startsWith(before) && text.endsWith(after)) {
        const bare = text.slice(before.length, text.length - after.length).trim();
        if (/^\d/.test(bare)) return bare;
      }
    }
  }
  return text.replace(/^(?:the )?year /, '');
}

export const readDecade: TimeReader = (text, language) => {
  const number = matchWords(
    text,
    timeWordsToRead(language).flatMap(({ decade }) => decade),
    DIGITS,
  );
  if (number === undefined || !/^\d{1,15}0$/.test(number)) return undefined;
  const parts = { year: Number(number), month: 0, day: 0 };
  return [{ parts, precision: DECADE, shortYear: isShort(number) }];
};

/** The first year of the century: 1901 for the 20th, 500 BCE for the 5th before the common era. */
export function readCentury(
  text: string,
  language: string,
  era: Era | undefined,
): readonly TimeReading[] | undefined {
  const words = timeWordsToRead(language);
  const century = numberOf(
    text,
    words.flatMap((word) => word.century),
  );
  if (century !== undefined) return [periodReading(century, CENTURY, era)];
  const millennium = numberOf(
    text,
    words.flatMap((word) => word.millennium),
  );
  return millennium === undefined ? undefined : [periodReading(millennium, MILLENNIUM, era)];
}

function periodReading(ordinal: number, precision: number, era: Era | undefined): TimeReading {
  const span = precision === CENTURY ? 100 : 1000;
  const year = era === 'before' ? ordinal * span : (ordinal - 1) * span + 1;
  return { parts: { year, month: 0, day: 0 }, precision };
}

function numberOf(text: string, patterns: readonly string[]): number | undefined {
  const found = matchWords(text, patterns, ORDINAL) ?? '';
  const number = /^\d+$/.test(found) ? Number(found) : (englishOrdinal(found) ?? fromRoman(found));
  return number === undefined || number === 0 ? undefined : number;
}

const ENGLISH_ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first'.split(
    ' ',
  );

function englishOrdinal(text: string): number | undefined {
  const position = ENGLISH_ORDINALS.indexOf(text.replace(' ', '-'));
  return position === -1 ? undefined : position + 1;
}

const DIGITS = '(?<n>\\d+)';
const ORDINAL = `(?<n>\\d{1,8}|[ivxlcdm]+|${ENGLISH_ORDINALS.join('|').replace('-', '[- ]')})(?:(?<=[\\divxlcdm])(?:st|nd|rd|th|er|eme|e|re|a|o|-?й|-?го|-?е|[.ºª°]))?`;
const AMOUNT = "(?<n>\\d[\\d.,' ]*)";

/** The number in a text that one of the patterns describes; longer ones are tried first. */
function matchWords(text: string, patterns: readonly string[], number: string): string | undefined {
  for (const pattern of patterns.toSorted((one, other) => other.length - one.length)) {
    const found = compiled(pattern, number).exec(text)?.groups?.['n'];
    if (found !== undefined) return found.trim();
  }
  return undefined;
}

const compiledPatterns = new Map<string, RegExp>();

/** Bounded by the words of `time-words.ts`, from which every pattern comes. */
function compiled(pattern: string, number: string): RegExp {
  const key = `${pattern} ${number}`;
  const known = compiledPatterns.get(key);
  if (known !== undefined) return known;
  const source = pattern
    .split(/\$[noR]/)
    .map((literal) => literalPattern(fold(literal)))
    .join(number);
  const regex = new RegExp(`^${source}$`, 'u');
  compiledPatterns.set(key, regex);
  return regex;
}

function literalPattern(literal: string): string {
  return escapePattern(literal).replace(/\\\./g, '\\.?').replace(/\s+/g, '\\s*');
}

/** The year that "years ago" counts back from: near enough for whole millennia. */
const NOW = 2000;

/**
 * An age, as precise as its last digit: `13.8 billion years ago` to a hundred million years. What
 * is finer than a millennium would depend on today's date, so fewer than a thousand years are no time.
 */
export function readAge(
  text: string,
  language: string,
  era: Era | undefined,
): readonly TimeReading[] | undefined {
  for (const { ages } of timeWordsToRead(language)) {
    for (const { years, patterns } of ages) {
      const amount = matchWords(text, patterns, AMOUNT);
      const number = amount === undefined ? undefined : readAmount(amount, language);
      if (number === undefined || (years === 1 && era === undefined)) continue;
      return ageReading(number, years, era);
    }
  }
  return undefined;
}

interface Amount {
  readonly digits: string;
  readonly decimals: number;
}

/** A separator that stands once and not before exactly three digits is the decimal one. */
function readAmount(text: string, language: string): Amount | undefined {
  const { decimal } = localeOf(language).numbers;
  const grouped = /^\d{1,3}(?:([ ,.'])\d{3})(?:\1\d{3})*$/.exec(text);
  if (grouped !== null && grouped[1] !== decimal) {
    return { digits: text.replace(/\D/g, ''), decimals: 0 };
  }
  const [, whole, decimals = ''] = /^(\d+)(?:[.,](\d+))?$/.exec(text) ?? [];
  return whole === undefined ? undefined : { digits: whole + decimals, decimals: decimals.length };
}

function ageReading(
  { digits, decimals }: Amount,
  years: number,
  era: Era | undefined,
): readonly TimeReading[] | undefined {
  const unit = years / 10 ** decimals;
  const age = Math.round(Number(digits) * unit);
  const zeros = decimals > 0 ? 0 : trailingZeros(digits);
  const precision = Math.max(0, YEAR - Math.floor(Math.log10(unit * 10 ** zeros) + 1e-9));
  if (era === 'before' || era === 'common') {
    return [{ parts: { year: age, month: 0, day: 0 }, precision: Math.min(precision, YEAR) }];
  }
  if (age < 1000) return undefined;
  const coarse = Math.min(precision, MILLENNIUM);
  const step = 10 ** (YEAR - coarse);
  const year = Math.round((NOW - age) / step) * step;
  return [
    {
      parts: { year: year === 0 ? -step : year, month: 0, day: 0 },
      precision: coarse,
      signed: true,
    },
  ];
}
