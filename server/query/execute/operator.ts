/**
 * The contract between operators.
 *
 * `open` starts a run: `next` on it gives batches until there are none, `return` ends it early;
 * both free what the run held. An operator may be opened again after its run has ended, as often
 * as an enclosing join feeds new rows into its slot; hash tables that no slot feeds are kept from
 * run to run. One run at a time.
 */
import type { QuadSnapshot, TermId } from '../../storage/quads/quad-index.ts';
import type { Variable } from '../algebra.ts';
import type { Dataset } from '../dataset.ts';
import type { QueryLimits } from '../limits.ts';
import type { Batch } from './batch.ts';
import type { TermValues } from './expression/term-values.ts';
import type { QueryTerms } from './query-terms.ts';

export interface Operator {
  readonly variables: readonly Variable[];
  open(): Rows;
}

/**
 * One run. `next(least)` allows an operator whose rows are sorted to leave out those whose first
 * sort key is below `least`; nobody has to.
 */
export type Rows = Generator<Batch, void, TermId | undefined>;

/** What all operators of one query share. */
export interface ExecutionContext {
  /** The graph that is asked: inside `GRAPH` a named one, else the default graph. */
  readonly snapshot: QuadSnapshot;
  readonly dataset: Dataset;
  readonly terms: QueryTerms;
  readonly values: TermValues;
  readonly limits: QueryLimits;
  /** The rows that enclosing joins feed, by slot. */
  readonly slots: Map<number, Batch>;
  /** Where entity IRIs begin: labels fall back to what follows it. */
  readonly conceptBase: string;
  readonly baseIri: string | undefined;
  /** Epoch milliseconds that `NOW()` stands for. */
  readonly nowMs: number;
}

export function columnIndex(
  variables: readonly (Variable | undefined)[],
  name: Variable,
): number | undefined {
  const index = variables.indexOf(name);
  return index < 0 ? undefined : index;
}

/** The columns of a batch under another list of variables; unbound where it has none. */
export function columnsFor(
  from: readonly Variable[],
  to: readonly Variable[],
): readonly (number | undefined)[] {
  return to.map((name) => columnIndex(from, name));
}
