/**
 * Terms and their ids. Those that cannot be inlined get a number when they first occur, which keeps
 * its meaning for ever; only suppression blanks the text.
 */
import { hash } from 'node:crypto';
import type { RdfTerm } from '../../../rdf/term.ts';
import { RowCache } from '../../sqlite/row-cache.ts';
import type { Database, Statement } from '../../sqlite/database.ts';
import { indexNamespaces } from '../index-base.ts';
import { InlineTerms } from './inline-terms.ts';
import { Languages } from './languages.ts';
import { TermStorage } from './stored-term.ts';
import type { StoredText } from './stored-term.ts';
import { hiOf, hiWith, idOf, isInlined, loOf, subOf, TAG, tagOf, UNBOUND } from './term-id.ts';
import type { TermId } from './term-id.ts';
import { present, TermTable } from './term-table.ts';

/** About 200 bytes each. Every edit brings new ones, most of which nobody asks for again. */
const CACHED_TERMS = 20_000;

export class Dictionary {
  readonly #byHash: Statement;
  readonly #insertHash: Statement;
  readonly #deleteHash: Statement;
  readonly #table: TermTable;
  readonly #languages: Languages;
  readonly #inline: InlineTerms;
  readonly #storage: TermStorage;
  readonly #numbers = new RowCache<RdfTerm, TermId>(CACHED_TERMS);
  readonly #texts = new RowCache<TermId, RdfTerm>(CACHED_TERMS);
  /** The next id of each high half, where it is known. */
  readonly #next = new Map<number, TermId>();
  /** The ids given since `ageAll`. */
  readonly #fresh = new Set<TermId>();

  constructor(db: Database) {
    const namespaces = indexNamespaces(db);
    this.#inline = new InlineTerms(namespaces);
    this.#storage = new TermStorage(namespaces);
    this.#table = new TermTable(db);
    this.#languages = new Languages(db);
    // One table at a time: a join costs five times as much as both look-ups.
    this.#byHash = db.prepare('SELECT term FROM term_hash WHERE hash = ?').pluck();
    this.#insertHash = db.prepare('INSERT INTO term_hash VALUES (?, ?)');
    this.#deleteHash = db.prepare('DELETE FROM term_hash WHERE hash = ? AND term = ?');
  }

  find(term: RdfTerm): TermId | undefined {
    const known = this.#known(term);
    if (known !== undefined) return known;
    const id = this.#lookUp(term, hashOf(term));
    if (id !== undefined) this.#numbers.set(term, id);
    return id;
  }

  /** Numbers the term if it has no id yet. */
  encode(term: RdfTerm): TermId {
    const known = this.#known(term);
    if (known !== undefined) return known;
    const termHash = hashOf(term);
    let id = this.#lookUp(term, termHash);
    if (id === undefined) {
      id = this.give(term);
      this.#insert(id, term, termHash);
      this.#fresh.add(id);
    }
    this.#numbers.set(term, id);
    return id;
  }

  /** The next id for a term that has none. The caller stores it, here or elsewhere. */
  give(term: RdfTerm): TermId {
    const { tag, language } = this.#storage.kindOf(term);
    const sub = language === undefined ? 0 : this.#languages.numberOf(language);
    // Beyond all numbers of languages, a text is kept with its language.
    const hi = sub === undefined ? hiWith(TAG.literal, 0) : hiWith(tag, sub);
    const id = this.#next.get(hi) ?? this.#table.nextId(hi);
    this.#next.set(hi, id + 1);
    return id;
  }

  /** An id that was given and stored elsewhere: those to come follow it. */
  noteGiven(id: TermId): void {
    const hi = hiOf(id);
    const next = this.#next.get(hi) ?? this.#table.nextId(hi);
    this.#next.set(hi, Math.max(next, id + 1));
  }

  /** Stores a term under the id that it was given. */
  store(id: TermId, term: RdfTerm): void {
    this.#insert(id, term, hashOf(term));
  }

