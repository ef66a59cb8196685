/**
 * The port to what is asked: triples by pattern, as of any sequence.
 *
 * Readers see one sequence at a time (`snapshot`). Term ids keep their meaning for the life of the
 * index; two terms are equal exactly where their ids are.
 */
import type { RdfTerm } from '../../rdf/term.ts';
import type { Column } from './column.ts';
import type { TermId } from './terms/term-id.ts';

export type { TermId };

/** The orders in which the index keeps its triples, by the positions that count first. */
export type Permutation = 'pso' | 'pos' | 'spo' | 'osp';

/** `undefined` leaves the position open. */
export interface QuadPattern {
  readonly subject?: TermId | undefined;
  readonly predicate?: TermId | undefined;
  readonly object?: TermId | undefined;
  /** Absent for the default graph. */
  readonly graph?: TermId | undefined;
}

/** Both ends belong to it. */
export interface IdRange {
  readonly from: TermId;
  readonly to: TermId;
}

/** Only the first `length` rows of each column count. */
export interface Triples {
  readonly length: number;
  readonly subjects: Column;
  readonly predicates: Column;
  readonly objects: Column;
}

/** Triples in the order of a permutation, each once. */
export interface TripleCursor {
  readonly permutation: Permutation;
  /** What follows, at most 2,048 triples; they die with the next call. */
  next(): Triples | undefined;
  /**
   * Leaves out triples before the first whose open positions, in the order of the permutation,
   * are at least `key`, which may be shorter. Never goes back.
   */
  seek(key: readonly TermId[]): void;
}

/** Distinct counts are exact or within 2 %. */
export interface PredicateStatistics {
  readonly triples: number;
  readonly subjects: number;
  readonly objects: number;
}

export interface QuadSnapshot {
  readonly sequence: number;
  /** `undefined` says that no triple of this index ever held the term; an id, that one may. */
  encode(term: RdfTerm): TermId | undefined;
  decode(id: TermId): RdfTerm;
  decodeColumn(column: Column, length: number): RdfTerm[];
  /**
   * The bound positions must come first in the permutation; without one, the index chooses. A
   * range bounds the first open position.
   */
  cursor(pattern: QuadPattern, permutation?: Permutation, range?: IdRange): TripleCursor;
  /** Each matching triple once; a batch dies with the next. */
  scan(pattern: QuadPattern): Iterable<Triples>;
  has(subject: TermId, predicate: TermId, object: TermId): boolean;
  /** How many triples match; exact. */
  count(pattern: QuadPattern): number;
  statistics(predicate: TermId): PredicateStatistics;
  /** The named graphs. */
  graphs(): readonly TermId[];
}

export interface QuadIndex {
  /** The state after `sequence`, or after the newest commit. Cheap; holds no transaction open. */
  snapshot(sequence?: number): QuadSnapshot;
  /** The sequence that the newest snapshot shows. */
  appliedSequence(): number;
  close(): void;
}
