/**
 * Whether rows of one plan may be fed into a pattern, so that the pattern's matches extend them.
 *
 * The pattern then sees variables that it would not see on its own. That is safe while nothing in
 * it asks whether such a variable is bound, and nothing counts, cuts or removes its rows.
 */
import type { Algebra, Expression, Variable } from '../algebra.ts';
import { certainVariables, expressionVariables, possibleVariables } from '../variables.ts';

export function mayFeed(algebra: Algebra, fed: ReadonlySet<Variable>): boolean {
  return !['group', 'order-by', 'distinct', 'slice'].includes(algebra.kind) && isSafe(algebra, fed);
}

function isSafe(algebra: Algebra, fed: ReadonlySet<Variable>): boolean {
  switch (algebra.kind) {
    case 'bgp':
    case 'path':
    case 'values':
    case 'include':
    case 'join':
      // The parts of a join are asked one by one, when their turn comes.
      return true;
    case 'filter':
      return readsSafely(algebra.condition, algebra.input, fed) && isSafe(algebra.input, fed);
    case 'extend':
      return (
        !fed.has(algebra.variable) &&
        readsSafely(algebra.expression, algebra.input, fed) &&
        isSafe(algebra.input, fed)
      );
    case 'left-join': {
      const certain = certainVariables(algebra.left);
      const doubtful = possibleVariables(algebra.right).difference(certain);
      return (
        doubtful.isDisjointFrom(fed) &&
        algebra.condition.every((each) => readsSafely(each, algebra.left, fed)) &&
        isSafe(algebra.left, fed)
      );
    }
    case 'minus': {
      const doubtful = possibleVariables(algebra.right).difference(certainVariables(algebra.left));
      return doubtful.isDisjointFrom(fed) && isSafe(algebra.left, fed);
    }
    case 'union':
      return algebra.branches.every((branch) => isSafe(branch, fed));
    case 'graph':
    case 'project':
      return isSafe(algebra.input, fed);
    case 'label-service':
      return algebra.requests.every(({ target }) => !fed.has(target)) && isSafe(algebra.input, fed);
    case 'group':
    case 'order-by':
    case 'distinct':
    case 'slice':
      // Inside another pattern they are worked out apart, and joined.
      return true;
  }
}

/**
 * A variable that the pattern sometimes leaves unbound must not come in from outside. One that it
 * never binds does come from outside, on purpose: other references were closed before.
 */
function readsSafely(
  expression: Expression,
  pattern: Algebra,
  fed: ReadonlySet<Variable>,
): boolean {
  const possible = possibleVariables(pattern);
  const certain = certainVariables(pattern);
  return [...expressionVariables(expression)].every(
    (name) => !fed.has(name) || !possible.has(name) || certain.has(name),
  );
}
