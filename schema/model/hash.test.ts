import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeWithShared, sharedPath } from '../../test/shared-data.ts';
import type { DataValueJson, EntityJson, SnakJson, StatementJson } from '../entity-json.ts';
import { EARTH, GREGORIAN_CALENDAR, type DataValue } from './data-value.ts';
import { referenceHash, snakHash, snakListHash, statementHash, valueHash } from './hash.ts';
import { readReference, readSnak } from './json/read-statement.ts';
import type { Snak } from './snak.ts';

function p31(value: DataValue): Snak {
  return { kind: 'value', property: 'P31', value };
}

const item: DataValue = { type: 'wikibase-entityid', id: 'Q5' };
const text: DataValue = { type: 'string', value: 'é' };
const date: DataValue = {
  type: 'time',
  time: '+1952-03-11T00:00:00Z',
  timezone: 0,
  before: 0,
  after: 0,
  precision: 11,
  calendarmodel: GREGORIAN_CALENDAR,
};

test.each<[string, Snak, string]>([
  ['P31 = Q5', p31(item), 'ad7d38a03cdd40cdc373de0dc4e7b7fcbccb31d9'],
  [
    'some value',
    { kind: 'somevalue', property: 'P31' },
    'f12b7021de898dea3b51036f1f419aec6eacb383',
  ],
  ['no value', { kind: 'novalue', property: 'P31' }, '4c6f10fe8a36d32e9e688171702f12e631357fd3'],
  ['P1 = é', { ...p31(text), property: 'P1' }, 'cf52bd6394ab21be23ef2fc0031b26f4c2cad73d'],
  ['P569 = a date', { ...p31(date), property: 'P569' }, '27f538a50ad110d1e6716c972f5f0ac24ca17430'],
])('the hash of the snak %s', (_, snak, hash) => {
  expect(snakHash(snak)).toBe(hash);
});

test.each<[string, DataValue, string]>([
  ['Q5', item, 'd15fa503b717ab7192aff367f05fae75'],
  ['é', text, '012c0424438b01c1f4ccec87d58a241b'],
  ['a date', date, '426df9023763f08b066f4478480f44cd'],
])('the hash of the value %s', (_, value, hash) => {
  expect(valueHash(value)).toBe(hash);
});

test('the hash of a set of snaks does not depend on their order, nor on repetition', () => {
  const snaks: Snak[] = [p31(item), { kind: 'novalue', property: 'P5' }];
  expect(snakListHash(snaks.toReversed())).toBe(snakListHash(snaks));
  expect(snakListHash([...snaks, p31(item)])).toBe(snakListHash(snaks));
  expect(snakListHash([])).toBe('da39a3ee5e6b4b0d3255bfef95601890afd80709');
});

test('coordinates in the same place on two globes differ, and tiny numbers have a hash', () => {
  const place = { type: 'globecoordinate', latitude: 1e-7, longitude: 0, precision: null } as const;
  const earth = valueHash({ ...place, globe: EARTH });
  expect(earth).toMatch(/^[0-9a-f]{32}$/);
  expect(valueHash({ ...place, globe: `${EARTH}0` })).not.toBe(earth);
});

test('the hash of a statement changes with each part, but not with its id', () => {
  const statement = {
    id: 'Q1$00000000-0000-4000-8000-000000000000',
    mainSnak: p31(item),
    rank: 'normal',
    qualifiers: [],
    references: [],
  } as const;
  const hash = statementHash(statement);
  expect(statementHash({ ...statement, id: 'Q2$00000000-0000-4000-8000-000000000000' })).toBe(hash);
  const variants = [
    statementHash({ ...statement, mainSnak: p31(text) }),
    statementHash({ ...statement, rank: 'preferred' }),
    statementHash({ ...statement, qualifiers: [p31(text)] }),
    statementHash({ ...statement, references: [{ snaks: [p31(text)] }] }),
  ];
  expect(new Set([hash, ...variants]).size).toBe(5);
});

function fixture(...path: string[]): unknown {
  return JSON.parse(readFileSync(sharedPath('fixtures', 'wikibase', ...path), 'utf8'));
}

function snakOf(json: unknown): Snak {
  const result = readSnak(json);
  if (!result.ok) throw new Error(JSON.stringify(result.failures));
  return result.value;
}

describeWithShared('hash vectors of Wikibase', () => {
  interface Vector {
    snak: { property: string; datavalue: DataValueJson };
    datavalueHash: string;
    snakHash: string;
  }
  interface Vectors {
    snaks: Vector[];
    reference: { referenceHash: string };
  }

  test('every snak has its hash', () => {
    const { snaks } = fixture('derived', 'hash-vectors.json') as Vectors;
    expect(snaks).toHaveLength(53);
    for (const vector of snaks) {
      expect([vector.snak, snakHash(snakOf(vector.snak))]).toEqual([vector.snak, vector.snakHash]);
    }
  });

  test('every value has its hash, except coordinates, whose nodes are named in another way', () => {
    const { snaks } = fixture('derived', 'hash-vectors.json') as Vectors;
    const values = snaks.flatMap((vector) => {
      const snak = snakOf(vector.snak);
      const named = snak.kind === 'value' && snak.value.type !== 'globecoordinate';
      return named ? [{ hash: valueHash(snak.value), vector: vector.datavalueHash }] : [];
    });
    expect(values.length).toBeGreaterThan(30);
    expect(values.map(({ hash }) => hash)).toEqual(values.map(({ vector }) => vector));
  });

  test('the reference has its hash', () => {
    const { reference } = fixture('derived', 'hash-vectors.json') as Vectors;
    const snaks: Snak[] = [
      { kind: 'somevalue', property: 'P31' },
      { kind: 'novalue', property: 'P31' },
      { kind: 'value', property: 'P5', value: { type: 'string', value: 'x' } },
    ];
    expect(referenceHash({ snaks })).toBe(reference.referenceHash);
  });

  test('a whole item of Wikidata: 377 snaks and 93 references', () => {
    const { entities } = fixture('api-responses-wdtk', 'wbgetentities-Q32063953.json') as {
      entities: Record<string, EntityJson>;
    };
    const statements = Object.values(entities).flatMap(({ claims }) =>
      Object.values(claims).flat(),
    );
    const snaks = statements.flatMap(snaksIn);
    const references = statements.flatMap((statement) => statement.references ?? []);
    expect([snaks.length, references.length]).toEqual([377, 93]);
    for (const snak of snaks) expect([snak, snakHash(snakOf(snak))]).toEqual([snak, snak.hash]);
    for (const reference of references) {
      const result = readReference(reference);
      expect(result.ok && referenceHash(result.value)).toBe(reference.hash);
    }
  });
});

function snaksIn({ mainsnak, qualifiers, references }: StatementJson): SnakJson[] {
  return [
    mainsnak,
    ...Object.values(qualifiers ?? {}).flat(),
    ...(references ?? []).flatMap((reference) => Object.values(reference.snaks).flat()),
  ];
}
