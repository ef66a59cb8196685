/** `+ - * /` and number comparison with the promotions of XPath; date arithmetic as people use it. */
import { parseDecimal } from '../../../../schema/model/values/decimal.ts';
import type { Decimal } from '../../../../schema/model/values/decimal.ts';
import { addToDate, secondsBetween } from './date-value.ts';
import type { Evaluated, NumericType, NumericValue, Value } from './value.ts';
import { double, isNumeric } from './value.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/';

/** An integer may not grow without end: `BIND` after `BIND` could square it each time. */
const MAX_INTEGER = 10n ** 1000n;
/** Digits of a quotient that does not end. */
const QUOTIENT_DIGITS = 30;
const DAY_SECONDS = 86_400;
const types: readonly NumericType[] = ['integer', 'decimal', 'float', 'double'];

export function arithmetic(operator: ArithmeticOperator, a: Value, b: Value): Evaluated {
  if (isNumeric(a) && isNumeric(b)) return calculate(operator, a, b);
  if (operator === '*' || operator === '/') return undefined;
  return dateArithmetic(operator, a, b);
}

function calculate(operator: ArithmeticOperator, a: NumericValue, b: NumericValue): Evaluated {
  const type = commonType(a, b);
  switch (type) {
    case 'integer':
      return calculateIntegers(operator, integerPart(a), integerPart(b));
    case 'decimal':
      return calculateDecimals(operator, exact(a), exact(b));
    case 'float':
    case 'double': {
      const value = calculateDoubles(operator, doubleOf(a), doubleOf(b));
      return { kind: type, value: type === 'float' ? Math.fround(value) : value };
    }
  }
}

function commonType(a: NumericValue, b: NumericValue): NumericType {
  return types[Math.max(types.indexOf(a.kind), types.indexOf(b.kind))] ?? 'double';
}

function calculateIntegers(operator: ArithmeticOperator, a: bigint, b: bigint): Evaluated {
  if (operator === '/') {
    return calculateDecimals(operator, decimalOfInteger(a), decimalOfInteger(b));
  }
  const value = operator === '+' ? a + b : operator === '-' ? a - b : a * b;
  return value > MAX_INTEGER || value < -MAX_INTEGER ? undefined : { kind: 'integer', value };
}

function calculateDecimals(operator: ArithmeticOperator, a: Decimal, b: Decimal): Evaluated {
  switch (operator) {
    case '+':
      return { kind: 'decimal', value: a.plus(b) };
    case '-':
      return { kind: 'decimal', value: a.minus(b) };
    case '*':
      return { kind: 'decimal', value: a.times(b) };
    case '/':
      if (b.isZero()) return undefined;
      return { kind: 'decimal', value: a.div(b).toSignificantDigits(QUOTIENT_DIGITS) };
  }
}

function calculateDoubles(operator: ArithmeticOperator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
  }
}

export function negate(value: Value): Evaluated {
  if (!isNumeric(value)) return undefined;
  switch (value.kind) {
    case 'integer':
      return { kind: 'integer', value: -value.value };
    case 'decimal':
      return { kind: 'decimal', value: value.value.neg() };
    case 'float':
    case 'double':
      return { kind: value.kind, value: -value.value };
  }
}

/** NaN where a NaN is compared. */
export function compareNumbers(a: NumericValue, b: NumericValue): number {
  switch (commonType(a, b)) {
    case 'integer': {
      const [left, right] = [integerPart(a), integerPart(b)];
      return left < right ? -1 : Number(left > right);
    }
    case 'decimal':
      return exact(a).cmp(exact(b));
    case 'float':
    case 'double': {
      const [left, right] = [doubleOf(a), doubleOf(b)];
      return left === right ? 0 : left - right;
    }
  }
}

/** A difference of dates is a number of days; durations are added and taken away. */
function dateArithmetic(operator: '+' | '-', a: Value, b: Value): Evaluated {
  if (a.kind === 'date' && b.kind === 'date') {
    return operator === '-' ? double(secondsBetween(a, b) / DAY_SECONDS) : undefined;
  }
  if (a.kind === 'duration' && b.kind === 'date' && operator === '+') {
    return dateArithmetic('+', b, a);
  }
  if (b.kind !== 'duration') return undefined;
  const sign = operator === '+' ? 1 : -1;
  const [months, seconds] = [sign * b.months, sign * b.seconds];
  if (a.kind === 'date') {
    const { term: _, ...date } = a;
    return { kind: 'date', ...addToDate(date, months, seconds) };
  }
  if (a.kind !== 'duration') return undefined;
  const type = a.type === b.type ? a.type : 'duration';
  return { kind: 'duration', type, months: a.months + months, seconds: a.seconds + seconds };
}

/** Towards zero; `undefined` for what is no number. */
export function integerOf(number: NumericValue): Evaluated {
  if (number.kind === 'integer') return number;
  if (number.kind === 'decimal')
    return { kind: 'integer', value: BigInt(number.value.trunc().toFixed()) };
  if (!Number.isFinite(number.value)) return undefined;
  return { kind: 'integer', value: BigInt(Math.trunc(number.value)) };
}

export function decimalOf(number: NumericValue): Evaluated {
  if (number.kind === 'decimal') return number;
  const value =
    number.kind === 'integer'
      ? decimalOfInteger(number.value)
      : Number.isFinite(number.value)
        ? parseDecimal(plainDigits(number.value))
        : undefined;
  return value === undefined ? undefined : { kind: 'decimal', value };
}

export function doubleOf(number: NumericValue): number {
  return Number(number.value);
}

function integerPart(number: NumericValue): bigint {
  return number.kind === 'integer' ? number.value : BigInt(Math.trunc(Number(number.value)));
}

/** Only for numbers that are no doubles. */
function exact(number: NumericValue): Decimal {
  return number.kind === 'decimal' ? number.value : decimalOfInteger(integerPart(number));
}

function decimalOfInteger(value: bigint): Decimal {
  const decimal = parseDecimal(String(value));
  if (decimal === undefined) throw new Error(`${value} is not a decimal number.`);
  return decimal;
}

/** Without a power of ten. */
export function plainDigits(value: number): string {
  const [digits = '', exponent = '0'] = String(value).split('e');
  const shift = Number(exponent);
  if (shift === 0) return digits;
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(digits) ?? [];
  const all = whole + fraction;
  const point = whole.length + shift;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  return `${sign}${all.slice(0, point).padEnd(point, '0')}.${all.slice(point)}0`;
}
