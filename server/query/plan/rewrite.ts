/** Passes over the algebra before anything is planned. Each returns a pattern that means the same. */
import type { Algebra, Expression, Variable } from '../algebra.ts';
import { variable } from '../algebra.ts';
import { childrenOf, mapChildren, mapExpressions } from '../traversal.ts';
import { possibleVariables } from '../variables.ts';

/** A variable that nothing binds. */
const UNBOUND_VARIABLE = '.unbound';

const nothing: ReadonlySet<Variable> = new Set();

/**
 * Makes what an expression does not see unbound in so many words.
 *
 * In `{ ?a :p ?b . { ?c :q ?d FILTER(?b = ?d) } }` the filter does not see `?b`. Plans push rows of
 * one side into the other, and without this pass it would. Only a pattern inside `EXISTS` sees
 * the variables of the row that it is asked for (`outer`).
 */
export function closeScopes(algebra: Algebra, outer: ReadonlySet<Variable> = nothing): Algebra {
  const closed = mapChildren(algebra, (child) => closeScopes(child, outer));
  const seen = childrenOf(closed).map(possibleVariables).reduce(joined, outer);
  return mapExpressions(closed, (expression) => closeExpression(expression, seen));
}

function joined(one: ReadonlySet<Variable>, other: ReadonlySet<Variable>): ReadonlySet<Variable> {
  return one.union(other);
}

function closeExpression(expression: Expression, seen: ReadonlySet<Variable>): Expression {
  switch (expression.kind) {
    case 'variable':
      return seen.has(expression.name) ? expression : variable(UNBOUND_VARIABLE);
    case 'term':
      return expression;
    case 'call':
      return {
        ...expression,
        operands: expression.operands.map((operand) => closeExpression(operand, seen)),
      };
    case 'exists':
      return { ...expression, pattern: closeScopes(expression.pattern, seen) };
  }
}

/**
 * A pattern of which only is asked whether it has a solution: duplicates and order do not matter,
 * so that the row that asks can be fed into what else would have to be worked out apart.
 */
export function forExistence(algebra: Algebra): Algebra {
  if (algebra.kind === 'distinct' || algebra.kind === 'order-by')
    return forExistence(algebra.input);
  // These count the rows that they get.
  const counts = algebra.kind === 'group' || algebra.kind === 'slice';
  return counts ? algebra : mapChildren(algebra, forExistence);
}

/** `a && b` as two filters, so that each can go where it belongs. */
export function conjuncts(expression: Expression): readonly Expression[] {
  return expression.kind === 'call' && expression.operator === '&&'
    ? expression.operands.flatMap(conjuncts)
    : [expression];
}
