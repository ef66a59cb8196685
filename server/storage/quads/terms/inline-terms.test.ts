import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GEO, wikiNamespaces, XSD } from '../../../../schema/vocabulary.ts';
import { literal, namedNode } from '../../../rdf/term.ts';
import type { RdfTerm } from '../../../rdf/term.ts';
import { dayOf, epochSecondsOf } from './date-terms.ts';
import { EntityTerms } from './entity-terms.ts';
import { InlineTerms } from './inline-terms.ts';
import { booleanOf, decimalOf, integerOf } from './number-terms.ts';
import { pointOf } from './point-terms.ts';
import { hiOf, hiWith, idOf, isInlined, loOf, subOf, TAG, tagOf, UNBOUND } from './term-id.ts';
import type { Tag } from './term-id.ts';

const wiki = wikiNamespaces('http://wiki.example/entity/');
const terms = new InlineTerms(wiki);

const integer = (text: string): RdfTerm => literal(text, `${XSD}integer`);
const decimal = (text: string): RdfTerm => literal(text, `${XSD}decimal`);
const dateTime = (text: string): RdfTerm => literal(text, `${XSD}dateTime`);
const boolean = (text: string): RdfTerm => literal(text, `${XSD}boolean`);
const point = (text: string): RdfTerm => literal(text, `${GEO}wktLiteral`);
const entity = (name: string): RdfTerm => namedNode(wiki.entity + name);

const pad = (number: number, length: number): string => String(number).padStart(length, '0');

/** The tag of an inlined term, and the text that its id gives back. */
function roundTrip(term: RdfTerm): { tag: number; text: RdfTerm } | undefined {
  const id = terms.encode(term);
  if (id === UNBOUND) return undefined;
  const [hi, lo] = [hiOf(id), loOf(id)];
  expect(isInlined(hi)).toBe(true);
  return { tag: tagOf(hi), text: terms.decode(hi, lo) };
}

describe('inlined is', () => {
  const kinds: readonly (readonly [keyof typeof TAG, readonly RdfTerm[]])[] = [
    ['item', ['Q1', 'Q42', 'Q4294967295'].map(entity)],
    ['property', ['P1', 'P31'].map(entity)],
    ['lexeme', ['L1', 'L4294967295'].map(entity)],
    ['form', ['L1-F1', 'L4294967295-F65535'].map(entity)],
    ['sense', ['L1-S1', 'L7-S12'].map(entity)],
    ['propertyIri', [wiki.direct, wiki.claim, wiki.novalue].map((iri) => namedNode(`${iri}P31`))],
    ['document', ['Q1', 'P2', 'L3'].map((name) => namedNode(wiki.data + name))],
    ['integer', ['0', '7', '-7', '140737488355327', '-140737488355327'].map(integer)],
    ['boolean', ['true', 'false'].map(boolean)],
    [
      'decimal',
      ['0', '5', '-5', '0.5', '-12.25', '8796093022207', '0.000000000000001'].map(decimal),
    ],
    [
      'day',
      [
        '1970-01-01',
        '0000-02-29',
        '0000-01-01',
        '-0001-12-31',
        '-0004-02-29',
        '2000-02-29',
        '12345-06-07',
        '-5877641-06-23',
        '5881580-07-11',
        '9999-12-31',
        '-13798-01-01',
      ].map((date) => dateTime(`${date}T00:00:00Z`)),
    ],
    [
      'instant',
      [
        '1970-01-01T00:00:01Z',
        '-0044-03-15T23:59:59Z',
        '2024-02-29T12:30:00Z',
        '-4457000-01-01T00:00:01Z',
      ].map(dateTime),
    ],
    [
      'point',
      ['0 0', '13.3833 52.5167', '-0.1275 51.5072', '-180 -90', '0.0001 -0.0001', '838.8607 1'].map(
        (pair) => point(`Point(${pair})`),
      ),
    ],
  ];
  test.each(kinds.flatMap(([tag, all]) => all.map((term) => [tag, term] as const)))(
    '%s: %s',
    (tag, term) => {
      expect(roundTrip(term)).toEqual({ tag: TAG[tag], text: term });
    },
  );
});

