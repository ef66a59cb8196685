/**
 * `BNODE("a")` is one node throughout a solution and another in the next (SPARQL 1.1, section
 * 17.4.2.9). So a solution that is asked for such nodes gets a node of its own first, of which nothing
 * is seen, and each call gets it as a second operand.
 */
import type { Algebra, Expression, Variable } from '../algebra.ts';
import { call, variable } from '../algebra.ts';
import type { Translation } from './translation.ts';

/** Binds an expression's value. */
export function extend(
  input: Algebra,
  name: Variable,
  expression: Expression,
  translation: Translation,
): Algebra {
  if (!hasNamedNodes(expression)) return { kind: 'extend', input, variable: name, expression };
  const known = solutionNode(input);
  const node = known ?? translation.fresh(SOLUTION);
  const numbered: Algebra =
    known === undefined
      ? { kind: 'extend', input, variable: node, expression: call('bnode') }
      : input;
  return {
    kind: 'extend',
    input: numbered,
    variable: name,
    expression: ofSolution(expression, node),
  };
}

const SOLUTION = 'solution';

function isNamedNode(expression: Expression & { kind: 'call' }): boolean {
  return expression.operator === 'bnode' && expression.operands.length === 1;
}

function hasNamedNodes(expression: Expression): boolean {
  if (expression.kind !== 'call') return false;
  return isNamedNode(expression) || expression.operands.some(hasNamedNodes);
}

function ofSolution(expression: Expression, node: Variable): Expression {
  if (expression.kind !== 'call') return expression;
  const operands = expression.operands.map((operand) => ofSolution(operand, node));
  return isNamedNode(expression)
    ? call('bnode', ...operands, variable(node))
    : { ...expression, operands };
}

/** The node that every solution of the pattern has already. */
function solutionNode(algebra: Algebra): Variable | undefined {
  switch (algebra.kind) {
    case 'extend':
      return algebra.variable.startsWith(`..${SOLUTION}`)
        ? algebra.variable
        : solutionNode(algebra.input);
    case 'filter':
    case 'label-service':
      return solutionNode(algebra.input);
    case 'join':
      return solutionNode(algebra.left) ?? solutionNode(algebra.right);
    case 'left-join':
    case 'minus':
      return solutionNode(algebra.left);
    case 'bgp':
    case 'path':
    case 'values':
    case 'union':
    case 'graph':
    case 'group':
    case 'order-by':
    case 'project':
    case 'distinct':
    case 'slice':
    case 'include':
      return undefined;
  }
}
