/** A query's text in tokens, as far as one has to know them before the parser reads it. */

export interface Token {
  readonly kind: 'word' | 'name' | 'number' | 'open' | 'close' | 'other';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export const COMMENT = String.raw`#[^\n\r]*`;
export const IRI = String.raw`<[^<>"{}|^\x60\s]*>`;
export const STRING =
  String.raw`"""(?:[^"\\]|\\[^]|"(?!""))*"""|'''(?:[^'\\]|\\[^]|'(?!''))*'''` +
  String.raw`|"(?:[^"\\\n\r]|\\[^])*"|'(?:[^'\\\n\r]|\\[^])*'`;
const EXPONENT = String.raw`[eE][+-]?\d+`;
const NAME_PART = String.raw`[\w\u00b7-\uffff-]`;

// Comments, IRIs and strings are taken whole, so that nothing inside them counts.
const TOKEN = new RegExp(
  [
    String.raw`(?<skip>\s+|${COMMENT})`,
    String.raw`(?<other>${IRI}|${STRING}|[?$@]${NAME_PART}+|_:[\w.\u00b7-\uffff-]+)`,
    `(?<name>%${NAME_PART}+)`,
    String.raw`(?<open>[{(\[])`,
    String.raw`(?<close>[})\]])`,
    String.raw`(?<word>[A-Za-z_:\u00b7-\uffff\\][\w.:%\\\u00b7-\uffff-]*)`,
    `(?<number>[+-]?(?:\\d+\\.\\d*${EXPONENT}|\\d*\\.\\d+(?:${EXPONENT})?|\\d+(?:${EXPONENT})?))`,
    '(?<any>[^])',
  ].join('|'),
  'g',
);

/** Without white space and comments. */
export function* tokensOf(text: string): Generator<Token, void, undefined> {
  for (const match of text.matchAll(TOKEN)) {
    const groups = match.groups ?? {};
    if (groups['skip'] !== undefined) continue;
    const kind = kinds.find((each) => groups[each] !== undefined) ?? 'other';
    yield { kind, text: match[0], start: match.index, end: match.index + match[0].length };
  }
}

const kinds = ['word', 'name', 'number', 'open', 'close'] as const;

export function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'word' && token.text.toUpperCase() === word;
}

/** Where the bracket closes that opens at `openAt`; -1 where it does not. */
export function matchingClose(tokens: readonly Token[], openAt: number): number {
  let depth = 0;
  for (let index = openAt; index < tokens.length; index++) {
    if (tokens[index]?.kind === 'open') depth++;
    if (tokens[index]?.kind === 'close' && --depth === 0) return index;
  }
  return -1;
}
