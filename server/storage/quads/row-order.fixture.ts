/**
 * The orders in which the rows are kept, and which one serves a pattern.
 *
 * Two orders, because each costs every edit a few more pages of the file. Only patterns with an
 * object and no predicate lack one of their own: within a subject they are filtered, and without
 * one they are asked of each predicate in turn, of which there are thousands at most.
 */
import { positionsOf } from './permutation.ts';
import type { Position } from './permutation.ts';
import type { IdRange, Permutation, QuadPattern, TermId } from './quad-index.ts';

export interface QuadOrder {
  /** As SQL knows it: the clause that makes a statement use this order. */
  readonly index: string;
  readonly columns: readonly [Position, Position, Position];
}

export const SPO: QuadOrder = { index: 'NOT INDEXED', columns: positionsOf.spo };
export const POS: QuadOrder = { index: 'INDEXED BY quad_pos', columns: positionsOf.pos };

export function orderOf(permutation: Permutation): QuadOrder | undefined {
  if (permutation === 'spo') return SPO;
  return permutation === 'pos' ? POS : undefined;
}

/** How the rows of a pattern are reached. */
export interface RowAccess {
  readonly order: QuadOrder;
  /** Of the first columns of the order. */
  readonly prefix: readonly TermId[];
  /** What the object must be, where it is not part of the prefix. */
  readonly object?: TermId;
  /** Of the first column after the prefix. */
  readonly range?: IdRange;
}

/** Not for patterns with nothing but an object: see `hasOnlyObject`. */
export function accessTo(pattern: QuadPattern): RowAccess {
  const { subject, predicate, object } = pattern;
  const order = subject === undefined && predicate !== undefined ? POS : SPO;
  const bound = order.columns.map((column) => pattern[column]);
  const open = bound.indexOf(undefined);
  const prefix = (open === -1 ? bound : bound.slice(0, open)) as TermId[];
  const isFiltered = predicate === undefined && object !== undefined;
  return isFiltered ? { order, prefix, object } : { order, prefix };
}

export function hasOnlyObject({ subject, predicate, object }: QuadPattern): boolean {
  return subject === undefined && predicate === undefined && object !== undefined;
}
