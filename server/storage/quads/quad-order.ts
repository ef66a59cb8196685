/** The orders in which the rows are kept, and which one serves a pattern. */
import type { QuadPattern, TermId } from './quad-index.ts';

type Column = keyof QuadPattern;

export interface QuadOrder {
  /** As SQL knows it: the clause that makes a statement use this order. */
  readonly index: string;
  readonly columns: readonly [Column, Column, Column];
}

const SPO: QuadOrder = {
  index: 'NOT INDEXED',
  columns: ['subject', 'predicate', 'object'],
};
const POS: QuadOrder = {
  index: 'INDEXED BY quad_pos',
  columns: ['predicate', 'object', 'subject'],
};
const OSP: QuadOrder = {
  index: 'INDEXED BY quad_osp',
  columns: ['object', 'subject', 'predicate'],
};

/** The order in which the bound positions come first; three orders serve all eight patterns. */
export function chooseOrder(pattern: QuadPattern): { order: QuadOrder; prefix: TermId[] } {
  const order = orderFor(pattern);
  const bound = order.columns.map((column) => pattern[column]);
  const open = bound.indexOf(undefined);
  return { order, prefix: (open === -1 ? bound : bound.slice(0, open)) as TermId[] };
}

function orderFor({ subject, predicate, object }: QuadPattern): QuadOrder {
  if (subject !== undefined && (predicate !== undefined || object === undefined)) return SPO;
  if (object !== undefined && predicate === undefined) return OSP;
  return predicate === undefined ? SPO : POS;
}
