/**
 * The terms of one query: those of the index under their own ids, and those that the query itself
 * makes (`BIND`, aggregates, labels) under ids with a tag of their own, of a small dictionary that dies with it.
 * A term that the index knows always gets the index's id, so that equal terms have equal ids.
 */
import { XSD } from '../../../schema/vocabulary.ts';
import { literal } from '../../rdf/term.ts';
import type { RdfTerm } from '../../rdf/term.ts';
import type { QuadSnapshot, TermId } from '../../storage/quads/quad-index.ts';
import type { QueryLimits } from '../limits.ts';
import { firstOf, TAG, UNBOUND } from '../../storage/quads/terms/term-id.ts';

const DECODED_AT_MOST = 100_000;
const FIRST_MADE = firstOf(TAG.made);

export class QueryTerms {
  readonly #snapshot: QuadSnapshot;
  readonly #limits: QueryLimits;
  readonly #ids = new Map<RdfTerm, TermId>();
  readonly #integers = new Map<number, TermId>();
  readonly #made: RdfTerm[] = [];
  readonly #decoded = new Map<TermId, RdfTerm>();
  readonly #namedBlankNodes = new Map<string, string>();
  #blankNodes = 0;

  constructor(snapshot: QuadSnapshot, limits: QueryLimits) {
    this.#snapshot = snapshot;
    this.#limits = limits;
  }

  encode(term: RdfTerm): TermId {
    const known = this.#ids.get(term);
    if (known !== undefined) return known;
    let id = this.#snapshot.encode(term);
    if (id === undefined) {
      id = FIRST_MADE + this.#made.length;
      this.#made.push(term);
    }
    this.#limits.allocate(term.length * 2 + 100);
    this.#ids.set(term, id);
    return id;
  }

  /** Counts come again and again. */
  encodeInteger(number: number): TermId {
    const known = this.#integers.get(number);
    if (known !== undefined) return known;
    const id = this.encode(literal(String(number), `${XSD}integer`));
    this.#integers.set(number, id);
    return id;
  }

  /** The id in the index; `undefined` says that no triple can hold the term. */
  find(term: RdfTerm): TermId | undefined {
    return this.#snapshot.encode(term);
  }

  decode(id: TermId): RdfTerm {
    if (id >= FIRST_MADE) return this.#madeTerm(id);
    const known = this.#decoded.get(id);
    if (known !== undefined) return known;
    if (this.#decoded.size >= DECODED_AT_MOST) this.#decoded.clear();
    const term = this.#snapshot.decode(id);
    this.#decoded.set(id, term);
    return term;
  }

  /** A blank node that nothing else is. */
  freshBlankNode(): string {
    this.#blankNodes += 1;
    return `q${this.#blankNodes}`;
  }

  /** The same for the same owner and name. */
  blankNodeOf(owner: string, name: string): string {
    const key = `${owner} ${name}`;
    const known = this.#namedBlankNodes.get(key);
    if (known !== undefined) return known;
    const label = this.freshBlankNode();
    this.#limits.allocate(key.length * 2 + 100);
    this.#namedBlankNodes.set(key, label);
    return label;
  }

  #madeTerm(id: TermId): RdfTerm {
    const term = this.#made[id - FIRST_MADE];
    if (term === undefined) throw new Error(`No term has the id ${id}.`);
    return term;
  }
}

/** Whether the index can hold the id in a triple. */
export function isIndexId(id: TermId): boolean {
  return id !== UNBOUND && id < FIRST_MADE;
}
