/** The lo words of a group by kind: each kind has a frame or deltas of its own. */
import { GROUP_ROWS, bitWidth, chunksOf, pack, packedWords } from './bit-pack.ts';
import { KINDS, kindOf } from './group-shape.ts';

export class KindEncoder {
  readonly #kinds = Array.from({ length: KINDS }, () => new Kind());
  #present: readonly Kind[] = [];
  readonly #packed = new Uint32Array(GROUP_ROWS);
  #words = 0;

  /** How many words they take. */
  measure(hi: Uint32Array, lo: Uint32Array, from: number): number {
    const kinds = this.#kinds;
    for (let k = 0; k < KINDS; k++) kinds[k].rows = 0;
    for (let i = from; i < from + GROUP_ROWS; i++) kinds[kindOf(hi[i])].add(lo[i]);
    this.#present = kinds.filter((kind) => kind.rows > 0);
    this.#words = 1;
    for (const kind of this.#present) this.#words += 3 + packedWords(kind.rows, kind.settle());
    return this.#words;
  }

  /** What was measured; returns where it ends. */
  write(
    hi: Uint32Array,
    lo: Uint32Array,
    from: number,
    words: Uint32Array,
    at: number,
  ): number {
    words[at] = this.#words;
    let end = at + 1;
    for (const kind of this.#present) {
      words[end] = (kind.width << 1) | (kind.isDelta ? 1 : 0);
      words[end + 1] = kind.base;
      words[end + 2] = kind.start;
      end = this.#writeKind(kind, hi, lo, from, words, end + 3);
    }
    return end;
  }

  #writeKind(
    kind: Kind,
    hi: Uint32Array,
    lo: Uint32Array,
    from: number,
    words: Uint32Array,
    at: number,
  ): number {
    const packed = this.#packed.fill(0);
    kind.rewind();
    let count = 0;
    for (let i = from; i < from + GROUP_ROWS; i++) {
      if (this.#kinds[kindOf(hi[i])] === kind) packed[count++] = kind.packed(lo[i]);
    }
    pack[kind.width](packed, 0, words, at, 0, chunksOf(count));
    return at + packedWords(count, kind.width);
  }
}

/** The values of one kind within a group. */
class Kind {
  rows = 0;
  width = 0;
  base = 0;
  start = 0;
  isDelta = false;
  #least = 0;
  #most = 0;
  #leastStep = 0;
  #mostStep = 0;
  #before = 0;

  add(value: number): void {
    if (this.rows++ === 0) {
      this.start = this.#least = this.#most = value;
      this.#leastStep = 0x7fff_ffff;
      this.#mostStep = -0x8000_0000;
    } else {
      const step = (value - this.#before) | 0;
      if (value < this.#least) this.#least = value;
      if (value > this.#most) this.#most = value;
      if (step < this.#leastStep) this.#leastStep = step;
      if (step > this.#mostStep) this.#mostStep = step;
    }
    this.#before = value;
  }

  /** Chooses between frame and deltas; returns the width. */
  settle(): number {
    const frame = bitWidth(this.#most - this.#least);
    const delta = this.rows > 1 ? bitWidth(this.#mostStep - this.#leastStep) : 0;
    this.isDelta = delta < frame;
    this.width = this.isDelta ? delta : frame;
    this.base = this.isDelta ? this.#leastStep : this.#least;
    return this.width;
  }

  rewind(): void {
    // The first step is packed as 0: it must lead from the start to the start.
    this.#before = this.start - this.base;
  }

  packed(value: number): number {
    if (!this.isDelta) return value - this.base;
    const step = (value - this.#before - this.base) | 0;
    this.#before = value;
    return step;
  }
}
