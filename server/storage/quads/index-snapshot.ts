/**
 * The index at one sequence.
 *
 * A triple is there where the signs of all levels add up to 1: what lives in the base and in later
 * runs counts 1, what a run or the delta took away -1. For the past, each level leaves out what
 * came later, and what is gone by now is found among the past blocks.
 */
import type { RdfTerm } from '../../rdf/term.ts';
import { BlockScan } from './blocks/block-scan.ts';
import { scanChanges } from './blocks/change-scan.ts';
import { countRows } from './blocks/counts.ts';
import { keyRange } from './blocks/key-range.ts';
import { mergeScans } from './blocks/merged-scan.ts';
import type { SignedScan } from './blocks/merged-scan.ts';
import { ScanCursor } from './blocks/scan-cursor.ts';
import type { Column } from './column.ts';
import type { Delta } from './delta.ts';
import type { IndexState } from './index-state.ts';
import { LATEST } from './manifest.ts';
import type { Manifest, Segment, SegmentKind } from './manifest.ts';
import { measurePredicate } from './predicate-statistics.ts';
import { permutationFor, prefixOf } from './permutation.ts';
import type {
  IdRange,
  Permutation,
  PredicateStatistics,
  QuadPattern,
  QuadSnapshot,
  TermId,
  TripleCursor,
  Triples,
} from './quad-index.ts';
import type { RecentTerms } from './terms/recent-terms.ts';

const DEFAULT_GRAPH = 0;
const SIGNS: readonly (readonly [kind: SegmentKind, sign: 1 | -1])[] = [
  ['live', 1],
  ['removed', -1],
  ['past', 1],
];

export class IndexSnapshot implements QuadSnapshot {
  readonly sequence: number;
  readonly #manifest: Manifest;
  readonly #delta: Delta;
  readonly #terms: RecentTerms;
  /** Up to when operations count: all of them, where the newest state is asked for. */
  readonly #until: number;

  /** Of the newest state that `state` knows, or of an earlier one. */
  constructor(state: IndexState, sequence: number = state.sequence) {
    this.sequence = sequence;
    this.#manifest = state.manifest;
    this.#delta = state.delta;
    this.#terms = state.terms;
    this.#until = sequence >= state.sequence ? LATEST : sequence;
  }

  encode(term: RdfTerm): TermId | undefined {
    return this.#terms.find(term);
  }

  decode(id: TermId): RdfTerm {
    return this.#terms.decode(id);
  }

  decodeColumn(column: Column, length: number): RdfTerm[] {
    return this.#terms.decodeColumn(column, length);
  }

  cursor(
    pattern: QuadPattern,
    permutation: Permutation = permutationFor(pattern),
    range?: IdRange,
  ): TripleCursor {
    const prefix = prefixOf(pattern, permutation);
    const keys = keyRange(prefix, range);
    const graph = pattern.graph ?? DEFAULT_GRAPH;
    const scans = this.#segments(graph, permutation).map(({ sign, segment }): SignedScan => {
      const sequence = this.#until === LATEST ? undefined : this.#until;
      return { scan: new BlockScan(segment.blocks, keys, sequence), sign };
    });
    if (graph === DEFAULT_GRAPH) {
      const changes = this.#delta.changes(permutation, prefix, range, this.#until);
      if (changes.length > 0) scans.push(scanChanges(changes));
    }
    return new ScanCursor(mergeScans(scans, prefix.length), permutation, prefix);
  }

  *scan(pattern: QuadPattern): Iterable<Triples> {
    const cursor = this.cursor(pattern);
    for (let found = cursor.next(); found !== undefined; found = cursor.next()) yield found;
  }

  has(subject: TermId, predicate: TermId, object: TermId): boolean {
    return this.count({ subject, predicate, object }) > 0;
  }

  count(pattern: QuadPattern): number {
    const permutation = permutationFor(pattern);
    const prefix = prefixOf(pattern, permutation);
    const graph = pattern.graph ?? DEFAULT_GRAPH;
    const range = keyRange(prefix);
    let count =
      graph === DEFAULT_GRAPH ? this.#delta.countChange(permutation, prefix, this.#until) : 0;
    for (const { sign, segment } of this.#segments(graph, permutation)) {
      count += sign * countRows(segment.blocks, range, this.#until);
    }
    return count;
  }

  statistics(predicate: TermId): PredicateStatistics {
    return measurePredicate(predicate, this, (permutation) =>
      this.#manifest.segments(DEFAULT_GRAPH, permutation, 'live'),
    );
  }

  graphs(): readonly TermId[] {
    const named = this.#manifest.graphs().filter((graph) => graph !== DEFAULT_GRAPH);
    return named.filter((graph) => this.count({ graph }) > 0);
  }

  /** What is gone by now matters to the past alone. */
  #segments(graph: TermId, permutation: Permutation): { sign: 1 | -1; segment: Segment }[] {
    const kinds = this.#until === LATEST ? SIGNS.slice(0, 2) : SIGNS;
    return kinds.flatMap(([kind, sign]) =>
      this.#manifest.segments(graph, permutation, kind).map((segment) => ({ sign, segment })),
    );
  }
}
