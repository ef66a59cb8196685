/** A small world in Wikibase's JSON: every entity type, many datatypes, and the traps of old dumps. */
import { gunzipSync } from 'node:zlib';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type EntityJson = { readonly id: string } & Readonly<Record<string, unknown>>;

const GUID_TAIL = '-1111-4222-8333-444455556666';

export const sampleEntities: readonly EntityJson[] = [
  {
    type: 'item',
    id: 'Q1',
    labels: terms({ en: 'Lake Sample', ru: 'Озеро Пример', ar: 'بحيرة المثال', mul: 'Sample' }),
    descriptions: terms({ en: 'a lake that is nowhere' }),
    aliases: { en: [{ language: 'en', value: 'the lake' }], 'zh-hant': [] },
    claims: {
      P2: [
        {
          ...statement('Q1', 1, 'P2', {
            value: { 'entity-type': 'item', 'numeric-id': 2 },
            type: 'wikibase-entityid',
          }),
          rank: 'preferred',
          qualifiers: { P4: [snak('P4', time('+1850-00-00T00:00:00Z', 9))], P1: [somevalue('P1')] },
          'qualifiers-order': ['P4', 'P1'],
          references: [
            {
              snaks: { P6: [snak('P6', text('https://example.org/a?b=c'))] },
              'snaks-order': ['P6'],
            },
          ],
        },
      ],
      P3: [
        statement('Q1', 2, 'P3', {
          value: {
            amount: '+12.50',
            unit: 'http://www.wikidata.org/entity/Q3',
            upperBound: '+12.6',
            lowerBound: '+12.4',
          },
          type: 'quantity',
        }),
        {
          ...statement('Q1', 3, 'P3', { value: { amount: '-7', unit: '1' }, type: 'quantity' }),
          rank: 'deprecated',
        },
      ],
      P4: [statement('Q1', 4, 'P4', time('-13798000000-00-00T00:00:00Z', 3))],
      P5: [
        statement('Q1', 5, 'P5', {
          value: {
            latitude: 46.45,
            longitude: 6.5666666666667,
            altitude: null,
            precision: 0.00027777777777778,
            globe: 'http://www.wikidata.org/entity/Q2',
          },
          type: 'globecoordinate',
        }),
      ],
      P7: [
        statement('Q1', 6, 'P7', {
          value: { text: 'Genfer “See”', language: 'de' },
          type: 'monolingualtext',
        }),
      ],
    },
    sitelinks: {
      enwiki: {
        site: 'enwiki',
        title: 'Lake Sample',
        badges: ['Q3'],
        url: 'https://en.wikipedia.org/wiki/Lake_Sample',
      },
    },
  },
  {
    type: 'item',
    id: 'Q2',
    labels: terms({ en: 'Earth', fr: 'Terre' }),
    descriptions: [],
    aliases: [],
    claims: [],
    sitelinks: [],
  },
  { type: 'item', id: 'Q3', labels: terms({ en: 'metre' }) },
  propertyNamed(1, 'string', 'note'),
  propertyNamed(2, 'wikibase-item', 'lies on'),
  propertyNamed(3, 'quantity', 'depth'),
  propertyNamed(4, 'time', 'since'),
  propertyNamed(5, 'globe-coordinate', 'place'),
  propertyNamed(6, 'url', 'source'),
  propertyNamed(7, 'monolingualtext', 'native name'),
  {
    type: 'lexeme',
    id: 'L1',
    lemmas: terms({ en: 'lake' }),
    lexicalCategory: 'Q3',
    language: 'Q2',
    claims: [],
    forms: [
      {
        id: 'L1-F1',
        representations: terms({ en: 'lakes' }),
        grammaticalFeatures: ['Q3'],
        claims: [],
      },
    ],
    senses: [{ id: 'L1-S1', glosses: terms({ en: 'a body of water' }), claims: [] }],
  },
];

/** As many small items as asked for, each with a statement that points to the one before. */
export function* manyItems(count: number): Generator<EntityJson> {
  yield propertyNamed(2, 'wikibase-item', 'follows');
  for (let number = 1; number < count; number++) {
    const before = {
      value: { 'entity-type': 'item', id: `Q${Math.max(1, number - 1)}` },
      type: 'wikibase-entityid',
    };
    yield {
      type: 'item',
      id: `Q${number}`,
      labels: terms({ en: `number ${number}` }),
      claims: { P2: [statement(`Q${number}`, number, 'P2', before)] },
    };
  }
}

export function lines(entities: Iterable<object>): string {
  return [...entities].map((entity) => `${JSON.stringify(entity)}\n`).join('');
}

/** The entities of the JSON dump in a folder, by id, without the numbers of their revisions. */
export async function dumpedEntities(folder: string): Promise<Map<string, EntityJson>> {
  const name = (await readdir(folder)).find((each) => each.endsWith('all.json.gz'));
  if (name === undefined) throw new Error(`There is no JSON dump in ${folder}`);
  const json = gunzipSync(await readFile(join(folder, name))).toString('utf8');
  const entities = JSON.parse(json) as EntityJson[];
  return new Map(entities.map((entity) => [entity.id, { ...entity, lastrevid: undefined }]));
}

function propertyNamed(number: number, datatype: string, label: string): EntityJson {
  return { type: 'property', id: `P${number}`, datatype, labels: terms({ en: label }) };
}

function terms(texts: Readonly<Record<string, string>>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(texts).map(([language, value]) => [language, { language, value }]),
  );
}

function statement(subject: string, number: number, property: string, datavalue: object) {
  const id = `${subject}$${String(number).padStart(8, '0')}${GUID_TAIL}`;
  return { id, type: 'statement', rank: 'normal', mainsnak: snak(property, datavalue) };
}

function snak(property: string, datavalue: object): object {
  return { snaktype: 'value', property, datavalue };
}

function somevalue(property: string): object {
  return { snaktype: 'somevalue', property };
}

function text(value: string): object {
  return { value, type: 'string' };
}

function time(value: string, precision: number): object {
  const calendarmodel = 'http://www.wikidata.org/entity/Q1985727';
  return {
    value: { time: value, timezone: 0, before: 0, after: 0, precision, calendarmodel },
    type: 'time',
  };
}
