/** The lo words of a group by kind: each kind has a frame or deltas of its own. */
import { GROUP_ROWS, bitWidth, chunksOf, pack, packedWords } from './bit-pack.ts';
import { KINDS, kindOf } from './group-shape.ts';

export class KindEncoder {
  /** The values of a group, one kind after the other; room for the last chunk to run over. */
  readonly #values = new Uint32Array(GROUP_ROWS + 32);
  readonly #steps = new Uint32Array(GROUP_ROWS);
  /** Of each kind: where its values begin, and end. */
  readonly #begins = new Uint32Array(KINDS);
  readonly #ends = new Uint32Array(KINDS);
  readonly #widths = new Uint8Array(KINDS);
  readonly #bases = new Uint32Array(KINDS);
  readonly #isDelta = new Uint8Array(KINDS);
  #words = 0;

  /** How many words they take. */
  measure(hi: Uint32Array, lo: Uint32Array, from: number): number {
    this.#separate(hi, lo, from);
    this.#words = 1;
    for (let k = 0; k < KINDS; k++) {
      const rows = this.#ends[k] - this.#begins[k];
      if (rows === 0) continue;
      this.#settle(k);
      this.#words += 3 + packedWords(rows, this.#widths[k]);
    }
    return this.#words;
  }

  /** What was measured; returns where it ends. */
  write(words: Uint32Array, at: number): number {
    let kinds = 0;
    let end = at + 1;
    for (let k = 0; k < KINDS; k++) {
      const begin = this.#begins[k];
      const rows = this.#ends[k] - begin;
      if (rows === 0) continue;
      const width = this.#widths[k];
      const base = this.#bases[k];
      words[end] = (k << 16) | (rows << 8) | (width << 1) | this.#isDelta[k];
      words[end + 1] = base;
      words[end + 2] = this.#values[begin];
      if (this.#isDelta[k] === 0) {
        pack[width](this.#values, begin, words, end + 3, base, chunksOf(rows));
      } else {
        pack[width](this.#stepsOf(k), 0, words, end + 3, base, chunksOf(rows));
      }
      end += 3 + packedWords(rows, width);
      kinds++;
    }
    words[at] = (this.#words << 8) | kinds;
    return end;
  }

  #separate(hi: Uint32Array, lo: Uint32Array, from: number): void {
    const ends = this.#ends.fill(0);
    for (let i = from; i < from + GROUP_ROWS; i++) ends[kindOf(hi[i])]++;
    let begin = 0;
    for (let k = 0; k < KINDS; k++) {
      const rows = ends[k];
      this.#begins[k] = ends[k] = begin;
      begin += rows;
    }
    for (let i = from; i < from + GROUP_ROWS; i++) this.#values[ends[kindOf(hi[i])]++] = lo[i];
  }

  /** Chooses between frame and deltas. */
  #settle(k: number): void {
    const values = this.#values;
    const begin = this.#begins[k];
    const end = this.#ends[k];
    let before = values[begin];
    let least = before;
    let most = before;
    let leastStep = end - begin > 1 ? 0x7fff_ffff : 0;
    let mostStep = end - begin > 1 ? -0x8000_0000 : 0;
    for (let i = begin + 1; i < end; i++) {
      const value = values[i];
      const step = (value - before) | 0;
      if (value < least) least = value;
      if (value > most) most = value;
      if (step < leastStep) leastStep = step;
      if (step > mostStep) mostStep = step;
      before = value;
    }
    const frame = bitWidth(most - least);
    const delta = bitWidth(mostStep - leastStep);
    const isDelta = delta < frame;
    this.#isDelta[k] = isDelta ? 1 : 0;
    this.#widths[k] = isDelta ? delta : frame;
    this.#bases[k] = isDelta ? leastStep : least;
  }

  #stepsOf(k: number): Uint32Array {
    const values = this.#values;
    const begin = this.#begins[k];
    const end = this.#ends[k];
    const steps = this.#steps.fill(this.#bases[k]);
    for (let i = begin + 1; i < end; i++) steps[i - begin] = values[i] - values[i - 1];
    return steps;
  }
}
