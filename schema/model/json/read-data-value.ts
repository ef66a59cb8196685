/**
 * Wikibase's JSON → data values.
 *
 * Only the shape is judged here, which is what a value needs to exist at all; what a datatype
 * allows is `values/value.ts`.
 */
import { failure } from '../../failures.ts';
import {
  EARTH,
  type DataValue,
  type EntityIdValue,
  type GlobeCoordinateValue,
  type MonolingualTextValue,
  type QuantityValue,
  type StringValue,
  type TimeValue,
  type UnknownValue,
} from '../data-value.ts';
import { entityTypeOf, numericId, parseEntityId, type EntityId } from '../entity-id.ts';
import { normalizeText } from '../well-formed-text.ts';
import {
  readInteger,
  readNumber,
  readObject,
  readText,
  wrongType,
  type JsonObject,
  type PartReader,
  type Reading,
} from './reading.ts';

export function dataValue(json: unknown, reading: Reading): DataValue | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const valueType = reading.at('type', object['type'], readText);
  if (valueType === undefined) return undefined;

  const failuresBefore = reading.failures.length;
  const value = reading.at('value', object['value'], readerOf(valueType));
  if (value !== undefined || !reading.keepsUnknownValues) return value;
  const [reason] = reading.takeBack(failuresBefore);
  return unknownValue(object, valueType, reason?.code ?? 'wrong-type', reading);
}

function readerOf(valueType: string): PartReader<DataValue> {
  switch (valueType) {
    case 'string':
      return stringValue;
    case 'wikibase-entityid':
      return entityIdValue;
    case 'monolingualtext':
      return monolingualTextValue;
    case 'quantity':
      return quantityValue;
    case 'time':
      return timeValue;
    case 'globecoordinate':
      return globeCoordinateValue;
    default:
      return (_, reading) => wrongType(valueType, 'a known value type', reading);
  }
}

function stringValue(json: unknown, reading: Reading): StringValue | undefined {
  const value = readText(json, reading);
  return value === undefined ? undefined : { type: 'string', value };
}

function monolingualTextValue(json: unknown, reading: Reading): MonolingualTextValue | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const text = reading.at('text', object['text'], readText);
  const language = reading.at('language', object['language'], readText);
  if (text === undefined || language === undefined) return undefined;
  return { type: 'monolingualtext', text, language };
}

const PREFIX_OF_TYPE: ReadonlyMap<unknown, string> = new Map([
  ['item', 'Q'],
  ['property', 'P'],
  ['lexeme', 'L'],
]);

/** Old data has only `entity-type` and `numeric-id`; some tools write only `id`. */
function entityIdValue(json: unknown, reading: Reading): EntityIdValue | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const prefix = PREFIX_OF_TYPE.get(object['entity-type']);
  const id =
    object['id'] === undefined && prefix !== undefined
      ? reading.at('numeric-id', object['numeric-id'], (number) =>
          readEntityId(typeof number === 'number' ? `${prefix}${number}` : number, reading),
        )
      : reading.at('id', object['id'], readEntityId);
  if (id === undefined || !saysTheSame(object, id, reading)) return undefined;
  return { type: 'wikibase-entityid', id };
}

function saysTheSame(object: JsonObject, id: EntityId, reading: Reading): boolean {
  const type = object['entity-type'];
  const number = object['numeric-id'];
  if (type !== undefined && type !== entityTypeOf(id)) {
    reading.fail(failure('entity-type-mismatch', { id, expected: JSON.stringify(type) }));
    return false;
  }
  if (typeof number === 'number' && number !== numericId(id)) {
    reading.fail(
      failure('inconsistent-key', { field: 'numeric-id', key: String(number), value: id }),
    );
    return false;
  }
  return true;
}

export function readEntityId(json: unknown, reading: Reading): EntityId | undefined {
  if (typeof json !== 'string') return wrongType(json, 'entity id', reading);
  return (
    parseEntityId(json) ??
    reading.fail(failure('malformed-entity-id', { field: reading.field, value: json }))
  );
}

const DECIMAL = /^[-+]?(?:[1-9]\d*|\d)(?:\.\d+)?$/;
const LONGEST_DECIMAL = 127;

/** The sign is mandatory in the model, and zero is positive. */
function decimal(json: unknown, reading: Reading): string | undefined {
  const text = typeof json === 'number' ? String(json) : json;
  if (typeof text !== 'string') return wrongType(json, 'decimal', reading);
  const signed = /^[-+]/.test(text) ? text : `+${text}`;
  if (!DECIMAL.test(text) || signed.length > LONGEST_DECIMAL) {
    return reading.fail(failure('value-not-a-quantity', { value: text }));
  }
  return /^-[0.]+$/.test(signed) ? `+${signed.slice(1)}` : signed;
}

