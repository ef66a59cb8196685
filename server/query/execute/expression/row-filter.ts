/**
 * Conditions over whole batches. What most filters ask (is a number or a date in a range, is it
 * this entity, is the text in this language) is answered from the ids; every other condition, and
 * every row whose id does not tell, is left to the compiled expression.
 */
import { isBlankNode, isLiteral, isNamedNode, languageOf, lexicalForm } from '../../../rdf/term.ts';
import { idAt } from '../../../storage/quads/column.ts';
import { epochSecondsOf } from '../../../storage/quads/terms/date-terms.ts';
import { integerOf } from '../../../storage/quads/terms/number-terms.ts';
import { hiOf, loOf, TAG, tagOf, UNBOUND } from '../../../storage/quads/terms/term-id.ts';
import type { TermId } from '../../../storage/quads/terms/term-id.ts';
import type { Expression, Variable } from '../../algebra.ts';
import type { Batch } from '../batch.ts';
import type { ExecutionContext } from '../operator.ts';
import { columnIndex } from '../operator.ts';
import type { QueryTerms } from '../query-terms.ts';
import { compileCondition } from './compile.ts';
import type { Condition } from './compile.ts';

/** Writes the rows for which the condition is true, and says how many they are. */
export type RowFilter = (batch: Batch, rows: Int32Array) => number;

export function compileFilter(
  condition: Expression,
  variables: readonly Variable[],
  context: ExecutionContext,
): RowFilter {
  const otherwise = compileCondition([condition], variables, context);
  const test = testOfIds(condition, context.terms);
  const column = test && columnIndex(variables, test.variable);
  if (test === undefined || column === undefined) return rowByRow(otherwise);
  return test.kind === 'range'
    ? rangeFilter(test, column, otherwise)
    : termFilter(test.holds, column, otherwise);
}

function rowByRow(condition: Condition): RowFilter {
  return (batch, rows) => {
    let length = 0;
    for (let row = 0; row < batch.length; row++) if (condition(batch, row)) rows[length++] = row;
    return length;
  };
}

/** What an id alone can answer, of one variable. */
type IdTest =
  | {
      readonly kind: 'range';
      readonly variable: Variable;
      readonly of: 'integers' | 'dates';
      readonly least: number;
      readonly most: number;
    }
  | {
      readonly kind: 'term';
      readonly variable: Variable;
      /** `undefined` where it does not know. */
      readonly holds: (id: TermId) => boolean | undefined;
    };

/** Hot: integers and dates that are their own id are compared as numbers. */
function rangeFilter(
  { of, least, most }: IdTest & { kind: 'range' },
  column: number,
  otherwise: Condition,
): RowFilter {
  return (batch, rows) => {
    const { hi, lo } = batch.columns[column];
    let length = 0;
    for (let row = 0; row < batch.length; row++) {
      const high = typeof hi === 'number' ? hi : hi[row];
      const tag = tagOf(high);
      let value: number;
      if (of === 'integers' && tag === TAG.integer) value = integerOf(high, lo[row]);
      else if (of === 'dates' && (tag === TAG.day || tag === TAG.instant)) {
        value = epochSecondsOf(high, lo[row]);
      } else {
        if (otherwise(batch, row)) rows[length++] = row;
        continue;
      }
      if (value >= least && value <= most) rows[length++] = row;
    }
    return length;
  };
}

/** Terms repeat: what was found for one id holds for the next row that has it. */
function termFilter(
  holds: (id: TermId) => boolean | undefined,
  column: number,
  otherwise: Condition,
): RowFilter {
  return (batch, rows) => {
    let length = 0;
    let last: TermId = UNBOUND;
    let lastHolds: boolean | undefined = false;
    for (let row = 0; row < batch.length; row++) {
      const id = idAt(batch.columns[column], row);
      if (id !== last) {
        last = id;
        lastHolds = id === UNBOUND ? undefined : holds(id);
      }
      if (lastHolds ?? otherwise(batch, row)) rows[length++] = row;
    }
    return length;
  };
}

