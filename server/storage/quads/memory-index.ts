/**
 * An index in memory, for tests of what stands on the port: a list of triples with the sequences
 * between which each lived. The state at a sequence is sorted when a cursor first asks for it.
 */
import type { Quad, RdfTerm } from '../../rdf/term.ts';
import { wikiNamespaces } from '../../../schema/vocabulary.ts';
import { idsOf } from './column.ts';
import type { Column } from './column.ts';
import { permutationFor, positionsOf, prefixOf } from './permutation.ts';
import type {
  IdRange,
  Permutation,
  PredicateStatistics,
  QuadIndex,
  QuadPattern,
  QuadSnapshot,
  TermId,
  TripleCursor,
  Triples,
} from './quad-index.ts';
import { InlineTerms } from './terms/inline-terms.ts';
import { firstOf, hiOf, isInlined, loOf, TAG, UNBOUND } from './terms/term-id.ts';
import { SortedTriples } from './sorted-triples.ts';
import type { TripleIds } from './sorted-triples.ts';

interface StoredTriple {
  readonly graph: TermId | undefined;
  readonly subject: TermId;
  readonly predicate: TermId;
  readonly object: TermId;
  readonly born: number;
  died: number;
}

interface MemoryChange {
  readonly added?: Iterable<Quad>;
  readonly removed?: Iterable<Quad>;
  /** Absent for the default graph. */
  readonly graph?: RdfTerm;
}

/** The first id of the terms that are not inlined. */
const DICTIONARY = firstOf(TAG.literal);

export class MemoryIndex implements QuadIndex {
  readonly #inline: InlineTerms;
  readonly #terms: RdfTerm[] = [];
  readonly #ids = new Map<RdfTerm, TermId>();
  readonly #alive = new Map<string, StoredTriple>();
  readonly #all: StoredTriple[] = [];
  /** States that were asked for since the last change. */
  readonly #states = new Map<string, MemoryState>();
  #sequence = 0;

  constructor(conceptBase = 'http://wiki.example/entity/') {
    this.#inline = new InlineTerms(wikiNamespaces(conceptBase));
  }

  /** The changes of one commit; what is there already or is not there is passed over. */
  apply({ added = [], removed = [], graph }: MemoryChange): void {
    this.#sequence += 1;
    this.#states.clear();
    const graphId = graph === undefined ? undefined : this.#encode(graph);
    for (const quad of removed) {
      const key = keyOf(quad, graphId);
      const triple = this.#alive.get(key);
      if (triple !== undefined) triple.died = this.#sequence;
      this.#alive.delete(key);
    }
    for (const quad of added) this.#add(quad, graphId);
  }

  snapshot(sequence: number = this.#sequence): QuadSnapshot {
    return new MemorySnapshot(sequence, {
      encode: (term) => this.#find(term),
      decode: (id) => this.#decode(id),
      state: (graph) => this.#state(sequence, graph),
      graphs: () => this.#graphs(sequence),
    });
  }

  appliedSequence(): number {
    return this.#sequence;
  }

  close(): void {
    // Nothing is held open.
  }

  #add(quad: Quad, graph: TermId | undefined): void {
    const key = keyOf(quad, graph);
    if (this.#alive.has(key)) return;
    const triple: StoredTriple = {
      graph,
      subject: this.#encode(quad.subject),
      predicate: this.#encode(quad.predicate),
      object: this.#encode(quad.object),
      born: this.#sequence,
      died: Infinity,
    };
    this.#alive.set(key, triple);
    this.#all.push(triple);
  }

