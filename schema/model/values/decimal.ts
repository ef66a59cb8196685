/**
 * Decimal numbers of any length as text, the way the wire format has them: `+10.38`, `-0.5`.
 *
 * Only here is the decimal library in sight. Nothing is ever rounded: the library is given more
 * digits than any amount may have.
 */
import { Decimal } from 'decimal.js';

export type { Decimal } from 'decimal.js';

/** A signed decimal: the sign is always there, no needless leading zeros, trailing zeros count. */
const AMOUNT = /^[-+](?:0|[1-9]\d*)(?:\.\d+)?$/;

/** The product of two amounts of the greatest length has twice their digits. */
const Exact = Decimal.clone({ precision: 1_000 });

export function isAmount(text: string): boolean {
  return AMOUNT.test(text);
}

/**
 * The amount that digits, an optional point and an optional power of ten make: (`1.50`, 1) →
 * `+15.0`. Digits are moved, not computed, so none is lost or gained; there is no negative zero.
 */
export function amountFrom(digits: string, exponent = 0): string {
  const [, sign = '', whole = '', fraction = ''] = /^([-+]?)(\d*)(?:\.(\d*))?$/.exec(digits) ?? [];
  const all = whole + fraction;
  const point = whole.length + exponent;
  const left = point > 0 ? all.slice(0, point).padEnd(point, '0') : '0';
  const right = point > 0 ? all.slice(point) : '0'.repeat(-point) + all;
  const unsigned = left.replace(/^0+(?=\d)/, '') + (right === '' ? '' : `.${right}`);
  return sign === '-' && /[1-9]/.test(unsigned) ? `-${unsigned}` : `+${unsigned}`;
}

/** The canonical text of a decimal: no plus, no zeros that say nothing. Takes any spelling. */
export function canonicalDecimal(digits: string): string {
  const [whole = '', fraction = ''] = amountFrom(digits).split('.');
  const decimals = fraction.replace(/0+$/, '');
  const unsigned = whole.replace('+', '');
  return decimals === '' ? unsigned : `${unsigned}.${decimals}`;
}

export function decimalsOf(amount: string): number {
  const point = amount.indexOf('.');
  return point === -1 ? 0 : amount.length - point - 1;
}

/** Negative, zero or positive, as the first is less than, equal to or greater than the second. */
export function compareAmounts(one: string, other: string): number {
  return new Exact(one).cmp(other);
}

/** The exact sum, with the decimals of the longer of the two. */
export function addAmounts(one: string, other: string): string {
  return toAmount(new Exact(one).plus(other), Math.max(decimalsOf(one), decimalsOf(other)));
}

/** The exact difference, with the decimals of the longer of the two. */
export function subtractAmounts(one: string, other: string): string {
  return toAmount(new Exact(one).minus(other), Math.max(decimalsOf(one), decimalsOf(other)));
}

/** The exact product, with the decimals of both together. */
export function multiplyAmounts(one: string, other: string): string {
  return toAmount(new Exact(one).times(other), decimalsOf(one) + decimalsOf(other));
}

/** To a whole number of tens to the power of `exponent`; halves go away from zero. */
export function roundAmount(amount: string, exponent: number): string {
  const step = new Exact(10).pow(exponent);
  return toAmount(new Exact(amount).toNearest(step, Decimal.ROUND_HALF_UP), Math.max(0, -exponent));
}

/** The power of ten of the first digit that is not zero; `undefined` for zero. */
export function magnitudeOf(amount: string): number | undefined {
  const number = new Exact(amount);
  return number.isZero() ? undefined : number.e;
}

/** A number to compute with, for long calculations; `undefined` where the text is none. */
export function parseDecimal(text: string): Decimal | undefined {
  return /^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(text) ? new Exact(text) : undefined;
}

/** The shortest text of a number, never with a power of ten. */
export function decimalText(number: Decimal): string {
  return number.isZero() ? '0' : number.toFixed();
}

const ROUNDING = {
  // halves go up, towards plus infinity, as XPath and SPARQL have it
  round: Decimal.ROUND_HALF_CEIL,
  ceil: Decimal.ROUND_CEIL,
  floor: Decimal.ROUND_FLOOR,
} as const;

/** The nearest whole number, or the nearest above or below. */
export function roundDecimal(number: Decimal, how: keyof typeof ROUNDING): Decimal {
  return number.toDecimalPlaces(0, ROUNDING[how]);
}

function toAmount(number: Decimal, decimals: number): string {
  return amountFrom(number.toFixed(decimals));
}