describe('left to the dictionary is', () => {
  test.each([
    ...['+5', '05', '-0', '-05', '', '-', '1e3', ' 1', '1 ', '1.0', '٣'].map(integer),
    ...['140737488355328', '-140737488355328', '99999999999999999999'].map(integer),
    ...['+5', '5.', '.5', '5.0', '05', '-0', '0.50', '-0.0', '1e3', '1.2.3', '', '.', '-'].map(
      decimal,
    ),
    ...['8796093022208', '0.0000000000000001', 'NaN', '--1'].map(decimal),
    ...['1', '0', 'True', 'truefalse', ''].map(boolean),
    ...[
      '2019-02-29T00:00:00Z',
      '2019-13-01T00:00:00Z',
      '2019-00-01T00:00:00Z',
      '2019-01-00T00:00:00Z',
      '1900-02-29T00:00:00Z',
      '-0001-02-29T00:00:00Z',
      '2019-01-01T24:00:00Z',
      '2019-01-01T23:60:00Z',
      '2016-12-31T23:59:60Z',
      '2019-01-01T00:00:00',
      '2019-01-01T00:00:00+00:00',
      '2019-01-01T00:00:00-05:00',
      '2019-01-01T00:00:00.0Z',
      '-0000-01-01T00:00:00Z',
      '+2019-01-01T00:00:00Z',
      '02019-01-01T00:00:00Z',
      '219-01-01T00:00:00Z',
      '-13798000000-01-01T00:00:00Z',
      '-5877641-06-22T00:00:00Z',
      '5881580-07-12T00:00:00Z',
      '2019-01-01T00-00-00Z',
      '-9999999-01-01T00:00:01Z',
      '2019-01-01t00:00:00z',
      '2019-01-01',
      '',
      'Z',
    ].map(dateTime),
    ...[
      'Point(1.0E-5 2)',
      'Point(1 2.50)',
      'Point(1.00001 2)',
      'Point(-0 1)',
      'Point(01 1)',
      'Point(1,2)',
      'Point(1 2',
      'Point( 1 2)',
      'Point(1  2)',
      'Point(1 2 3)',
      'Point(1000 1)',
      'Point(838.8608 1)',
      'Point(. .)',
      'Point( )',
      'Point()',
      'POINT(1 2)',
      'Point(1 -)',
      '<http://www.wikidata.org/entity/Q405> Point(1 2)',
      'Point(1 2))',
    ].map(point),
    ...[
      'Q0',
      'Q01',
      'Q4294967296',
      'Q99999999999',
      'Q',
      'Q-1',
      'q1',
      'E10',
      'Q1 ',
      'Q1-F1',
      'Q1.5',
      'L0',
      'L1-F0',
      'L1-F65536',
      'L1-G1',
      'L1-',
      'L1-F',
      'L-F1',
      'L1-F1-F1',
      'L1F1',
      'Q1#x',
    ].map(entity),
    ...[`${wiki.direct}Q1`, `${wiki.direct}P0`, `${wiki.data}Q1.json`, `${wiki.value}Q1`].map(
      namedNode,
    ),
    ...['http://other.example/entity/Q1', 'http://wiki.example/Q1', 'Q1', '', '/Q1'].map(namedNode),
    ...['"1"', '"Point(1 2)"', '"true"', '"1"@en', '"'].map((term) => term as RdfTerm),
    literal('1', `${XSD}int`),
    literal('1', 'integer'),
    literal(integer('1'), `${XSD}integer`),
    literal('Point(1 2)', `${XSD}integer`),
    '_:b1' as RdfTerm,
  ])('%s', (term) => {
    expect(roundTrip(term)).toBeUndefined();
  });
});

describe('whatever is inlined gives back its text', () => {
  const digits = fc.stringMatching(/^[-+]?[0-9]{0,17}(\.[0-9]{0,17})?$/);
  const date = fc
    .tuple(
      fc.oneof(
        fc.integer({ min: -20_000, max: 20_000 }),
        fc.integer({ min: -9_999_999, max: 9_999_999 }),
      ),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      fc.constantFrom('00:00:00', '24:00:00', '23:59:59', '12:00:00', '7:00:00'),
      fc.constantFrom('Z', '', '+00:00', '-11:00', '.5Z'),
    )
    .map(([year, month, day, time, zone]) => {
      const years = (year < 0 ? '-' : '') + pad(Math.abs(year), 4);
      return dateTime(`${years}-${pad(month, 2)}-${pad(day, 2)}T${time}${zone}`);
    });
  const coordinate = fc.oneof(
    fc.double({ noNaN: true, min: -200, max: 200 }).map(String),
    fc.integer({ min: -9_000_000, max: 9_000_000 }).map((number) => String(number / 10_000)),
    digits,
  );
  const anyTerm = fc.oneof(
    digits.map(integer),
    digits.map(decimal),
    date,
    fc.tuple(coordinate, coordinate).map(([x, y]) => point(`Point(${x} ${y})`)),
    fc.stringMatching(/^[QPLE][0-9]{0,11}(-[FS][0-9]{0,6})?$/).map(entity),
    fc
      .tuple(fc.constantFrom(...Object.values(wiki)), fc.stringMatching(/^[QPL][0-9]{0,4}$/))
      .map(([iri, name]) => namedNode(iri + name)),
    fc
      .tuple(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('integer', 'decimal', 'dateTime', 'boolean'),
      )
      .map(([text, type]) => literal(text, XSD + type)),
    fc.string({ unit: 'grapheme' }).map((text) => `"${text}"@EN-x` as RdfTerm),
    fc.string({ unit: 'grapheme' }).map((text) => text as RdfTerm),
  );

  test('for any term', () => {
    fc.assert(
      fc.property(anyTerm, (term) => {
        const found = roundTrip(term);
        expect(found?.text ?? term).toBe(term);
      }),
      { numRuns: 5000 },
    );
  });

  test('two terms never share an id', () => {
    fc.assert(
      fc.property(anyTerm, anyTerm, (one, other) => {
        const ids = [terms.encode(one), terms.encode(other)];
        expect(ids[0] === ids[1]).toBe(one === other || (ids[0] === UNBOUND && ids[1] === UNBOUND));
      }),
    );
  });
});

