import { describe, expect, test } from 'vitest';
import { writeStored } from '../stored-json.ts';
import { readEntity } from './read-entity.ts';
import type { ReadOptions } from './reading.ts';

/** What was read, as stored JSON parsed again: empty parts are left out of it. */
function read(json: unknown, options?: ReadOptions): unknown {
  const result = readEntity(json, options);
  return result.ok ? (JSON.parse(writeStored(result.value)) as unknown) : result.failures;
}

/** The failures as `path code`. */
function failuresOf(json: unknown): string[] {
  const result = readEntity(json);
  return result.ok ? [] : result.failures.map(({ path, code }) => `${path} ${code}`);
}

const Q1 = { type: 'item', id: 'Q1' };
const UUID = '00000000-0000-4000-8000-000000000001';
const noValue = { snaktype: 'novalue', property: 'P1' };
const readNoValue = { property: 'P1', kind: 'novalue' };

function statement(parts: object = {}): object {
  return { mainsnak: noValue, type: 'statement', id: `Q1$${UUID}`, rank: 'normal', ...parts };
}
function withStatement(parts: object): object {
  return { ...Q1, claims: { P1: [statement(parts)] } };
}
function withValue(type: string, value: unknown): object {
  return withStatement({
    mainsnak: { snaktype: 'value', property: 'P1', datavalue: { type, value } },
  });
}
function readStatements(...statements: object[]): object {
  return { ...Q1, statements };
}
const plain = { id: `Q1$${UUID}`, mainSnak: readNoValue };

describe('every dialect gives the same entity:', () => {
  test.each<[string, object, object]>([
    ['no parts at all', Q1, Q1],
    [
      'empty maps written as lists',
      { ...Q1, labels: [], descriptions: [], aliases: [], claims: [], sitelinks: [] },
      Q1,
    ],
    ['no type', { id: 'Q1' }, Q1],
    ['lower case', { ...Q1, id: 'q1' }, Q1],
    ['page information', { pageid: 1, ns: 0, title: 'Q1', lastrevid: 2, modified: '', ...Q1 }, Q1],
    [
      'terms as a map',
      { ...Q1, labels: { en: { language: 'en', value: 'a' } } },
      { ...Q1, labels: { en: 'a' } },
    ],
    [
      'terms as a list',
      { ...Q1, labels: [{ language: 'en', value: 'a' }] },
      { ...Q1, labels: { en: 'a' } },
    ],
    [
      'text that is not in NFC',
      { ...Q1, labels: { fr: { language: 'fr', value: 'e\u0301' } } },
      { ...Q1, labels: { fr: '\u00e9' } },
    ],
    [
      'aliases that repeat each other',
      {
        ...Q1,
        aliases: { en: ['b', 'a', 'b'].map((value) => ({ language: 'en', value })) },
      },
      { ...Q1, aliases: { en: ['b', 'a'] } },
    ],
    [
      'aliases as a flat list, one of them long',
      { ...Q1, aliases: [{ language: 'en', value: 'a'.repeat(900) }] },
      { ...Q1, aliases: { en: ['a'.repeat(900)] } },
    ],
    [
      'sitelinks with a URL and without badges',
      { ...Q1, sitelinks: { enwiki: { site: 'enwiki', title: 'A', url: 'https://a.example/' } } },
      { ...Q1, siteLinks: { enwiki: { title: 'A' } } },
    ],
    ['a statement', withStatement({}), readStatements(plain)],
    ['statements as a flat list', { ...Q1, claims: [statement()] }, readStatements(plain)],
    [
      'the old type of statements',
      withStatement({ type: 'claim', rank: undefined }),
      readStatements(plain),
    ],
    [
      'a statement id in lower case',
      withStatement({ id: `q1$${UUID}` }),
      readStatements({ ...plain, id: `q1$${UUID}` }),
    ],
    [
      'snaks with a hash and a datatype',
      withStatement({ mainsnak: { ...noValue, hash: 'wrong', datatype: 'string' } }),
      readStatements(plain),
    ],
    ['qualifiers as an empty list', withStatement({ qualifiers: [] }), readStatements(plain)],
    [
      'qualifiers in the order that is given',
      withStatement({
        qualifiers: { P1: [noValue], P2: [{ ...noValue, property: 'P2' }] },
        'qualifiers-order': ['P2', 'P1'],
      }),
      readStatements({ ...plain, qualifiers: [{ ...readNoValue, property: 'P2' }, readNoValue] }),
    ],
    [
      'qualifiers that repeat each other, in a flat list',
      withStatement({ qualifiers: [noValue, noValue] }),
      readStatements({ ...plain, qualifiers: [readNoValue] }),
    ],
    [
      'references with the same snaks, and an empty one',
      withStatement({
        references: [{ hash: 'x', snaks: { P1: [noValue] } }, { snaks: [noValue] }, { snaks: [] }],
      }),
      readStatements({ ...plain, references: [[readNoValue]] }),
    ],
    ['a redirect', { entity: 'Q1', redirect: 'Q2' }, { type: 'redirect', id: 'Q1', target: 'Q2' }],
    [
      'a property',
      { type: 'property', id: 'P1', datatype: 'url' },
      { type: 'property', id: 'P1', datatype: 'url' },
    ],
    [
      'a lexeme with the traps of old dumps',
      {
        type: 'lexeme',
        id: 'L1',
        lemmas: { en: { language: 'en', value: 'go' } },
        lexicalCategory: 'Q24905',
        language: 'Q1860',
        claims: [],
        forms: [{ id: 'L1-F4', representations: [], grammaticalFeatures: [], claims: [] }],
        senses: [{ id: 'L1-S2', glosses: [], claims: [] }],
        nextSenseId: 9,
      },
      {
        type: 'lexeme',
        id: 'L1',
        lemmas: { en: 'go' },
        lexicalCategory: 'Q24905',
        language: 'Q1860',
        forms: [{ id: 'L1-F4' }],
        senses: [{ id: 'L1-S2' }],
        nextFormNumber: 5,
        nextSenseNumber: 9,
      },
    ],
  ])('%s', (_, json, stored) => {
    expect(read(json)).toEqual(stored);
  });
});

