/** Parts of values, as a table may have them in a column of its own: the year of a date, a latitude. */
import type { DataValue, QuantityValue, TimeValue } from '../../../schema/model/data-value.ts';
import { UNITLESS } from '../../../schema/model/data-value.ts';
import { DAY, MONTH, readTime, YEAR } from '../../../schema/model/values/time.ts';
import type { TimePart, UrlPart, ValuePart } from './property-path.ts';

/** `undefined` where the value has no such part, or is too imprecise to say it. */
export function valuePart(value: DataValue, part: ValuePart): DataValue | undefined {
  switch (part) {
    case 'lat':
      return value.type === 'globecoordinate' ? number(value.latitude) : undefined;
    case 'lng':
      return value.type === 'globecoordinate' ? number(value.longitude) : undefined;
    case 'urlscheme':
    case 'netloc':
    case 'urlpath':
      return value.type === 'string' ? urlPart(value.value, part) : undefined;
    case 'year':
    case 'month':
    case 'day':
    case 'hour':
    case 'minute':
    case 'second':
    case 'isodate':
    case 'iso':
      return value.type === 'time' ? timePart(value, part) : undefined;
  }
}

/** Of a date: as much as is known, as ISO 8601 writes it. */
export function isoDate(value: TimeValue): string | undefined {
  const parts = readTime(value.time);
  if (parts === undefined || value.precision < YEAR) return undefined;
  const year = `${parts.year < 0 ? '-' : ''}${String(Math.abs(parts.year)).padStart(4, '0')}`;
  if (value.precision === YEAR) return year;
  const month = `${year}-${String(parts.month).padStart(2, '0')}`;
  return value.precision === MONTH ? month : `${month}-${String(parts.day).padStart(2, '0')}`;
}

/** The precision from which on the part is known; hour, minute and second follow the day. */
const PRECISIONS = {
  year: YEAR,
  month: MONTH,
  day: DAY,
  hour: 12,
  minute: 13,
  second: 14,
} as const;
const CLOCK = { hour: 0, minute: 1, second: 2 } as const;

function timePart(value: TimeValue, part: TimePart): DataValue | undefined {
  if (part === 'isodate' || part === 'iso') {
    const date = isoDate(value);
    if (date === undefined) return undefined;
    const isInstant = part === 'iso' && value.precision >= DAY;
    return { type: 'string', value: isInstant ? date + value.time.slice(-10) : date };
  }
  const parts = readTime(value.time);
  if (parts === undefined || value.precision < PRECISIONS[part]) return undefined;
  if (part === 'year' || part === 'month' || part === 'day') return number(parts[part]);
  const clock = value.time.slice(-9, -1).split(':');
  return number(Number(clock[CLOCK[part]]));
}

function urlPart(text: string, part: UrlPart): DataValue | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, pathname } = new URL(text);
  const parts = { urlscheme: protocol.slice(0, -1), netloc: host, urlpath: pathname };
  return { type: 'string', value: parts[part] };
}

function number(of: number): QuantityValue {
  return { type: 'quantity', amount: `${of < 0 ? '' : '+'}${of}`, unit: UNITLESS };
}