const mirrored: Readonly<Record<string, string>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
};

function testOfIds(condition: Expression, terms: QueryTerms): IdTest | undefined {
  if (condition.kind !== 'call') return undefined;
  const { operator, operands } = condition;
  const [left, right] = operands;
  if (left === undefined || right === undefined || operands.length !== 2) return undefined;
  if (left.kind === 'term') {
    const other = mirrored[operator];
    return other === undefined || right.kind === 'term'
      ? undefined
      : testOfIds({ ...condition, operator: other, operands: [right, left] }, terms);
  }
  if (right.kind !== 'term') return undefined;
  if (left.kind === 'variable') {
    return isNamedNode(right.term)
      ? sameNode(operator, left.name, terms.encode(right.term))
      : rangeOf(operator, left.name, terms.find(right.term));
  }
  // Of plain texts only, which end with their quotation mark.
  return right.term.endsWith('"')
    ? textTest(operator, left, lexicalForm(right.term), terms)
    : undefined;
}

/** An IRI equals itself and nothing else. */
function sameNode(operator: string, variable: Variable, node: TermId): IdTest | undefined {
  if (operator !== '=' && operator !== '!=') return undefined;
  const wanted = operator === '=';
  return { kind: 'term', variable, holds: (id) => (id === node) === wanted };
}

function rangeOf(
  operator: string,
  variable: Variable,
  constant: TermId | undefined,
): IdTest | undefined {
  if (constant === undefined) return undefined;
  const [hi, lo] = [hiOf(constant), loOf(constant)];
  const tag = tagOf(hi);
  const isDate = tag === TAG.day || tag === TAG.instant;
  if (tag !== TAG.integer && !isDate) return undefined;
  const value = isDate ? epochSecondsOf(hi, lo) : integerOf(hi, lo);
  const of = isDate ? 'dates' : 'integers';
  // Both are whole numbers.
  switch (operator) {
    case '=':
      return { kind: 'range', variable, of, least: value, most: value };
    case '<':
      return { kind: 'range', variable, of, least: -Infinity, most: value - 1 };
    case '<=':
      return { kind: 'range', variable, of, least: -Infinity, most: value };
    case '>':
      return { kind: 'range', variable, of, least: value + 1, most: Infinity };
    case '>=':
      return { kind: 'range', variable, of, least: value, most: Infinity };
    default:
      return undefined;
  }
}

/** `LANG(?x) = "en"` and `STRSTARTS(STR(?x), "Q")`, without making a value of the term. */
function textTest(
  operator: string,
  call: Expression,
  text: string,
  terms: QueryTerms,
): IdTest | undefined {
  if (call.kind !== 'call' || call.operands.length !== 1) return undefined;
  const [operand] = call.operands;
  if (operand?.kind !== 'variable') return undefined;
  const variable = operand.name;
  if (call.operator === 'lang' && operator === '=') {
    return { kind: 'term', variable, holds: languageTest(text, terms) };
  }
  if (call.operator !== 'str' || operator !== 'strstarts') return undefined;
  const holds = (id: TermId): boolean | undefined => {
    const term = terms.decode(id);
    return isBlankNode(term) ? undefined : lexicalForm(term).startsWith(text);
  };
  return { kind: 'term', variable, holds };
}

/** The high half of a text's id names its language, so that one text tells of all. */
function languageTest(wanted: string, terms: QueryTerms): (id: TermId) => boolean | undefined {
  const known = new Map<number, boolean>();
  return (id) => {
    const hi = hiOf(id);
    const isTold = tagOf(hi) === TAG.languageText;
    const before = isTold ? known.get(hi) : undefined;
    if (before !== undefined) return before;
    const term = terms.decode(id);
    const holds = isLiteral(term) ? languageOf(term) === wanted : undefined;
    if (isTold && holds !== undefined) known.set(hi, holds);
    return holds;
  };
}
