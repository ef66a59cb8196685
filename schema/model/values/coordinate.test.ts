import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EARTH, type GlobeCoordinateValue } from '../data-value.ts';
import { formatCoordinate, validateCoordinate } from './coordinate.ts';
import { parseCoordinate } from './coordinate-parse.ts';

const MOON = 'http://www.wikidata.org/entity/Q405';

function meaning(language: string, text: string): string {
  const parsed = parseCoordinate(text, { language });
  if (!parsed.ok) return `!${parsed.failures.map(({ code }) => code).join()}`;
  const { latitude, longitude, precision } = parsed.value;
  const [south, east, step] = [latitude, longitude, precision ?? 0].map((number) =>
    String(Number(number.toPrecision(8))),
  );
  return `${south} ${east} ±${step}`;
}

test.each(
  `
  en | 52.5, 13.4 | 52.5 13.4 ±0.1
  en | 52.5 13.4 | 52.5 13.4 ±0.1
  en | 52.5;13.4 | 52.5 13.4 ±0.1
  en | 52.516667 13.383333 | 52.516667 13.383333 ±0.000001
  en | 52.50, 13.4 | 52.5 13.4 ±0.01
  en | -90,180 | -90 180 ±1
  en | −33.9, 18.4 | -33.9 18.4 ±0.1
  en | 0, 0 | 0 0 ±1
  en | -0.0, 0.0 | 0 0 ±0.1
  en | N 52.5 E 13.4 | 52.5 13.4 ±0.1
  en | 52.5 N, 13.4 E | 52.5 13.4 ±0.1
  en | 52.5N 13.4E | 52.5 13.4 ±0.1
  en | 52.5° S 13.4° W | -52.5 -13.4 ±0.1
  en | 13.4 E, 52.5 N | 52.5 13.4 ±0.1
  en | 52.5 north, 13.4 west | 52.5 -13.4 ±0.1
  en | lat: 52.5, lon: 13.4 | 52.5 13.4 ±0.1
  en | 52°31'N 13°23'E | 52.516667 13.383333 ±0.016666667
  en | 51°30′N 0°7′W | 51.5 -0.11666667 ±0.016666667
  en | 52° 30' 59.5" N, 13° 22' 40" E | 52.516528 13.377778 ±0.000027777778
  en | 52°31′12″N 13°24′18″E | 52.52 13.405 ±0.00027777778
  en | 52º31’12”N, 13º24’18”E | 52.52 13.405 ±0.00027777778
  en | 52°31'12''N 13°24'18''E | 52.52 13.405 ±0.00027777778
  en | 52 31 12 N 13 24 18 E | 52.52 13.405 ±0.00027777778
  en | N52 31 12, E13 24 18 | 52.52 13.405 ±0.00027777778
  en | 52 deg 31 min 12 sec N 13 deg 24 min 18 sec E | 52.52 13.405 ±0.00027777778
  en | 52 31 13 24 | 52.516667 13.4 ±0.016666667
  en | 52°31.2'N 13°24.3'E | 52.52 13.405 ±0.0016666667
  en | 52° N, 13° E | 52 13 ±1
  en | 33°52′S 151°13′E | -33.866667 151.21667 ±0.016666667
  de | 52,5 13,4 | 52.5 13.4 ±0.1
  de | 52,5; 13,4 | 52.5 13.4 ±0.1
  de | 52,5, 13,4 | 52.5 13.4 ±0.1
  de | 52,5° N, 13,4° O | 52.5 13.4 ±0.1
  de | 52° 31′ N, 13° 24′ O | 52.516667 13.4 ±0.016666667
  fr | 48° 51′ N, 2° 21′ O | 48.85 -2.35 ±0.016666667
  es | 40,4° N 3,7° O | 40.4 -3.7 ±0.1
  pt | 38° 43′ N, 9° 8′ O | 38.716667 -9.1333333 ±0.016666667
  nl | 52° 22′ N, 4° 53′ O | 52.366667 4.8833333 ±0.016666667
  ru | 55° 45′ с. ш. 37° 37′ в. д. | 55.75 37.616667 ±0.016666667
  ru | 34° ю.ш., 58° з.д. | -34 -58 ±1
  fa | ۳۵٫۷، ۵۱٫۴ | 35.7 51.4 ±0.1
  fa | ۳۵.۷, ۵۱.۴ | 35.7 51.4 ±0.1
  hi | २८.६, ७७.२ | 28.6 77.2 ±0.1
  en | https://www.openstreetmap.org/#map=15/52.5162/13.3777 | 52.5162 13.3777 ±0.0001
  en | https://www.openstreetmap.org/?mlat=52.51&mlon=13.37#map=15/52.6/13.6 | 52.51 13.37 ±0.01
  en | https://www.openstreetmap.org/node/1#map=19/-33.85681/151.21514 | -33.85681 151.21514 ±0.00001
  en | https://www.google.com/maps/@52.5162,13.3777,15z | 52.5162 13.3777 ±0.0001
  en | https://www.google.com/maps/place/X/@52.6,13.6,17z/data=!3d52.5162!4d13.3777 | 52.5162 13.3777 ±0.0001
  en | https://maps.google.com/?q=52.51%2C13.37 | 52.51 13.37 ±0.01
  en | https://example.org/map?lat=52.51&lng=-13.37 | 52.51 -13.37 ±0.01
  en | geo:52.51,13.37;u=35 | 52.51 13.37 ±0.01
  en | Point(13.37 52.51) | 52.51 13.37 ±0.01
  en | 91, 0 | !value-latitude-out-of-range
  en | 200, 0 | !value-latitude-out-of-range
  en | -90.1, 0 | !value-latitude-out-of-range
  en | 0, 181 | !value-longitude-out-of-range
  en | 0, -180.5 | !value-longitude-out-of-range
  en | https://www.openstreetmap.org/#map=15/95/13.3777 | !value-latitude-out-of-range
  en | 52°61'N 13°23'E | !value-not-a-coordinate
  en | 52°31'60"N 13°23'0"E | !value-not-a-coordinate
  en | 52.5°31'N 13°23'E | !value-not-a-coordinate
  en | -52.5 N, 13 E | !value-not-a-coordinate
  en | 52 N, 13 N | !value-not-a-coordinate
  en | 52 N 13 | !value-not-a-coordinate
  en | N 52 S, 13 E | !value-not-a-coordinate
  en | 52.5 | !value-not-a-coordinate
  en | 1 2 3 | !value-not-a-coordinate
  en | 1, 2, 3 | !value-not-a-coordinate
  en | nonsense | !value-not-a-coordinate
  en | https://example.org/52 | !value-not-a-coordinate
  en | 1e1, 5 | !value-not-a-coordinate
  en | NaN, NaN | !value-not-a-coordinate
  en | | !value-empty`
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()) as [string, string, string]),
)('%s: %s is %s', (language, text, expected) => {
  expect(meaning(language, text)).toBe(expected);
});