  #state(sequence: number, graph: TermId | undefined): MemoryState {
    const key = `${sequence} ${graph ?? ''}`;
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    const alive = this.#all.filter((triple) => triple.graph === graph && livesAt(triple, sequence));
    const state = new MemoryState({
      subject: Float64Array.from(alive, ({ subject }) => subject),
      predicate: Float64Array.from(alive, ({ predicate }) => predicate),
      object: Float64Array.from(alive, ({ object }) => object),
    });
    this.#states.set(key, state);
    return state;
  }

  #graphs(sequence: number): TermId[] {
    const alive = this.#all.filter((triple) => livesAt(triple, sequence));
    const named = new Set(alive.map(({ graph }) => graph));
    return [...named].filter((graph) => graph !== undefined).toSorted((a, b) => a - b);
  }

  #find(term: RdfTerm): TermId | undefined {
    const inlined = this.#inline.encode(term);
    return inlined === UNBOUND ? this.#ids.get(term) : inlined;
  }

  #encode(term: RdfTerm): TermId {
    const known = this.#find(term);
    if (known !== undefined) return known;
    const id = DICTIONARY + this.#terms.length;
    this.#ids.set(term, id);
    this.#terms.push(term);
    return id;
  }

  #decode(id: TermId): RdfTerm {
    if (isInlined(hiOf(id))) return this.#inline.decode(hiOf(id), loOf(id));
    const term = this.#terms[id - DICTIONARY];
    if (term === undefined) throw new Error(`No term has the id ${id}.`);
    return term;
  }
}

function livesAt({ born, died }: StoredTriple, sequence: number): boolean {
  return born <= sequence && sequence < died;
}

function keyOf({ subject, predicate, object }: Quad, graph: TermId | undefined): string {
  return `${graph ?? ''}\n${subject}\n${predicate}\n${object}`;
}

/** The triples of one graph at one sequence, sorted as they are asked for. */
export class MemoryState {
  readonly #triples: TripleIds;
  readonly #sorted = new Map<Permutation, SortedTriples>();

  constructor(triples: TripleIds) {
    this.#triples = triples;
  }

  cursor(pattern: QuadPattern, permutation: Permutation, range?: IdRange): TripleCursor {
    return this.#sortedBy(permutation).cursor(prefixOf(pattern, permutation), range);
  }

  count(pattern: QuadPattern): number {
    const permutation = permutationFor(pattern);
    const { start, end } = this.#sortedBy(permutation).bounds(prefixOf(pattern, permutation));
    return end - start;
  }

  statistics(predicate: TermId): PredicateStatistics {
    const distinct = (permutation: 'pso' | 'pos'): number => {
      const sorted = this.#sortedBy(permutation);
      const { start, end } = sorted.bounds([predicate]);
      const column = positionsOf[permutation].indexOf(permutation === 'pso' ? 'subject' : 'object');
      return new Set(idsOf(sorted.columns[column], end).subarray(start)).size;
    };
    return {
      triples: this.count({ predicate }),
      subjects: distinct('pso'),
      objects: distinct('pos'),
    };
  }

  #sortedBy(permutation: Permutation): SortedTriples {
    const known = this.#sorted.get(permutation);
    if (known !== undefined) return known;
    const sorted = new SortedTriples(this.#triples, permutation);
    this.#sorted.set(permutation, sorted);
    return sorted;
  }
}

interface MemoryAccess {
  encode(term: RdfTerm): TermId | undefined;
  decode(id: TermId): RdfTerm;
  state(graph: TermId | undefined): MemoryState;
  graphs(): readonly TermId[];
}

class MemorySnapshot implements QuadSnapshot {
  readonly sequence: number;
  readonly #index: MemoryAccess;

  constructor(sequence: number, index: MemoryAccess) {
    this.sequence = sequence;
    this.#index = index;
  }

  encode(term: RdfTerm): TermId | undefined {
    return this.#index.encode(term);
  }

  decode(id: TermId): RdfTerm {
    return this.#index.decode(id);
  }

  decodeColumn(column: Column, length: number): RdfTerm[] {
    return Array.from(idsOf(column, length), (id) => this.#index.decode(id));
  }

  cursor(
    pattern: QuadPattern,
    permutation: Permutation = permutationFor(pattern),
    range?: IdRange,
  ): TripleCursor {
    return this.#index.state(pattern.graph).cursor(pattern, permutation, range);
  }

  *scan(pattern: QuadPattern): Iterable<Triples> {
    const cursor = this.cursor(pattern);
    for (let found = cursor.next(); found !== undefined; found = cursor.next()) yield found;
  }

  has(subject: TermId, predicate: TermId, object: TermId): boolean {
    return this.count({ subject, predicate, object }) > 0;
  }

  count(pattern: QuadPattern): number {
    return this.#index.state(pattern.graph).count(pattern);
  }

  statistics(predicate: TermId): PredicateStatistics {
    return this.#index.state(undefined).statistics(predicate);
  }

  graphs(): readonly TermId[] {
    return this.#index.graphs();
  }
}
