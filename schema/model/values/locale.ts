/** How a language writes numbers and dates: a line of `locale-table.ts`, read when first needed. */
import { fallbackChain } from '../languages/fallback.ts';
import { localeTable } from './locale-table.ts';

export interface Locale {
  readonly numbers: NumberStyle;
  /** How a date of numbers alone is ordered; `undefined` where its speakers do not agree. */
  readonly numericOrder: 'dmy' | 'mdy' | 'ymd' | undefined;
  readonly patterns: Readonly<Record<'day' | 'month' | 'year', DatePattern>>;
  readonly eras: { readonly before: readonly string[]; readonly common: readonly string[] };
  /** January first. */
  readonly months: readonly MonthNames[];
}

export interface NumberStyle {
  readonly zero: string;
  readonly decimal: string;
  readonly group: string;
  /** Numbers with fewer digits are not grouped; 0: none is. */
  readonly groupedFrom: number;
  /** 2 where only the lowest group has three digits (12,34,567), else 3. */
  readonly higherGroup: number;
}

/** `$d $M $y` and the words between; the second form has the era as `$G`. */
export interface DatePattern {
  readonly plain: string;
  readonly withEra: string;
}

export interface MonthNames {
  readonly inDate: string;
  readonly besideYear: string;
  /** All that is read as this month, names of digits alone excepted. */
  readonly read: readonly string[];
}

const lines: ReadonlyMap<string, string> = new Map(
  localeTable
    .trim()
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf('|')), line] as const),
);

const read = new Map<string, Locale>();

/** The ways of a language, else those of the first language in its fallback chain that has some. */
export function localeOf(language: string): Locale {
  const code = fallbackChain(language).find((candidate) => lines.has(candidate)) ?? 'en';
  const known = read.get(code);
  if (known !== undefined) return known;
  const locale = readLine(lines.get(code) ?? '');
  read.set(code, locale);
  return locale;
}

/**
 * The locales whose words a parser takes for a reader of `language`: that language's own, those of
 * its relatives, and English, of the world and of America, which everybody may use.
 */
export function localesToRead(language: string): readonly Locale[] {
  const codes = fallbackChain(language).filter((code) => lines.has(code));
  return [...new Set([...codes, 'en', 'en-us'].map(localeOf))];
}

function readLine(line: string): Locale {
  const [, zero, decimal, group, groupedFrom, higherGroup, order, ...words] = line.split('|');
  const [day, dayEra, month, monthEra, year, yearEra, before, common, months] = words;
  return {
    numbers: {
      zero: zero ?? '0',
      decimal: decimal ?? '.',
      group: group ?? ',',
      groupedFrom: Number(groupedFrom),
      higherGroup: Number(higherGroup),
    },
    numericOrder: isOrder(order) ? order : undefined,
    patterns: {
      day: { plain: day ?? '', withEra: dayEra ?? '' },
      month: { plain: month ?? '', withEra: monthEra ?? '' },
      year: { plain: year ?? '', withEra: yearEra ?? '' },
    },
    eras: { before: eraNames(before), common: eraNames(common) },
    months: (months ?? '').split(',').map(readMonth),
  };
}

/** A single letter counts only where it is what is written: CLDR also has `B` for BCE. */
function eraNames(text = ''): readonly string[] {
  return text.split('~').filter((name, position) => position === 0 || !/^[a-z]$/i.test(name));
}

function readMonth(text: string): MonthNames {
  const [inDate = '', besideYear = '', ...others] = text.split('~');
  const names = [inDate, besideYear, ...others];
  return {
    inDate,
    besideYear: besideYear === '' ? inDate : besideYear,
    read: names.filter((name) => name !== '' && !/^\p{Nd}+$/u.test(name)),
  };
}

function isOrder(text: string | undefined): text is 'dmy' | 'mdy' | 'ymd' {
  return text === 'dmy' || text === 'mdy' || text === 'ymd';
}
