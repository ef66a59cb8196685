/** Quantities: read from text, checked, written for readers. */
import { type Failure, failed, failure, type Result } from '../../failures.ts';
import { parseItemId } from '../entity-id.ts';
import { type QuantityValue, UNITLESS } from '../data-value.ts';
import {
  addAmounts,
  amountFrom,
  compareAmounts,
  decimalsOf,
  isAmount,
  magnitudeOf,
  roundAmount,
  subtractAmounts,
} from './decimal.ts';
import { plainText } from './input-text.ts';
import { localeOf, type NumberStyle } from './locale.ts';
import { formatNumber, readNumber } from './number-text.ts';
import type { ParseOptions } from './parse-options.ts';

/** Wikibase's limit, sign and point included. */
const LONGEST_AMOUNT = 127;
const LONGEST_TEXT = 1_000;

const NUMBER = "[-+]?[\\d.,٫٬](?:[\\d.,٫٬'’]| (?=\\d))*(?:[eE][-+]?\\d+)?";
/** Letters, or one of the signs that are units; so `1/2` and `10^3` are no quantities. */
const UNIT = '[\\p{L}%‰°′″€$£¥µΩ].*?';
const UNCERTAINTY =
  `(?:±|\\+/?-) ?(?<margin>${NUMBER})` +
  `|\\[(?<lower>${NUMBER}) ?… ?(?<upper>${NUMBER})\\]|(?<mark>[~!])`;
/** The unit stands after the uncertainty or before it. */
const QUANTITY = new RegExp(
  `^(?<amount>${NUMBER})(?: ?(?<early>${UNIT})(?= ?[±[]| ?\\+/?-))?(?: ?(?:${UNCERTAINTY}))?(?: ?(?<unit>${UNIT}))?$`,
  'u',
);

/**
 * A number, then perhaps how far off it can be (`± 0.1`, `[4…8]`, `~` for half of its last digit,
 * `!` for not at all), then perhaps a unit.
 */
export function parseQuantity(text: string, options: ParseOptions): Result<QuantityValue> {
  const plain = plainText(text.slice(0, LONGEST_TEXT)).replaceAll('...', '…');
  if (plain === '') return failed(failure('value-empty', {}));
  const found = QUANTITY.exec(plain)?.groups;
  const style = localeOf(options.language).numbers;
  const amount = found?.['amount'] === undefined ? undefined : readNumber(found['amount'], style);
  if (found === undefined || amount === undefined) return notAQuantity(plain);
  const bounds = readBounds(amount, found, style);
  if (bounds === undefined) return notAQuantity(plain);
  if (found['early'] !== undefined && found['unit'] !== undefined) return notAQuantity(plain);
  const unit = readUnit(found['early'] ?? found['unit'], options);
  if (!unit.ok) return unit;
  const value: QuantityValue = { type: 'quantity', amount, unit: unit.value, ...bounds };
  const failures = validateQuantity(value);
  return failures.length === 0 ? { ok: true, value } : failed(...failures);
}

function notAQuantity(text: string): Result<never> {
  return failed(failure('value-not-a-quantity', { value: text }));
}

interface Bounds {
  readonly upperBound?: string;
  readonly lowerBound?: string;
}

/** No bounds where the text gives none; `undefined` where it gives some that are no numbers. */
function readBounds(
  amount: string,
  { margin, lower, upper, mark }: Readonly<Record<string, string | undefined>>,
  style: NumberStyle,
): Bounds | undefined {
  if (margin !== undefined) return around(amount, readNumber(margin, style));
  if (mark === '!') return { upperBound: amount, lowerBound: amount };
  if (mark === '~') return around(amount, amountFrom('5', -decimalsOf(amount) - 1));
  if (lower === undefined || upper === undefined) return {};
  const lowerBound = readNumber(lower, style);
  const upperBound = readNumber(upper, style);
  if (lowerBound === undefined || upperBound === undefined) return undefined;
  return { upperBound, lowerBound };
}

function around(amount: string, margin: string | undefined): Bounds | undefined {
  if (margin === undefined) return undefined;
  return { upperBound: addAmounts(amount, margin), lowerBound: subtractAmounts(amount, margin) };
}