const gregorian = 'http://www.wikidata.org/entity/Q1985727';
const someTime = { timezone: 0, before: 0, after: 0, precision: 11, calendarmodel: gregorian };

describe('values', () => {
  test.each<[string, unknown, object]>([
    ['string', 'a', { value: 'a' }],
    ['wikibase-entityid', { 'entity-type': 'item', 'numeric-id': 42 }, { id: 'Q42' }],
    ['wikibase-entityid', { 'entity-type': 'property', 'numeric-id': 31 }, { id: 'P31' }],
    ['wikibase-entityid', { id: 'L1-F2' }, { id: 'L1-F2' }],
    ['wikibase-entityid', { 'entity-type': 'sense', id: 'L1-S2' }, { id: 'L1-S2' }],
    ['wikibase-entityid', { 'entity-type': 'entity-schema', id: 'E10' }, { id: 'E10' }],
    ['monolingualtext', { text: 'a', language: 'en' }, { text: 'a', language: 'en' }],
    ['quantity', { amount: '10.380', unit: '1' }, { amount: '+10.380', unit: '1' }],
    ['quantity', { amount: '-0.0', unit: '1' }, { amount: '+0.0', unit: '1' }],
    [
      'quantity',
      { amount: '+2', unit: 'http://w.example/entity/Q1', upperBound: '+3', lowerBound: '+1' },
      { amount: '+2', unit: 'http://w.example/entity/Q1', upperBound: '+3', lowerBound: '+1' },
    ],
    [
      'time',
      { ...someTime, time: '+00000001994-00-00T00:00:00Z', precision: 9 },
      { ...someTime, time: '+1994-00-00T00:00:00Z', precision: 9 },
    ],
    [
      'time',
      { ...someTime, time: '-13798000000-00-00T00:00:00Z', precision: 3 },
      { ...someTime, time: '-13798000000-00-00T00:00:00Z', precision: 3 },
    ],
    [
      'globecoordinate',
      { latitude: 1.5, longitude: -0, altitude: null },
      { latitude: 1.5, longitude: 0, precision: null, globe: 'http://www.wikidata.org/entity/Q2' },
    ],
  ])('a %s %j', (type, value, stored) => {
    expect(read(withValue(type, value))).toEqual(
      readStatements({
        id: plain.id,
        mainSnak: { property: 'P1', value: { type, ...stored } },
      }),
    );
  });

  test.each<[string, unknown, string]>([
    ['string', 5, 'value wrong-type'],
    ['string', 'a\u0000', 'value malformed-text'],
    ['string', '\ud800', 'value malformed-text'],
    ['wikibase-entityid', { 'entity-type': 'item' }, 'value/numeric-id missing-field'],
    ['wikibase-entityid', { id: 'M5' }, 'value/id malformed-entity-id'],
    ['wikibase-entityid', { id: 'Q0' }, 'value/id malformed-entity-id'],
    ['wikibase-entityid', { 'entity-type': 'property', id: 'Q1' }, 'value entity-type-mismatch'],
    ['wikibase-entityid', { 'numeric-id': 2, id: 'Q1' }, 'value inconsistent-key'],
    ['monolingualtext', { text: 'a' }, 'value/language missing-field'],
    ['quantity', { amount: '1e5', unit: '1' }, 'value/amount value-not-a-quantity'],
    ['quantity', { amount: '+007', unit: '1' }, 'value/amount value-not-a-quantity'],
    ['quantity', { amount: `+${'1'.repeat(127)}`, unit: '1' }, 'value/amount value-not-a-quantity'],
    ['quantity', { amount: '+1', unit: '' }, 'value/unit wrong-type'],
    ['quantity', { amount: '+1', unit: '1', upperBound: '+2' }, 'value/lowerBound missing-field'],
    ['time', { ...someTime, time: '1994-01-01' }, 'value/time value-not-a-time'],
    ['time', { ...someTime, time: '+1994-13-01T00:00:00Z' }, 'value/time value-no-such-date'],
    ['time', { ...someTime, time: '+1994-00-01T00:00:00Z' }, 'value/time value-no-such-date'],
    [
      'time',
      { ...someTime, time: '+1994-01-01T00:00:00Z', precision: 15 },
      'value/precision value-bad-precision',
    ],
    ['globecoordinate', { latitude: 361, longitude: 0 }, 'value/latitude value-not-a-coordinate'],
    ['globecoordinate', { latitude: '1', longitude: 0 }, 'value/latitude wrong-type'],
    ['shape', {}, 'value wrong-type'],
  ])('not a %s: %j', (type, value, failure) => {
    expect(failuresOf(withValue(type, value))).toEqual([
      `/claims/P1/0/mainsnak/datavalue/${failure}`,
    ]);
  });

  test('what cannot be read is kept where nothing may be lost, but for malformed text', () => {
    const keep: ReadOptions = { unknownValues: 'keep' };
    const value = { ['__proto__']: [1], e: 'e\u0301' };
    expect(read(withValue('shape', value), keep)).toEqual(
      readStatements({
        id: plain.id,
        mainSnak: {
          property: 'P1',
          value: {
            type: 'unknown',
            valueType: 'shape',
            value: { ['__proto__']: [1], e: '\u00e9' },
            error: 'wrong-type',
          },
        },
      }),
    );
    expect(read(withValue('shape', ['\ud800']), keep)).toMatchObject([
      { code: 'malformed-text', path: '/claims/P1/0/mainsnak/datavalue/value/0' },
    ]);
  });
});

