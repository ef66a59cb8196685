/** Expressions and constant terms of the parser's tree → ours. */
import { blankNode, literal, namedNode, textLiteral } from '../../rdf/term.ts';
import type { RdfTerm } from '../../rdf/term.ts';
import type { Aggregate, Algebra, Expression, PatternTerm, Variable } from '../algebra.ts';
import { aggregateNames, call, constant, variable } from '../algebra.ts';
import type {
  ParsedAggregate,
  ParsedExpression,
  ParsedPattern,
  ParsedTerm,
} from './sparql-parser.ts';
import { refuse, unsupported } from './translation.ts';
import type { Scope } from './translation.ts';

export interface ExpressionContext {
  readonly scope: Scope;
  /** What the rows may bind for which the expression is evaluated. */
  readonly seen: ReadonlySet<Variable>;
  /** Translates the pattern of an `EXISTS`. */
  readonly pattern: (patterns: readonly ParsedPattern[], scope: Scope) => Algebra;
  /** Takes an aggregate and says which variable holds its value; absent where none may stand. */
  readonly aggregate?: (aggregate: Omit<Aggregate, 'variable'>) => string;
}

export function translateExpression(
  parsed: ParsedExpression,
  context: ExpressionContext,
): Expression {
  if (Array.isArray(parsed)) throw refuse('A list stands only after IN.');
  if ('termType' in parsed) {
    if (parsed.termType === 'Variable') return variable(context.scope.variable(parsed.value));
    return constant(constantTerm(parsed));
  }
  switch (parsed.type) {
    case 'operation':
      return translateOperation(parsed.operator, parsed.args, context);
    case 'functionCall':
      return translateFunctionCall(parsed, context);
    case 'aggregate':
      return translateAggregate(parsed, context);
  }
}

function translateOperation(
  operator: string,
  parsedOperands: readonly (ParsedExpression | ParsedPattern)[],
  context: ExpressionContext,
): Expression {
  switch (operator) {
    case 'exists':
    case 'notexists': {
      const pattern = context.pattern(
        parsedOperands as readonly ParsedPattern[],
        context.scope.insideExists(context.seen),
      );
      const exists: Expression = { kind: 'exists', pattern };
      return operator === 'exists' ? exists : call('!', exists);
    }
    case 'in':
    case 'notin': {
      const [needle, list] = parsedOperands as readonly ParsedExpression[];
      const operands = [needle, ...(Array.isArray(list) ? list : [])].flatMap((operand) =>
        operand === undefined ? [] : [translateExpression(operand, context)],
      );
      const isIn = call('in', ...operands);
      return operator === 'in' ? isIn : call('!', isIn);
    }
    default: {
      const operands = (parsedOperands as readonly ParsedExpression[]).map((operand) =>
        translateExpression(operand, context),
      );
      return call(operator.toLowerCase(), ...operands);
    }
  }
}

function translateFunctionCall(
  parsed: Extract<ParsedExpression, { type: 'functionCall' }>,
  context: ExpressionContext,
): Expression {
  const name = typeof parsed.function === 'string' ? parsed.function : parsed.function.value;
  if (parsed.distinct === true) throw unsupported(`DISTINCT in <${name}>`);
  return call(name, ...parsed.args.map((operand) => translateExpression(operand, context)));
}

function translateAggregate(parsed: ParsedAggregate, context: ExpressionContext): Expression {
  if (context.aggregate === undefined) {
    throw refuse(`${parsed.aggregation.toUpperCase()} cannot stand here.`, parsed.aggregation);
  }
  const name = aggregateNames.find((each) => each === parsed.aggregation);
  if (name === undefined) throw unsupported(parsed.aggregation.toUpperCase());
  const { aggregate: _, ...inside } = context;
  return variable(
    context.aggregate({
      name,
      operand: isWildcard(parsed.expression)
        ? undefined
        : translateExpression(parsed.expression, inside),
      distinct: parsed.distinct === true,
      separator: parsed.separator ?? ' ',
    }),
  );
}

export function patternTerm(term: ParsedTerm, scope: Scope, basicGroup: object): PatternTerm {
  if (term.termType === 'Variable') return variable(scope.variable(term.value));
  if (term.termType === 'BlankNode') return variable(scope.blankNode(term.value, basicGroup));
  return constant(constantTerm(term));
}

/** The parser's `*`, whose class its types do not share with terms. */
export function isWildcard(value: object): value is { readonly termType: 'Wildcard' } {
  return 'termType' in value && value.termType === 'Wildcard';
}

export function constantTerm(parsed: ParsedTerm): RdfTerm {
  switch (parsed.termType) {
    case 'NamedNode':
      return namedNode(parsed.value);
    case 'Literal':
      return parsed.language === ''
        ? literal(parsed.value, parsed.datatype.value)
        : textLiteral(parsed.value, parsed.language);
    case 'BlankNode':
      return blankNode(parsed.value);
    case 'Quad':
      throw unsupported('<< >>');
    case 'Variable':
      throw refuse(`The variable ?${parsed.value} cannot stand here.`, `?${parsed.value}`);
  }
}
