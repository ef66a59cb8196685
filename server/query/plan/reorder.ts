/** Plans that give the same rows in another order. */
import { permutationsWith } from '../../storage/quads/permutation.ts';
import type { Variable } from '../algebra.ts';
import { filterPlan, projectPlan, scanPlan } from './nodes.ts';
import type { Plan } from './plan.ts';
import { comesTogether, scanOrder } from './sort-order.ts';

/** The same rows sorted by the variable first, where that costs nothing. */
export function sortedFirstBy(plan: Plan, name: Variable): Plan | undefined {
  if (plan.sortedBy[0] === name) return plan;
  if (plan.kind === 'scan') {
    const fitting = permutationsWith((position) => plan.pattern[position].kind === 'term');
    const permutation = fitting.find((each) => scanOrder(plan.pattern, each)[0] === name);
    return permutation && scanPlan(plan.pattern, plan.rows, permutation);
  }
  if (plan.kind === 'filter') {
    const input = sortedFirstBy(plan.input, name);
    return input && filterPlan(input, plan.condition);
  }
  if (plan.kind === 'project' && plan.variables.includes(name)) {
    const input = sortedFirstBy(plan.input, name);
    return input && projectPlan(input, plan.variables);
  }
  return undefined;
}

/** The same rows, those with the same terms in these columns together, where that costs nothing. */
export function broughtTogether(plan: Plan, names: readonly Variable[]): Plan {
  for (const name of names) {
    const sorted = sortedFirstBy(plan, name);
    if (sorted !== undefined && comesTogether(sorted, names)) return sorted;
  }
  return plan;
}
