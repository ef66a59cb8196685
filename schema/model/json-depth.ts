/**
 * The door through which every JSON text enters: it is refused before parsing where it nests so
 * deeply that parsing it, or walking what was parsed, could exhaust the stack.
 */
import { failed, failure, ok, type Result } from '../failures.ts';

export const JSON_DEPTH_LIMIT = 64;

const QUOTE = 34;
const BACKSLASH = 92;

/** Parses JSON. Fails with `json-too-deep` or `malformed-json`, never throws. */
export function parseJson(text: string): Result<unknown> {
  if (nestsDeeperThan(text, JSON_DEPTH_LIMIT)) {
    return failed(failure('json-too-deep', { limit: JSON_DEPTH_LIMIT }));
  }
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return failed(failure('malformed-json', { reason: (error as Error).message }));
  }
}

/** One pass over the text, right for well-formed JSON; of other texts it asks nothing. */
export function nestsDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // `[` and `{`, `]` and `}` differ from each other in one bit
    if ((code & ~0x20) === 0x5b) {
      if (++depth > limit) return true;
    } else if ((code & ~0x20) === 0x5d) depth--;
    else if (code === QUOTE) at = endOfString(text, at + 1);
  }
  return false;
}

/** Where the string that began before `start` ends: at its closing quotation mark. */
export function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return quote;
  }
  return text.length;
}
