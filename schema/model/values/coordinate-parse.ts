/** Reading a coordinate that a person wrote or pasted. */
import { failed, failure } from '../../failures.ts';
import { EARTH, type GlobeCoordinateValue } from '../data-value.ts';
import { validateCoordinate } from './coordinate.ts';
import { plainText } from './input-text.ts';
import { placeInUrl } from './map-url.ts';
import type { Parsed, ParseOptions } from './parse-options.ts';

const LONGEST_TEXT = 2_000;

/**
 * Decimal degrees or degrees, minutes and seconds, with signs or directions, or a link to a map.
 * The precision is that of the last digit written, unless it is given.
 */
export function parseCoordinate(text: string, options: ParseOptions): Parsed<GlobeCoordinateValue> {
  const plain = plainText(text.slice(0, LONGEST_TEXT));
  if (plain === '') return failed(failure('value-empty', {}));
  const place = placeInUrl(plain);
  const angles =
    place === undefined
      ? readAngles(plain, options.language)
      : readAngles(`${place.latitude}, ${place.longitude}`, 'en');
  if (angles === undefined) return failed(failure('value-not-a-coordinate', { value: plain }));
  const [latitude, longitude] = angles;
  const value: GlobeCoordinateValue = {
    type: 'globecoordinate',
    latitude: latitude.degrees,
    longitude: longitude.degrees,
    precision: options.precision ?? Math.min(latitude.precision, longitude.precision),
    globe: options.globe ?? EARTH,
  };
  const failures = validateCoordinate(value);
  return failures.length === 0 ? { ok: true, value } : { ok: false, failures, impossible: value };
}

type Direction = 'N' | 'S' | 'E' | 'W';

interface Angle {
  readonly degrees: number;
  readonly precision: number;
  readonly direction: Direction | undefined;
}

/** With decimal points; where that makes no two angles, with decimal commas. */
function readAngles(text: string, language: string): readonly [Angle, Angle] | undefined {
  const written = withPlainMarks(text, language);
  return readPair(written) ?? readPair(written.replace(/(?<=\d),(?=\d)/g, '.'));
}

function readPair(text: string): readonly [Angle, Angle] | undefined {
  const halves = split(text);
  if (halves === undefined) return undefined;
  const [first, second] = halves.map(readAngle);
  if (first === undefined || second === undefined) return undefined;
  const axes = [axisOf(first), axisOf(second)];
  if (axes[0] === 'latitude' && axes[1] === 'longitude') return [first, second];
  if (axes[0] === 'longitude' && axes[1] === 'latitude') return [second, first];
  return axes[0] === undefined && axes[1] === undefined ? [first, second] : undefined;
}

function axisOf({ direction }: Angle): 'latitude' | 'longitude' | undefined {
  if (direction === undefined) return undefined;
  return direction === 'N' || direction === 'S' ? 'latitude' : 'longitude';
}

/** Directions by languages whose letters are not the English ones; a letter may mean different things. */
const DIRECTIONS: readonly (readonly [
  languages: RegExp,
  words: Readonly<Record<string, Direction>>,
])[] = [
  [/^(?:de|nds|bar|gsw|lb)/, { O: 'E' }],
  [/^(?:fr|es|it|ca|gl|pt|ast|oc)/, { O: 'W', L: 'E' }],
  [/^nl/, { Z: 'S', O: 'E' }],
  [/^(?:sv|da|nb|nn|no|is|fo)/, { Ö: 'E', Ø: 'E', V: 'W' }],
  [
    /^(?:ru|uk|be|bg)/,
    { 'С. Ш.': 'N', 'Ю. Ш.': 'S', 'В. Д.': 'E', 'З. Д.': 'W', С: 'N', Ю: 'S', В: 'E', З: 'W' },
  ],
];

const ENGLISH_WORDS: Readonly<Record<string, Direction>> = {
  NORTH: 'N',
  SOUTH: 'S',
  EAST: 'E',
  WEST: 'W',
};

