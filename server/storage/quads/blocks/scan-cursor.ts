/** A scan as the port's cursor: positions instead of places in a permutation, ids instead of words. */
import type { Column } from '../column.ts';
import { positionsOf } from '../permutation.ts';
import type { Permutation, TermId, TripleCursor, Triples } from '../quad-index.ts';
import { hiOf } from '../terms/term-id.ts';
import { keyOf } from './rows.ts';
import { BATCH_ROWS } from './scan.ts';
import type { Scan } from './scan.ts';

const FEW_ROWS = 16;
const NOTHING: Column = { hi: 0, lo: new Uint32Array() };

/** `prefix`: what the range of the scan binds. */
export class ScanCursor implements TripleCursor {
  readonly permutation: Permutation;
  readonly #scan: Scan;
  readonly #prefix: readonly TermId[];
  readonly #bound: { readonly hi: number; lo: Uint32Array }[];
  /** How many rows the bound columns are filled for. */
  #filled = 0;
  readonly #triples: { length: number; subjects: Column; predicates: Column; objects: Column };
  readonly #places: readonly [subject: number, predicate: number, object: number];

  constructor(scan: Scan, permutation: Permutation, prefix: readonly TermId[]) {
    const positions = positionsOf[permutation];
    this.permutation = permutation;
    this.#scan = scan;
    this.#prefix = prefix;
    this.#bound = prefix.map((id) => ({ hi: hiOf(id), lo: NOTHING.lo }));
    this.#places = [
      positions.indexOf('subject'),
      positions.indexOf('predicate'),
      positions.indexOf('object'),
    ];
    this.#triples = { length: 0, subjects: NOTHING, predicates: NOTHING, objects: NOTHING };
  }

  next(): Triples | undefined {
    const scan = this.#scan;
    if (!scan.advance()) return undefined;
    const triples = this.#triples;
    const [subject, predicate, object] = this.#places;
    this.#fillBound(scan.length);
    triples.length = scan.length;
    triples.subjects = this.#column(subject);
    triples.predicates = this.#column(predicate);
    triples.objects = this.#column(object);
    return triples;
  }

  seek(key: readonly TermId[]): void {
    const whole = [...this.#prefix, ...key];
    this.#scan.seek(keyOf(whole), 2 * whole.length);
  }

  #column(place: number): Column {
    return place < this.#bound.length ? this.#bound[place] : this.#scan.columns[place];
  }

  /** Most look-ups have few rows: larger columns are made when they are needed. */
  #fillBound(length: number): void {
    if (length <= this.#filled) return;
    this.#filled = length > FEW_ROWS ? BATCH_ROWS : FEW_ROWS;
    for (const [place, column] of this.#bound.entries()) {
      column.lo = new Uint32Array(this.#filled).fill(this.#prefix[place]);
    }
  }
}
