/**
 * Writes `schema/model/values/locale-table.ts`. Run it with
 * `npx node scripts/build-locale-table.ts` after changing this file or one of its sources.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bcp47 } from '../schema/model/languages/bcp47.ts';
import { fallbackChain } from '../schema/model/languages/fallback.ts';
import { languages } from '../schema/model/languages/languages.ts';
import { hasCldrLocale } from './language-sources.ts';

const TARGET = join(import.meta.dirname, '../schema/model/values/locale-table.ts');

const MONTHS = Array.from({ length: 12 }, (_, month) => Date.UTC(2003, month, 7));
const BEFORE_CHRIST = Date.UTC(-43, 2, 15);
const COMMON_ERA = Date.UTC(2003, 4, 7);

type Options = Intl.DateTimeFormatOptions;
const DAY: Options = { day: 'numeric', month: 'long', year: 'numeric' };
const MONTH: Options = { month: 'long', year: 'numeric' };
const YEAR: Options = { year: 'numeric' };

/** English here is that of the world, not of one country: `8 February 1994`. */
function localeOf(code: string): string {
  return code === 'en' ? 'en-001' : bcp47(code);
}

function lineOf(code: string): string {
  const locale = localeOf(code);
  return [
    numbersOf(locale),
    numericOrder(code),
    patternsOf(locale),
    erasOf(locale),
    monthsOf(locale),
  ]
    .flat()
    .join('|');
}

/** Parts of a date in the calendar and the digits that the parsers count on. */
function parts(locale: string, time: number, options: Options): Intl.DateTimeFormatPart[] {
  const format = new Intl.DateTimeFormat(locale, {
    ...options,
    calendar: 'gregory',
    numberingSystem: 'latn',
    timeZone: 'UTC',
  });
  return format.formatToParts(time);
}

/** `$d $M $y` with the words between them; `$G` is the era. */
function patternsOf(locale: string): string[] {
  const letters: Partial<Record<string, string>> = {
    day: '$d',
    month: '$M',
    year: '$y',
    era: '$G',
  };
  const pattern = (options: Options, time: number) =>
    parts(locale, time, options)
      .map(({ type, value }) => letters[type] ?? plain(value))
      .join('');
  return [DAY, MONTH, YEAR].flatMap((options) => [
    pattern(options, COMMON_ERA),
    pattern({ ...options, era: 'short' }, BEFORE_CHRIST),
  ]);
}

/** Names of the two eras: the one to write first, then what else is read. */
function erasOf(locale: string): string[] {
  return [BEFORE_CHRIST, COMMON_ERA].map((time) => {
    const names = (['short', 'long', 'narrow'] as const).map(
      (era) => part(parts(locale, time, { year: 'numeric', era }), 'era') ?? '',
    );
    const english = time === BEFORE_CHRIST ? ['BCE'] : ['CE'];
    return distinct([...(/^en\b/.test(locale) ? english : []), ...names]).join('~');
  });
}

/**
 * Each month: its name in a full date, its name beside a year alone (empty where they are equal),
 * then other forms that are read.
 */
function monthsOf(locale: string): string {
  const forms: Options[] = [{ month: 'long' }, { ...DAY, month: 'short' }, { month: 'short' }];
  return MONTHS.map((time) => {
    const name = (options: Options) => part(parts(locale, time, options), 'month') ?? '';
    const inDate = name(DAY);
    const besideYear = name(MONTH);
    const others = distinct(forms.map(name)).filter(
      (form) => form !== inDate && form !== besideYear,
    );
    return [inDate, besideYear === inDate ? '' : besideYear, ...others]
      .join('~')
      .replace(/~+$/, '');
  }).join(',');
}

/**
 * In which order a date of numbers alone is written. English is spoken where the day comes first
 * and where the month does, so only its countries have an order.
 */
function numericOrder(code: string): string {
  if (code === 'en' || code === 'simple') return '';
  const order = parts(localeOf(code), COMMON_ERA, {
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
  });
  return order
    .map(({ type }) => ({ day: 'd', month: 'm', year: 'y' })[type as 'day'] ?? '')
    .join('');
}

/** Zero, decimal separator, group separator, digits from which groups are used, size of higher groups. */
function numbersOf(locale: string): string[] {
  const format = new Intl.NumberFormat(locale);
  const symbol = (number: number, type: string) =>
    format.formatToParts(number).find((found) => found.type === type)?.value ?? '';
  const higherGroups = format.formatToParts(12_345_678).filter(({ type }) => type === 'integer');
  const hasGroups = (number: number) => symbol(number, 'group') !== '';
  return [
    format.format(0),
    symbol(0.5, 'decimal'),
    plain(symbol(1_234_567, 'group')),
    hasGroups(1000) ? '4' : hasGroups(10_000) ? '5' : '0',
    String(higherGroups.at(-2)?.value.length ?? 0),
  ];
}

function part(found: Intl.DateTimeFormatPart[], type: string): string | undefined {
  const text = found.find((candidate) => candidate.type === type)?.value;
  return text === undefined ? undefined : plain(text);
}

/** Without the invisible marks and special spaces that nobody types. */
function plain(text: string): string {
  return text.replace(/[\u200e\u200f\u061c\u2068\u2069]/g, '').replace(/[\u00a0\u202f]/g, ' ');
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/**
 * The whole generated file: one language a line, those left out that are like the next language
 * in their fallback chain that has a line.
 */
export function localeTableFile(): string {
  const all = languages.map(({ code }) => code).filter(hasCldrLocale);
  const basesFirst = all.toSorted((one, other) => subtags(one) - subtags(other));
  const kept = new Map<string, string>();
  for (const code of basesFirst) {
    const line = lineOf(code);
    const standIn = fallbackChain(code).find((other) => kept.has(other));
    if (standIn === undefined || standIn === 'en' || kept.get(standIn) !== line)
      kept.set(code, line);
  }
  const lines = all.flatMap((code) => (kept.has(code) ? `${code}|${kept.get(code)}` : []));
  return `/**
 * Generated by scripts/build-locale-table.ts; do not edit.
 *
 * How each language writes numbers and dates, one language a line:
 * code | zero | decimal separator | group separator | digits from which groups are used |
 * size of higher groups | order of numeric dates | pattern of a day | with era | of a month |
 * with era | of a year | with era | names of the era before | of the common era | months.
 *
 * Facts from CLDR ${process.versions['cldr']} (Unicode License v3).
 */
export const localeTable = \`
${lines.join('\n')}
\`;
`;
}

function subtags(code: string): number {
  return code.split('-').length;
}

if (import.meta.main) writeFileSync(TARGET, localeTableFile());
