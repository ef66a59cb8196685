/** Passes over the algebra before anything is planned. Each returns a pattern that means the same. */
import type { Algebra, Expression, Variable } from '../algebra.ts';
import { variable } from '../algebra.ts';
import { possibleVariables } from '../variables.ts';

/** A variable that nothing binds. */
const UNBOUND_VARIABLE = '.unbound';

const nothing: ReadonlySet<Variable> = new Set();

/** The same node over other children. */
export function mapChildren(algebra: Algebra, map: (child: Algebra) => Algebra): Algebra {
  switch (algebra.kind) {
    case 'bgp':
    case 'path':
    case 'values':
    case 'include':
      return algebra;
    case 'join':
    case 'left-join':
    case 'minus':
      return { ...algebra, left: map(algebra.left), right: map(algebra.right) };
    case 'union':
      return { ...algebra, branches: algebra.branches.map(map) };
    case 'filter':
    case 'extend':
    case 'group':
    case 'order-by':
    case 'project':
    case 'distinct':
    case 'slice':
    case 'label-service':
      return { ...algebra, input: map(algebra.input) };
  }
}

/**
 * Makes what an expression does not see unbound in so many words.
 *
 * In `{ ?a :p ?b . { ?c :q ?d FILTER(?b = ?d) } }` the filter does not see `?b`. Plans push rows of
 * one side into the other, and without this pass it would. Only a pattern inside `EXISTS` sees
 * the variables of the row that it is asked for (`outer`).
 */
export function closeScopes(algebra: Algebra, outer: ReadonlySet<Variable> = nothing): Algebra {
  const closed = mapChildren(algebra, (child) => closeScopes(child, outer));
  switch (closed.kind) {
    case 'filter': {
      const seen = possibleVariables(closed.input).union(outer);
      return { ...closed, condition: closeExpression(closed.condition, seen) };
    }
    case 'left-join': {
      const both = possibleVariables(closed.left).union(possibleVariables(closed.right));
      const seen = both.union(outer);
      return { ...closed, condition: closed.condition.map((each) => closeExpression(each, seen)) };
    }
    case 'extend': {
      const seen = possibleVariables(closed.input).union(outer);
      return { ...closed, expression: closeExpression(closed.expression, seen) };
    }
    case 'group': {
      const seen = possibleVariables(closed.input).union(outer);
      const aggregates = closed.aggregates.map((each) =>
        each.operand === undefined
          ? each
          : { ...each, operand: closeExpression(each.operand, seen) },
      );
      return { ...closed, aggregates };
    }
    case 'order-by': {
      const seen = possibleVariables(closed.input).union(outer);
      const keys = closed.keys.map((key) => ({
        ...key,
        expression: closeExpression(key.expression, seen),
      }));
      return { ...closed, keys };
    }
    case 'bgp':
    case 'path':
    case 'values':
    case 'include':
    case 'join':
    case 'minus':
    case 'union':
    case 'project':
    case 'distinct':
    case 'slice':
    case 'label-service':
      return closed;
  }
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

/** `a && b` as two filters, so that each can go where it belongs. */
export function conjuncts(expression: Expression): readonly Expression[] {
  return expression.kind === 'call' && expression.operator === '&&'
    ? expression.operands.flatMap(conjuncts)
    : [expression];
}
