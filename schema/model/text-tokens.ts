/**
 * The words of a text, as the full-text index knows them.
 *
 * A word is a run of letters and digits of the folded text. Scripts that write no spaces between
 * words are cut into overlapping pieces instead: two characters of Han and Kana, three of Thai,
 * Lao, Khmer and Burmese, one piece from each character on. So every part of such a text can be
 * found, whatever a reader takes for a word, and what is stored depends on no dictionary: those of
 * `Intl.Segmenter` change with each ICU. It segments what somebody looks for, where a change does
 * no harm.
 */
import { searchKey } from './search-key.ts';

/** How a word of a query is looked for. */
export type WordSearch =
  /** Pages that hold all of these tokens. */
  | { readonly kind: 'tokens'; readonly text: string; readonly tokens: readonly string[] }
  /** Pages that hold a token that begins so. */
  | { readonly kind: 'prefix'; readonly text: string; readonly prefix: string };

/** Longer words are cut; nobody types them. */
const LONGEST_TOKEN = 40;
/** The beginning of a page of text is what it is found by. */
const MOST_TOKENS = 20_000;

const RUN =
  /(?<pairs>[[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]&&[\p{L}\p{N}\p{M}]]+)|(?<triples>[[\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]&&[\p{L}\p{N}\p{M}]]+)|[[\p{L}\p{N}\p{M}]--[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]]+/gv;
/** A character with the marks on it. */
const CHARACTER = /\P{M}\p{M}*|\p{M}+/gu;
/** Words of ASCII need no look at their script. */
const ASCII_TEXT = /^[\x20-\x7E]*$/;
const ASCII_WORD = /[a-z0-9]+/g;

/** In the order of the text, as often as they occur. */
export function textTokens(text: string): string[] {
  const key = searchKey(text);
  const tokens: string[] = [];
  if (ASCII_TEXT.test(key)) {
    for (const word of key.match(ASCII_WORD) ?? []) tokens.push(word.slice(0, LONGEST_TOKEN));
    return tokens.slice(0, MOST_TOKENS);
  }
  for (const { text: run, size } of runs(key)) {
    if (size === undefined) tokens.push(shortened(run));
    else tokens.push(...piecesFromEach(charactersOf(run), size));
    if (tokens.length > MOST_TOKENS) return tokens.slice(0, MOST_TOKENS);
  }
  return tokens;
}

/** What to look for, for each word of what somebody typed. */
export function wordSearches(text: string): WordSearch[] {
  return [...runs(searchKey(text))].flatMap(({ text: run, size }): WordSearch[] =>
    size === undefined
      ? [{ kind: 'tokens', text: run, tokens: [shortened(run)] }]
      : segments(run, size).map((word) => denseSearch(word, size)),
  );
}

/** Where words of a text are that have a token of these; as offsets into the text as written. */
export function tokenPlaces(
  text: string,
  isWanted: (token: string) => boolean,
): [start: number, end: number][] {
  const places: [number, number][] = [];
  for (const { text: run, size, start } of runs(text)) {
    if (size === undefined) {
      if (textTokens(run).some(isWanted)) places.push([start, start + run.length]);
      continue;
    }
    const characters = charactersOf(run);
    let at = start;
    for (const [index, character] of characters.entries()) {
      const piece = characters.slice(index, index + size).join('');
      if (isWanted(searchKey(piece))) addPlace(places, at, at + piece.length);
      at += character.length;
    }
  }
  return places;
}

/** Is the phrase in the text, from the beginning of a word to the end of one? */
export function hasPhrase(text: string, phrase: string): boolean {
  const wanted = spaced(phrase);
  if (wanted === '') return false;
  const words = ` ${spaced(text)} `;
  const before = DENSE_START.test(wanted) ? '' : ' ';
  const after = DENSE_END.test(wanted) ? '' : ' ';
  return words.includes(before + wanted + after);
}

const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/gu;
const DENSE =
  '[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]';
const DENSE_START = new RegExp(`^${DENSE}`, 'u');
const DENSE_END = new RegExp(`${DENSE}$`, 'u');

function spaced(text: string): string {
  return searchKey(text).replace(BETWEEN_WORDS, ' ').trim();
}

function addPlace(places: [number, number][], start: number, end: number): void {
  const last = places.at(-1);
  if (last !== undefined && last[1] >= start) last[1] = end;
  else places.push([start, end]);
}

interface Run {
  readonly text: string;
  readonly start: number;
  /** Of the pieces that it is cut into; `undefined` for a word. */
  readonly size: number | undefined;
}

function* runs(key: string): Iterable<Run> {
  for (const { 0: text, groups, index: start } of key.matchAll(RUN)) {
    const size =
      groups?.['pairs'] !== undefined ? 2 : groups?.['triples'] !== undefined ? 3 : undefined;
    yield { text, start, size };
  }
}

function shortened(word: string): string {
  return word.length <= LONGEST_TOKEN
    ? word
    : Array.from(word.slice(0, 2 * LONGEST_TOKEN))
        .slice(0, LONGEST_TOKEN)
        .join('');
}

function charactersOf(run: string): string[] {
  return run.match(CHARACTER) ?? [];
}

function piecesFromEach(characters: readonly string[], size: number): string[] {
  return characters.map((_, index) => characters.slice(index, index + size).join(''));
}

function denseSearch(word: string, size: number): WordSearch {
  const characters = charactersOf(word);
  if (characters.length < size) return { kind: 'prefix', text: word, prefix: word };
  const tokens = piecesFromEach(characters, size).slice(0, characters.length - size + 1);
  return { kind: 'tokens', text: word, tokens };
}

/** Words that are too short to be looked for alone stay with the one before them. */
function segments(run: string, size: number): string[] {
  const words: string[] = [];
  for (const { segment } of segmenter().segment(run)) {
    const last = words.at(-1);
    const isShort =
      last !== undefined && [last, segment].some((each) => charactersOf(each).length < size);
    if (isShort) words[words.length - 1] += segment;
    else words.push(segment);
  }
  return words;
}

let made: Intl.Segmenter | undefined;
/** Made when first needed: it loads dictionaries. */
function segmenter(): Intl.Segmenter {
  made ??= new Intl.Segmenter('ja', { granularity: 'word' });
  return made;
}
