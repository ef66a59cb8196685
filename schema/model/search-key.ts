/**
 * The form under which a term is indexed and looked up: `Škoda`, `skoda` and `ŠKODA ` are one.
 *
 * What is folded, and why:
 * - Case, compatibility forms (full width, ligatures), typographic quotes and dashes, runs of
 *   white space, invisible format characters.
 * - The marks on Latin, Greek and Cyrillic letters, since people type without them. So é finds e,
 *   ё finds е, and also й finds и: a false match more is ranked below the exact one, while a
 *   missing match cannot be found at all.
 * - Latin letters that differ from a plain one by a stroke or are written as two (ø, ł, æ, ß), and
 *   both Turkish i: which language a searcher means is not known, so `ı`, `İ` and `i` are one.
 * - The vowel points of Hebrew and Arabic, which are usually left out, the hamza on its seats, and
 *   the forms of one Arabic letter that keyboards of other languages write: ى and ی are ي, ک is ك,
 *   ة is ه.
 * - Ethiopic letters that sound alike and are written for each other: ሐ and ኀ are ሀ, ሠ is ሰ, ዐ is
 *   አ, ፀ is ጸ, in each of their orders.
 * - Digits of every script.
 * Marks of other scripts stay: in Devanagari, Thai or Japanese they are letters or change them.
 * The key is decomposed, so that in Korean the beginning of a syllable is a prefix of it.
 */
export function searchKey(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .replace(OPTIONAL_MARKS, '$1')
    .replace(SPECIAL, (letter) => SPECIAL_LETTERS.get(letter) ?? letter)
    .replace(DIGIT, (digit) => String(digitValue(digit)))
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Words of ASCII letters with single spaces between them: nothing but case to fold. */
const PLAIN = /^[\w.,:;!?()&+-]+(?: [\w.,:;!?()&+-]+)*$/;

const OPTIONAL_MARKS =
  /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}])\p{Mn}+/gu;

/** Format characters (joiners, direction marks, soft hyphens) and the Arabic elongation. */
const INVISIBLE = /[\p{Cf}\u0640]/gu;

/** ASCII aside. */
const DIGIT = /[^\P{Nd}0-9]/gu;

/** Digits stand in Unicode in tens, from zero on. */
function digitValue(digit: string): number {
  let zero = digit.codePointAt(0) ?? 0;
  const point = zero;
  while (point - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return point - zero;
}

/** The first letters of Ethiopic rows, each with the row that stands for it. */
const ETHIOPIC_ROWS: readonly (readonly [row: string, plain: string])[] = [
  ['ሐ', 'ሀ'],
  ['ኀ', 'ሀ'],
  ['ሠ', 'ሰ'],
  ['ዐ', 'አ'],
  ['ፀ', 'ጸ'],
];
const ETHIOPIC_ORDERS = 7;

function* ethiopicLetters(): Iterable<readonly [letter: string, plain: string]> {
  for (const [row, plain] of ETHIOPIC_ROWS) {
    for (let order = 0; order < ETHIOPIC_ORDERS; order++) {
      yield [inOrder(row, order), inOrder(plain, withoutFourth(plain, order))];
    }
  }
  for (const plain of ['ሀ', 'አ']) yield [inOrder(plain, 3), plain];
}

/** In the rows of ሀ and አ the first and the fourth order sound alike. */
function withoutFourth(row: string, order: number): number {
  return order === 3 && (row === 'ሀ' || row === 'አ') ? 0 : order;
}

function inOrder(row: string, order: number): string {
  return String.fromCodePoint((row.codePointAt(0) ?? 0) + order);
}

const SPECIAL_LETTERS: ReadonlyMap<string, string> = new Map([
  ...ethiopicLetters(),
  ['ٱ', 'ا'],
  ['ى', 'ي'],
  ['ی', 'ي'],
  ['ک', 'ك'],
  ['ة', 'ه'],
  ['ہ', 'ه'],
  ['ß', 'ss'],
  ['ς', 'σ'],
  ['ı', 'i'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ł', 'l'],
  ['ħ', 'h'],
  ['ŧ', 't'],
  ['ŋ', 'n'],
  ['ə', 'e'],
  ['‘', "'"],
  ['’', "'"],
  ['ʼ', "'"],
  ['ʻ', "'"],
  ['`', "'"],
  ['´', "'"],
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['«', '"'],
  ['»', '"'],
  ['‐', '-'],
  ['‑', '-'],
  ['‒', '-'],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
]);
const SPECIAL = new RegExp(`[${[...SPECIAL_LETTERS.keys()].join('')}]`, 'gu');
