/**
 * Values of every datatype: read from text, checked, written for readers.
 *
 * Pure, and the same in browser and server: what an editor shows while one types is what the
 * server will judge. All words, digits and separators come from checked-in tables
 * (`locale-table.ts`, `time-words.ts`), none from `Intl`.
 */
import { type Datatype, valueTypeOfDatatype } from '../../datatypes.ts';
import { type Failure, failure } from '../../failures.ts';
import type { DataValue } from '../data-value.ts';
import { type CoordinateStyle, formatCoordinate, validateCoordinate } from './coordinate.ts';
import { parseCoordinate } from './coordinate-parse.ts';
import type { Parsed, ParseOptions } from './parse-options.ts';
import {
  formatQuantity,
  parseQuantity,
  type QuantityFormat,
  validateQuantity,
} from './quantity.ts';
import {
  DEFAULT_TEXT_LIMITS,
  parseEntityReference,
  parseMonolingualText,
  parseString,
  type TextLimits,
  validateEntityReference,
  validateMonolingualText,
  validateString,
} from './text.ts';
import { formatTime, type TimeFormat } from './time-format.ts';
import { parseTime } from './time-parse.ts';
import { validateTime } from './time.ts';

/** Reads what a person wrote as a value of the datatype. What is read is valid. */
export function parseValue(
  datatype: Datatype,
  text: string,
  options: ParseOptions,
): Parsed<DataValue> {
  switch (datatype) {
    case 'time':
      return parseTime(text, options);
    case 'quantity':
      return parseQuantity(text, options);
    case 'globe-coordinate':
      return parseCoordinate(text, options);
    case 'monolingualtext':
      return parseMonolingualText(text, options);
    case 'wikibase-item':
    case 'wikibase-property':
    case 'wikibase-lexeme':
    case 'wikibase-form':
    case 'wikibase-sense':
    case 'entity-schema':
      return parseEntityReference(datatype, text);
    case 'string':
    case 'external-id':
    case 'url':
    case 'commonsMedia':
    case 'geo-shape':
    case 'tabular-data':
    case 'math':
    case 'musical-notation':
      return parseString(datatype, text);
  }
}

/**
 * What is wrong with a value of a property of this datatype; empty where nothing is. Looks at the
 * value alone: whether an entity that it names exists is for the edit to find out.
 */
export function validateValue(
  datatype: Datatype,
  value: DataValue,
  limits: TextLimits = DEFAULT_TEXT_LIMITS,
): readonly Failure[] {
  const expected = valueTypeOfDatatype[datatype];
  if (value.type !== expected) return [failure('wrong-type', { field: 'value', expected })];
  switch (value.type) {
    case 'string':
      return validateString(datatype as Parameters<typeof validateString>[0], value.value, limits);
    case 'wikibase-entityid':
      return validateEntityReference(
        datatype as Parameters<typeof validateEntityReference>[0],
        value,
      );
    case 'monolingualtext':
      return validateMonolingualText(value, limits);
    case 'quantity':
      return validateQuantity(value);
    case 'time':
      return validateTime(value);
    case 'globecoordinate':
      return validateCoordinate(value);
  }
}

/** An entity is shown by its label, and by its id without one. */
export interface FormatOptions extends TimeFormat, QuantityFormat {
  readonly coordinates?: CoordinateStyle | undefined;
}

/** The value as one line of plain text for readers of a language. */
export function formatValue(value: DataValue, options: FormatOptions): string {
  switch (value.type) {
    case 'string':
      return value.value;
    case 'monolingualtext':
      return value.text;
    case 'wikibase-entityid':
      return options.label?.(value.id) ?? value.id;
    case 'quantity':
      return formatQuantity(value, options);
    case 'time':
      return formatTime(value, options);
    case 'globecoordinate':
      return formatCoordinate(value, options.coordinates);
    case 'unknown':
      return typeof value.value === 'string' ? value.value : (JSON.stringify(value.value) ?? '');
  }
}
