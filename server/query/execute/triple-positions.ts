/** The positions of a triple pattern, as operators that read the index see them. */
import type { Column } from '../../storage/quads/column.ts';
import { idAt } from '../../storage/quads/column.ts';
import type { Position } from '../../storage/quads/permutation.ts';
import type { QuadPattern, Triples } from '../../storage/quads/quad-index.ts';
import type { TriplePattern, Variable } from '../algebra.ts';
import type { QueryTerms } from './query-terms.ts';

export const POSITIONS = ['subject', 'predicate', 'object'] as const;

/** The ids of the pattern's terms; `undefined` where one of them is in no triple. */
export function constantsOf(pattern: TriplePattern, terms: QueryTerms): QuadPattern | undefined {
  const ids: Partial<Record<Position, number>> = {};
  for (const position of POSITIONS) {
    const term = pattern[position];
    if (term.kind === 'variable') continue;
    const id = terms.find(term.term);
    if (id === undefined) return undefined;
    ids[position] = id;
  }
  return ids;
}

/** The variable of each position, in the order of `columnsOf`; none where there is a term. */
export function variablesOf(pattern: TriplePattern): (Variable | undefined)[] {
  return POSITIONS.map((position) => {
    const term = pattern[position];
    return term.kind === 'variable' ? term.name : undefined;
  });
}

export function columnsOf({ subjects, predicates, objects }: Triples): Column[] {
  return [subjects, predicates, objects];
}

export function columnAt(triples: Triples, position: Position): Column {
  return triples[`${position}s`];
}

/** The rows in which positions that share a variable hold the same term; all, where none do. */
export function agreeingRows(triples: Triples, pattern: TriplePattern): Int32Array | undefined {
  const names = variablesOf(pattern);
  const repeated = names.flatMap((name, later) => {
    const first = names.indexOf(name);
    return name === undefined || first === later ? [] : [[first, later] as const];
  });
  if (repeated.length === 0) return undefined;
  const columns = columnsOf(triples);
  const rows = Int32Array.from({ length: triples.length }, (_, row) => row);
  return rows.filter((row) =>
    repeated.every(([first, later]) => idAt(columns[first], row) === idAt(columns[later], row)),
  );
}
