/**
 * Splits a JSON dump into the texts of its entities.
 *
 * Takes what Wikibase writes (an array with one entity a line), plain lines, and any other array
 * of objects. Holds one entity in memory at the most; what is longer than the limit is passed over
 * and reported, so that a file of one endless line exhausts nothing.
 */
import type { Readable } from 'node:stream';

/** No entity may be longer: Wikibase's own limit is 2 to 4 MB. */
export const MAX_ENTITY_BYTES = 4 << 20;

export interface DumpEntry {
  /** Position in the file, from 1. */
  readonly number: number;
  /** Not necessarily JSON; `undefined` where the entry is longer than `MAX_ENTITY_BYTES`. */
  readonly text: string | undefined;
}

const TAB = 0x09;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** What stands between entities. The commonest first. */
const SEPARATORS: readonly (number | undefined)[] = [
  NEWLINE,
  COMMA,
  RETURN,
  SPACE,
  TAB,
  OPEN_BRACKET,
  CLOSE_BRACKET,
];

/** Yields the entities of `bytes` in order. Rejects where the stream does. */
export async function* readDump(bytes: Readable): AsyncGenerator<DumpEntry> {
  const splitter = new EntrySplitter();
  for await (const chunk of bytes) yield* splitter.push(chunk as Buffer);
  yield* splitter.end();
}

/** Hot: `push` sees every byte of an import. */
class EntrySplitter {
  #number = 0;
  /** The entry at hand, in parts; parts of an overlong entry are dropped. */
  #parts: Buffer[] = [];
  #bytes = 0;
  #inEntry = false;
  #isObject = false;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #spansLines = false;
  /**
   * Is every line an entity? Known once the first entry has ended. If so, a line that is cut short
   * costs only itself; otherwise nothing but its closing brace ends an entity.
   */
  #oneALine: boolean | undefined;

  push(chunk: Buffer): DumpEntry[] {
    const entries: DumpEntry[] = [];
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i];
      if (!this.#inEntry) {
        if (byte === NEWLINE && this.#number === 1) this.#oneALine ??= !this.#spansLines;
        if (isSeparator(byte)) continue;
        if (this.#number === 1) this.#oneALine ??= false;
        this.#begin(byte === OPEN_BRACE);
        start = i;
      }
      if (byte === NEWLINE) {
        this.#spansLines = true;
        if (this.#oneALine === true || !this.#isObject) {
          entries.push(this.#finish(chunk.subarray(start, i)));
          continue;
        }
      }
      if (this.#isObject && this.#closes(byte)) {
        entries.push(this.#finish(chunk.subarray(start, i + 1)));
      }
    }
    if (this.#inEntry) this.#keep(chunk.subarray(start));
    return entries;
  }

  end(): DumpEntry[] {
    return this.#inEntry ? [this.#finish(Buffer.alloc(0))] : [];
  }

  #begin(isObject: boolean): void {
    this.#inEntry = true;
    this.#isObject = isObject;
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
    this.#spansLines = false;
  }

  /** Follows strings and braces; true at the brace that closes the entry. */
  #closes(byte: number | undefined): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) this.#inString = false;
      return false;
    }
    if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_BRACE) this.#depth++;
    else if (byte === CLOSE_BRACE) return --this.#depth === 0;
    return false;
  }

  #keep(part: Buffer): void {
    this.#bytes += part.length;
    if (this.#bytes > MAX_ENTITY_BYTES) this.#parts = [];
    else this.#parts.push(part);
  }

  #finish(lastPart: Buffer): DumpEntry {
    this.#keep(lastPart);
    const text =
      this.#bytes > MAX_ENTITY_BYTES ? undefined : Buffer.concat(this.#parts).toString('utf8');
    this.#parts = [];
    this.#bytes = 0;
    this.#inEntry = false;
    this.#number++;
    return { number: this.#number, text };
  }
}

function isSeparator(byte: number | undefined): boolean {
  return SEPARATORS.includes(byte);
}
