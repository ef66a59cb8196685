/** Constructor functions: `xsd:integer(?x)` and its kin (SPARQL 1.1, section 17.5). */
import { XSD } from '../../../../schema/vocabulary.ts';
import { decimalText } from '../../../../schema/model/values/decimal.ts';
import { integerOf, decimalOf, doubleOf, plainDigits } from './arithmetic.ts';
import type { FunctionTable } from './function.ts';
import { unary } from './function.ts';
import { floatingText, isNumeric, lexicalText, readLiteral, text, truthOf } from './value.ts';
import type { Evaluated, Value } from './value.ts';

export const casts: FunctionTable = [
  [`${XSD}string`, unary((value) => (value.kind === 'blank' ? undefined : text(castText(value))))],
  [`${XSD}boolean`, unary(toBoolean)],
  [`${XSD}integer`, unary((value) => toNumber(value, 'integer'))],
  [`${XSD}int`, unary((value) => toNumber(value, 'integer'))],
  [`${XSD}long`, unary((value) => toNumber(value, 'integer'))],
  [`${XSD}decimal`, unary((value) => toNumber(value, 'decimal'))],
  [`${XSD}float`, unary((value) => toNumber(value, 'float'))],
  [`${XSD}double`, unary((value) => toNumber(value, 'double'))],
  [`${XSD}dateTime`, unary((value) => toDate(value, 'dateTime'))],
  [`${XSD}date`, unary((value) => toDate(value, 'date'))],
  [`${XSD}time`, unary((value) => toDate(value, 'time'))],
  [`${XSD}gYear`, unary((value) => toDate(value, 'gYear'))],
  [`${XSD}duration`, unary((value) => parsed(value, 'duration'))],
  [`${XSD}dayTimeDuration`, unary((value) => parsed(value, 'dayTimeDuration'))],
  [`${XSD}yearMonthDuration`, unary((value) => parsed(value, 'yearMonthDuration'))],
];

/** Numbers and truth values lose the spelling that they came in (XPath 19.1.2). */
function castText(value: Value): string {
  switch (value.kind) {
    case 'boolean':
    case 'integer':
      return String(value.value);
    case 'decimal':
      return decimalText(value.value);
    case 'float':
    case 'double': {
      const size = Math.abs(value.value);
      const isPlain = value.value === 0 || (size >= 1e-6 && size < 1e6);
      return isPlain ? plainDigits(value.value) : floatingText(value.value);
    }
    case 'iri':
    case 'blank':
    case 'text':
    case 'date':
    case 'duration':
    case 'other':
      return lexicalText(value);
  }
}

/** Reads the text of a plain literal as another type; `undefined` where it does not fit. */
function parsed(value: Value, type: string): Evaluated {
  if (value.kind !== 'text' || value.language !== '') return undefined;
  const read = readLiteral(value.text.trim(), `${XSD}${type}`);
  return read.kind === 'other' ? undefined : read;
}

function toBoolean(value: Value): Evaluated {
  if (value.kind === 'text') return parsed(value, 'boolean');
  const truth = value.kind === 'boolean' || isNumeric(value) ? truthOf(value) : undefined;
  return truth === undefined ? undefined : { kind: 'boolean', value: truth };
}

function toNumber(value: Value, type: 'integer' | 'decimal' | 'float' | 'double'): Evaluated {
  if (value.kind === 'text') return parsed(value, type);
  const number: Evaluated =
    value.kind === 'boolean' ? { kind: 'integer', value: value.value ? 1n : 0n } : value;
  if (!isNumeric(number)) return undefined;
  switch (type) {
    case 'integer':
      return integerOf(number);
    case 'decimal':
      return decimalOf(number);
    case 'float':
      return { kind: 'float', value: Math.fround(doubleOf(number)) };
    case 'double':
      return { kind: 'double', value: doubleOf(number) };
  }
}

function toDate(value: Value, type: 'dateTime' | 'date' | 'time' | 'gYear'): Evaluated {
  if (value.kind === 'text') return parsed(value, type);
  if (value.kind !== 'date') return undefined;
  if (value.type === type) return value;
  const { term: _, ...date } = value;
  if (value.type === 'dateTime')
    return { ...date, type, seconds: type === 'time' ? date.seconds : 0 };
  return value.type === 'date' && type !== 'time' ? { ...date, type, seconds: 0 } : undefined;
}
