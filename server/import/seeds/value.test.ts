import { describe, expect, test } from 'vitest';
import type { Datatype } from '../../../schema/datatypes.ts';
import { readSeedValue } from './value.ts';

const context = {
  conceptBase: 'https://example.org/entity/',
  resolve: (text: string) =>
    text === 'unit:kg'
      ? ('Q11570' as const)
      : text === 'country:FR'
        ? ('Q142' as const)
        : undefined,
};

function read(datatype: Datatype, text: string, prefix = ''): unknown {
  return readSeedValue(datatype, text, prefix, context);
}

describe('a quantity', () => {
  test.each([
    ['12', { amount: '+12' }],
    ['-0.50', { amount: '-0.50' }],
    ['12±1', { amount: '+12', lowerBound: '+11', upperBound: '+13' }],
    ['1.5±0.25', { amount: '+1.5', lowerBound: '+1.25', upperBound: '+1.75' }],
    ['0.1±0.1', { amount: '+0.1', lowerBound: '+0.0', upperBound: '+0.2' }],
    ['-1±2', { amount: '-1', lowerBound: '-3', upperBound: '+1' }],
    ['40[34..47]', { amount: '+40', lowerBound: '+34', upperBound: '+47' }],
  ])('%s', (text, expected) => {
    expect(read('quantity', text)).toEqual({ type: 'quantity', unit: '1', ...expected });
  });

  test('takes its unit from the cell, else from the column', () => {
    const kilogram = { unit: 'https://example.org/entity/Q11570' };
    expect(read('quantity', '3 kg')).toMatchObject(kilogram);
    expect(read('quantity', '3', 'unit:kg')).toMatchObject(kilogram);
  });

  test.each(['', 'x', '1e5', '3 stone', '1,5', '+4'])('"%s" is none', (text) => {
    expect(read('quantity', text)).toBeUndefined();
  });
});

describe('a time', () => {
  test.each([
    ['1867-11-07', '+1867-11-07', 11, 'Q1985727'],
    ['1867-11', '+1867-11-00', 10, 'Q1985727'],
    ['1867', '+1867-00-00', 9, 'Q1985727'],
    ['1860s', '+1860-00-00', 8, 'Q1985727'],
    ['18c', '+1800-00-00', 7, 'Q1985727'],
    ['415-03J', '+0415-03-00', 10, 'Q1985786'],
    ['-0384', '-0384-00-00', 9, 'Q1985727'],
  ])('%s', (text, date, precision, calendar) => {
    expect(read('time', text)).toEqual({
      type: 'time',
      time: `${date}T00:00:00Z`,
      timezone: 0,
      before: 0,
      after: 0,
      precision,
      calendarmodel: `http://www.wikidata.org/entity/${calendar}`,
    });
  });

  test.each(['', 'May', '1867-1', '18670-', '7.11.1867'])('"%s" is none', (text) => {
    expect(read('time', text)).toBeUndefined();
  });
});

test('a coordinate is as precise as it is written', () => {
  expect(read('globe-coordinate', '48.8567,2.35')).toEqual({
    type: 'globecoordinate',
    latitude: 48.8567,
    longitude: 2.35,
    precision: 0.0001,
    globe: 'http://www.wikidata.org/entity/Q2',
  });
});

test('an item is named by its key, which the column may complete', () => {
  const france = { type: 'wikibase-entityid', id: 'Q142' };
  expect(read('wikibase-item', 'country:FR')).toEqual(france);
  expect(read('wikibase-item', 'FR', 'country:')).toEqual(france);
  expect(read('wikibase-item', 'XX', 'country:')).toBeUndefined();
});

test('a text has a language', () => {
  expect(read('monolingualtext', 'de:Deutsch: ja')).toEqual({
    type: 'monolingualtext',
    language: 'de',
    text: 'Deutsch: ja',
  });
  expect(read('monolingualtext', 'Deutsch')).toBeUndefined();
});
