/** Some graphs of a snapshot as if they were one, in which each triple stands once. */
import type { RdfTerm } from '../rdf/term.ts';
import { idAt } from '../storage/quads/column.ts';
import type { Column } from '../storage/quads/column.ts';
import { permutationFor, prefixOf } from '../storage/quads/permutation.ts';
import type {
  IdRange,
  Permutation,
  PredicateStatistics,
  QuadPattern,
  QuadSnapshot,
  TermId,
  TripleCursor,
  Triples,
} from '../storage/quads/quad-index.ts';
import { MergedCursor } from './merged-cursor.ts';

/** The index's default graph, which has no name in it. */
export const indexDefault = 'default';
export type GraphKey = TermId | typeof indexDefault;

export class GraphUnion implements QuadSnapshot {
  readonly sequence: number;
  readonly #snapshot: QuadSnapshot;
  readonly #graphs: readonly (TermId | undefined)[];

  /** The graphs are different from each other. */
  constructor(snapshot: QuadSnapshot, graphs: readonly GraphKey[]) {
    this.sequence = snapshot.sequence;
    this.#snapshot = snapshot;
    this.#graphs = graphs.map((graph) => (graph === indexDefault ? undefined : graph));
  }

  encode(term: RdfTerm): TermId | undefined {
    return this.#snapshot.encode(term);
  }

  decode(id: TermId): RdfTerm {
    return this.#snapshot.decode(id);
  }

  decodeColumn(column: Column, length: number): RdfTerm[] {
    return this.#snapshot.decodeColumn(column, length);
  }

  cursor(
    pattern: QuadPattern,
    permutation: Permutation = permutationFor(pattern),
    range?: IdRange,
  ): TripleCursor {
    const cursors = this.#patterns(pattern).map((each) =>
      this.#snapshot.cursor(each, permutation, range),
    );
    const [only, ...more] = cursors;
    if (only !== undefined && more.length === 0) return only;
    return new MergedCursor(cursors, permutation, prefixOf(pattern, permutation).length);
  }

  *scan(pattern: QuadPattern): Iterable<Triples> {
    const cursor = this.cursor(pattern);
    for (let found = cursor.next(); found !== undefined; found = cursor.next()) yield found;
  }

  has(subject: TermId, predicate: TermId, object: TermId): boolean {
    return this.#patterns({ subject, predicate, object }).some(
      (pattern) => this.#snapshot.count(pattern) > 0,
    );
  }

  /** Triples of several graphs have to be read, because some may be in more than one. */
  count(pattern: QuadPattern): number {
    const counts = this.#patterns(pattern)
      .map((each) => this.#snapshot.count(each))
      .filter((count) => count > 0);
    if (counts.length <= 1) return counts[0] ?? 0;
    let count = 0;
    for (const { length } of this.scan(pattern)) count += length;
    return count;
  }

  statistics(predicate: TermId): PredicateStatistics {
    return {
      triples: this.count({ predicate }),
      subjects: this.#distinct(predicate, 'pso', ({ subjects }) => subjects),
      objects: this.#distinct(predicate, 'pos', ({ objects }) => objects),
    };
  }

  graphs(): readonly TermId[] {
    return this.#snapshot.graphs();
  }

  #patterns(pattern: QuadPattern): QuadPattern[] {
    return this.#graphs.map((graph) => ({ ...pattern, graph }));
  }

  /** How many ids there are in the column by which the permutation sorts a predicate's triples. */
  #distinct(
    predicate: TermId,
    permutation: Permutation,
    columnOf: (triples: Triples) => Column,
  ): number {
    const cursor = this.cursor({ predicate }, permutation);
    let count = 0;
    let last: TermId | undefined;
    for (let found = cursor.next(); found !== undefined; found = cursor.next()) {
      for (let row = 0; row < found.length; row++) {
        const id = idAt(columnOf(found), row);
        if (id !== last) count++;
        last = id;
      }
    }
    return count;
  }
}
