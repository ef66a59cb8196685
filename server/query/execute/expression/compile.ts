/**
 * Expressions → closures over the columns of a batch. What is known before the first row (which
 * column, which function, how many operands) is settled here once.
 */
import { failure } from '../../../../schema/failures.ts';
import type { Expression, Variable } from '../../algebra.ts';
import { QueryInterrupted } from '../../limits.ts';
import { idAt } from '../../../storage/quads/column.ts';
import { UNBOUND } from '../../../storage/quads/terms/term-id.ts';
import type { Batch } from '../batch.ts';
import type { ExecutionContext } from '../operator.ts';
import { columnIndex } from '../operator.ts';
import { arithmetic, negate } from './arithmetic.ts';
import { compare, equals } from './compare.ts';
import { functions } from './functions.ts';
import type { FunctionContext } from './functions.ts';
import { boolean, termOf, truthOf, valueOf } from './value.ts';
import type { Evaluated, Value } from './value.ts';

export type Evaluator = (batch: Batch, row: number) => Evaluated;
export type Condition = (batch: Batch, row: number) => boolean;

export function compileExpression(
  expression: Expression,
  variables: readonly Variable[],
  context: ExecutionContext,
): Evaluator {
  switch (expression.kind) {
    case 'term': {
      const value = valueOf(expression.term);
      return () => value;
    }
    case 'variable': {
      const index = columnIndex(variables, expression.name);
      if (index === undefined) return () => undefined;
      const { values } = context;
      return (batch, row) => {
        const id = idAt(batch.columns[index], row);
        return id === UNBOUND ? undefined : values.of(id);
      };
    }
    case 'call': {
      const operands = expression.operands.map((each) =>
        compileExpression(each, variables, context),
      );
      return compileCall(expression.operator, operands, expression.operands, variables, context);
    }
    case 'exists':
      // The planner has made a column of each.
      throw new Error('EXISTS was left in an expression.');
  }
}

/** A condition holds where its effective boolean value is true. */
export function compileCondition(
  expressions: readonly Expression[],
  variables: readonly Variable[],
  context: ExecutionContext,
): Condition {
  const evaluators = expressions.map((each) => compileExpression(each, variables, context));
  return (batch, row) => evaluators.every((evaluate) => truthOf(evaluate(batch, row)) === true);
}

function compileCall(
  operator: string,
  operands: readonly Evaluator[],
  parsed: readonly Expression[],
  variables: readonly Variable[],
  context: ExecutionContext,
): Evaluator {
  switch (operator) {
    case '&&':
    case '||':
      return compileLogic(operands, operator === '||');
    case '!':
      return strict(operands, ([value]) => {
        const truth = truthOf(value);
        return truth === undefined ? undefined : boolean(!truth);
      });
    case 'bound': {
      const [named] = parsed;
      const index = named?.kind === 'variable' ? columnIndex(variables, named.name) : undefined;
      if (index === undefined) return () => boolean(false);
      return (batch, row) => boolean(idAt(batch.columns[index], row) !== UNBOUND);
    }
    case 'if':
      return (batch, row) => {
        const [condition, then, otherwise] = operands;
        const truth = truthOf(condition?.(batch, row));
        if (truth === undefined) return undefined;
        return truth ? then?.(batch, row) : otherwise?.(batch, row);
      };
    case 'coalesce':
      return (batch, row) => {
        for (const operand of operands) {
          const value = operand(batch, row);
          if (value !== undefined) return value;
        }
        return undefined;
      };
    case 'in':
      return compileIn(operands);
    case '=':
    case '!=':
      return strictPair(operands, (a, b) => {
        const equal = equals(a, b);
        return equal === undefined ? undefined : boolean(equal === (operator === '='));
      });
    case '<':
    case '>':
    case '<=':
    case '>=': {
      const holds = comparisons[operator];
      return strictPair(operands, (a, b) => {
        const order = compare(a, b);
        return order === undefined ? undefined : boolean(holds(order));
      });
    }
    case '+':
    case '-':
    case '*':
    case '/':
      return strictPair(operands, (a, b) => arithmetic(operator, a, b));
    case 'unary-minus':
    case 'uminus':
      return strict(operands, ([value]) => (value === undefined ? undefined : negate(value)));
    case 'uplus':
      return strict(operands, ([value]) => value);
    case 'sameterm':
      return strictPair(operands, (a, b) => boolean(termOf(a) === termOf(b)));
    default:
      return compileFunction(operator, operands, context);
  }
}

const comparisons = {
  '<': (order: number) => order < 0,
  '>': (order: number) => order > 0,
  '<=': (order: number) => order <= 0,
  '>=': (order: number) => order >= 0,
};

/** Three-valued: one operand may decide although the other fails. */
function compileLogic(operands: readonly Evaluator[], decisive: boolean): Evaluator {
  return (batch, row) => {
    let failed = false;
    for (const operand of operands) {
      const truth = truthOf(operand(batch, row));
      if (truth === decisive) return boolean(decisive);
      if (truth === undefined) failed = true;
    }
    return failed ? undefined : boolean(!decisive);
  };
}

/** True if one member equals, although another may fail to compare. */
function compileIn([needle, ...members]: readonly Evaluator[]): Evaluator {
  return (batch, row) => {
    const value = needle?.(batch, row);
    if (value === undefined) return undefined;
    let failed = false;
    for (const member of members) {
      const other = member(batch, row);
      const equal = other === undefined ? undefined : equals(value, other);
      if (equal === true) return boolean(true);
      if (equal === undefined) failed = true;
    }
    return failed ? undefined : boolean(false);
  };
}

function compileFunction(
  name: string,
  operands: readonly Evaluator[],
  context: ExecutionContext,
): Evaluator {
  const definition = functions.get(name);
  if (definition === undefined) {
    const feature = name.includes(':') ? `<${name}>` : name.toUpperCase();
    throw new QueryInterrupted(failure('query-unsupported', { feature }));
  }
  const [least, most] = definition.operands;
  if (operands.length < least || operands.length > most) {
    const reason = `${name} takes ${least === most ? least : `${least} to ${most}`} operands.`;
    throw new QueryInterrupted(failure('query-syntax', { line: 1, column: 1, reason }));
  }
  const functionContext: FunctionContext = context;
  return strict(operands, (values) => definition.apply(values, functionContext));
}

/** Most operators fail as soon as one operand does. */
function strict(
  operands: readonly Evaluator[],
  apply: (values: readonly Value[]) => Evaluated,
): Evaluator {
  return (batch, row) => {
    const values: Value[] = [];
    for (const operand of operands) {
      const value = operand(batch, row);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return apply(values);
  };
}

function strictPair(
  operands: readonly Evaluator[],
  apply: (a: Value, b: Value) => Evaluated,
): Evaluator {
  const [left, right] = operands;
  return (batch, row) => {
    const a = left?.(batch, row);
    const b = a === undefined ? undefined : right?.(batch, row);
    return a === undefined || b === undefined ? undefined : apply(a, b);
  };
}
