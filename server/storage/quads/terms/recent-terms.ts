/**
 * The terms that came with edits which the blocks have not taken in yet: they stand in the rows of
 * these edits and in no table. All others are the dictionary's.
 */
import type { RdfTerm } from '../../../rdf/term.ts';
import { idAt } from '../column.ts';
import type { Column } from '../column.ts';
import type { TermId } from '../quad-index.ts';
import type { Dictionary } from './dictionary.ts';

interface RecentTerm {
  readonly term: RdfTerm;
  readonly sequence: number;
}

export class RecentTerms {
  readonly dictionary: Dictionary;
  readonly #ids = new Map<RdfTerm, TermId>();
  /** In the order in which they came. */
  readonly #terms = new Map<TermId, RecentTerm>();

  readonly #fresh = new Map<TermId, RdfTerm>();

  constructor(dictionary: Dictionary) {
    this.dictionary = dictionary;
  }

  add(id: TermId, term: RdfTerm, sequence: number): void {
    this.#ids.set(term, id);
    this.#terms.set(id, { term, sequence });
    this.dictionary.noteGiven(id);
  }

  /** Gives the term an id if it has none yet; who writes the edit's row takes those with it. */
  encode(term: RdfTerm): TermId {
    const known = this.find(term);
    if (known !== undefined) return known;
    const id = this.dictionary.give(term);
    this.#fresh.set(id, term);
    this.#ids.set(term, id);
    return id;
  }

  /** Says whether the term got its id with the edit that is being written. */
  isFresh(id: TermId): boolean {
    return this.#fresh.has(id);
  }

  /** The terms that `encode` gave ids to since the last call. */
  takeFresh(): (readonly [id: TermId, term: RdfTerm])[] {
    const fresh = [...this.#fresh];
    this.#fresh.clear();
    return fresh;
  }

  find(term: RdfTerm): TermId | undefined {
    return this.#ids.get(term) ?? this.dictionary.find(term);
  }

  decode(id: TermId): RdfTerm {
    return this.#terms.get(id)?.term ?? this.dictionary.decode(id);
  }

  /** The terms of the first `length` ids. */
  decodeColumn(column: Column, length: number): RdfTerm[] {
    const { hi, lo } = column;
    const terms: RdfTerm[] = Array.from({ length });
    const others: number[] = [];
    for (let row = 0; row < length; row++) {
      const recent = this.#terms.get(idAt(column, row));
      if (recent === undefined) others.push(row);
      else terms[row] = recent.term;
    }
    if (others.length === length) return this.dictionary.decodeColumn(hi, lo, length);
    const otherHi = typeof hi === 'number' ? hi : Uint32Array.from(others, (row) => hi[row]);
    const otherLo = Uint32Array.from(others, (row) => lo[row]);
    const decoded = this.dictionary.decodeColumn(otherHi, otherLo, others.length);
    for (const [index, row] of others.entries()) terms[row] = decoded[index];
    return terms;
  }

  /** Those of these edits are the dictionary's now. */
  dropUntil(sequence: number): void {
    for (const [id, recent] of this.#terms) {
      if (recent.sequence > sequence) break;
      this.#terms.delete(id);
      this.#ids.delete(recent.term);
    }
  }

  forget(): void {
    this.#ids.clear();
    this.#terms.clear();
    this.#fresh.clear();
    this.dictionary.forget();
  }
}