const UNIT_IRI = /^https?:\/\/[^\s<>"{}|\\^`]+\/Q[1-9]\d{0,9}$/;

/** A unit may be given by its concept IRI, its item id, or a name that the caller knows. */
function readUnit(name: string | undefined, options: ParseOptions): Result<string> {
  if (name === undefined) return { ok: true, value: options.unit ?? UNITLESS };
  const item = parseItemId(name);
  const unit = UNIT_IRI.test(name)
    ? name
    : item !== undefined && options.conceptBase !== undefined
      ? options.conceptBase + item
      : options.unitNamed?.(name);
  return unit === undefined
    ? failed(failure('value-bad-unit', { unit: name }))
    : { ok: true, value: unit };
}

/** What is wrong with a quantity; empty where nothing is. */
export function validateQuantity(value: QuantityValue): readonly Failure[] {
  const { amount, lowerBound, upperBound, unit } = value;
  const numbers = [amount, lowerBound, upperBound].filter((number) => number !== undefined);
  const failures = numbers.flatMap(checkAmount);
  if (failures.length > 0) return failures;
  if (unit !== UNITLESS && !UNIT_IRI.test(unit)) return [failure('value-bad-unit', { unit })];
  if (lowerBound === undefined && upperBound === undefined) return [];
  if (lowerBound === undefined || upperBound === undefined) {
    const field = lowerBound === undefined ? 'lowerBound' : 'upperBound';
    return [failure('missing-field', { field })];
  }
  return compareAmounts(lowerBound, amount) <= 0 && compareAmounts(amount, upperBound) <= 0
    ? []
    : [failure('value-bounds-disorder', { lower: lowerBound, amount, upper: upperBound })];
}

function checkAmount(amount: string): readonly Failure[] {
  if (amount.length > LONGEST_AMOUNT) {
    return [failure('value-too-long', { limit: LONGEST_AMOUNT, length: amount.length })];
  }
  return isAmount(amount) ? [] : [failure('value-not-a-quantity', { value: amount })];
}

export interface QuantityFormat {
  readonly language: string;
  /** The label of an entity in the reader's language. */
  readonly label?: ((id: string) => string | undefined) | undefined;
  /**
   * `certain` shows no more digits than the bounds leave certain; a number is the power of ten of
   * the last digit. Every digit is shown without it.
   */
  readonly rounding?: 'certain' | number | undefined;
  /** Whether the unit is named. Default: true */
  readonly showsUnit?: boolean | undefined;
}

/** `12.5 ± 0.1 kilogram`; bounds that are not even, or written with more digits, as `[4…8]`. */
export function formatQuantity(
  value: QuantityValue,
  { language, label, rounding, showsUnit = true }: QuantityFormat,
): string {
  const style = localeOf(language).numbers;
  const last = rounding === 'certain' ? lastCertainDigit(value) : rounding;
  const written = (amount: string): string =>
    formatNumber(last === undefined ? amount : roundAmount(amount, last), style);
  const number = written(value.amount) + formatBounds(value, written);
  const unit = showsUnit ? unitId(value.unit) : undefined;
  return unit === undefined ? number : `${number} ${label?.(unit) ?? unit}`;
}

/** The power of ten of the digit in which the amount may be off; `undefined` without bounds. */
function lastCertainDigit({ amount, lowerBound, upperBound }: QuantityValue): number | undefined {
  if (lowerBound === undefined || upperBound === undefined) return undefined;
  const margins = [subtractAmounts(amount, lowerBound), subtractAmounts(upperBound, amount)];
  const [nearest = '+0'] = margins.toSorted(compareAmounts);
  return magnitudeOf(nearest) ?? -decimalsOf(amount);
}

/** The item id of a unit; `undefined` for none. A foreign IRI without one stands for itself. */
function unitId(unit: string): string | undefined {
  if (unit === UNITLESS) return undefined;
  return /\/(Q[1-9]\d*)$/.exec(unit)?.[1] ?? unit;
}

function formatBounds(value: QuantityValue, written: (amount: string) => string): string {
  const { amount, lowerBound, upperBound } = value;
  if (lowerBound === undefined || upperBound === undefined) return '';
  const margin = subtractAmounts(upperBound, amount);
  const even = around(amount, margin);
  if (even?.lowerBound === lowerBound && even.upperBound === upperBound) {
    return ` ± ${written(margin)}`;
  }
  return ` [${written(lowerBound)}…${written(upperBound)}]`;
}
