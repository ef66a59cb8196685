/**
 * How alike two names are, from 0 to 100: twice what they have in common in the same order, by the
 * length of both (Ratcliff's measure by longest common subsequence). The order of words does not
 * count: “Adams, Douglas” is “Douglas Adams”.
 */

/** A name made ready to be compared: folded, its words in alphabetical order. */
export type Comparable = string & { readonly comparable: never };

const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/gu;
/** Of longer texts the beginning is compared. */
const LONGEST = 250;

/** `key` is a search key (`schema/model/search-key.ts`). */
export function comparable(key: string): Comparable {
  const words = key.slice(0, LONGEST).replace(BETWEEN_WORDS, ' ').trim();
  return (words.includes(' ') ? words.split(' ').toSorted().join(' ') : words) as Comparable;
}

/** 0 where it cannot be more than `atLeast`. */
export function similarity(one: Comparable, other: Comparable, atLeast = 0): number {
  if (one === other) return one === '' ? 0 : 100;
  const most = (200 * Math.min(one.length, other.length)) / (one.length + other.length);
  if (most <= atLeast) return 0;
  return (200 * commonLength(one, other)) / (one.length + other.length);
}

/** Length of the longest common subsequence, a row at a time. Hot: each name of each candidate. */
function commonLength(one: string, other: string): number {
  const row = new Uint16Array(other.length + 1);
  for (let i = 0; i < one.length; i++) {
    const code = one.charCodeAt(i);
    let diagonal = 0;
    for (let j = 1; j <= other.length; j++) {
      const above = row[j];
      if (code === other.charCodeAt(j - 1)) row[j] = diagonal + 1;
      else if (row[j - 1] > above) row[j] = row[j - 1];
      diagonal = above;
    }
  }
  return row[other.length];
}