function coordinate(latitude: number, longitude: number, precision: number | null, globe = EARTH) {
  return { type: 'globecoordinate', latitude, longitude, precision, globe } as const;
}

test.each<[GlobeCoordinateValue, string, string]>([
  [coordinate(52.516667, 13.383333, 0.000277778), `52°31'0"N, 13°23'0"E`, '52.5167, 13.3833'],
  [coordinate(-52.5, -13.25, 0.01), `52°30'0"S, 13°15'0"W`, '-52.50, -13.25'],
  [coordinate(52.5, 13.4, 0.1), `52°30'N, 13°24'E`, '52.5, 13.4'],
  [coordinate(52.5, 13.4, 1), `53°N, 13°E`, '53, 13'],
  [coordinate(-0.2, 0, 1), `0°N, 0°E`, '0, 0'],
  [coordinate(51.99999, 13, 1 / 3600), `52°0'0"N, 13°0'0"E`, '52.0000, 13.0000'],
  [coordinate(52.516527, 13.3777, 1 / 36000), `52°30'59.5"N, 13°22'39.7"E`, '52.51653, 13.37770'],
  [coordinate(52.5, 13.4, null), `52°30'0"N, 13°24'0"E`, '52.5000, 13.4000'],
])('%j is %s or %s', (value, dms, decimal) => {
  expect(formatCoordinate(value)).toBe(dms);
  expect(formatCoordinate(value, 'decimal')).toBe(decimal);
});

test.each<[GlobeCoordinateValue, string[]]>([
  [coordinate(90, 180, 0.1), []],
  [coordinate(0, 0, null), ['value-without-precision']],
  [coordinate(0, 350, 1, MOON), []],
  [coordinate(0, 350, 1), ['value-longitude-out-of-range']],
  [coordinate(0, 361, 1, MOON), ['value-longitude-out-of-range']],
  [coordinate(200, 0, 1), ['value-latitude-out-of-range']],
  [coordinate(Number.NaN, 0, 1), ['value-latitude-out-of-range']],
  [coordinate(0, Number.POSITIVE_INFINITY, 1), ['value-longitude-out-of-range']],
  [coordinate(0, 0, 0), ['value-bad-precision']],
  [coordinate(0, 0, -1), ['value-bad-precision']],
  [coordinate(0, 0, 400), ['value-bad-precision']],
  [coordinate(0, 0, 1, 'Q2'), ['value-bad-globe']],
])('%j: %j', (value, codes) => {
  expect(validateCoordinate(value).map(({ code }) => code)).toEqual(codes);
});

test('globe and precision may be given', () => {
  const parsed = parseCoordinate('10, 20', { language: 'en', globe: MOON, precision: 0.5 });
  expect(parsed).toMatchObject({ ok: true, value: { globe: MOON, precision: 0.5 } });
});

const places = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  digits: fc.integer({ min: 0, max: 7 }),
});

test('what is written in either style is read as the same place, as exactly as was written', () => {
  fc.assert(
    fc.property(
      places,
      fc.constantFrom('dms', 'decimal'),
      ({ latitude, longitude, digits }, style) => {
        const precision = Number(`1e-${digits}`);
        const text = formatCoordinate(coordinate(latitude, longitude, precision), style);
        const parsed = parseCoordinate(text, { language: 'en' });
        const read = parsed.ok ? parsed.value : coordinate(Number.NaN, Number.NaN, 1);
        expect(Math.abs(read.latitude - latitude)).toBeLessThanOrEqual(precision * 0.51 + 1e-9);
        expect(Math.abs(read.longitude - longitude)).toBeLessThanOrEqual(precision * 0.51 + 1e-9);
        expect(read.precision).toBeLessThanOrEqual(precision);
      },
    ),
  );
});
