/**
 * An index in memory, for tests of what stands on the port: a list of triples with the sequences
 * between which each lived, looked up through maps by subject, predicate and object.
 */
import type { Quad, RdfTerm } from '../../rdf/term.ts';
import type { QuadBatch, QuadIndex, QuadPattern, QuadSnapshot, TermId } from './quad-index.ts';

interface StoredTriple {
  readonly subject: TermId;
  readonly predicate: TermId;
  readonly object: TermId;
  readonly born: number;
  died: number;
}

const POSITIONS = ['subject', 'predicate', 'object'] as const;

export class MemoryIndex implements QuadIndex {
  readonly #terms: RdfTerm[] = [];
  readonly #ids = new Map<RdfTerm, TermId>();
  readonly #alive = new Map<string, StoredTriple>();
  readonly #all: StoredTriple[] = [];
  readonly #by = {
    subject: new Map<TermId, StoredTriple[]>(),
    predicate: new Map<TermId, StoredTriple[]>(),
    object: new Map<TermId, StoredTriple[]>(),
  };
  #sequence = 0;

  /** The changes of one commit; what is there already or is not there is passed over. */
  apply({ added = [], removed = [] }: { added?: Iterable<Quad>; removed?: Iterable<Quad> }): void {
    this.#sequence += 1;
    for (const quad of removed) {
      const key = this.#key(quad);
      const triple = this.#alive.get(key);
      if (triple !== undefined) triple.died = this.#sequence;
      this.#alive.delete(key);
    }
    for (const quad of added) this.#add(quad);
  }

  snapshot(sequence: number = this.#sequence): QuadSnapshot {
    return {
      sequence,
      encode: (term) => this.#ids.get(term),
      decode: (id) => this.#decode(id),
      decodeMany: (ids) => ids.map((id) => this.#decode(id)),
      scan: (pattern, batchSize = 1024) => batches(this.#matches(pattern, sequence), batchSize),
      count: (pattern) => this.#matches(pattern, sequence).length,
      estimate: (pattern) => this.#matches(pattern, sequence).length,
    };
  }

  appliedSequence(): number {
    return this.#sequence;
  }

  close(): void {
    // Nothing is held open.
  }

  #add(quad: Quad): void {
    const key = this.#key(quad);
    if (this.#alive.has(key)) return;
    const triple: StoredTriple = {
      subject: this.#encode(quad.subject),
      predicate: this.#encode(quad.predicate),
      object: this.#encode(quad.object),
      born: this.#sequence,
      died: Infinity,
    };
    this.#alive.set(key, triple);
    this.#all.push(triple);
    for (const position of POSITIONS) {
      const list = this.#by[position].get(triple[position]);
      if (list === undefined) this.#by[position].set(triple[position], [triple]);
      else list.push(triple);
    }
  }

  #matches(pattern: QuadPattern, sequence: number): StoredTriple[] {
    let shortest = this.#all;
    for (const position of POSITIONS) {
      const id = pattern[position];
      if (id === undefined) continue;
      const list = this.#by[position].get(id) ?? [];
      if (list.length < shortest.length) shortest = list;
    }
    return shortest.filter(
      (triple) =>
        triple.born <= sequence &&
        sequence < triple.died &&
        POSITIONS.every((each) => pattern[each] === undefined || pattern[each] === triple[each]),
    );
  }

  #encode(term: RdfTerm): TermId {
    const known = this.#ids.get(term);
    if (known !== undefined) return known;
    this.#ids.set(term, this.#terms.length);
    this.#terms.push(term);
    return this.#terms.length - 1;
  }

  #decode(id: TermId): RdfTerm {
    const term = this.#terms[id];
    if (term === undefined) throw new Error(`No term has the id ${id}.`);
    return term;
  }

  #key({ subject, predicate, object }: Quad): string {
    return `${subject}\n${predicate}\n${object}`;
  }
}

function* batches(triples: readonly StoredTriple[], batchSize: number): Generator<QuadBatch> {
  for (let start = 0; start < triples.length; start += batchSize) {
    const part = triples.slice(start, start + batchSize);
    yield {
      length: part.length,
      subjects: Float64Array.from(part, ({ subject }) => subject),
      predicates: Float64Array.from(part, ({ predicate }) => predicate),
      objects: Float64Array.from(part, ({ object }) => object),
    };
  }
}
