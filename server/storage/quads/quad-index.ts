/**
 * The port to what is asked: triples by pattern, as of any sequence.
 *
 * Readers see one sequence at a time (`snapshot`). Term ids are opaque numbers that keep their
 * meaning for the life of the index; two terms are equal exactly where their ids are.
 */
import type { RdfTerm } from '../../rdf/term.ts';

/** A whole number below 2^53. */
export type TermId = number;

/** `undefined` leaves the position open. */
export interface QuadPattern {
  readonly subject: TermId | undefined;
  readonly predicate: TermId | undefined;
  readonly object: TermId | undefined;
}

/** Three columns of the same length; only the first `length` entries of each count. */
export interface QuadBatch {
  readonly length: number;
  readonly subjects: Float64Array;
  readonly predicates: Float64Array;
  readonly objects: Float64Array;
}

export interface QuadSnapshot {
  readonly sequence: number;
  /** `undefined` says that no triple of this index ever held the term. */
  encode(term: RdfTerm): TermId | undefined;
  decode(id: TermId): RdfTerm;
  decodeMany(ids: readonly TermId[]): RdfTerm[];
  /** Each matching triple once, in batches of at most `batchSize`; a batch dies with the next. */
  scan(pattern: QuadPattern, batchSize?: number): Iterable<QuadBatch>;
  /** How many triples match; exact. */
  count(pattern: QuadPattern): number;
  /** A guess at `count` that costs no more than a look-up, for join ordering. */
  estimate(pattern: QuadPattern): number;
}

export interface QuadIndex {
  /** The state after `sequence`, or after the newest commit. Cheap; holds no transaction open. */
  snapshot(sequence?: number): QuadSnapshot;
  /** The sequence that the newest snapshot shows. */
  appliedSequence(): number;
  close(): void;
}
