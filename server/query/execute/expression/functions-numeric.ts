/** Functions on numbers (SPARQL 1.1, section 17.4.4); each keeps the type of its operand. */
import type { FunctionTable } from './function.ts';
import { nullary, unary } from './function.ts';
import { roundDecimal } from '../../../../schema/model/values/decimal.ts';
import { double, isNumeric } from './value.ts';
import type { Evaluated, Value } from './value.ts';

type Rounding = 'round' | 'ceil' | 'floor';

export const numericFunctions: FunctionTable = [
  ['abs', unary(absolute)],
  ['round', unary((value) => rounded(value, 'round'))],
  ['ceil', unary((value) => rounded(value, 'ceil'))],
  ['floor', unary((value) => rounded(value, 'floor'))],
  ['rand', nullary(() => double(Math.random()))],
];

function absolute(value: Value): Evaluated {
  if (!isNumeric(value)) return undefined;
  switch (value.kind) {
    case 'integer':
      return { kind: 'integer', value: value.value < 0n ? -value.value : value.value };
    case 'decimal':
      return { kind: 'decimal', value: value.value.abs() };
    case 'float':
    case 'double':
      return { kind: value.kind, value: Math.abs(value.value) };
  }
}

/** Halves go up, as XPath has it. */
function rounded(value: Value, how: Rounding): Evaluated {
  if (!isNumeric(value)) return undefined;
  switch (value.kind) {
    case 'integer':
      return { kind: 'integer', value: value.value };
    case 'decimal':
      return { kind: 'decimal', value: roundDecimal(value.value, how) };
    case 'float':
    case 'double':
      return { kind: value.kind, value: Math[how](value.value) };
  }
}
