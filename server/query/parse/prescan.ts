/**
 * A linear look at a query's text before anything costly reads it: its size and nesting, whether
 * it is an update, and the named subqueries, which the standard's grammar does not know.
 *
 * Positions survive: what is cut out is replaced by spaces, so that a syntax error found later
 * still points at the line and column that the author sees.
 */
import { repairs, repeatedValuesVariable } from './repairs.ts';
import type { Edit } from './repairs.ts';
import { COMMENT, IRI, STRING, isWord, matchingClose, tokensOf } from './tokens.ts';
import type { Token } from './tokens.ts';
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';

const MAX_QUERY_BYTES = 100 * 1024;
const MAX_NESTING = 64;
const MAX_TOKENS = 50_000;

/** `INCLUDE %name` reaches the parser as a `SERVICE` under this IRI. */
export const INCLUDE_SERVICE = 'urn:sabir:include:';

export interface ScannedQuery {
  /** The query without its named subqueries. */
  readonly text: string;
  /** Name → a query of its own, with the same prologue, standing where it was written. */
  readonly subqueries: ReadonlyMap<string, string>;
}

export function prescan(text: string): Result<ScannedQuery> {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_QUERY_BYTES) {
    return failed(failure('query-too-large', { what: 'bytes', limit: MAX_QUERY_BYTES }));
  }
  const unescaped = resolveNameEscapes(text);
  const tokens: Token[] = [];
  let depth = 0;
  for (const token of tokensOf(unescaped)) {
    if (token.kind === 'open') depth++;
    if (token.kind === 'close') depth--;
    if (depth > MAX_NESTING) {
      return failed(failure('query-too-large', { what: 'nesting', limit: MAX_NESTING }));
    }
    if (hasSurrogate(token)) {
      return syntax(unescaped, token.start, 'An escape stands for half a character.');
    }
    tokens.push(token);
    if (tokens.length > MAX_TOKENS) {
      return failed(failure('query-too-large', { what: 'tokens', limit: MAX_TOKENS }));
    }
  }
  const repeated = repeatedValuesVariable(tokens);
  if (repeated !== undefined) {
    return syntax(unescaped, repeated.start, `VALUES names ${repeated.text} twice.`);
  }
  return separateSubqueries(unescaped, tokens, prologueEnd(tokens));
}

const CODE_POINT = /\\u([\dA-Fa-f]{4})|\\U([\dA-Fa-f]{8})/g;
const ESCAPABLE = new RegExp(`(?<whole>${COMMENT}|${STRING})|${IRI}|${CODE_POINT.source}`, 'g');

/** `\u00e9` may stand in names and IRIs too; inside strings the parser itself reads it. */
function resolveNameEscapes(text: string): string {
  if (!/\\[uU]/.test(text)) return text;
  return text.replaceAll(ESCAPABLE, (token, whole: string | undefined) =>
    whole === undefined ? token.replaceAll(CODE_POINT, characterOf) : token,
  );
}

/** Half a character, which has no code point of its own and stands nowhere. */
function hasSurrogate({ text }: Token): boolean {
  if (!text.includes('\\')) return false;
  return [...text.matchAll(/\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|[^])/g)].some(
    ([, short, long]) => /^(?:0000)?d[89a-f]/i.test(short ?? long ?? ''),
  );
}

/** What could end the IRI or name in which it stands is left escaped, for the parser to refuse. */
function characterOf(escape: string, short?: string, long?: string): string {
  const code = Number.parseInt(short ?? long ?? '', 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return escape;
  const character = String.fromCodePoint(code);
  return /[\s<>"{}|^`\\]/.test(character) ? escape : character;
}

/** Line and column, both from 1, of a place in the text. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lines = before.split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

function separateSubqueries(
  text: string,
  tokens: readonly Token[],
  bodyOfQuery: number,
): Result<ScannedQuery> {
  const edits = repairs(tokens, bodyOfQuery);
  const subqueries = new Map<string, { start: number; end: number }>();
  for (let index = 0; index < tokens.length; index++) {
    if (isWord(tokens[index], 'WITH')) {
      const block = subqueryAt(tokens, index);
      if (block === undefined) continue;
      if (subqueries.has(block.name)) {
        return syntax(text, block.start, `The subquery ${block.name} is defined twice.`);
      }
      subqueries.set(block.name, block.body);
      edits.push({ start: block.start, end: block.end, replacement: '' });
    } else if (isWord(tokens[index], 'INCLUDE') && tokens[index + 1]?.kind === 'name') {
      const [keyword, name] = [tokens[index], tokens[index + 1]];
      if (keyword === undefined || name === undefined) continue;
      const replacement = `SERVICE <${INCLUDE_SERVICE}${encodeURIComponent(name.text)}> {}`;
      edits.push({ start: keyword.start, end: name.end, replacement });
    }
  }
  edits.sort((a, b) => a.start - b.start || a.end - b.end);
  return ok({
    text: applyEdits(text, edits, 0, text.length),
    subqueries: new Map(
      [...subqueries].map(([name, body]) => [
        name,
        applyEdits(text, edits, 0, bodyOfQuery) +
          blank(text.slice(bodyOfQuery, body.start)) +
          applyEdits(text, edits, body.start, body.end),
      ]),
    ),
  });
}

/** Reads `WITH { … } AS %name` or `WITH %name AS { … }`, from the word `WITH` on. */
function subqueryAt(
  tokens: readonly Token[],
  index: number,
): { name: string; start: number; end: number; body: { start: number; end: number } } | undefined {
  const start = tokens[index]?.start ?? 0;
  const namedFirst = tokens[index + 1]?.kind === 'name' && isWord(tokens[index + 2], 'AS');
  const openAt = namedFirst ? index + 3 : index + 1;
  const open = tokens[openAt];
  if (open?.text !== '{') return undefined;
  const closeAt = matchingClose(tokens, openAt);
  const close = tokens[closeAt];
  if (close === undefined) return undefined;
  const body = { start: open.end, end: close.start };
  const name = namedFirst ? tokens[index + 1] : tokens[closeAt + 2];
  if (name?.kind !== 'name' || (!namedFirst && !isWord(tokens[closeAt + 1], 'AS')))
    return undefined;
  return { name: name.text, start, end: namedFirst ? close.end : name.end, body };
}

/** Where the prologue ends: the first word that begins a query form. */
function prologueEnd(tokens: readonly Token[]): number {
  const form = tokens.find(
    (token) =>
      token.kind === 'word' && /^(?:SELECT|ASK|CONSTRUCT|DESCRIBE|WITH)$/i.test(token.text),
  );
  return form?.start ?? 0;
}

function applyEdits(text: string, edits: readonly Edit[], start: number, end: number): string {
  let result = '';
  let position = start;
  for (const edit of edits) {
    if (edit.start < position || edit.end > end) continue;
    result += text.slice(position, edit.start) + edit.replacement;
    // What is added moves what follows; what is cut out does not.
    if (edit.replacement === '') result += blank(text.slice(edit.start, edit.end));
    position = edit.end;
  }
  return result + text.slice(position, end);
}

/** The same text with everything but its line breaks turned into spaces. */
function blank(text: string): string {
  return text.replaceAll(/[^\n\r]/g, ' ');
}

function syntax(text: string, offset: number, reason: string): Result<never> {
  return failed(failure('query-syntax', { ...positionOf(text, offset), reason }));
}
