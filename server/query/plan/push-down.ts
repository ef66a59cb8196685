/** The pass that moves filters towards the patterns that bind their variables. */
import type { Algebra, Expression } from '../algebra.ts';
import { mapChildren, mapExpressions, mapPatterns } from '../traversal.ts';
import {
  certainVariables,
  expressionVariables,
  possibleVariables,
  termVariables,
} from '../variables.ts';
import { conjuncts } from './rewrite.ts';

export function pushFilters(algebra: Algebra): Algebra {
  if (algebra.kind === 'filter') {
    const input = pushFilters(algebra.input);
    return conjuncts(pushInside(algebra.condition)).reduce(pushFilter, input);
  }
  const pushed = mapExpressions(mapChildren(algebra, pushFilters), pushInside);
  if (pushed.kind !== 'left-join') return pushed;
  return { ...pushed, condition: pushed.condition.flatMap(conjuncts) };
}

/** The same inside the patterns of `EXISTS`. */
function pushInside(expression: Expression): Expression {
  return mapPatterns(expression, pushFilters);
}

/** A filter over this pattern, as deep as it may go. Joins keep it: their order decides. */
function pushFilter(pattern: Algebra, condition: Expression): Algebra {
  const here: Algebra = { kind: 'filter', input: pattern, condition };
  switch (pattern.kind) {
    case 'filter':
      // Below it might go deeper; beside it the planner takes both.
      return { ...pattern, input: pushFilter(pattern.input, condition) };
    case 'union':
      return hasExists(condition) && !pattern.branches.every((branch) => seesAll(branch, pattern))
        ? here
        : {
            ...pattern,
            branches: pattern.branches.map((branch) => pushFilter(branch, condition)),
          };
    case 'graph':
      // What EXISTS asks, it asks of the graph around it.
      return hasExists(condition) || reads(condition, termVariables(pattern.name))
        ? here
        : { ...pattern, input: pushFilter(pattern.input, condition) };
    case 'left-join':
      return settledBy(condition, pattern.left, possibleVariables(pattern.right))
        ? { ...pattern, left: pushFilter(pattern.left, condition) }
        : here;
    case 'minus':
      return { ...pattern, left: pushFilter(pattern.left, condition) };
    case 'extend':
      return reads(condition, [pattern.variable])
        ? here
        : { ...pattern, input: pushFilter(pattern.input, condition) };
    case 'label-service':
      return reads(
        condition,
        pattern.requests.map(({ target }) => target),
      )
        ? here
        : { ...pattern, input: pushFilter(pattern.input, condition) };
    case 'distinct':
    case 'project':
      return { ...pattern, input: pushFilter(pattern.input, condition) };
    case 'bgp':
    case 'path':
    case 'values':
    case 'include':
    case 'join':
    case 'group':
    case 'order-by':
    case 'slice':
      return here;
  }
}

/** Whether the pattern alone decides the condition, whatever the `others` may add. */
function settledBy(condition: Expression, pattern: Algebra, others: ReadonlySet<string>): boolean {
  const certain = certainVariables(pattern);
  return [...expressionVariables(condition)].every(
    (name) => certain.has(name) || !others.has(name),
  );
}

/**
 * A branch that never binds what another does leaves it unbound in the pattern of an `EXISTS`; once
 * inside the branch, the filter would not know that the name is taken.
 */
function seesAll(branch: Algebra, union: Algebra): boolean {
  return possibleVariables(union).isSubsetOf(possibleVariables(branch));
}

function hasExists(expression: Expression): boolean {
  if (expression.kind === 'call') return expression.operands.some(hasExists);
  return expression.kind === 'exists';
}

function reads(condition: Expression, variables: readonly string[]): boolean {
  const read = expressionVariables(condition);
  return variables.some((name) => read.has(name));
}
