/**
 * What an algebra node is made of: its child patterns and its expressions. Only here does every
 * kind of node say which of either it has.
 */
import type { Algebra, Expression } from './algebra.ts';

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
    case 'graph':
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

/** The same node with other expressions; those of its children stay. */
export function mapExpressions(
  algebra: Algebra,
  map: (expression: Expression) => Expression,
): Algebra {
  switch (algebra.kind) {
    case 'filter':
      return { ...algebra, condition: map(algebra.condition) };
    case 'left-join':
      return { ...algebra, condition: algebra.condition.map(map) };
    case 'extend':
      return { ...algebra, expression: map(algebra.expression) };
    case 'group': {
      const aggregates = algebra.aggregates.map((each) =>
        each.operand === undefined ? each : { ...each, operand: map(each.operand) },
      );
      return { ...algebra, aggregates };
    }
    case 'order-by': {
      const keys = algebra.keys.map((key) => ({ ...key, expression: map(key.expression) }));
      return { ...algebra, keys };
    }
    case 'bgp':
    case 'path':
    case 'values':
    case 'include':
    case 'join':
    case 'minus':
    case 'union':
    case 'graph':
    case 'project':
    case 'distinct':
    case 'slice':
    case 'label-service':
      return algebra;
  }
}

/** The same expression over other patterns in its `EXISTS`. */
export function mapPatterns(
  expression: Expression,
  map: (pattern: Algebra) => Algebra,
): Expression {
  switch (expression.kind) {
    case 'exists':
      return { ...expression, pattern: map(expression.pattern) };
    case 'call':
      return {
        ...expression,
        operands: expression.operands.map((operand) => mapPatterns(operand, map)),
      };
    case 'variable':
    case 'term':
      return expression;
  }
}

export function childrenOf(algebra: Algebra): readonly Algebra[] {
  return visited((visit) => mapChildren(algebra, visit));
}

export function expressionsOf(algebra: Algebra): readonly Expression[] {
  return visited((visit) => mapExpressions(algebra, visit));
}

function visited<Part>(walk: (visit: (part: Part) => Part) => unknown): readonly Part[] {
  const parts: Part[] = [];
  walk((part) => {
    parts.push(part);
    return part;
  });
  return parts;
}
