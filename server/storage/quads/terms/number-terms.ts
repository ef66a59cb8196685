/**
 * Integers, decimals and truth values as ids: those whose text is the canonical one and which fit.
 *
 * An encoder is given a literal and where its closing quote stands, and answers `UNBOUND` for what it
 * cannot give back letter by letter.
 */
import { firstOf, PAYLOADS, payloadOf, TAG, UNBOUND } from './term-id.ts';
import type { TermId } from './term-id.ts';

const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/** Integers lie in offset binary, so that ids sort as they do. */
const INTEGER_ZERO = firstOf(TAG.integer) + PAYLOADS / 2;
const INTEGER_LIMIT = PAYLOADS / 2;
/** Fewer digits than this may overflow the limit, but never the exactness of a number. */
const LONGEST_NUMBER = 15;

export function integerId(term: string, end: number): TermId {
  const isNegative = term.charCodeAt(1) === MINUS;
  const start = isNegative ? 2 : 1;
  const digits = end - start;
  if (digits < 1 || digits > LONGEST_NUMBER) return UNBOUND;
  if (term.charCodeAt(start) === ZERO && (isNegative || digits > 1)) return UNBOUND;
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = term.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return UNBOUND;
    number = number * 10 + digit;
  }
  if (number >= INTEGER_LIMIT) return UNBOUND;
  return INTEGER_ZERO + (isNegative ? -number : number);
}

export function integerOf(hi: number, lo: number): number {
  return payloadOf(hi, lo) - INTEGER_LIMIT;
}

const TRUE_ID = firstOf(TAG.boolean) + 1;
const FALSE_ID = firstOf(TAG.boolean);

export function booleanId(term: string, end: number): TermId {
  if (end === 5 && term.startsWith('true', 1)) return TRUE_ID;
  return end === 6 && term.startsWith('false', 1) ? FALSE_ID : UNBOUND;
}

export function booleanOf(lo: number): boolean {
  return lo === 1;
}

/** A decimal is `mantissa / 10 ** scale`: 4 bits of scale above 44 of mantissa in offset binary. */
export interface InlineDecimal {
  readonly mantissa: number;
  readonly scale: number;
}

const MANTISSAS = 2 ** 44;
const MANTISSA_LIMIT = MANTISSAS / 2;
const LARGEST_SCALE = 15;

export function decimalId(term: string, end: number): TermId {
  const isNegative = term.charCodeAt(1) === MINUS;
  const start = isNegative ? 2 : 1;
  const length = end - start;
  // A zero and the point stand before all that counts.
  if (length < 1 || length > LONGEST_NUMBER + 2) return UNBOUND;
  let mantissa = 0;
  let point = -1;
  for (let at = start; at < end; at++) {
    const character = term.charCodeAt(at);
    if (character === POINT && point === -1) {
      point = at;
      continue;
    }
    const digit = character - ZERO;
    if (digit < 0 || digit > 9) return UNBOUND;
    mantissa = mantissa * 10 + digit;
  }
  const whole = (point === -1 ? end : point) - start;
  const scale = point === -1 ? 0 : end - 1 - point;
  if (whole === 0 || (whole > 1 && term.charCodeAt(start) === ZERO)) return UNBOUND;
  if (point !== -1 && (scale === 0 || term.charCodeAt(end - 1) === ZERO)) return UNBOUND;
  if (mantissa >= MANTISSA_LIMIT || scale > LARGEST_SCALE) return UNBOUND;
  if (isNegative && mantissa === 0) return UNBOUND;
  const signed = isNegative ? -mantissa : mantissa;
  return firstOf(TAG.decimal) + scale * MANTISSAS + signed + MANTISSA_LIMIT;
}

export function decimalOf(hi: number, lo: number): InlineDecimal {
  const payload = payloadOf(hi, lo);
  const scale = Math.floor(payload / MANTISSAS);
  return { mantissa: payload - scale * MANTISSAS - MANTISSA_LIMIT, scale };
}

export function decimalText(hi: number, lo: number): string {
  const { mantissa, scale } = decimalOf(hi, lo);
  if (scale === 0) return String(mantissa);
  const digits = String(Math.abs(mantissa)).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${mantissa < 0 ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}