/** All marks of degrees, minutes and seconds as ° ' ", all directions as N S E W. */
function withPlainMarks(text: string, language: string): string {
  const marked = text
    .toUpperCase()
    .replaceAll('٫', '.')
    .replace(/[،、，]/g, ',')
    .replace(/''|[″“”„]|SEC(?:ONDS?)?\.?|ARCSEC/g, '"')
    .replace(/[′’‘´`ʹ׳]|MIN(?:UTES?)?\.?/g, "'")
    .replace(/[º˚]|DEG(?:REES?)?\.?/g, '°')
    .replace(/\b(?:LATITUDE|LONGITUDE|LAT|LON|LNG|LONG)\b[.:=]?/g, ' ');
  const words = DIRECTIONS.filter(([languages]) => languages.test(language)).flatMap(([, found]) =>
    Object.entries(found),
  );
  return [...Object.entries(ENGLISH_WORDS), ...words]
    .reduce((plain, [word, direction]) => replaceWord(plain, word, direction), marked)
    .replace(/\s+/g, ' ')
    .trim();
}

function replaceWord(text: string, word: string, direction: Direction): string {
  const pattern = word.replaceAll('.', '\\.?').replaceAll(' ', '\\s*');
  return text.replace(new RegExp(`(?<!\\p{L})${pattern}(?!\\p{L})`, 'gu'), direction);
}

/** In two: at the one separator, else between the directions, else between as many numbers. */
function split(text: string): readonly [string, string] | undefined {
  const separated = text.split(/\s*[,;|]\s*|\s+\/\s+/);
  if (separated.length > 1) return pairOf(separated);
  const suffixed = /^([^NSEW]*[NSEW])([^NSEW]*[NSEW])$/.exec(text);
  const prefixed = /^([NSEW][^NSEW]*)([NSEW][^NSEW]*)$/.exec(text);
  const [, first, second] = suffixed ?? prefixed ?? [];
  if (first !== undefined && second !== undefined) return [first, second];
  if (/[NSEW]/.test(text)) return undefined;
  const numbers = [...text.matchAll(/[-+]?\d+(?:\.\d+)?\s*[°'"]?/g)];
  const middle = numbers.length % 2 === 0 ? numbers[numbers.length / 2] : undefined;
  return middle === undefined ? undefined : [text.slice(0, middle.index), text.slice(middle.index)];
}

function pairOf(parts: readonly string[]): readonly [string, string] | undefined {
  const [first, second, ...others] = parts;
  return first === undefined || second === undefined || others.length > 0
    ? undefined
    : [first, second];
}

const WHOLE_OR_LAST = '(\\d+(?:\\.\\d+)?)';
const ANGLE = new RegExp(
  `^([NSEW]?) ?([-+]?) ?${WHOLE_OR_LAST} ?°?(?: ?${WHOLE_OR_LAST} ?'?(?: ?${WHOLE_OR_LAST} ?"?)?)? ?([NSEW]?)$`,
);

function readAngle(text: string): Angle | undefined {
  const match = ANGLE.exec(text.trim());
  if (match === null || isMisplaced(text)) return undefined;
  const [, before = '', sign = '', degrees = '', minutes, seconds, after = ''] = match;
  if (before !== '' && after !== '') return undefined;
  const direction = (before + after || undefined) as Direction | undefined;
  if (direction !== undefined && sign !== '') return undefined;
  const numbers = [degrees, minutes, seconds].filter((number) => number !== undefined);
  if (!areParts(numbers)) return undefined;
  const isNegative = sign === '-' || direction === 'S' || direction === 'W';
  const size = sizeOf(numbers.map(Number));
  return {
    degrees: isNegative && size !== 0 ? -size : size,
    precision: precisionOf(numbers),
    direction,
  };
}

/** The pattern lets every mark be missing; one that is there must follow its own number. */
function isMisplaced(text: string): boolean {
  const marks = text.replace(/[^°'"]/g, '');
  const hasBareNumberBefore = /\d\s+[\d.]+\s*°|\d\s+[\d.]+\s*'.*°/.test(text);
  return !/^°?'?"?$/.test(marks) || hasBareNumberBefore || /^[^°']*"/.test(text);
}

/** Only the last may have decimals; minutes and seconds are less than sixty. */
function areParts(numbers: readonly string[]): boolean {
  return numbers.every(
    (number, position) =>
      (position === numbers.length - 1 || !number.includes('.')) &&
      (position === 0 || Number(number) < 60),
  );
}

function sizeOf([degrees = 0, minutes = 0, seconds = 0]: readonly number[]): number {
  return degrees + (minutes + seconds / 60) / 60;
}

function precisionOf(numbers: readonly string[]): number {
  const last = numbers.at(-1) ?? '';
  const decimals = last.includes('.') ? last.length - last.indexOf('.') - 1 : 0;
  return Number(`1e-${decimals}`) / 60 ** (numbers.length - 1);
}
