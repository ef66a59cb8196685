/** `=`, `<` and `ORDER BY`: what is equal, what comes first, and what cannot be compared. */
import { compareDates, secondsBetween } from './date-value.ts';
import type { DateValue } from './date-value.ts';
import { compareDurations } from './duration.ts';
import { compareNumbers } from './arithmetic.ts';
import { isNumeric, lexicalText } from './value.ts';
import type { Evaluated, Value } from './value.ts';

/** `undefined` is an error: of two unequal literals of unknown kinds nobody knows whether they differ. */
export function equals(a: Value, b: Value): boolean | undefined {
  if (isNumeric(a) && isNumeric(b)) return compareNumbers(a, b) === 0;
  if (isLiteralValue(a) !== isLiteralValue(b)) return false;
  if (isTagged(a) !== isTagged(b)) return false;
  switch (a.kind) {
    case 'iri':
      return b.kind === 'iri' && a.iri === b.iri;
    case 'blank':
      return b.kind === 'blank' && a.label === b.label;
    case 'text':
      if (b.kind !== 'text') return undefined;
      return a.text === b.text && a.language.toLowerCase() === b.language.toLowerCase();
    case 'boolean':
      return b.kind === 'boolean' ? a.value === b.value : undefined;
    case 'date':
      return b.kind === 'date' ? equalDates(a, b) : undefined;
    case 'duration':
      return b.kind === 'duration' ? a.months === b.months && a.seconds === b.seconds : undefined;
    case 'integer':
    case 'decimal':
    case 'float':
    case 'double':
      return undefined;
    case 'other':
      return b.kind === 'other' && a.lexical === b.lexical && a.datatype === b.datatype
        ? true
        : undefined;
  }
}

/** A day with a time zone and one without may or may not be the same; for instants UTC is meant. */
function equalDates(a: DateValue, b: DateValue): boolean | undefined {
  if (a.type !== b.type) return false;
  const bothZoned = (a.zoneMinutes === undefined) === (b.zoneMinutes === undefined);
  const isCertain = a.type === 'dateTime' || bothZoned;
  return isCertain || Math.abs(secondsBetween(a, b)) > 14 * 3600
    ? compareDates(a, b) === 0
    : undefined;
}

/** A text in a language is certainly no value of any other datatype. */
function isTagged(value: Value): boolean {
  return value.kind === 'text' && value.language !== '';
}

function isLiteralValue(value: Value): boolean {
  return value.kind !== 'iri' && value.kind !== 'blank';
}

/** Negative, zero or positive; NaN where a NaN is compared; `undefined` is an error. */
export function compare(a: Value, b: Value): number | undefined {
  if (isNumeric(a) && isNumeric(b)) return compareNumbers(a, b);
  if (a.kind === 'text' && b.kind === 'text') {
    return a.language === '' && b.language === '' ? compareText(a.text, b.text) : undefined;
  }
  if (a.kind === 'boolean' && b.kind === 'boolean') return Number(a.value) - Number(b.value);
  if (a.kind === 'date' && b.kind === 'date') {
    return a.type === b.type ? compareDates(a, b) : undefined;
  }
  if (a.kind === 'duration' && b.kind === 'duration') return compareDurations(a, b);
  return undefined;
}

/** By code points; UTF-16 puts the astral planes before U+E000. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left === right) continue;
    const surrogates = Number(isSurrogate(left)) - Number(isSurrogate(right));
    return surrogates === 0 ? left - right : surrogates;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** The total order of `ORDER BY`: nothing, blank nodes, IRIs, then literals by kind. */
export function compareForOrder(a: Evaluated, b: Evaluated): number {
  const rank = orderRank(a) - orderRank(b);
  if (rank !== 0 || a === undefined || b === undefined) return rank;
  if (a.kind === 'text' && b.kind === 'text') {
    return compareText(a.text, b.text) || compareText(a.language, b.language);
  }
  if (a.kind === 'date' && b.kind === 'date') return compareDates(a, b);
  const order = compare(a, b);
  if (order !== undefined && !Number.isNaN(order)) return order;
  if (isNumeric(a) && isNumeric(b)) return Number(isNotANumber(b)) - Number(isNotANumber(a));
  return compareText(lexicalText(a), lexicalText(b));
}

function isNotANumber(value: Value): boolean {
  return (value.kind === 'double' || value.kind === 'float') && Number.isNaN(value.value);
}

function orderRank(value: Evaluated): number {
  if (value === undefined) return 0;
  switch (value.kind) {
    case 'blank':
      return 1;
    case 'iri':
      return 2;
    case 'integer':
    case 'decimal':
    case 'float':
    case 'double':
      return 3;
    case 'date':
      return 4;
    case 'duration':
      return 5;
    case 'boolean':
      return 6;
    case 'text':
      return 7;
    case 'other':
      return 8;
  }
}
