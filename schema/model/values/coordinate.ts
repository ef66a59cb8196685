/** Coordinates: checked, and written for readers. */
import { type Failure, failure } from '../../failures.ts';
import { EARTH, type GlobeCoordinateValue } from '../data-value.ts';

/** What RDF and readers take for the precision of a coordinate that states none: a second of arc. */
const ASSUMED_PRECISION = 1 / 3600;

const GLOBE = /^https?:\/\/[^\s<>"{}|\\^`]+\/Q[1-9]\d{0,9}$/;

/** Longitudes run from -180 to 180 on Earth; other globes are also mapped from 0 to 360. */
export function validateCoordinate(value: GlobeCoordinateValue): readonly Failure[] {
  const { latitude, longitude, precision, globe } = value;
  if (!GLOBE.test(globe)) return [failure('value-bad-globe', { globe })];
  if (!(Math.abs(latitude) <= 90)) return [failure('value-latitude-out-of-range', { latitude })];
  if (!(Math.abs(longitude) <= (globe === EARTH ? 180 : 360))) {
    return [failure('value-longitude-out-of-range', { longitude })];
  }
  if (precision === null) return [failure('value-without-precision', {})];
  return precision > 0 && precision <= 360 ? [] : [failure('value-bad-precision', { precision })];
}

export type CoordinateStyle = 'dms' | 'decimal';

/** `52°31'0"N, 13°23'0"E` or `52.5167, 13.3833`, as exact as the coordinate is. */
export function formatCoordinate(
  { latitude, longitude, precision }: GlobeCoordinateValue,
  style: CoordinateStyle = 'dms',
): string {
  const step = precision ?? ASSUMED_PRECISION;
  if (style === 'decimal') {
    const digits = decimalsFor(step);
    return `${withoutNegativeZero(latitude.toFixed(digits))}, ${withoutNegativeZero(longitude.toFixed(digits))}`;
  }
  return `${degrees(latitude, step, 'NS')}, ${degrees(longitude, step, 'EW')}`;
}

function degrees(angle: number, step: number, directions: 'NS' | 'EW'): string {
  const text = angleText(Math.abs(angle), step);
  // what is rounded to nothing lies on neither side
  const isNegative = angle < 0 && /[1-9]/.test(text);
  return text + directions.charAt(isNegative ? 1 : 0);
}

/** Whole degrees, minutes or seconds with decimals: the coarsest that shows the precision. */
function angleText(angle: number, step: number): string {
  if (step >= 1 - TOLERANCE) return `${Math.round(angle)}°`;
  if (step >= (1 - TOLERANCE) / 60) {
    const minutes = Math.round(angle * 60);
    return `${Math.floor(minutes / 60)}°${minutes % 60}'`;
  }
  const digits = decimalsFor(step * 3600);
  // counted in the smallest unit shown, so that 59.99" becomes the next minute, not 60"
  const units = Math.round(angle * 3600 * 10 ** digits);
  const unitsPerMinute = 60 * 10 ** digits;
  const minutes = Math.floor(units / unitsPerMinute);
  const seconds = ((units % unitsPerMinute) / 10 ** digits).toFixed(digits);
  return `${Math.floor(minutes / 60)}°${minutes % 60}'${seconds}"`;
}

/** Precisions are stored as rounded doubles: 0.016666666666667 is meant to be a minute. */
const TOLERANCE = 1e-4;
const MOST_DECIMALS = 9;

function decimalsFor(step: number): number {
  const digits = Math.ceil(-Math.log10(step) - TOLERANCE);
  return Math.min(Math.max(digits, 0), MOST_DECIMALS);
}

function withoutNegativeZero(text: string): string {
  return /[1-9]/.test(text) ? text : text.replace('-', '');
}
