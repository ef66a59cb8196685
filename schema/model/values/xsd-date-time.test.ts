import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeWithShared, sharedPath } from '../../../test/shared-data.ts';
import { GREGORIAN_CALENDAR, JULIAN_CALENDAR, type TimeValue } from '../data-value.ts';
import { validateTime } from './time.ts';
import { xsdDateTime } from './xsd-date-time.ts';

function time(text: string, precision: number, calendarmodel: string): TimeValue {
  return { type: 'time', time: text, timezone: 0, before: 0, after: 0, precision, calendarmodel };
}

const G = GREGORIAN_CALENDAR;
const J = JULIAN_CALENDAR;
const FOREIGN = 'http://www.wikidata.org/entity/Q28892';

test.each([
  ['+1986-04-26T00:00:00Z', 11, G, '1986-04-26T00:00:00Z'],
  ['+1986-04-00T00:00:00Z', 10, G, '1986-04-01T00:00:00Z'],
  ['+1986-00-00T00:00:00Z', 9, J, '1986-01-01T00:00:00Z'],
  ['+1616-04-23T00:00:00Z', 11, J, '1616-05-03T00:00:00Z'],
  ['+1600-02-29T00:00:00Z', 11, G, '1600-02-29T00:00:00Z'],
  ['+1900-02-29T00:00:00Z', 11, G, '1900-02-28T00:00:00Z'],
  ['-0001-06-01T00:00:00Z', 11, G, '0000-06-01T00:00:00Z'],
  ['-0400-00-00T00:00:00Z', 7, G, '-0400-01-01T00:00:00Z'],
  ['-0400-00-00T00:00:00Z', 9, G, '-0399-01-01T00:00:00Z'],
  ['-9999999999999999-00-00T00:00:00Z', 9, G, '-9999999999999998-01-01T00:00:00Z'],
  ['+0000-00-00T00:00:00Z', 9, G, undefined],
  ['+1986-04-26T00:00:00Z', 11, FOREIGN, undefined],
  ['+1986-00-00T00:00:00Z', 9, FOREIGN, '1986-01-01T00:00:00Z'],
  ['1986', 9, G, undefined],
])('%s of precision %i in %s is %s', (text, precision, calendar, expected) => {
  expect(xsdDateTime(time(text, precision, calendar))).toBe(expected);
});

interface Vector {
  readonly time: string;
  readonly precision: number;
  readonly calendarmodel: string;
  readonly xsdDateTime?: string | null;
  readonly constructorError?: string;
}

describeWithShared('the recorded date vectors', () => {
  test('all become the same xsd:dateTime, or none where the value itself is refused', () => {
    const file = sharedPath('fixtures', 'wikibase', 'derived', 'rdf-date-vectors.json');
    const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vector[];
    const wrong = vectors.filter((vector) => !agrees(vector));
    expect(wrong).toEqual([]);
    expect(vectors.length).toBe(945);
  });
});

function agrees(vector: Vector): boolean {
  const value = time(vector.time, vector.precision, vector.calendarmodel);
  if (vector.constructorError !== undefined) return validateTime(value).length > 0;
  return xsdDateTime(value) === (vector.xsdDateTime ?? undefined);
}
