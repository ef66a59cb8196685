/** Points on the Earth as ids: `Point(LONGITUDE LATITUDE)`, each with at most four decimals. */
import { firstOf, payloadOf, TAG, UNBOUND } from './term-id.ts';
import type { TermId } from './term-id.ts';

const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const CLOSING = 41;

/** The longitude stands above the latitude, each in offset binary of ten-thousandths of a degree. */
const COORDINATES = 2 ** 24;
const COORDINATE_LIMIT = COORDINATES / 2;
const UNITS_A_DEGREE = 10_000;
const MOST_DECIMALS = 4;
const LONGEST_WHOLE = 3;
const OPENING = 'Point(';

export function pointId(term: string, end: number): TermId {
  if (!term.startsWith(OPENING, 1) || term.charCodeAt(end - 1) !== CLOSING) return UNBOUND;
  const start = 1 + OPENING.length;
  const space = term.indexOf(' ', start);
  if (space === -1 || space >= end) return UNBOUND;
  const longitude = units(term, start, space);
  const latitude = units(term, space + 1, end - 1);
  if (Number.isNaN(longitude) || Number.isNaN(latitude)) return UNBOUND;
  return (
    firstOf(TAG.point) + (longitude + COORDINATE_LIMIT) * COORDINATES + latitude + COORDINATE_LIMIT
  );
}

/** In degrees. */
export function pointOf(hi: number, lo: number): { longitude: number; latitude: number } {
  return {
    longitude: longitudeUnits(hi, lo) / UNITS_A_DEGREE,
    latitude: latitudeUnits(lo) / UNITS_A_DEGREE,
  };
}

export function pointText(hi: number, lo: number): string {
  return `${OPENING}${coordinateText(longitudeUnits(hi, lo))} ${coordinateText(latitudeUnits(lo))})`;
}

function longitudeUnits(hi: number, lo: number): number {
  return Math.floor(payloadOf(hi, lo) / COORDINATES) - COORDINATE_LIMIT;
}

function latitudeUnits(lo: number): number {
  return (lo & (COORDINATES - 1)) - COORDINATE_LIMIT;
}

/** NaN where the text is not the one that `coordinateText` gives. */
function units(term: string, from: number, end: number): number {
  const isNegative = term.charCodeAt(from) === MINUS;
  const start = isNegative ? from + 1 : from;
  let number = 0;
  let point = -1;
  for (let at = start; at < end; at++) {
    const character = term.charCodeAt(at);
    if (character === POINT && point === -1) {
      point = at;
      continue;
    }
    const digit = character - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  const whole = (point === -1 ? end : point) - start;
  const decimals = point === -1 ? 0 : end - 1 - point;
  if (whole < 1 || whole > LONGEST_WHOLE || decimals > MOST_DECIMALS) return Number.NaN;
  if (whole > 1 && term.charCodeAt(start) === ZERO) return Number.NaN;
  if (point !== -1 && (decimals === 0 || term.charCodeAt(end - 1) === ZERO)) return Number.NaN;
  if (isNegative && number === 0) return Number.NaN;
  const scaled = number * 10 ** (MOST_DECIMALS - decimals);
  if (scaled >= COORDINATE_LIMIT) return Number.NaN;
  return isNegative ? -scaled : scaled;
}

function coordinateText(scaled: number): string {
  const size = Math.abs(scaled);
  const whole = Math.floor(size / UNITS_A_DEGREE);
  const sign = scaled < 0 ? '-' : '';
  let fraction = size - whole * UNITS_A_DEGREE;
  if (fraction === 0) return `${sign}${whole}`;
  let decimals = MOST_DECIMALS;
  while (fraction % 10 === 0) {
    fraction /= 10;
    decimals -= 1;
  }
  return `${sign}${whole}.${String(fraction).padStart(decimals, '0')}`;
}
