/**
 * Where a term can be entered other than at its beginning: `rhino` is how people look for a
 * `white rhinoceros`.
 *
 * A word begins with a letter or digit after something that is neither. Where words follow each
 * other without a space, each Han character begins one, and so does Katakana after another script:
 * rules that need no dictionary, so that the same key has the same words for ever.
 */
const WORD_START =
  /(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}]|\p{Script=Han}|(?<!\p{scx=Katakana})\p{Script=Katakana}/gu;

/** Titles of papers have thirty; names have few. */
const LATER_WORDS_AT_MOST = 8;

/** What is left of a search key from each word on that is not its beginning. */
export function laterWords(key: string): string[] {
  return Array.from(key.matchAll(WORD_START), ({ index }) => index)
    .filter((index) => index > 0)
    .slice(0, LATER_WORDS_AT_MOST)
    .map((index) => key.slice(index));
}
