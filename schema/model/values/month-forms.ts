/** Dates whose month is a word: `8 February 1994`, `1994年5月8日`, `May 1994`. */
import { escapePattern, wholeWords } from './input-text.ts';
import { type Locale, localesToRead } from './locale.ts';
import { type Era, fold } from './time-marks.ts';
import { DAY, MONTH } from './time.ts';
import { isShort, type TimeReading } from './time-reading.ts';

/** First as the language writes it, then its month's name among numbers in any order. */
export function readMonthName(
  text: string,
  language: string,
  era: Era | undefined,
): readonly TimeReading[] | undefined {
  for (const locale of localesToRead(language)) {
    const forms = formsOf(locale);
    const found = readPattern(text, forms, era) ?? readFreely(text, forms);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What is needed to read the dates of one locale, built once. */
interface MonthForms {
  readonly plainPatterns: readonly RegExp[];
  /** With an era the parts may stand in another order. */
  readonly eraPatterns: readonly RegExp[];
  readonly monthOfName: ReadonlyMap<string, number>;
  /** A month's name that is not part of a longer word. */
  readonly name: RegExp;
  /** The words that stand between the parts of a date. */
  readonly filler: RegExp;
  readonly yearFirst: boolean;
}

const formsByLocale = new WeakMap<Locale, MonthForms>();

function formsOf(locale: Locale): MonthForms {
  const known = formsByLocale.get(locale);
  if (known !== undefined) return known;
  const forms = buildForms(locale);
  formsByLocale.set(locale, forms);
  return forms;
}

function buildForms(locale: Locale): MonthForms {
  const monthOfName = new Map<string, number>();
  locale.months.forEach(({ read }, index) => {
    for (const name of read) monthOfName.set(nameKey(name), index + 1);
  });
  const names = [...monthOfName.keys()].toSorted((one, other) => other.length - one.length);
  const { day, month } = locale.patterns;
  // the plain patterns of some languages begin with the era's name, which is taken out as a mark
  const withoutEra = (pattern: string) => pattern.replace(locale.eras.common[0] ?? '', '');
  const regexOf = (pattern: string) => patternOf(pattern, names, locale);
  return {
    plainPatterns: [day.plain, month.plain].map(regexOf),
    eraPatterns: [day.withEra, month.withEra, withoutEra(day.plain), withoutEra(month.plain)].map(
      regexOf,
    ),
    monthOfName,
    name: new RegExp(`${wholeWords(names, false)}\\.?`, 'u'),
    filler: fillerOf([day.plain, day.withEra, month.plain, month.withEra]),
    yearFirst: day.plain.indexOf('$y') < day.plain.indexOf('$d'),
  };
}

/** Names are compared folded and without the dot of an abbreviation. */
function nameKey(name: string): string {
  return fold(name).replace(/\.$/, '');
}

const ORDINAL = '(?:st|nd|rd|th|er|º|ª|°)?\\.?';

/** A date as one locale writes it; dots, commas and spaces may be missing. */
function patternOf(pattern: string, names: readonly string[], locale: Locale): RegExp {
  const numeric = /^\p{Nd}+$/u.test(locale.months[0]?.inDate ?? '');
  const month = [...names.map(escapePattern), ...(numeric ? ['\\d{1,2}'] : [])].join('|');
  const source = pattern
    .replace('$G', ' ')
    .trim()
    .split(/(\$[dMy])/)
    .map((piece) => {
      switch (piece) {
        case '$d':
          return `(?<day>(?<!\\d)\\d{1,2}(?!\\d))${ORDINAL}`;
        case '$M':
          return `(?<month>${month})\\.?`;
        case '$y':
          return '(?<year>(?<!\\d)\\d{1,16}(?!\\d))';
        default:
          return literalPattern(piece);
      }
    })
    .join('\\s*');
  return new RegExp(`^${source}\\.?$`, 'u');
}

function literalPattern(literal: string): string {
  return fold(literal)
    .trim()
    .split(/\s+/)
    .map((word) => escapePattern(word).replace(/\\\.|,/g, '[.,]?'))
    .join('\\s*');
}

/** Words that CLDR's patterns leave out. */
const MORE_FILLER = 'of the in on de del di le el il den der dem года год року рік ngay nam'.split(
  ' ',
);

/** `de`, `ngày`, `г.` and the like. */
function fillerOf(patterns: readonly string[]): RegExp {
  const words = patterns
    .flatMap((pattern) => fold(pattern.replace(/\$[dMyG]/g, ' ')).match(/[\p{L}\p{M}]+/gu) ?? [])
    .concat(MORE_FILLER);
  return new RegExp(`${wholeWords([...new Set(words)], true)}\\.?`, 'gu');
}

function readPattern(
  text: string,
  forms: MonthForms,
  era: Era | undefined,
): readonly TimeReading[] | undefined {
  const { plainPatterns, eraPatterns } = forms;
  const patterns = era === undefined ? plainPatterns : [...eraPatterns, ...plainPatterns];
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.groups;
    if (found === undefined) continue;
    const { year = '', month = '', day } = found;
    return [dateReading(year, forms.monthOfName.get(month) ?? Number(month), day)];
  }
  return undefined;
}

function readFreely(text: string, forms: MonthForms): readonly TimeReading[] | undefined {
  const match = forms.name.exec(text);
  if (match === null) return undefined;
  const month = forms.monthOfName.get(nameKey(match[0]));
  if (month === undefined) return undefined;
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
  const numbers = numbersOf(rest, forms);
  if (numbers === undefined) return undefined;
  const [first, second] = numbers;
  if (first === undefined) return undefined;
  if (second === undefined) return [dateReading(first, month, undefined)];
  return [
    isYear(first, second, forms)
      ? dateReading(first, month, second)
      : dateReading(second, month, first),
  ];
}

/** One or two numbers, if there is nothing else but filler and punctuation. */
function numbersOf(text: string, { filler }: MonthForms): readonly string[] | undefined {
  const bare = text.replace(filler, ' ').replace(/(?<=\d)(?:st|nd|rd|th|er|º|ª)(?![\p{L}])/gu, '');
  const numbers = bare.match(/\d+/g) ?? [];
  const isClean = /^[\d\s.,/'-]*$/.test(bare) && numbers.length >= 1 && numbers.length <= 2;
  return isClean ? numbers : undefined;
}

/** Whether the first of two numbers is the year: by size where that tells, else by custom. */
function isYear(first: string, second: string, { yearFirst }: MonthForms): boolean {
  if (couldBeDay(first) !== couldBeDay(second)) return !couldBeDay(first);
  return yearFirst;
}

function couldBeDay(number: string): boolean {
  return number.length <= 2 && Number(number) <= 31;
}

function dateReading(year: string, month: number, day: string | undefined): TimeReading {
  return {
    parts: { year: Number(year), month, day: Number(day ?? 0) },
    precision: day === undefined ? MONTH : DAY,
    shortYear: isShort(year),
  };
}
