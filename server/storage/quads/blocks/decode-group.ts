/** Reads the columns of a group, in whichever shape they are. Hot: 128 rows in 0.1 to 0.4 µs. */
import { GROUP_ROWS, chunksOf, packedWords, unpack, unpackDeltas } from './bit-pack.ts';
import {
  BY_KIND,
  DELTA,
  DICTIONARY,
  FRAME,
  KINDS,
  MODE,
  RUNS,
  WIDTH,
  kindOf,
} from './group-shape.ts';

/** Of the group that is being unpacked: its values, or those of each kind, one kind after the other. */
const distinct = new Uint32Array(GROUP_ROWS + 1 + 32);
const byKind = new Uint32Array(GROUP_ROWS + KINDS * 32);
const kindNext = new Uint32Array(KINDS);

/** How many words follow `at` for a column with this descriptor. */
export function encodedWords(words: Uint32Array, at: number, descriptor: number): number {
  const width = WIDTH[descriptor];
  switch (MODE[descriptor]) {
    case FRAME:
    case DELTA:
      return 1 + 4 * width;
    case RUNS:
      return 5 + packedWords(countChanges(words, at + 1), width);
    case DICTIONARY:
      return 2 + packedWords(words[at] >>> 8, words[at] & 255) + 4 * width;
    case BY_KIND:
      return words[at] >>> 8;
    default:
      return 0;
  }
}

/**
 * Writes the 128 values of a column to `out[to…]`. `first` is what the directory says;
 * where this is the lo of ids whose hi varies, the hi stands in `hi[to…]`.
 */
export function decodeGroup(
  words: Uint32Array,
  at: number,
  descriptor: number,
  first: number,
  out: Uint32Array,
  to: number,
  hi: Uint32Array,
): void {
  const width = WIDTH[descriptor];
  switch (MODE[descriptor]) {
    case FRAME:
      return unpack[width](words, at + 1, out, to, words[at] | 0, 4);
    case DELTA:
      return unpackDeltas[width](words, at + 1, out, to, words[at] | 0, 4, (first - words[at]) | 0);
    case RUNS:
      return decodeRuns(words, at, width, first, out, to);
    case DICTIONARY:
      return decodeDictionary(words, at, width, out, to);
    case BY_KIND:
      return decodeKinds(words, at, hi, out, to);
    default:
      out.fill(first, to, to + GROUP_ROWS);
  }
}

function decodeRuns(
  words: Uint32Array,
  at: number,
  width: number,
  first: number,
  out: Uint32Array,
  to: number,
): void {
  const changes = chunksOf(countChanges(words, at + 1));
  distinct[0] = first;
  unpack[width](words, at + 5, distinct, 1, words[at] | 0, changes);
  // Without a branch: whether a value changes is what a processor cannot guess.
  let k = 0;
  for (let word = 0; word < 4; word++) {
    const bits = words[at + 1 + word];
    const start = to + 32 * word;
    for (let i = 0; i < 32; i++) {
      k += (bits >>> i) & 1;
      out[start + i] = distinct[k];
    }
  }
}

function decodeDictionary(
  words: Uint32Array,
  at: number,
  codeWidth: number,
  out: Uint32Array,
  to: number,
): void {
  const count = words[at] >>> 8;
  const width = words[at] & 255;
  unpack[width](words, at + 2, distinct, 0, words[at + 1] | 0, chunksOf(count));
  unpack[codeWidth](words, at + 2 + packedWords(count, width), out, to, 0, 4);
  const end = to + GROUP_ROWS;
  for (let i = to; i < end; i++) out[i] = distinct[out[i]];
}

function decodeKinds(
  words: Uint32Array,
  at: number,
  hi: Uint32Array,
  out: Uint32Array,
  to: number,
): void {
  const end = to + GROUP_ROWS;
  const kinds = words[at] & 255;
  let section = at + 1;
  let next = 0;
  for (let i = 0; i < kinds; i++) {
    const head = words[section];
    const rows = (head >>> 8) & 255;
    const width = (head >>> 1) & 63;
    const base = words[section + 1] | 0;
    const chunks = chunksOf(rows);
    if ((head & 1) === 0) {
      unpack[width](words, section + 3, byKind, next, base, chunks);
    } else {
      const before = (words[section + 2] - base) | 0;
      unpackDeltas[width](words, section + 3, byKind, next, base, chunks, before);
    }
    section += 3 + packedWords(rows, width);
    kindNext[head >>> 16] = next;
    next += rows;
  }
  for (let i = to; i < end; i++) out[i] = byKind[kindNext[kindOf(hi[i])]++];
}

function countChanges(words: Uint32Array, at: number): number {
  return (
    countBits(words[at]) +
    countBits(words[at + 1]) +
    countBits(words[at + 2]) +
    countBits(words[at + 3])
  );
}

function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x5555_5555);
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
