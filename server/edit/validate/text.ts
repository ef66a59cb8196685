/** What text may be: well-formed for every page, and free of what nobody can see in terms. */
import { failure } from '../../../schema/failures.ts';
import type { Failure } from '../../../schema/failures.ts';
import { jsonPointer } from '../../../schema/json-pointer.ts';
import { textFault } from '../../../schema/model/well-formed-text.ts';

/** JSON escapes of a NUL or of half a surrogate pair; an escaped backslash may feign one. */
const SUSPICIOUS_ESCAPE = /\\u(?:0000|d[89a-f])/i;

/** Names each text in the JSON that holds a NUL or half a surrogate pair: no store keeps these. */
export function malformedTexts(json: string): Failure[] {
  return SUSPICIOUS_ESCAPE.test(json) ? malformedTextsIn(JSON.parse(json), []) : [];
}

function malformedTextsIn(value: unknown, path: readonly string[]): Failure[] {
  if (typeof value === 'string') {
    const reason = textFault(value);
    if (reason === undefined) return [];
    const pointer = jsonPointer(...path);
    return [failure('malformed-text', { field: pointer, reason }, pointer)];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...malformedTextsIn(key, [...path, key.toWellFormed().replaceAll('\0', '')]),
    ...malformedTextsIn(inner, [...path, key]),
  ]);
}

/** Nothing but blanks and characters without a shape: a name that nobody could see or click. */
export function isUnseen(text: string): boolean {
  return /^[\s\p{Default_Ignorable_Code_Point}]*$/u.test(text);
}

/** Control characters, noncharacters, and bidirectional overrides that reach beyond the text. */
export function hasInvisibleTrouble(text: string): boolean {
  return /[\p{Cc}\p{Noncharacter_Code_Point}\u2028\u2029]/u.test(text) || hasOpenBidi(text);
}

export function hasEdgeWhitespace(text: string): boolean {
  return /^\s|\s$/u.test(text);
}

export function codePointLength(text: string): number {
  return Array.from(text).length;
}

const LONGEST_BEGINNING = 29;

/** As much of a long text as a message quotes. */
export function beginningOf(text: string): string {
  return Array.from(text.slice(0, 2 * LONGEST_BEGINNING))
    .slice(0, LONGEST_BEGINNING)
    .join('');
}

const EMBEDDING_END = '\u202C';
const ISOLATE_END = '\u2069';
const BIDI = /[\u202A-\u202E\u2066-\u2069]/gu;

function hasOpenBidi(text: string): boolean {
  const open: string[] = [];
  for (const [sign] of text.matchAll(BIDI)) {
    if (sign === EMBEDDING_END || sign === ISOLATE_END) {
      if (open.pop() !== sign) return true;
    } else {
      open.push(sign >= '\u2066' ? ISOLATE_END : EMBEDDING_END);
    }
  }
  return open.length > 0;
}
