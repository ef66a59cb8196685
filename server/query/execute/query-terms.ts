/**
 * The terms of one query: those of the index under their own ids, and those that the query itself
 * makes (`BIND`, aggregates, labels) under negative ids of a small dictionary that dies with it.
 * A term that the index knows always gets the index's id, so that equal terms have equal ids.
 */
import type { RdfTerm } from '../../rdf/term.ts';
import type { QuadSnapshot, TermId } from '../../storage/quads/quad-index.ts';
import type { QueryLimits } from '../limits.ts';
import { UNBOUND } from './batch.ts';

const DECODED_AT_MOST = 100_000;

export class QueryTerms {
  readonly #snapshot: QuadSnapshot;
  readonly #limits: QueryLimits;
  readonly #ids = new Map<RdfTerm, TermId>();
  readonly #made: RdfTerm[] = [];
  readonly #decoded = new Map<TermId, RdfTerm>();
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
      this.#made.push(term);
      id = UNBOUND - this.#made.length;
    }
    this.#limits.allocate(term.length * 2 + 100);
    this.#ids.set(term, id);
    return id;
  }

  /** The id in the index; `undefined` says that no triple can hold the term. */
  find(term: RdfTerm): TermId | undefined {
    return this.#snapshot.encode(term);
  }

  decode(id: TermId): RdfTerm {
    if (id < UNBOUND) return this.#madeTerm(id);
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

  #madeTerm(id: TermId): RdfTerm {
    const term = this.#made[UNBOUND - 1 - id];
    if (term === undefined) throw new Error(`No term has the id ${id}.`);
    return term;
  }
}

/** Whether the index can hold the id in a triple. */
export function isIndexId(id: TermId): boolean {
  return id > UNBOUND;
}
