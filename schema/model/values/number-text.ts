/** Decimal numbers as people write them, in the digits and with the separators of a language. */
import { amountFrom } from './decimal.ts';
import { escapePattern, localDigits } from './input-text.ts';
import type { NumberStyle } from './locale.ts';

/** Exponents beyond this would only make amounts that are too long. */
const LARGEST_EXPONENT = 1_000;

const PLAIN = /^(?<sign>[-+]?)(?<number>\d+(?:\.\d+)?|\.\d+)$/;

/**
 * The amount that a number written in some language means; `undefined` where it is none.
 *
 * The digits are 0-9 already (`plainText`). Separators count only where they stand right, so that
 * `1.5` among people who write 1.500 for a thousand and a half thousand is one and a half, and
 * `1,5` in English is refused, not read as fifteen.
 */
export function readNumber(text: string, style: NumberStyle): string | undefined {
  const [, mantissa = '', exponent = '0'] = /^(.+?)(?:[eE]([-+]?\d{1,4}))?$/s.exec(text) ?? [];
  if (Math.abs(Number(exponent)) > LARGEST_EXPONENT) return undefined;
  const plain = mantissa.replace(/٬/g, style.group).replace(/٫/g, style.decimal).replace(/’/g, "'");
  const found = (localPattern(style).exec(plain) ?? PLAIN.exec(plain))?.groups;
  if (found === undefined) return undefined;
  const { sign = '', whole, fraction, number } = found;
  const digits =
    number ?? `${(whole ?? '').replace(/\D/g, '')}${fraction === undefined ? '' : `.${fraction}`}`;
  return amountFrom(sign + digits, Number(exponent));
}

const patterns = new Map<string, RegExp>();

/** The lowest group has three digits, higher ones two or three; spaces group in every language. */
function localPattern({ decimal, group }: NumberStyle): RegExp {
  const key = decimal + group;
  const known = patterns.get(key);
  if (known !== undefined) return known;
  const separators = [...new Set([group.replace('’', "'"), ' ', "'"])].filter(
    (separator) => separator !== '' && separator !== decimal,
  );
  const groups = separators
    .map(escapePattern)
    .map((separator) => `\\d{1,3}(?:${separator}\\d{2,3})*${separator}\\d{3}`);
  const pattern = new RegExp(
    `^(?<sign>[-+]?)(?<whole>\\d+|${groups.join('|')})(?:${escapePattern(decimal)}(?<fraction>\\d+))?$`,
  );
  patterns.set(key, pattern);
  return pattern;
}

/** An amount for readers: grouped, in their digits, without a plus; every digit is shown. */
export function formatNumber(amount: string, style: NumberStyle): string {
  const [, sign = '', whole = '', fraction] = /^([-+]?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  const decimals = fraction === undefined ? '' : style.decimal + fraction;
  return localDigits((sign === '-' ? '-' : '') + grouped(whole, style) + decimals, style.zero);
}

function grouped(whole: string, { group, groupedFrom, higherGroup }: NumberStyle): string {
  if (groupedFrom === 0 || whole.length < groupedFrom) return whole;
  const groups = [whole.slice(-3)];
  for (let end = whole.length - 3; end > 0; end -= higherGroup) {
    groups.unshift(whole.slice(Math.max(0, end - higherGroup), end));
  }
  // a space that does not let the line break inside a number
  return groups.join(group === ' ' ? '\u00a0' : group);
}
