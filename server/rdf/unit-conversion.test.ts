import { describe, expect, test } from 'vitest';
import type { QuantityValue } from '../../schema/model/data-value.ts';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import { valueHash } from '../../schema/model/hash.ts';
import { wikiNamespaces } from '../../schema/vocabulary.ts';
import type { RdfContext } from './rdf-settings.ts';
import { inBaseUnit } from './unit-conversion.ts';

const LOCAL = 'https://example.org/entity/';

/** Q1 is a base unit; the others are so many of it. */
const context: RdfContext = {
  namespaces: wikiNamespaces(LOCAL),
  site: {
    ...defaultSiteSettings,
    units: new Map([
      ['Q10', { factor: '1000', base: 'Q1' }],
      ['Q11', { factor: '0.3048', base: 'Q1' }],
      ['Q12', { factor: '0', base: 'Q1' }],
      ['Q13', { factor: '-2', base: 'Q1' }],
      ['Q14', { factor: '+1.5', base: 'Q1' }],
      ['Q15', { factor: '60', base: 'Q1' }],
    ]),
  },
  datatypeOf: () => 'quantity',
  uriPatternOf: () => undefined,
};

function quantity(amount: string, unit: string, bounds?: [string, string]): QuantityValue {
  const value = { type: 'quantity', amount, unit } as const;
  return bounds === undefined ? value : { ...value, lowerBound: bounds[0], upperBound: bounds[1] };
}

describe('a quantity without bounds keeps every digit of the product', () => {
  test.each([
    ['+40008', 'Q10', '+40008000'],
    ['+1.50', 'Q11', '+0.457200'],
    ['-3', 'Q11', '-0.9144'],
    ['+17.083', 'Q15', '+1024.980'],
    ['+0', 'Q11', '+0.0000'],
    ['-0.0', 'Q10', '+0.0'],
    ['+123456789012345678901234567890', 'Q10', '+123456789012345678901234567890000'],
    ['+2', 'Q14', '+3.0'],
  ])('%s %s is %s', (amount, unit, expected) => {
    const base = inBaseUnit(quantity(amount, LOCAL + unit), context);
    expect(base).toEqual(quantity(expected, `${LOCAL}Q1`));
  });
});

describe('a quantity with bounds is rounded to the order of its uncertainty', () => {
  test.each<[string, [string, string], string, [string, string]]>([
    ['+10', ['+9', '+11'], '+3.0', ['+2.7', '+3.4']],
    ['+10', ['+10', '+10'], '+3.0480', ['+3.0480', '+3.0480']],
    ['+6000', ['+5000', '+7000'], '+1800', ['+1500', '+2100']],
    ['-10', ['-11', '-9'], '-3.0', ['-3.4', '-2.7']],
  ])('%s %j feet', (amount, bounds, expected, expectedBounds) => {
    const base = inBaseUnit(quantity(amount, `${LOCAL}Q11`, bounds), context);
    expect(base).toEqual(quantity(expected, `${LOCAL}Q1`, expectedBounds));
  });
});

test('a quantity in a base unit is itself, the very same object', () => {
  const value = quantity('+8848', `${LOCAL}Q1`);
  expect(inBaseUnit(value, context)).toBe(value);
});

test('a unit of another wiki counts by its id and stays on that wiki', () => {
  const there = 'http://www.wikidata.org/entity/';
  expect(inBaseUnit(quantity('+2', `${there}Q10`), context)).toEqual(
    quantity('+2000', `${there}Q1`),
  );
});

test.each([
  ['1', 'no unit'],
  [`${LOCAL}Q99`, 'a unit without conversion'],
  [`${LOCAL}Q12`, 'a conversion by zero'],
  [`${LOCAL}Q13`, 'a negative conversion'],
  ['https://example.org/metre', 'a unit that is no item'],
])('%s is not converted: %s', (unit) => {
  expect(inBaseUnit(quantity('+1', unit), context)).toBeUndefined();
});

test.each([
  [quantity('+1234.5', 'Q2', ['+1233.9', '+1235.0']), 'e3b3a4353e7b5b2868c099fe84b147dc'],
  [
    quantity('+1024.980', 'http://www.wikidata.org/entity/Q11574'),
    '076c33640b540c56070dbe0823cc8de7',
  ],
])('the node of a converted quantity has the name that Wikibase gives it', (value, name) => {
  expect(valueHash(value)).toBe(name);
});
