/**
 * The values that expressions compute with (SPARQL 1.1, section 17.1). A value that came from a
 * term keeps the term, so that what is only passed on keeps its spelling.
 */
import { RDF, XSD } from '../../../../schema/vocabulary.ts';
import {
  blankNode,
  datatypeOf,
  isBlankNode,
  isLiteral,
  languageOf,
  lexicalForm,
  literal,
  namedNode,
  textLiteral,
} from '../../../rdf/term.ts';
import type { RdfTerm } from '../../../rdf/term.ts';
import { decimalText, parseDecimal } from '../../../../schema/model/values/decimal.ts';
import type { Decimal } from '../../../../schema/model/values/decimal.ts';
import { formatInstant, parseDateValue } from './date-value.ts';
import type { DateValue } from './date-value.ts';
import { formatDuration, parseDuration } from './duration.ts';
import type { Duration } from './duration.ts';

export type NumericType = 'integer' | 'decimal' | 'float' | 'double';

export type NumericValue =
  | { readonly kind: 'integer'; readonly value: bigint; readonly term?: RdfTerm }
  | { readonly kind: 'decimal'; readonly value: Decimal; readonly term?: RdfTerm }
  | { readonly kind: 'float' | 'double'; readonly value: number; readonly term?: RdfTerm };

export type Value =
  | { readonly kind: 'iri'; readonly iri: string; readonly term?: RdfTerm }
  | { readonly kind: 'blank'; readonly label: string; readonly term?: RdfTerm }
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Empty for `xsd:string`. */
      readonly language: string;
      readonly term?: RdfTerm;
    }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly term?: RdfTerm }
  | NumericValue
  | ({ readonly kind: 'date'; readonly term?: RdfTerm } & DateValue)
  | ({ readonly kind: 'duration'; readonly term?: RdfTerm } & Duration)
  /** Of a datatype that has no arithmetic here, or not of the form that its datatype asks for. */
  | {
      readonly kind: 'other';
      readonly lexical: string;
      readonly datatype: string;
      readonly term?: RdfTerm;
    };

/** `undefined` is an error, as in evaluating `1 / 0` or reading an unbound variable. */
export type Evaluated = Value | undefined;

export const TRUE = literal('true', `${XSD}boolean`);
export const FALSE = literal('false', `${XSD}boolean`);

/** The integers of XML Schema that are narrower than `xsd:integer`, with their bounds. */
const integerTypes = new Map<string, readonly [bigint | undefined, bigint | undefined]>([
  ['integer', [undefined, undefined]],
  ['long', [-(2n ** 63n), 2n ** 63n - 1n]],
  ['int', [-(2n ** 31n), 2n ** 31n - 1n]],
  ['short', [-(2n ** 15n), 2n ** 15n - 1n]],
  ['byte', [-128n, 127n]],
  ['nonNegativeInteger', [0n, undefined]],
  ['positiveInteger', [1n, undefined]],
  ['nonPositiveInteger', [undefined, 0n]],
  ['negativeInteger', [undefined, -1n]],
  ['unsignedLong', [0n, 2n ** 64n - 1n]],
  ['unsignedInt', [0n, 2n ** 32n - 1n]],
  ['unsignedShort', [0n, 2n ** 16n - 1n]],
  ['unsignedByte', [0n, 255n]],
]);

export function valueOf(term: RdfTerm): Value {
  if (!isLiteral(term)) {
    return isBlankNode(term)
      ? { kind: 'blank', label: lexicalForm(term), term }
      : { kind: 'iri', iri: term, term };
  }
  const lexical = lexicalForm(term);
  const datatype = datatypeOf(term);
  if (datatype === `${RDF}langString`) {
    return { kind: 'text', text: lexical, language: languageOf(term), term };
  }
  return { ...readLiteral(lexical, datatype), term };
}

/** The value of a literal that need not exist as a term; `other` where its form is wrong. */
export function readLiteral(lexical: string, datatype: string): Value {
  const other: Value = { kind: 'other', lexical, datatype };
  if (!datatype.startsWith(XSD)) return other;
  const type = datatype.slice(XSD.length);
  const bounds = integerTypes.get(type);
  if (bounds !== undefined) return readInteger(lexical, bounds) ?? other;
  switch (type) {
    case 'string':
      return { kind: 'text', text: lexical, language: '' };
    case 'boolean':
      return /^(?:true|false|1|0)$/.test(lexical)
        ? { kind: 'boolean', value: lexical === 'true' || lexical === '1' }
        : other;
    case 'decimal': {
      const value = /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(lexical) ? parseDecimal(lexical) : undefined;
      return value === undefined ? other : { kind: 'decimal', value };
    }
    case 'float':
    case 'double': {
      const value = readFloating(lexical);
      if (value === undefined) return other;
      return { kind: type, value: type === 'float' ? Math.fround(value) : value };
    }
    default: {
      const date = parseDateValue(type, lexical);
      if (date !== undefined) return { kind: 'date', ...date };
      const duration = parseDuration(type, lexical);
      return duration === undefined ? other : { kind: 'duration', ...duration };
    }
  }
}

