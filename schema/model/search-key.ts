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
 * - The vowel points of Hebrew and Arabic, which are usually left out, and the hamza on alif.
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
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Words of ASCII letters with single spaces between them: nothing but case to fold. */
const PLAIN = /^[\w.,:;!?()&+-]+(?: [\w.,:;!?()&+-]+)*$/;

const OPTIONAL_MARKS =
  /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}])\p{Mn}+/gu;

/** Format characters (joiners, direction marks, soft hyphens) and the Arabic elongation. */
const INVISIBLE = /[\p{Cf}\u0640]/gu;

const SPECIAL_LETTERS: ReadonlyMap<string, string> = new Map([
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