describe('ids have the order of the values', () => {
  const safe = 2 ** 47 - 1;
  test('of integers', () => {
    const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -safe, max: safe }));
    fc.assert(
      fc.property(number, number, (one, other) => {
        const [first, second] = [one, other].map((each) => terms.encode(integer(String(each))));
        expect(Math.sign((first ?? 0) - (second ?? 0))).toBe(Math.sign(one - other));
      }),
    );
  });

  test.each(['T00:00:00Z', 'T12:00:00Z'])('of dates with %s', (time) => {
    const days = fc.date({
      min: new Date('0000-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, days, (one, other) => {
        const [a = '', b = ''] = [one, other].map((each) => each.toISOString().slice(0, 10));
        const [first, second] = [a, b].map((day) => terms.encode(dateTime(day + time)));
        const compared = a < b ? -1 : a > b ? 1 : 0;
        expect(Math.sign((first ?? 0) - (second ?? 0))).toBe(compared);
      }),
    );
  });

  test('before the common era too', () => {
    const years = ['-4457000', '-10000', '-9999', '-0001', '0000', '0001', '9999', '10000'];
    const ids = years.map((year) => terms.encode(dateTime(`${year}-06-01T01:00:00Z`)));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(new Set(ids).size).toBe(years.length);
  });

  test('of decimals with as many digits after the point', () => {
    const ids = ['-12.5', '-0.5', '0.1', '0.9', '3.3', '12.5'].map((each) =>
      terms.encode(decimal(each)),
    );
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  });

  test('of tags', () => {
    const tags = Object.values(TAG);
    const ids = tags.map((tag) => idOf(hiWith(tag, 0xffff), 0xffff_ffff));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(ids.every(Number.isSafeInteger)).toBe(true);
  });
});

const halves = (term: RdfTerm, tag: Tag): [hi: number, lo: number] => {
  const id = terms.encode(term);
  expect(tagOf(hiOf(id))).toBe(tag);
  return [hiOf(id), loOf(id)];
};

describe('the value of an id is read without its text', () => {
  test.each([0, 1, -1, 42, -(2 ** 47 - 1), 2 ** 47 - 1])('integer %d', (number) => {
    expect(integerOf(...halves(integer(String(number)), TAG.integer))).toBe(number);
  });

  test.each([
    ['-12.25', -1225, 2],
    ['7', 7, 0],
    ['0.001', 1, 3],
  ])('decimal %s', (text, mantissa, scale) => {
    expect(decimalOf(...halves(decimal(text), TAG.decimal))).toEqual({ mantissa, scale });
  });

  test.each([true, false])('%s', (truth) => {
    expect(booleanOf(halves(boolean(String(truth)), TAG.boolean)[1])).toBe(truth);
  });

  test.each([
    ['1970-01-01', 0],
    ['2000-03-01', 11_017],
    ['0000-01-01', -719_528],
  ])('day %s', (date, day) => {
    const [hi, lo] = halves(dateTime(`${date}T00:00:00Z`), TAG.day);
    expect(dayOf(lo)).toBe(day);
    expect(epochSecondsOf(hi, lo)).toBe(Date.parse(`${date}T00:00:00Z`) / 1000);
  });

  test('instant', () => {
    const text = '1969-07-20T20:17:40Z';
    expect(epochSecondsOf(...halves(dateTime(text), TAG.instant))).toBe(Date.parse(text) / 1000);
  });

  test('point', () => {
    const [hi, lo] = halves(point('Point(-0.1275 51.5072)'), TAG.point);
    expect(pointOf(hi, lo)).toEqual({ longitude: -0.1275, latitude: 51.5072 });
  });

  test('entity number', () => {
    expect(halves(entity('Q42'), TAG.item)[1]).toBe(42);
    const [hi, lo] = halves(entity('L12-F3'), TAG.form);
    expect([lo, subOf(hi)]).toEqual([12, 3]);
  });

  test('property of a predicate', () => {
    const [hi, lo] = halves(namedNode(`${wiki.qualifier}P580`), TAG.propertyIri);
    expect([hi, lo]).toEqual([EntityTerms.propertyHi('qualifier'), 580]);
  });
});
