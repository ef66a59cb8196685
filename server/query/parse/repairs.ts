/**
 * What the standard allows and the parser refuses or misreads, written so that it reads it well:
 *
 * - `+5` and `1E3` as terms lose their sign or their capital; terms are the same only where they are
 *   spelled alike
 * - a template that holds a lone `[ … ]` or `( … )` is refused
 * - `VERSION "1.2"` and `!!?x` are of SPARQL 1.2
 */
import { XSD } from '../../../schema/vocabulary.ts';
import { isWord, matchingClose } from './tokens.ts';
import type { Token } from './tokens.ts';

/** What stands between two places of the text gives way to something else, or to spaces. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** The predicate that makes a statement of a lone `[ … ]`; its triples are left out of a template. */
export const LONE_PREDICATE = 'urn:sabir:lone';

/** In no order. */
export function repairs(tokens: readonly Token[], prologueEnd: number): Edit[] {
  return [
    ...numberEdits(tokens),
    ...tokens.flatMap((_, index) => [
      ...loneNodeEdits(tokens, index),
      ...versionEdits(tokens, index, prologueEnd),
      ...notNotEdits(tokens, index),
    ]),
  ];
}

/** A variable that `VALUES` names twice: the parser takes one column for both. */
export function repeatedValuesVariable(tokens: readonly Token[]): Token | undefined {
  for (const [index, token] of tokens.entries()) {
    if (!isWord(token, 'VALUES') || tokens[index + 1]?.text !== '(') continue;
    const names = tokens.slice(index + 2, matchingClose(tokens, index + 1));
    const repeated = names.find(
      ({ text }, at) => names.findIndex((other) => other.text.slice(1) === text.slice(1)) < at,
    );
    if (repeated !== undefined) return repeated;
  }
  return undefined;
}

/** Between braces numbers are terms; between parentheses they are where the rows of `VALUES` are. */
function numberEdits(tokens: readonly Token[]): Edit[] {
  const edits: Edit[] = [];
  const open: ('terms' | 'rows' | 'expressions')[] = [];
  let isData = false;
  for (const token of tokens) {
    const inside = open.at(-1) ?? 'expressions';
    if (isWord(token, 'VALUES')) isData = true;
    else if (token.kind === 'close') open.pop();
    else if (token.text === '(') open.push(inside === 'rows' ? 'rows' : 'expressions');
    else if (token.kind === 'open') {
      open.push(isData && token.text === '{' ? 'rows' : 'terms');
      isData = false;
    } else if (token.kind === 'number' && inside !== 'expressions' && /^\+|E/.test(token.text)) {
      edits.push({ ...token, replacement: `"${token.text}"^^<${XSD}${numberType(token.text)}>` });
    }
  }
  return edits;
}

function numberType(text: string): string {
  if (/e/i.test(text)) return 'double';
  return text.includes('.') ? 'decimal' : 'integer';
}

/** Of a `CONSTRUCT` at `index`: nodes in its template of which nothing more is said. */
function loneNodeEdits(tokens: readonly Token[], index: number): Edit[] {
  if (!isWord(tokens[index], 'CONSTRUCT') || tokens[index + 1]?.text !== '{') return [];
  const end = matchingClose(tokens, index + 1);
  const edits: Edit[] = [];
  for (let at = index + 2; at < end; at++) {
    const token = tokens[at];
    if (token?.kind !== 'open') continue;
    const close = matchingClose(tokens, at);
    const before = tokens[at - 1];
    const isFirst = before?.text === '{' || endsStatement(before);
    const isLast = close + 1 === end || tokens[close + 1]?.text === '.';
    if (isFirst && isLast && close > at + 1) {
      edits.push({ start: token.start, end: token.start, replacement: `[] <${LONE_PREDICATE}> ` });
    }
    at = close;
  }
  return edits;
}

function endsStatement(token: Token | undefined): boolean {
  return token?.text.endsWith('.') === true && token.kind !== 'close';
}

function versionEdits(tokens: readonly Token[], index: number, prologueEnd: number): Edit[] {
  const [keyword, version] = [tokens[index], tokens[index + 1]];
  if (keyword === undefined || version === undefined || version.start > prologueEnd) return [];
  if (!isWord(keyword, 'VERSION') || !/^(?:"[^"]+"|'[^']+')$/.test(version.text)) return [];
  return [{ start: keyword.start, end: version.end, replacement: '' }];
}

/** `!!?x` becomes `!(!?x)`. */
function notNotEdits(tokens: readonly Token[], index: number): Edit[] {
  if (tokens[index]?.text !== '!' || tokens[index - 1]?.text === '!') return [];
  let operandAt = index + 1;
  while (tokens[operandAt]?.text === '!') operandAt++;
  const opening = tokens.slice(index, operandAt - 1);
  const last = tokens[operandEnd(tokens, operandAt)];
  if (opening.length === 0 || last === undefined) return [];
  return [
    ...opening.map(({ end }) => ({ start: end, end, replacement: '(' })),
    { start: last.end, end: last.end, replacement: ')'.repeat(opening.length) },
  ];
}

/** The last token of a primary expression. */
function operandEnd(tokens: readonly Token[], at: number): number {
  const token = tokens[at];
  if (token?.kind === 'open') return matchingClose(tokens, at);
  if (isWord(token, 'NOT')) return operandEnd(tokens, at + 1);
  if (/^["']/.test(token?.text ?? '')) {
    const next = tokens[at + 1]?.text ?? '';
    if (next.startsWith('@')) return at + 1;
    return next === '^' ? at + 3 : at;
  }
  const isCall =
    ['(', '{'].includes(tokens[at + 1]?.text ?? '') && !/^[?$]/.test(token?.text ?? '');
  return isCall ? matchingClose(tokens, at + 1) : at;
}