describe('failures name their place', () => {
  test.each<[unknown, string[]]>([
    [[], [' wrong-type']],
    [null, [' wrong-type']],
    [{}, ['/id missing-field']],
    [{ type: 'item', id: 'X1' }, ['/id malformed-entity-id']],
    [{ type: 'property', id: 'Q1' }, [' entity-type-mismatch']],
    [{ type: 'mediainfo', id: 'Q1' }, [' unknown-entity-type']],
    [{ type: 'property', id: 'P1', datatype: 'colour' }, ['/datatype unknown-datatype']],
    [{ type: 'property', id: 'P1' }, ['/datatype missing-field']],
    [{ ...Q1, labels: 'a' }, ['/labels wrong-type']],
    [{ ...Q1, labels: { en: { language: 'de', value: 'a' } } }, ['/labels/en inconsistent-key']],
    [{ ...Q1, labels: { 'a/b': { language: 'a/b' } } }, ['/labels/a~1b/value missing-field']],
    [
      { ...Q1, aliases: { en: [{ language: 'en', value: 1 }] } },
      ['/aliases/en/0/value wrong-type'],
    ],
    [
      { ...Q1, sitelinks: { enwiki: { site: 'dewiki', title: 'A' } } },
      ['/sitelinks/enwiki inconsistent-key'],
    ],
    [
      { ...Q1, sitelinks: { enwiki: { site: 'enwiki', title: 'A', badges: ['P1'] } } },
      ['/sitelinks/enwiki/badges/0 entity-type-mismatch'],
    ],
    [withStatement({ id: undefined }), ['/claims/P1/0/id missing-field']],
    [withStatement({ id: 'Q1$x' }), ['/claims/P1/0/id malformed-statement-id']],
    [withStatement({ id: `Q2$${UUID}` }), ['/claims/P1/0/id foreign-statement']],
    [withStatement({ rank: 'best' }), ['/claims/P1/0/rank wrong-type']],
    [withStatement({ mainsnak: undefined }), ['/claims/P1/0/mainsnak missing-field']],
    [
      withStatement({ mainsnak: { ...noValue, property: 'P2' } }),
      ['/claims/P1/0 inconsistent-key'],
    ],
    [
      withStatement({ mainsnak: { ...noValue, snaktype: 'maybe' } }),
      ['/claims/P1/0/mainsnak/snaktype wrong-type'],
    ],
    [
      withStatement({ references: [{ snaks: { P1: [{ ...noValue, property: 'Q1' }] } }] }),
      ['/claims/P1/0/references/0/snaks/P1/0/property entity-type-mismatch'],
    ],
    [{ ...Q1, claims: [statement(), statement()] }, ['/claims/1 duplicate-statement-id']],
    [{ entity: 'Q1', redirect: 'Q1' }, [' redirect-to-self']],
    [{ entity: 'Q1', redirect: 'P1' }, [' entity-type-mismatch']],
    [
      { type: 'lexeme', id: 'L1', lexicalCategory: 'Q1', language: 'Q1', forms: [{ id: 'L2-F1' }] },
      ['/forms/0/id entity-type-mismatch'],
    ],
    [
      { type: 'lexeme', id: 'L1', language: 'Q1', senses: [{ id: 'L1-S1' }, { id: 'L1-S1' }] },
      ['/lexicalCategory missing-field', '/senses/1 entity-exists'],
    ],
    [
      { ...Q1, labels: [1], descriptions: [{ language: 'en' }] },
      ['/labels/0 wrong-type', '/descriptions/0/value missing-field'],
    ],
  ])('%j', (json, failures) => {
    expect(failuresOf(json)).toEqual(failures);
  });
});

function numbered(count: number): object {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`l${i}`, i]));
}

describe('reading ends early', () => {
  test.each([
    ['of a map that is too large only that is told', numbered(20_001), ['/labels too-many']],
    ['of what is wrong the first thousand are told', numbered(2000), 1000],
    ['and of lists likewise', Array.from({ length: 2000 }, () => 0), 1000],
  ])('%s', (_name, json, expected) => {
    const faults = failuresOf({ ...Q1, labels: json });
    expect(typeof expected === 'number' ? faults.length : faults).toEqual(expected);
  });
});

test('a hostile key is a key like any other', () => {
  const json = JSON.parse(
    '{"type":"item","id":"Q1","labels":{"__proto__":{"language":"__proto__","value":"a"}}}',
  ) as unknown;
  const result = readEntity(json);
  expect(result.ok && result.value.type === 'item' && [...result.value.labels]).toEqual([
    ['__proto__', 'a'],
  ]);
  expect(({} as { language?: string }).language).toBeUndefined();
});
