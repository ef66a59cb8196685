/**
 * What every value parser does first: typed and pasted text becomes plain text.
 *
 * No `Intl` and no locale-dependent `String` method is used in this folder, so that a browser and
 * the server, whose locale data differ, read and write the same values.
 */

/** The zeros of the decimal digits in use; nine digits follow each. */
const ZEROS = [
  ...Array.from('0٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰０'),
  ...[0x104a0, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x11650, 0x1e950].map((zero) =>
    String.fromCodePoint(zero),
  ),
];

const VALUE_OF_DIGIT: ReadonlyMap<string, string> = new Map(
  ZEROS.flatMap((zero) => digitsFrom(zero).map((digit, value) => [digit, String(value)] as const)),
);

/** Marks that steer the direction of text and joins that nobody sees. */
const INVISIBLE = /[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const MINUS = /[\u2212\u2010\u2011\ufe63\uff0d]/gu;

/** NFC, single plain spaces, none at the edges, no invisible marks, one kind of minus, digits 0-9. */
export function plainText(text: string): string {
  const plain = text.normalize('NFC').replace(INVISIBLE, '').replace(MINUS, '-');
  return asciiDigits(plain).replace(/\s+/gu, ' ').trim();
}

/** Digits of any script as 0-9. */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => VALUE_OF_DIGIT.get(digit) ?? digit);
}

/** The digits 0-9 in `text` as those that follow `zero`. */
export function localDigits(text: string, zero: string): string {
  if (zero === '0') return text;
  const digits = digitsFrom(zero);
  return text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);
}

function digitsFrom(zero: string): string[] {
  const first = zero.codePointAt(0) ?? 0;
  return Array.from({ length: 10 }, (_, value) => String.fromCodePoint(first + value));
}

/** How long people take a text to be: Unicode code points, not UTF-16 units. */
export function lengthInCodePoints(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** As text of a regular expression that stands for itself. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * Text of a regular expression for any of the words that is not part of a longer one. Scripts that
 * put no spaces between words need no such boundary.
 */
export function wholeWords(
  words: readonly string[],
  digitsMayTouch: boolean,
  patternOf: (word: string) => string = escapePattern,
): string {
  const spaced = words.filter((word) => !UNSPACED.test(word)).map(patternOf);
  const unspaced = words.filter((word) => UNSPACED.test(word)).map(patternOf);
  const neighbour = digitsMayTouch ? '[\\p{L}\\p{M}]' : '[\\p{L}\\p{M}\\p{Nd}]';
  // one boundary around all: one for each word makes patterns that take long to compile
  const groups = [
    ...(spaced.length > 0 ? [`(?<!${neighbour})(?:${spaced.join('|')})(?!${neighbour})`] : []),
    ...(unspaced.length > 0
      ? [`${digitsMayTouch ? '' : '(?<!\\p{Nd})'}(?:${unspaced.join('|')})`]
      : []),
  ];
  return groups.length > 0 ? `(?:${groups.join('|')})` : '(?!)';
}
