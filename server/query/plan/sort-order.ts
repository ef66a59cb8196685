/** How the rows of plans are sorted. */
import { positionsOf } from '../../storage/quads/permutation.ts';
import type { Permutation } from '../../storage/quads/quad-index.ts';
import type { TriplePattern, Variable } from '../algebra.ts';
import type { Plan } from './plan.ts';

/** What a scan in the order of a permutation is sorted by. */
export function scanOrder(pattern: TriplePattern, permutation: Permutation): Variable[] {
  const names = positionsOf[permutation].flatMap((position) => {
    const term = pattern[position];
    return term.kind === 'variable' ? [term.name] : [];
  });
  return [...new Set(names)];
}

/** Look-ups of a batch come in the order of the index; so do all where the input is in it. */
export function lookupOrder(input: Plan, pattern: TriplePattern): readonly Variable[] {
  const [first] = input.sortedBy;
  const bound = [pattern.subject, pattern.predicate, pattern.object].flatMap((term) =>
    term.kind === 'variable' && input.variables.includes(term.name) ? [term.name] : [],
  );
  return first !== undefined && bound.length === 1 && bound[0] === first ? [first] : [];
}

/** The order that is left when only some of the columns are. */
export function orderWithin({ sortedBy }: Plan, isKept: (name: Variable) => boolean): Variable[] {
  const end = sortedBy.findIndex((name) => !isKept(name));
  return sortedBy.slice(0, end < 0 ? sortedBy.length : end);
}

/** Whether rows that have the same terms in these columns follow each other. */
export function comesTogether({ sortedBy }: Plan, names: readonly Variable[]): boolean {
  const wanted = new Set(names);
  return wanted.isSubsetOf(new Set(sortedBy.slice(0, wanted.size)));
}
