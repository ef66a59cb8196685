/**
 * What the full-text index says of a token in a page, in one small number: the kind of the page,
 * the fields that hold the token, and how much it says of the page (its impact).
 *
 * The impact is the part of BM25 that depends on the page alone: how often the token occurs in a
 * piece of text, against the length of that piece. The length is that of the piece, not of the
 * page: a new label then changes what is stored for its own words and for no others, however large
 * the page is; and a name in eighty languages does not drown the one word of another page.
 */
import { textFields } from '../../../../schema/model/documents/text-pieces.ts';
import type { TextField, TextPiece } from '../../../../schema/model/documents/text-pieces.ts';
import type { DocumentKind } from '../../../../schema/model/documents/kinds.ts';
import { textTokens } from '../../../../schema/model/text-tokens.ts';
import { RowCache } from '../../sqlite/row-cache.ts';

/** What is stored has these numbers: a new kind comes at the end. */
const KINDS: readonly DocumentKind[] = [
  'item',
  'property',
  'lexeme',
  'entity-schema',
  'rule',
  'talk',
  'user-page',
  'saved-query',
  'interface-message',
  'site-settings',
];

const IMPACT_SIZE = 256;
const FIELDS_SIZE = 2 ** textFields.length;
/** Facts are below this. */
export const FACTS_SIZE = IMPACT_SIZE * FIELDS_SIZE * 16;

/** BM25's usual constants. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.75;
/** Of the sum over fields: the steps in which an impact is kept. */
const STEPS = 28;

/** How much a field says of the page, and how many tokens are usual in it. */
const FIELDS: Readonly<Record<TextField, { readonly weight: number; readonly length: number }>> = {
  label: { weight: 1, length: 3 },
  alias: { weight: 0.85, length: 3 },
  description: { weight: 0.45, length: 6 },
  value: { weight: 0.35, length: 3 },
  text: { weight: 0.5, length: 100 },
  form: { weight: 0.8, length: 1 },
};

/** Token → facts. */
export type TokenFacts = ReadonlyMap<string, number>;

interface CountedText {
  readonly length: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** Enough for some thousand names: those of the pages that are edited now. */
const CACHED_TOKENS = 500_000;

export class TextFacts {
  readonly #counted = new RowCache<string, CountedText>(
    CACHED_TOKENS,
    ({ length }) => 20 + 10 * length,
  );

  /** Of the tokens in the pieces, or of those that are `wanted`. */
  factsOf(
    kind: DocumentKind,
    pieces: Iterable<TextPiece>,
    wanted?: ReadonlySet<string>,
  ): TokenFacts {
    const best = new Map<string, number[]>();
    for (const { field, text } of pieces) {
      const { length, counts } = this.#count(text);
      const at = textFields.indexOf(field);
      for (const [token, count] of counts) {
        if (wanted !== undefined && !wanted.has(token)) continue;
        const scores = best.get(token) ?? textFields.map(() => 0);
        scores[at] = Math.max(scores[at], scoreIn(field, count, length));
        best.set(token, scores);
      }
    }
    return new Map([...best].map(([token, scores]) => [token, pack(kind, scores)]));
  }

  tokensOf(pieces: Iterable<TextPiece>): Set<string> {
    const tokens = new Set<string>();
    for (const { text } of pieces) {
      for (const token of this.#count(text).counts.keys()) tokens.add(token);
    }
    return tokens;
  }

  #count(text: string): CountedText {
    const known = this.#counted.get(text);
    if (known !== undefined) return known;
    const tokens = textTokens(text);
    const counts = new Map<string, number>();
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
    const counted = { length: tokens.length, counts };
    this.#counted.set(text, counted);
    return counted;
  }
}

function scoreIn(field: TextField, count: number, length: number): number {
  const { weight, length: usual } = FIELDS[field];
  const norm = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / usual);
  return (weight * (count * (SATURATION + 1))) / (count + norm);
}

function pack(kind: DocumentKind, scores: readonly number[]): number {
  const sum = scores.reduce((total, score) => total + score, 0);
  const impact = Math.max(1, Math.min(IMPACT_SIZE - 1, Math.round(sum * STEPS)));
  const fields = scores.reduce((mask, score, at) => (score > 0 ? mask | (1 << at) : mask), 0);
  return (KINDS.indexOf(kind) * FIELDS_SIZE + fields) * IMPACT_SIZE + impact;
}

/** Which facts a query is about. Hot: asked of each posting. */
export class FactsFilter {
  readonly #kinds: number;
  readonly #fields: number;

  constructor(kinds: readonly DocumentKind[], fields: readonly TextField[] = textFields) {
    this.#kinds = kinds.reduce((mask, kind) => mask | (1 << KINDS.indexOf(kind)), 0);
    this.#fields = fields.reduce((mask, field) => mask | (1 << textFields.indexOf(field)), 0);
  }

  allows(facts: number): boolean {
    const upper = Math.floor(facts / IMPACT_SIZE);
    return (
      (upper & (FIELDS_SIZE - 1) & this.#fields) !== 0 &&
      (this.#kinds & (1 << (upper >>> textFields.length))) !== 0
    );
  }
}

export function impactOf(facts: number): number {
  return (facts & (IMPACT_SIZE - 1)) / STEPS;
}
