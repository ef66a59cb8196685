/**
 * The values of facts: short forms of ours, the same in every language, read by the datatype of
 * the property. The forms are told in `seeds/README.md`.
 */
import { valueTypeOfDatatype, type Datatype } from '../../../schema/datatypes.ts';
import {
  EARTH,
  GREGORIAN_CALENDAR,
  JULIAN_CALENDAR,
  UNITLESS,
  type DataValue,
  type GlobeCoordinateValue,
  type MonolingualTextValue,
  type QuantityValue,
  type TimeValue,
} from '../../../schema/model/data-value.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { addAmounts, amountFrom, subtractAmounts } from '../../../schema/model/values/decimal.ts';

export interface ValueContext {
  /** An id, or the key of a row (`country:FR`), to an id; `undefined` where there is none. */
  readonly resolve: (text: string) => EntityId | undefined;
  readonly conceptBase: string;
}

/** `undefined` where `text` is no value of this datatype. */
export function readSeedValue(
  datatype: Datatype,
  text: string,
  prefix: string,
  context: ValueContext,
): DataValue | undefined {
  switch (valueTypeOfDatatype[datatype]) {
    case 'wikibase-entityid': {
      const id = context.resolve(text) ?? context.resolve(prefix + text);
      return id === undefined ? undefined : { type: 'wikibase-entityid', id };
    }
    case 'quantity':
      return quantity(text, prefix, context);
    case 'time':
      return time(text);
    case 'globecoordinate':
      return coordinate(text);
    case 'monolingualtext':
      return monolingualText(text);
    case 'string':
      return { type: 'string', value: text };
  }
}

const QUANTITY =
  /^(-?\d+(?:\.\d+)?)(?:±(\d+(?:\.\d+)?)|\[(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)\])?(?: (\S+))?$/;

/** `12`, `12±1`, `12[10..15]`, each with or without the key of a unit: `12 km` */
function quantity(text: string, prefix: string, context: ValueContext): QuantityValue | undefined {
  const match = QUANTITY.exec(text);
  if (match === null) return undefined;
  const [, amount = '', tolerance, lower, upper, unitKey] = match;
  const unitName = unitKey === undefined ? prefix : `unit:${unitKey}`;
  const unit = unitName === '' ? undefined : context.resolve(unitName);
  if (unitName !== '' && unit === undefined) return undefined;
  const bounds =
    tolerance !== undefined
      ? {
          lowerBound: subtractAmounts(amount, tolerance),
          upperBound: addAmounts(amount, tolerance),
        }
      : lower !== undefined && upper !== undefined
        ? { lowerBound: amountFrom(lower), upperBound: amountFrom(upper) }
        : {};
  return {
    type: 'quantity',
    amount: amountFrom(amount),
    unit: unit === undefined ? UNITLESS : context.conceptBase + unit,
    ...bounds,
  };
}

function fractionDigits(decimal: string): number {
  return decimal.split('.')[1]?.length ?? 0;
}

const TIME = /^(-?)(\d{1,9})(?:-(\d\d)(?:-(\d\d))?|(s)|(c))?(J?)$/;

/** `1867-11-07`, `1867-11`, `1867`, `1860s`, `19c` (century); `-0384` is 384 BCE; `J`: Julian. */
function time(text: string): TimeValue | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, minus, digits = '', month = '00', day = '00', decade, century, julian] = match;
  const year = century === undefined ? digits : `${digits}00`;
  const precision =
    century !== undefined
      ? 7
      : decade !== undefined
        ? 8
        : month === '00'
          ? 9
          : day === '00'
            ? 10
            : 11;
  return {
    type: 'time',
    time: `${minus === '' ? '+' : '-'}${year.padStart(4, '0')}-${month}-${day}T00:00:00Z`,
    timezone: 0,
    before: 0,
    after: 0,
    precision,
    calendarmodel: julian === 'J' ? JULIAN_CALENDAR : GREGORIAN_CALENDAR,
  };
}

/** `48.8567,2.3522`; the digits after the point tell how precise it is. */
function coordinate(text: string): GlobeCoordinateValue | undefined {
  const match = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(text);
  if (match === null) return undefined;
  const [, latitude = '', longitude = ''] = match;
  const digits = Math.max(fractionDigits(latitude), fractionDigits(longitude));
  return {
    type: 'globecoordinate',
    latitude: Number(latitude),
    longitude: Number(longitude),
    precision: Number(`1e-${digits}`),
    globe: EARTH,
  };
}

/** `de:Deutsch` */
function monolingualText(text: string): MonolingualTextValue | undefined {
  const colon = text.indexOf(':');
  if (colon === -1) return undefined;
  return {
    type: 'monolingualtext',
    language: text.slice(0, colon),
    text: text.slice(colon + 1).trim(),
  };
}
