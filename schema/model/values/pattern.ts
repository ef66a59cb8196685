/**
 * Regular expressions that users write. They run on RE2's terms: in time linear in the text,
 * without look-around and back-references, so that no pattern can stall a server or a browser.
 */
import { RE2JS, RE2JSException } from 're2js';

/** Whether a text matches as a whole; `undefined` where the pattern is none. */
export function matchesPattern(pattern: string, text: string): boolean | undefined {
  return compile(pattern)?.matches(text);
}

/** Whether a text is a pattern that can be used here. */
export function isPattern(pattern: string): boolean {
  return compile(pattern) !== undefined;
}

/** How a pattern of a query is read: letters `i`, `s`, `m`, `x` and `q` of XPath. */
export type PatternFlags = string;

/** Whether a text has a part that matches; `undefined` where the pattern or a flag is none. */
export function findsPattern(
  pattern: string,
  text: string,
  flags: PatternFlags = '',
): boolean | undefined {
  const options = readFlags(pattern, flags);
  return options && compile(options.pattern, options.flags)?.matcher(text).find();
}

/**
 * The text with each match replaced; in the replacement, `$1` stands for a group, `\$` for a dollar
 * sign. `undefined` where the pattern is none or matches nothing at all, which would match anywhere.
 */
export function replacePattern(
  pattern: string,
  text: string,
  replacement: string,
  flags: PatternFlags = '',
): string | undefined {
  const options = readFlags(pattern, flags);
  const expression = options && compile(options.pattern, options.flags);
  if (expression === undefined || expression.matches('')) return undefined;
  return expression
    .matcher(text)
    .replaceAll((match: string, ...groups: readonly (string | undefined)[]) =>
      replacement.replaceAll(/\\([\\$])|\$(\d)/g, (_, escaped?: string, group?: string) => {
        if (escaped !== undefined) return escaped;
        return group === '0' ? match : (captured(groups, Number(group)) ?? '');
      }),
    );
}

/** After the groups come the position and the text, as for `String.replaceAll`. */
function captured(groups: readonly unknown[], number: number): string | undefined {
  const position = groups.findIndex((each) => typeof each === 'number');
  const group = number <= position ? groups[number - 1] : undefined;
  return typeof group === 'string' ? group : undefined;
}

function readFlags(
  pattern: string,
  flags: PatternFlags,
): { readonly pattern: string; readonly flags: number } | undefined {
  if (!/^[ismxq]*$/.test(flags)) return undefined;
  let bits = 0;
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('s')) bits |= RE2JS.DOTALL;
  if (flags.includes('m')) bits |= RE2JS.MULTILINE;
  if (flags.includes('q')) return { pattern: RE2JS.quote(pattern), flags: bits };
  return { pattern: flags.includes('x') ? withoutSpaces(pattern) : pattern, flags: bits };
}

/** White space counts inside brackets only. */
function withoutSpaces(pattern: string): string {
  return pattern.replaceAll(/\\[^]|\[(?:\\[^]|[^\]\\])*\]|\s+/g, (part) =>
    /^\s/.test(part) ? '' : part,
  );
}

const MOST_COMPILED = 500;
/** Oldest use first; `undefined` for what does not compile. */
const compiled = new Map<string, RE2JS | undefined>();

function compile(pattern: string, flags = 0): RE2JS | undefined {
  const key = `${flags}/${pattern}`;
  const known = compiled.has(key) ? compiled.get(key) : compileAnew(pattern, flags);
  compiled.delete(key);
  compiled.set(key, known);
  if (compiled.size > MOST_COMPILED) {
    for (const oldest of compiled.keys()) {
      compiled.delete(oldest);
      break;
    }
  }
  return known;
}

function compileAnew(pattern: string, flags: number): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern, flags);
  } catch (error) {
    if (error instanceof RE2JSException) return undefined;
    throw error;
  }
}
