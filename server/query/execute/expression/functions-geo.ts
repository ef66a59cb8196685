/** Functions on points: `geof:` as Wikidata's query service has them. */
import { GEO } from '../../../../schema/vocabulary.ts';
import type { FunctionTable } from './function.ts';
import { binary, unary } from './function.ts';
import { double, text } from './value.ts';
import type { Evaluated, Value } from './value.ts';

const GEOF = 'http://www.opengis.net/def/geosparql/function/';
/** Nearer than this in both directions, two points are the same. */
const SAME_POINT_DEGREES = 1e-5;
const EARTH_RADIUS_KM = 6371;

interface Point {
  readonly latitude: number;
  readonly longitude: number;
  /** Of another celestial body than Earth. */
  readonly globe: string | undefined;
}

export const geoFunctions: FunctionTable = [
  [`${GEOF}latitude`, unary((value) => onPoint(value, (point) => double(point.latitude)))],
  [`${GEOF}longitude`, unary((value) => onPoint(value, (point) => double(point.longitude)))],
  [`${GEOF}globe`, unary((value) => onPoint(value, globeOf))],
  [`${GEOF}distance`, binary(distance)],
];

function onPoint(value: Value, apply: (point: Point) => Evaluated): Evaluated {
  const point = pointOf(value);
  return point === undefined ? undefined : apply(point);
}

/** `Point(13.4 52.5)`, or `<globe> Point(13.4 52.5)`: longitude first. */
function pointOf(value: Value): Point | undefined {
  if (value.kind !== 'other' || value.datatype !== `${GEO}wktLiteral`) return undefined;
  const match = /^\s*(?:<([^>]*)>\s*)?Point\s*\(\s*(\S+)\s+(\S+)\s*\)\s*$/i.exec(value.lexical);
  if (match === null) return undefined;
  const [longitude, latitude] = [Number(match[2]), Number(match[3])];
  if (Number.isNaN(longitude) || Number.isNaN(latitude)) return undefined;
  return { latitude, longitude, globe: match[1] };
}

function globeOf({ globe }: Point): Evaluated {
  return globe === undefined ? text('') : { kind: 'iri', iri: globe };
}

function distance(a: Value, b: Value): Evaluated {
  const [from, to] = [pointOf(a), pointOf(b)];
  return from === undefined || to === undefined ? undefined : double(distanceKm(from, to));
}

/** Along a great circle of a sphere (haversine). */
function distanceKm(a: Point, b: Point): number {
  const dLatitude = Math.abs(a.latitude - b.latitude);
  const dLongitude = Math.abs(a.longitude - b.longitude);
  if (dLatitude < SAME_POINT_DEGREES && dLongitude < SAME_POINT_DEGREES) return 0;
  const radians = Math.PI / 180;
  const chord =
    Math.sin((dLatitude * radians) / 2) ** 2 +
    Math.cos(a.latitude * radians) *
      Math.cos(b.latitude * radians) *
      Math.sin((dLongitude * radians) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
