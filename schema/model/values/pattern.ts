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

const MOST_COMPILED = 500;
/** Oldest use first; `undefined` for what does not compile. */
const compiled = new Map<string, RE2JS | undefined>();

function compile(pattern: string): RE2JS | undefined {
  const known = compiled.has(pattern) ? compiled.get(pattern) : compileAnew(pattern);
  compiled.delete(pattern);
  compiled.set(pattern, known);
  if (compiled.size > MOST_COMPILED) {
    for (const oldest of compiled.keys()) {
      compiled.delete(oldest);
      break;
    }
  }
  return known;
}

function compileAnew(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (error instanceof RE2JSException) return undefined;
    throw error;
  }
}
