/**
 * Tokens within a small edit distance, found by walking a sorted vocabulary.
 *
 * One row of the distance matrix is kept for each letter of the token that is looked at. Where a
 * row says that no token that begins so can be near enough, the walk goes on at the next beginning
 * that can; so it looks at some hundred tokens, not at the whole vocabulary. Letters that changed
 * places count as one edit.
 */

export interface SimilarToken {
  readonly token: string;
  readonly edits: number;
}

type Row = readonly number[];

/** Two edits are looked for among the tokens with the same first letter: people get that one right. */
const KEPT_LETTERS = { 1: 0, 2: 1 } as const;

/** Code points in which the alphabets lie: a mistyped letter is one of the same script. */
const ALPHABETS: readonly (readonly [from: number, to: number])[] = [
  [0x30, 0x36f],
  [0x370, 0x3ff],
  [0x400, 0x52f],
  [0x530, 0x58f],
  [0x590, 0x5ff],
  [0x600, 0x77f],
  [0x900, 0x97f],
  [0x1100, 0x11ff],
  [0x1200, 0x139f],
];
const OTHER_ALPHABET_SIZE = 0x80;

/** `next` gives the first token that is not before a text, in the order of code points. */
export function similarTokens(
  wanted: string,
  edits: 1 | 2,
  next: (from: string) => string | undefined,
): SimilarToken[] {
  const letters = pointsOf(wanted);
  const walk = new Walk(letters, edits);
  const [first, last] = alphabetOf(letters[0] ?? 0);
  const kept = letters.slice(0, KEPT_LETTERS[edits]);
  const found: SimilarToken[] = [];
  let from: readonly number[] | undefined = kept.length > 0 ? kept : [first];
  while (from !== undefined) {
    const token = next(textOf(from));
    if (token === undefined) break;
    const points = pointsOf(token);
    if ((points[0] ?? 0) > last || kept.some((point, at) => points[at] !== point)) break;
    const distance = walk.to(points);
    if (distance !== undefined && distance > 0) found.push({ token, edits: distance });
    from = distance === undefined ? walk.after(points, last) : [...points, 0];
  }
  return found;
}

class Walk {
  readonly #wanted: readonly number[];
  readonly #most: number;
  /** One for each letter of the token before, and one before them. */
  readonly #rows: Row[];
  #points: readonly number[] = [];

  constructor(wanted: readonly number[], most: number) {
    this.#wanted = wanted;
    this.#most = most;
    this.#rows = [[0, ...wanted.map((_, at) => at + 1)]];
  }

  /** The edits that lead to the token; `undefined` where there are too many. */
  to(points: readonly number[]): number | undefined {
    let depth = 0;
    while (depth < points.length && this.#points[depth] === points[depth]) depth++;
    depth = Math.min(depth, this.#rows.length - 1);
    this.#rows.length = depth + 1;
    this.#points = points;
    for (; depth < points.length; depth++) {
      const row = this.#rowAfter(depth, points[depth]);
      if (Math.min(...row) > this.#most) return undefined;
      this.#rows.push(row);
    }
    const edits = this.#rows.at(-1)?.at(-1) ?? Infinity;
    return edits <= this.#most ? edits : undefined;
  }

  /** Where to go on after a token that is too far. */
  after(points: readonly number[], last: number): number[] | undefined {
    // All its letters are possible, so that only a longer token can be near.
    if (this.#rows.length === points.length + 1) return [...points, 0];
    for (let depth = this.#rows.length - 1; depth >= 0; depth--) {
      const letter = this.#nextLetter(depth, points[depth] ?? 0, depth === 0 ? last : Infinity);
      if (letter !== undefined) return [...points.slice(0, depth), letter];
    }
    return undefined;
  }

  /** The first letter after this one that can follow the first `depth` letters. */
  #nextLetter(depth: number, letter: number, last: number): number | undefined {
    const row = this.#rows[depth];
    const following = letter + 1;
    if (following > last) return undefined;
    if (Math.min(...row) < this.#most) return following;
    // No edit is left: only what is written goes on, or the second of two swapped letters.
    const wanted = this.#wanted;
    const fits = wanted.filter(
      (point, at) =>
        point >= following &&
        point <= last &&
        Math.min(row[at] ?? Infinity, this.#swapped(depth, at, point)) <= this.#most,
    );
    return fits.length === 0 ? undefined : Math.min(...fits);
  }

  /** Edits where this letter and the one before are those of `wanted`, swapped. */
  #swapped(depth: number, at: number, point: number): number {
    const wanted = this.#wanted;
    if (depth === 0 || wanted[at + 1] !== this.#points[depth - 1] || wanted[at] !== point) {
      return Infinity;
    }
    return (this.#rows[depth - 1][at] ?? Infinity) + 1;
  }

  #rowAfter(depth: number, point: number): Row {
    const before = this.#rows[depth];
    const row = [before[0] + 1];
    for (let at = 0; at < this.#wanted.length; at++) {
      const same = this.#wanted[at] === point ? 0 : 1;
      const swapped = at === 0 ? Infinity : this.#swapped(depth, at - 1, point);
      row.push(Math.min(before[at] + same, before[at + 1] + 1, row[at] + 1, swapped));
    }
    return row;
  }
}

function alphabetOf(point: number): readonly [from: number, to: number] {
  const known = ALPHABETS.find(([from, to]) => point >= from && point <= to);
  const start = point - (point % OTHER_ALPHABET_SIZE);
  return known ?? [start, start + OTHER_ALPHABET_SIZE - 1];
}

function pointsOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

function textOf(points: readonly number[]): string {
  return String.fromCodePoint(...points);
}
