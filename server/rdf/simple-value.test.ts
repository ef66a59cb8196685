import { expect, test } from 'vitest';
import type { Datatype } from '../../schema/datatypes.ts';
import type { DataValue } from '../../schema/model/data-value.ts';
import { wikiNamespaces } from '../../schema/vocabulary.ts';
import { simpleValue } from './simple-value.ts';

const wiki = wikiNamespaces('https://example.org/entity/');
const EARTH = 'http://www.wikidata.org/entity/Q2';
const WKT = 'http://www.opengis.net/ont/geosparql#wktLiteral';
const COMMONS = 'http://commons.wikimedia.org';

function text(value: string): DataValue {
  return { type: 'string', value };
}

function place(latitude: number, longitude: number, globe = EARTH): DataValue {
  return { type: 'globecoordinate', latitude, longitude, precision: null, globe };
}

test.each<[Datatype, DataValue, string]>([
  ['string', text(' as "is" '), '" as "is" "'],
  ['external-id', text(' trimmed '), '"trimmed"'],
  ['url', text(' https://example.org/a b '), 'https://example.org/a%20b'],
  ['musical-notation', text("c'4"), '"c\'4"'],
  ['commonsMedia', text('A (b).jpg'), `${COMMONS}/wiki/Special:FilePath/A%20%28b%29.jpg`],
  ['tabular-data', text('Data:Ä b.tab'), `${COMMONS}/data/main/Data:%C3%84+b.tab`],
  ['wikibase-form', { type: 'wikibase-entityid', id: 'L7-F1' }, `${wiki.entity}L7-F1`],
  ['entity-schema', { type: 'wikibase-entityid', id: 'E10' }, `${wiki.entity}E10`],
  ['monolingualtext', { type: 'monolingualtext', text: 'x', language: 'sr-ec' }, '"x"@sr-ec'],
  ['monolingualtext', { type: 'monolingualtext', text: 'x', language: '?' }, '"x"'],
  ['globe-coordinate', place(1.5, -0.1), `"Point(-0.1 1.5)"^^${WKT}`],
  ['globe-coordinate', place(1 / 3, 0.00001), `"Point(1.0E-5 0.33333333333333)"^^${WKT}`],
  [
    'globe-coordinate',
    place(1, 2, 'http://www.wikidata.org/entity/Q405'),
    `"<http://www.wikidata.org/entity/Q405> Point(2 1)"^^${WKT}`,
  ],
])('%s %j is %s', (datatype, value, term) => {
  expect(simpleValue(datatype, value, wiki)).toBe(term);
});

test('a formula is MathML that names its source', () => {
  const term = simpleValue('math', text('a < b & c'), wiki);
  expect(term).toMatch(/^"<math .*<\/math>"\^\^http:\/\/www\.w3\.org\/1998\/Math\/MathML$/);
  expect(term).toContain('<annotation encoding="application/x-tex">a &lt; b &amp; c</annotation>');
});

test('a value that could not be read is no term', () => {
  const unknown: DataValue = { type: 'unknown', valueType: 'x', value: 1, error: 'odd' };
  expect(simpleValue('string', unknown, wiki)).toBeUndefined();
});
