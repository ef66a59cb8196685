/**
 * Terms and their numbers. A number is given when its term first occurs and keeps its meaning for
 * ever; only suppression blanks the text.
 */
import { hash } from 'node:crypto';
import type { RdfTerm } from '../../../rdf/term.ts';
import { RowCache } from '../../sqlite/row-cache.ts';
import type { Database, Statement } from '../../sqlite/database.ts';
import type { TermId } from '../quad-index.ts';

/** About 200 bytes each. Every edit brings new ones, most of which nobody asks for again. */
const CACHED_TERMS = 20_000;

export class Dictionary {
  readonly #byHash: Statement;
  readonly #text: Statement;
  readonly #insert: Statement;
  readonly #insertHash: Statement;
  readonly #numbers = new RowCache<RdfTerm, TermId>(CACHED_TERMS);
  readonly #texts = new RowCache<TermId, RdfTerm>(CACHED_TERMS);
  /** The first number given since `ageAll`. */
  #firstFresh = Infinity;

  constructor(db: Database) {
    // One table at a time: a join costs five times as much as both look-ups.
    this.#byHash = db.prepare('SELECT term FROM term_hash WHERE hash = ?').pluck();
    this.#text = db.prepare('SELECT text FROM term WHERE term = ?').pluck();
    this.#insert = db.prepare('INSERT INTO term (text) VALUES (?)');
    this.#insertHash = db.prepare('INSERT INTO term_hash VALUES (?, ?)');
  }

  find(term: RdfTerm): TermId | undefined {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    const id = this.#lookUp(term, hashOf(term));
    if (id !== undefined) this.#numbers.set(term, id);
    return id;
  }

  /** Numbers the term if it has no number yet. */
  encode(term: RdfTerm): TermId {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    const termHash = hashOf(term);
    const id = this.#lookUp(term, termHash) ?? this.#add(term, termHash);
    this.#numbers.set(term, id);
    return id;
  }

  decode(id: TermId): RdfTerm {
    const known = this.#texts.get(id);
    if (known !== undefined) return known;
    const text = this.#text.get(id) as RdfTerm | undefined;
    if (text === undefined) throw new RangeError(`No term has the number ${id}`);
    this.#texts.set(id, text);
    return text;
  }

  /** Says whether the term got its number since `ageAll`: then nothing was said of it before. */
  isFresh(id: TermId): boolean {
    return id >= this.#firstFresh;
  }

  /** From now on no term is fresh. */
  ageAll(): void {
    this.#firstFresh = Infinity;
  }

  /** After a rollback the lost numbers are given to other terms. */
  forget(): void {
    this.#numbers.clear();
    this.#texts.clear();
  }

  #lookUp(term: RdfTerm, termHash: number): TermId | undefined {
    const candidate = this.#byHash.get(termHash) as TermId | undefined;
    if (candidate === undefined || this.#text.get(candidate) === term) return candidate;
    const candidates = this.#byHash.all(termHash) as TermId[];
    return candidates.find((id) => this.#text.get(id) === term);
  }

  #add(term: RdfTerm, termHash: number): TermId {
    const id = Number(this.#insert.run(term).lastInsertRowid);
    this.#insertHash.run(termHash, id);
    this.#firstFresh = Math.min(this.#firstFresh, id);
    return id;
  }
}

/** 48 bits; terms that share one are told apart by their text. */
export function hashOf(term: RdfTerm): number {
  return hash('sha256', term, 'buffer').readUIntBE(0, 6);
}
