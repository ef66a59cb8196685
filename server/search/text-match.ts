/** A query against the texts of one page: does it fit, and which text shows why it was found. */
import type { Document } from '../../schema/model/documents/kinds.ts';
import { textPieces } from '../../schema/model/documents/text-pieces.ts';
import type { TextField, TextPiece } from '../../schema/model/documents/text-pieces.ts';
import {
  hasPhrase,
  textTokens,
  tokenPlaces,
  wordSearches,
} from '../../schema/model/text-tokens.ts';
import type { PageFacts } from '../storage/records/text-search.ts';
import type { Condition, SearchQuery } from './search-syntax.ts';

/** `document` reads it when it is first needed; a page that went meanwhile has no texts. */
export type DocumentCheck = (
  page: PageFacts,
  document: () => Promise<Document | undefined>,
) => Promise<boolean>;

export function documentCheck(condition: Exclude<Condition, { kind: 'statement' }>): DocumentCheck {
  const fits = pieceCheck(condition);
  return async (_page, document) => {
    const read = await document();
    return read !== undefined && textPieces(read).some(fits);
  };
}

function pieceCheck(condition: Exclude<Condition, { kind: 'statement' }>) {
  if (condition.kind === 'has-term') {
    const { field, languages } = condition;
    return (piece: TextPiece): boolean =>
      piece.field === field && isIn(piece, languages.length === 0 ? undefined : languages);
  }
  const { kind, text, fields, languages } = condition;
  const fits =
    kind === 'phrase'
      ? (piece: TextPiece): boolean => hasPhrase(piece.text, text)
      : (piece: TextPiece): boolean => isWanted(text, kind === 'beginning', piece);
  return (piece: TextPiece): boolean =>
    (fields?.includes(piece.field) ?? true) && isIn(piece, languages) && fits(piece);
}

function isIn({ language }: TextPiece, languages: readonly string[] | undefined): boolean {
  return languages === undefined || (language !== undefined && languages.includes(language));
}

function isWanted(text: string, isBeginning: boolean, piece: TextPiece): boolean {
  const tokens = textTokens(piece.text);
  return wordSearches(text).every((search) =>
    search.kind === 'prefix' || isBeginning
      ? tokens.some((token) => token.startsWith(search.text))
      : search.tokens.every((token) => tokens.includes(token)),
  );
}

/** What a query looks for in texts, to show it in them. */
export class WantedTokens {
  readonly #tokens: Set<string>;
  readonly #beginnings: string[] = [];

  constructor(query: SearchQuery, others: Iterable<string> = []) {
    this.#tokens = new Set(others);
    for (const { condition, negated } of query.flat()) {
      if (negated || condition.kind === 'statement' || condition.kind === 'has-term') continue;
      for (const search of wordSearches(condition.text)) {
        if (search.kind === 'prefix') this.#beginnings.push(search.prefix);
        else if (condition.kind === 'beginning') this.#beginnings.push(search.text);
        else search.tokens.forEach((token) => this.#tokens.add(token));
      }
    }
  }

  has(token: string): boolean {
    return (
      this.#tokens.has(token) || this.#beginnings.some((beginning) => token.startsWith(beginning))
    );
  }
}

/** A text with the words in it that were looked for. */
export interface TextMatch extends TextPiece {
  /** Offsets into the text, in order. */
  readonly places: readonly (readonly [start: number, end: number])[];
}

/** Fields in which a match says most; a reader sees the label anyway. */
const FIELD_ORDER: readonly TextField[] = [
  'label',
  'alias',
  'form',
  'description',
  'value',
  'text',
];

/** The text that holds most of what was looked for; the reader's languages come first. */
export function bestMatch(
  document: Document,
  wanted: WantedTokens,
  languages: readonly string[],
  fields: readonly TextField[] = FIELD_ORDER,
): TextMatch | undefined {
  let best: { piece: TextPiece; found: number; rank: number } | undefined;
  for (const piece of textPieces(document)) {
    if (!fields.includes(piece.field)) continue;
    const found = new Set(textTokens(piece.text).filter((token) => wanted.has(token))).size;
    if (found === 0) continue;
    const rank = rankOf(piece, languages);
    if (best === undefined || found > best.found || (found === best.found && rank < best.rank)) {
      best = { piece, found, rank };
    }
  }
  return best && matchIn(best.piece, wanted);
}

export function matchIn(piece: TextPiece, wanted: WantedTokens): TextMatch {
  return { ...piece, places: tokenPlaces(piece.text, (token) => wanted.has(token)) };
}

function rankOf({ field, language }: TextPiece, languages: readonly string[]): number {
  const at = language === undefined ? 0 : languages.indexOf(language);
  return (at === -1 ? languages.length : at) * FIELD_ORDER.length + FIELD_ORDER.indexOf(field);
}

const SNIPPET_LENGTH = 200;

/** The part of a long text in which most was found, not cut inside a word. */
export function excerpt({ text, places, ...piece }: TextMatch): TextMatch {
  if (text.length <= SNIPPET_LENGTH) return { ...piece, text, places };
  const first = places[0]?.[0] ?? 0;
  const from = first < SNIPPET_LENGTH / 2 ? 0 : wordStart(text, first - SNIPPET_LENGTH / 4);
  const to = wordStart(text, Math.min(text.length, from + SNIPPET_LENGTH));
  return {
    ...piece,
    text: text.slice(from, to).trimEnd(),
    places: places
      .filter(([start, end]) => start >= from && end <= to)
      .map(([start, end]) => [start - from, end - from]),
  };
}

/** The first beginning of a word at or after an offset, if there is one near. */
function wordStart(text: string, offset: number): number {
  const rest = text.slice(offset, offset + 30);
  const space = /\s+/u.exec(rest);
  if (space !== null) return offset + space.index + space[0].length;
  // Between the halves of a character nothing may be cut.
  return /^[\uDC00-\uDFFF]/.test(rest) ? offset + 1 : offset;
}