function readInteger(
  lexical: string,
  [least, most]: readonly [bigint | undefined, bigint | undefined],
): Value | undefined {
  if (!/^[+-]?\d+$/.test(lexical)) return undefined;
  const value = BigInt(lexical.startsWith('+') ? lexical.slice(1) : lexical);
  if (least !== undefined && value < least) return undefined;
  return most !== undefined && value > most ? undefined : { kind: 'integer', value };
}

function readFloating(lexical: string): number | undefined {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(lexical)) return Number(lexical);
  if (lexical === 'NaN') return NaN;
  if (lexical === 'INF' || lexical === '+INF') return Infinity;
  return lexical === '-INF' ? -Infinity : undefined;
}

export function termOf(value: Value): RdfTerm {
  if (value.term !== undefined) return value.term;
  switch (value.kind) {
    case 'iri':
      return namedNode(value.iri);
    case 'blank':
      return blankNode(value.label);
    case 'text':
      return textLiteral(value.text, value.language === '' ? undefined : value.language);
    case 'boolean':
      return value.value ? TRUE : FALSE;
    case 'date':
      return literal(lexicalText(value), `${XSD}${value.type}`);
    case 'duration':
      return literal(lexicalText(value), `${XSD}${value.type}`);
    case 'other':
      return literal(value.lexical, value.datatype);
    case 'integer':
    case 'decimal':
    case 'float':
    case 'double':
      return literal(lexicalText(value), `${XSD}${value.kind}`);
  }
}

/** What `STR` gives, except that a blank node has no text. */
export function lexicalText(value: Value): string {
  if (value.term !== undefined) return lexicalForm(value.term);
  switch (value.kind) {
    case 'iri':
      return value.iri;
    case 'blank':
      return value.label;
    case 'text':
      return value.text;
    case 'boolean':
      return String(value.value);
    case 'integer':
      return String(value.value);
    case 'decimal':
      return decimalText(value.value);
    case 'float':
      return floatingText(shortestFloat(value.value));
    case 'double':
      return floatingText(value.value);
    case 'date':
      return formatInstant(value);
    case 'duration':
      return formatDuration(value);
    case 'other':
      return value.lexical;
  }
}

/** The number with the fewest digits that is the same in single precision. */
function shortestFloat(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return value;
}

/** The canonical form of XML Schema: one digit before the point, always an exponent. */
export function floatingText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'INF' : '-INF';
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const point = mantissa.includes('.') ? mantissa : `${mantissa}.0`;
  return `${Object.is(value, -0) ? '-' : ''}${point}E${Number(exponent)}`;
}

export function isNumeric(value: Value): value is NumericValue {
  return (
    value.kind === 'integer' ||
    value.kind === 'decimal' ||
    value.kind === 'double' ||
    value.kind === 'float'
  );
}

export function text(value: string, language = ''): Value {
  return { kind: 'text', text: value, language };
}

export function boolean(value: boolean): Value {
  return { kind: 'boolean', value };
}

export function integer(value: number | bigint): Value {
  return { kind: 'integer', value: BigInt(value) };
}

export function double(value: number): Value {
  return { kind: 'double', value };
}

/** Effective boolean value (section 17.2.2); `undefined` is an error. */
export function truthOf(value: Evaluated): boolean | undefined {
  if (value === undefined) return undefined;
  switch (value.kind) {
    case 'boolean':
      return value.value;
    case 'text':
      return value.language === '' ? value.text !== '' : undefined;
    case 'integer':
      return value.value !== 0n;
    case 'decimal':
      return !value.value.isZero();
    case 'float':
    case 'double':
      return value.value !== 0 && !Number.isNaN(value.value);
    case 'other':
      return isBooleanOrNumber(value.datatype) ? false : undefined;
    case 'iri':
    case 'blank':
    case 'date':
    case 'duration':
      return undefined;
  }
}

/** A malformed literal of these types counts as false, not as an error. */
function isBooleanOrNumber(datatype: string): boolean {
  const type = datatype.startsWith(XSD) ? datatype.slice(XSD.length) : '';
  return ['boolean', 'decimal', 'float', 'double'].includes(type) || integerTypes.has(type);
}
