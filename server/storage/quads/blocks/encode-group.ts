/** Writes the columns of a group, each in the shape that takes the least room. */
import { GROUP_ROWS, bitWidth, chunksOf, pack, packedWords } from './bit-pack.ts';
import { KindEncoder } from './encode-kinds.ts';
import { BY_KIND, CONSTANT, DELTA, DICTIONARY, FRAME, RUNS, describe } from './group-shape.ts';

/** Below this many bits a row, nothing is won by looking for few values. */
const WORTH_A_LOOK = 3;
const HASH_BITS = 9;

/** Encodes groups one after the other: `descriptor` and `end` tell of the last. */
export class GroupEncoder {
  /** One byte: shape and width. */
  descriptor = 0;
  /** Where the next column's words go. */
  end = 0;

  #least = 0;
  #most = 0;
  #leastStep = 0;
  #mostStep = 0;
  #changes = 0;

  #values = 0;
  readonly #steps = new Uint32Array(GROUP_ROWS);
  readonly #distinct = new Uint32Array(GROUP_ROWS);
  readonly #codes = new Uint32Array(GROUP_ROWS);
  /** Of each slot: in which round it was filled, and with which code. */
  readonly #slots = new Uint32Array(1 << HASH_BITS);
  #round = 0;
  readonly #kinds = new KindEncoder();

  /** Any column that stands alone. */
  encode(values: Uint32Array, from: number, words: Uint32Array, at: number): void {
    this.#measure(values, from);
    if (this.#changes === 0) return this.#finish(CONSTANT, 0, at);
    const frame = bitWidth(this.#most - this.#least);
    const delta = bitWidth(this.#mostStep - this.#leastStep);
    let most = 1 + 4 * Math.min(frame, delta);
    const runs = 5 + packedWords(this.#changes, frame);
    const isRuns = runs < most;
    if (isRuns) most = runs;
    if (most > 4 * WORTH_A_LOOK && this.#findDistinct(values, from, frame, most - 1))
      return this.#writeDictionary(frame, words, at);
    if (isRuns) return this.#writeRuns(values, from, frame, words, at);
    if (delta < frame) return this.#writeDeltas(values, from, delta, words, at);
    words[at] = this.#least;
    pack[frame](values, from, words, at + 1, this.#least, 4);
    this.#finish(FRAME, frame, at + 1 + 4 * frame);
  }

  /** The lo of ids whose hi varies, where that takes fewer than `most` words; else writes nothing. */
  encodeByKind(
    hi: Uint32Array,
    lo: Uint32Array,
    from: number,
    words: Uint32Array,
    at: number,
    most: number,
  ): void {
    if (this.#kinds.measure(hi, lo, from) >= most) return;
    this.#finish(BY_KIND, 0, this.#kinds.write(words, at));
  }

  #measure(values: Uint32Array, from: number): void {
    const end = from + GROUP_ROWS;
    let before = values[from];
    let least = before;
    let most = before;
    let leastStep = 0x7fff_ffff;
    let mostStep = -0x8000_0000;
    let changes = 0;
    for (let i = from + 1; i < end; i++) {
      const value = values[i];
      const step = (value - before) | 0;
      if (value < least) least = value;
      if (value > most) most = value;
      if (step < leastStep) leastStep = step;
      if (step > mostStep) mostStep = step;
      if (step !== 0) changes++;
      before = value;
    }
    this.#least = least;
    this.#most = most;
    this.#leastStep = leastStep;
    this.#mostStep = mostStep;
    this.#changes = changes;
  }

  #finish(mode: number, width: number, end: number): void {
    this.descriptor = describe(mode, width);
    this.end = end;
  }

  #writeDeltas(
    values: Uint32Array,
    from: number,
    width: number,
    words: Uint32Array,
    at: number,
  ): void {
    const steps = this.#steps;
    const leastStep = this.#leastStep;
    steps[0] = leastStep;
    for (let i = 1; i < GROUP_ROWS; i++) steps[i] = values[from + i] - values[from + i - 1];
    words[at] = leastStep;
    pack[width](steps, 0, words, at + 1, leastStep, 4);
    this.#finish(DELTA, width, at + 1 + 4 * width);
  }

  #writeRuns(
    values: Uint32Array,
    from: number,
    width: number,
    words: Uint32Array,
    at: number,
  ): void {
    const least = this.#least;
    words[at] = least;
    words.fill(0, at + 1, at + 5);
    const distinct = this.#distinct.fill(least);
    let changes = 0;
    for (let i = 1; i < GROUP_ROWS; i++) {
      const value = values[from + i];
      if (value === values[from + i - 1]) continue;
      words[at + 1 + (i >>> 5)] |= 1 << (i & 31);
      distinct[changes++] = value;
    }
    pack[width](distinct, 0, words, at + 5, least, chunksOf(changes));
    this.#finish(RUNS, width, at + 5 + packedWords(changes, width));
  }

  /** False as soon as a dictionary would take more than `most` words. */
  #findDistinct(values: Uint32Array, from: number, width: number, most: number): boolean {
    const codes = this.#codes;
    const distinct = this.#distinct;
    const slots = this.#slots;
    const round = this.#nextRound();
    let count = 0;
    let before = ~values[from];
    let code = 0;
    for (let i = 0; i < GROUP_ROWS; i++) {
      const value = values[from + i];
      if (value !== before) {
        let slot = Math.imul(value, 0x9e37_79b1) >>> (32 - HASH_BITS);
        for (;;) {
          const entry = slots[slot];
          if (entry >>> 8 !== round) {
            if (2 + packedWords(count + 1, width) + 4 * bitWidth(count) > most) return false;
            slots[slot] = (round << 8) | count;
            distinct[count] = value;
            code = count++;
            break;
          }
          code = entry & 255;
          if (distinct[code] === value) break;
          slot = (slot + 1) & ((1 << HASH_BITS) - 1);
        }
        before = value;
      }
      codes[i] = code;
    }
    this.#values = count;
    return true;
  }

  #nextRound(): number {
    this.#round = (this.#round + 1) & 0xff_ffff;
    if (this.#round === 0) {
      this.#slots.fill(0);
      this.#round = 1;
    }
    return this.#round;
  }

  #writeDictionary(width: number, words: Uint32Array, at: number): void {
    const count = this.#values;
    const least = this.#least;
    const codeWidth = bitWidth(count - 1);
    words[at] = (count << 8) | width;
    words[at + 1] = least;
    this.#distinct.fill(least, count);
    pack[width](this.#distinct, 0, words, at + 2, least, chunksOf(count));
    const codesAt = at + 2 + packedWords(count, width);
    pack[codeWidth](this.#codes, 0, words, codesAt, 0, 4);
    this.#finish(DICTIONARY, codeWidth, codesAt + 4 * codeWidth);
  }
}
