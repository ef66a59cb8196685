/** What stands in for words that are found seldom or never: longer words, and slips of the finger. */
import { wordSearches } from '../../schema/model/text-tokens.ts';
import type { TextReads, TextWord } from '../storage/records/text-search.ts';
import type { SearchQuery } from './search-syntax.ts';

export interface SimilarWords {
  /** By token. */
  readonly standIns: ReadonlyMap<string, TextWord['tokens']>;
  /** For tokens that no page holds: what was probably meant. */
  readonly corrections: ReadonlyMap<string, string>;
}

/** A word may differ by one letter from this length on, and by two from the other. */
const LETTERS_FOR_ONE_EDIT = 4;
const LETTERS_FOR_TWO_EDITS = 8;
const LETTERS_FOR_BEGINNING = 3;
const MOST_SIMILAR = 20;
const MOST_LONGER = 100;
const WEIGHTS = { longer: 0.6, similar: 0.4 } as const;
/** Where letters follow each other without spaces, a token is a piece of text and no word. */
const SPELLED =
  /^(?!.*[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}])\p{L}[\p{L}\p{M}\p{N}]*$/u;

/** `undefined` where the query has no words that anything could stand in for. */
export async function findSimilarWords(
  query: SearchQuery,
  records: Pick<TextReads, 'similarTokens' | 'tokensFrom'>,
): Promise<SimilarWords | undefined> {
  const tokens = plainTokens(query);
  const last = tokens.at(-1);
  const standIns = new Map<string, TextWord['tokens']>();
  const corrections = new Map<string, string>();
  for (const token of new Set(tokens)) {
    const length = Array.from(token).length;
    const similar =
      length < LETTERS_FOR_ONE_EDIT
        ? []
        : await records.similarTokens({
            token,
            edits: length < LETTERS_FOR_TWO_EDITS ? 1 : 2,
            limit: MOST_SIMILAR,
          });
    const longer =
      token !== last || length < LETTERS_FOR_BEGINNING
        ? []
        : (await records.tokensFrom({ prefix: token, limit: MOST_LONGER })).filter(
            (each) => each !== token,
          );
    const [nearest] = similar;
    const isKnown =
      longer.length > 0 || (await records.tokensFrom({ prefix: token, limit: 1 }))[0] === token;
    if (nearest !== undefined && !isKnown) corrections.set(token, nearest.token);
    standIns.set(token, [
      ...longer.map((each) => ({ token: each, weight: WEIGHTS.longer })),
      ...similar.map((each) => ({ token: each.token, weight: WEIGHTS.similar })),
    ]);
  }
  const found = [...standIns.values()].some(({ length }) => length > 0);
  return found ? { standIns, corrections } : undefined;
}

function plainTokens(query: SearchQuery): string[] {
  return query.flat().flatMap(({ condition, negated }) => {
    if (negated || condition.kind !== 'words') return [];
    return wordSearches(condition.text).flatMap((search) =>
      search.kind === 'tokens' ? search.tokens.filter((token) => SPELLED.test(token)) : [],
    );
  });
}