function quantityValue(json: unknown, reading: Reading): QuantityValue | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const amount = reading.at('amount', object['amount'], decimal);
  const unit = reading.at('unit', object['unit'], readIri);
  if (amount === undefined || unit === undefined) return undefined;
  if (object['upperBound'] === undefined && object['lowerBound'] === undefined) {
    return { type: 'quantity', amount, unit };
  }
  const upperBound = reading.at('upperBound', object['upperBound'], decimal);
  const lowerBound = reading.at('lowerBound', object['lowerBound'], decimal);
  if (upperBound === undefined || lowerBound === undefined) return undefined;
  return { type: 'quantity', amount, unit, upperBound, lowerBound };
}

function readIri(json: unknown, reading: Reading): string | undefined {
  const iri = readText(json, reading);
  return iri === '' ? wrongType(json, 'IRI', reading) : iri;
}

const TIME = /^([-+])(\d{1,16})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/;

function timeText(json: unknown, reading: Reading): string | undefined {
  if (typeof json !== 'string') return wrongType(json, 'time', reading);
  const match = TIME.exec(json);
  if (match === null) return reading.fail(failure('value-not-a-time', { value: json }));
  const [, sign, year = '', month, day, hour, minute, second] = match;
  const impossible =
    Number(month) > 12 ||
    Number(day) > 31 ||
    (month === '00' && day !== '00') ||
    Number(hour) > 23 ||
    Number(minute) > 59 ||
    Number(second) > 60;
  if (impossible) return reading.fail(failure('value-no-such-date', { value: json }));
  const padded = year.replace(/^0+/, '').padStart(4, '0');
  return `${sign}${padded}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

function timeValue(json: unknown, reading: Reading): TimeValue | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const time = reading.at('time', object['time'], timeText);
  const timezone = reading.optional(object, 'timezone', readInteger, 0);
  const before = reading.optional(object, 'before', readInteger, 0);
  const after = reading.optional(object, 'after', readInteger, 0);
  const precision = reading.at('precision', object['precision'], timePrecision);
  const calendarmodel = reading.at('calendarmodel', object['calendarmodel'], readIri);
  if (
    time === undefined ||
    timezone === undefined ||
    before === undefined ||
    after === undefined ||
    precision === undefined ||
    calendarmodel === undefined
  ) {
    return undefined;
  }
  return { type: 'time', time, timezone, before, after, precision, calendarmodel };
}

const FINEST_TIME_PRECISION = 14;

function timePrecision(json: unknown, reading: Reading): number | undefined {
  const precision = readInteger(json, reading);
  if (precision === undefined) return undefined;
  return precision >= 0 && precision <= FINEST_TIME_PRECISION
    ? precision
    : reading.fail(failure('value-bad-precision', { precision }));
}

const WIDEST_DEGREES = 360;

function degrees(json: unknown, reading: Reading): number | undefined {
  const number = readNumber(json, reading);
  if (number === undefined || Math.abs(number) <= WIDEST_DEGREES) return number;
  return reading.fail(failure('value-not-a-coordinate', { value: number }));
}

function globeCoordinateValue(json: unknown, reading: Reading): GlobeCoordinateValue | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const latitude = reading.at('latitude', object['latitude'], degrees);
  const longitude = reading.at('longitude', object['longitude'], degrees);
  const precision =
    object['precision'] === null ? null : reading.optional(object, 'precision', degrees, null);
  const globe =
    object['globe'] === null ? EARTH : reading.optional(object, 'globe', readIri, EARTH);
  if (
    latitude === undefined ||
    longitude === undefined ||
    precision === undefined ||
    globe === undefined
  ) {
    return undefined;
  }
  return { type: 'globecoordinate', latitude, longitude, precision, globe };
}

/** Kept verbatim, except that no text may be malformed even here. */
function unknownValue(
  object: JsonObject,
  valueType: string,
  reason: string,
  reading: Reading,
): UnknownValue | undefined {
  const value = reading.at('value', object['value'] ?? null, normalizedJson);
  const error = typeof object['error'] === 'string' ? normalizeText(object['error']) : reason;
  return value === undefined ? undefined : { type: 'unknown', valueType, value, error };
}

function normalizedJson(json: unknown, reading: Reading): unknown {
  if (typeof json === 'string') return readText(json, reading);
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) {
    return json.map((entry, index) => reading.at(index, entry, normalizedJson));
  }
  return Object.fromEntries(
    Object.entries(json).map(([key, entry]) => [
      reading.at(key, key, readText),
      reading.at(key, entry, normalizedJson),
    ]),
  );
}
