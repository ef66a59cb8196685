/** What a written time says beside the date itself: about, in which calendar, before or after. */
import { type Calendar } from './calendar.ts';
import { escapePattern, wholeWords } from './input-text.ts';
import { localesToRead } from './locale.ts';
import { timeWordsToRead } from './time-words.ts';

/** `ago` counts back from now. */
export type Era = 'before' | 'common' | 'ago';

export interface MarkedText {
  /** What is left once the marks are taken away; folded. */
  readonly text: string;
  readonly circa: boolean;
  readonly calendar: Calendar | undefined;
  readonly era: Era | undefined;
}

/**
 * Lower case, without accents of the Latin, Greek and Cyrillic kind, and with plain quotes: how
 * words are compared. Vowel signs of other scripts stay, they are letters.
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[’‘ʼ׳]/g, "'")
    .replace(/[“”״]/g, '"')
    .replace(/[־–—]/g, '-');
}

/** Takes the marks of a language (and the English ones) out of a text that `plainText` made. */
export function readMarks(plain: string, language: string): MarkedText {
  const marks = marksOf(language);
  // eras first: the `C.` of `av. J.-C.` is no circa
  const before = takeOut(fold(plain), marks.before, 'before' as const);
  const common = takeOut(before.text, marks.common, 'common' as const);
  const julian = takeOut(common.text, marks.julian, 'julian' as const);
  const calendar = takeOut(julian.text, marks.gregorian, 'gregorian' as const);
  const circa = takeOut(calendar.text, marks.circa, 'circa' as const);
  const ago = takeOut(circa.text, marks.ago, 'ago' as const);
  return {
    text: ago.text,
    circa: circa.mark !== undefined,
    calendar: julian.mark ?? calendar.mark,
    era: before.mark ?? common.mark ?? ago.mark,
  };
}

function takeOut<Mark>(
  text: string,
  pattern: RegExp,
  mark: Mark,
): { readonly text: string; readonly mark?: Mark } {
  const match = pattern.exec(text);
  if (match === null) return { text };
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
  const tidy = rest.replace(/\s+/g, ' ').replace(/^[\s,;]+|[\s,;]+$/g, '');
  // a text that is nothing but the mark is no time; leave it whole, so that nothing reads it
  return tidy === '' ? { text } : { text: tidy, mark };
}

type Marks = Readonly<
  Record<'circa' | 'julian' | 'gregorian' | 'before' | 'common' | 'ago', RegExp>
>;

const marksByLanguage = new Map<string, Marks>();

function marksOf(language: string): Marks {
  const known = marksByLanguage.get(language);
  if (known !== undefined) return known;
  if (marksByLanguage.size > 1_000) marksByLanguage.clear();
  const marks = buildMarks(language);
  marksByLanguage.set(language, marks);
  return marks;
}

function buildMarks(language: string): Marks {
  const locales = localesToRead(language);
  const words = timeWordsToRead(language);
  return {
    circa: atEdge(
      words.flatMap(({ circa }) => circa),
      '~\\s*',
    ),
    julian: atEdge(words.flatMap(({ julian }) => julian)),
    gregorian: atEdge(words.flatMap(({ gregorian }) => gregorian)),
    before: anywhere([
      ...locales.flatMap(({ eras }) => eras.before),
      ...words.flatMap(({ before }) => before),
    ]),
    common: anywhere([
      ...locales.flatMap(({ eras }) => eras.common),
      ...words.flatMap(({ common }) => common),
    ]),
    ago: atEdge(words.flatMap(({ ago }) => ago)),
  };
}

/** At the beginning or the end, bare or in parentheses; at the end no `c.`, which is a century. */
function atEdge(words: readonly string[], alsoAtStart?: string): RegExp {
  const word = `\\(?${alternatives(words)}\\)?`;
  const start = alsoAtStart === undefined ? word : `(?:${word}|${alsoAtStart})`;
  const end = `\\(?${alternatives(words.filter((text) => !/^[a-z]\.?$/.test(text)))}\\)?`;
  return new RegExp(`^${start}|${end}$`, 'u');
}

function anywhere(words: readonly string[]): RegExp {
  return new RegExp(`\\(?${alternatives(words)}\\)?`, 'u');
}

function alternatives(words: readonly string[]): string {
  const folded = [...new Set(words.map(fold))]
    .filter((word) => word !== '')
    .toSorted((one, other) => other.length - one.length);
  return wholeWords(folded, true, wordPattern);
}

/** Dots and spaces inside an abbreviation are optional, except between single letters. */
function wordPattern(word: string): string {
  const pieces = word.split(/[.\s]+/).filter((piece) => piece !== '');
  const joint = pieces.every((piece) => piece.length === 1) ? '\\.\\s*' : '\\.?\\s*';
  return `${pieces.map(escapePattern).join(joint)}\\.?`;
}