  decode(id: TermId): RdfTerm {
    const hi = hiOf(id);
    if (isInlined(hi)) return this.#inline.decode(hi, loOf(id));
    const known = this.#texts.get(id);
    if (known !== undefined) return known;
    const term = this.#restore(hi, present(this.#table.read(id), id));
    this.#texts.set(id, term);
    return term;
  }

  /** The terms of the first `length` ids of a column; `hi` is a number where it is the same in all. */
  decodeColumn(hi: number | Uint32Array, lo: Uint32Array, length: number): RdfTerm[] {
    const terms: RdfTerm[] = Array.from({ length });
    const unknown = new Float64Array(length);
    let missing = 0;
    for (let row = 0; row < length; row++) {
      const high = typeof hi === 'number' ? hi : hi[row];
      const low = lo[row];
      if (isInlined(high)) {
        terms[row] = this.#inline.decode(high, low);
        continue;
      }
      const id = idOf(high, low);
      const known = this.#texts.get(id);
      if (known === undefined) unknown[missing++] = id;
      else terms[row] = known;
    }
    if (missing === 0) return terms;
    // What an answer of thousands of rows needs is not kept: it would drive out everything else.
    const found = this.#readMany(unknown.subarray(0, missing));
    for (let row = 0; row < length; row++) {
      terms[row] ??= found.get(idOf(typeof hi === 'number' ? hi : hi[row], lo[row])) as RdfTerm;
    }
    return terms;
  }

  /** Says whether the term got its number since `ageAll`: then nothing was said of it before. */
  isFresh(id: TermId): boolean {
    return this.#fresh.has(id);
  }

  /** From now on no term is fresh. */
  ageAll(): void {
    this.#fresh.clear();
  }

  /** Erases a term that nothing uses any more. Its number is not given again. */
  blank(id: TermId): void {
    if (isInlined(hiOf(id))) return;
    this.#deleteHash.run(hashOf(this.decode(id)), id);
    this.#table.blank(id);
  }

  /** After a rollback the lost numbers are given to other terms. */
  forget(): void {
    this.#numbers.clear();
    this.#texts.clear();
    this.#next.clear();
    this.#fresh.clear();
    this.#table.forget();
    this.#languages.forget();
  }

  #known(term: RdfTerm): TermId | undefined {
    const inlined = this.#inline.encode(term);
    return inlined === UNBOUND ? this.#numbers.get(term) : inlined;
  }

  #lookUp(term: RdfTerm, termHash: number): TermId | undefined {
    const candidate = this.#byHash.get(termHash) as TermId | undefined;
    if (candidate === undefined || this.#isTextOf(candidate, term)) return candidate;
    const candidates = this.#byHash.all(termHash) as TermId[];
    return candidates.find((id) => this.#isTextOf(id, term));
  }

  #isTextOf(id: TermId, term: RdfTerm): boolean {
    const text = this.#table.read(id);
    return text !== undefined && this.#restore(hiOf(id), text) === term;
  }

  #insert(id: TermId, term: RdfTerm, termHash: number): void {
    this.#table.insert(id, this.#storage.store(tagOf(hiOf(id)), term));
    this.#insertHash.run(termHash, id);
  }

  /** `ids` may repeat; they are sorted in place, so that each block is read once. */
  #readMany(ids: Float64Array): Map<TermId, RdfTerm> {
    ids.sort();
    let distinct = 0;
    for (let at = 0; at < ids.length; at++) {
      if (at === 0 || ids[at] !== ids[distinct - 1]) ids[distinct++] = ids[at];
    }
    const texts = this.#table.readSorted(ids.subarray(0, distinct));
    const terms = new Map<TermId, RdfTerm>();
    for (let at = 0; at < distinct; at++) {
      terms.set(ids[at], this.#restore(hiOf(ids[at]), texts[at]));
    }
    return terms;
  }

  #restore(hi: number, text: StoredText): RdfTerm {
    const tag = tagOf(hi);
    const language = tag === TAG.languageText ? this.#languages.nameOf(subOf(hi)) : '';
    return this.#storage.restore(tag, text, language);
  }
}

/** 48 bits; terms that share one are told apart by their text. */
export function hashOf(term: RdfTerm): number {
  return hash('sha256', term, 'buffer').readUIntBE(0, 6);
}
