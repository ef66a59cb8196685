/** A session of OpenRefine with the reconciliation service, on a server with a few rivers and towns. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveEdit } from '../../server/edit/save-edit.ts';
import { saveImported } from '../../server/edit/save-imported.ts';
import { openWiki, wikiItself } from '../../server/wiki.ts';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { Datatype } from '../../schema/datatypes.ts';
import type { DataValue } from '../../schema/model/data-value.ts';
import { GREGORIAN_CALENDAR } from '../../schema/model/data-value.ts';
import { emptyProperty } from '../../schema/model/entity.ts';
import type { Item, Property } from '../../schema/model/entity.ts';
import type { ItemId, PropertyId } from '../../schema/model/entity-id.ts';
import { itemOf } from '../entity-notation.ts';
import { openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

const property = (id: PropertyId, label: string, datatype: Datatype): Property => ({
  ...emptyProperty(id, datatype),
  labels: new Map([['en', label]]),
});

const siteSettings = {
  ...defaultSiteSettings,
  name: new Map([['en', 'Rivers']]),
  sites: [
    { id: 'enwiki', group: 'wikipedia', language: 'en', pageUrl: 'https://en.example/wiki/$1' },
  ],
  properties: new Map([
    ['instanceOf', 'P31'],
    ['subclassOf', 'P279'],
  ] as const),
};

/** The notation knows texts and items; other values are added to what it made. */
function withValue(item: Item, of: PropertyId, value: DataValue): Item {
  const [first] = itemOf(`${of}=x`, item.id).statements;
  if (first === undefined) throw new Error('no statement');
  const number = String(item.statements.length + 1).padStart(8, '0');
  const id = `${item.id}$${number}-0000-4000-8000-000000000000` as const;
  const statement = { ...first, id, mainSnak: { kind: 'value', property: of, value } as const };
  return { ...item, statements: [...item.statements, statement] };
}

const day = (time: string, precision: number): DataValue => ({
  type: 'time',
  time: `+${time}T00:00:00Z`,
  precision,
  timezone: 0,
  before: 0,
  after: 0,
  calendarmodel: GREGORIAN_CALENDAR,
});

const items = [
  'Q1 en=place',
  'Q2 en=town | P279=Q1',
  'Q3 en=river | en~water that flows | P279=Q1',
  'Q4 en=port town | P279=Q2',
  'Q5 en=person',
  'Q10 en=Varsk | en~land of two rivers | en+Republic of Varsk | P5=VK | P31=Q1',
  'Q11 en=Ostria | P5=OS | P31=Q1',
  'Q20 en=Melbrook | en~port on the Mel | de=Mühlbach | en+Melbrook-on-Mel | P31=Q4 | P17=Q10 | P6=M-1 | P7=alpha | enwiki:Melbrook',
  'Q21 en=Melbrook | en~river of Ostria | P31=Q3 | P17=Q11 | P6=M-2',
  'Q22 en=Sankt Anton | P31=Q2 | P17=Q11 | P6=M-3 | P7=alpha | P7=beta?',
  'Q23 en=Anna Melbrook | en~painter | P31=Q5',
  'Q24 en=Unterwasser',
  'Q25 en=Österwik | P31=Q2 | P17=Q10',
].map((line): Item => {
  const [id = '', ...rest] = line.split(' ');
  return itemOf(rest.join(' '), id as ItemId);
});

const propertiesOfWiki = [
  property('P31', 'instance of', 'wikibase-item'),
  property('P279', 'subclass of', 'wikibase-item'),
  property('P17', 'country', 'wikibase-item'),
  property('P5', 'country code', 'string'),
  property('P6', 'place id', 'external-id'),
  property('P7', 'note', 'string'),
  property('P8', 'founded', 'time'),
  property('P9', 'inhabitants', 'quantity'),
  property('P10', 'coordinates', 'globe-coordinate'),
  property('P11', 'website', 'url'),
];

function withFacts(item: Item): Item {
  if (item.id !== 'Q20') return item;
  const facts: readonly (readonly [PropertyId, DataValue])[] = [
    ['P8', day('1304-05-06', 11)],
    ['P8', day('1290-00-00', 9)],
    ['P9', { type: 'quantity', amount: '+12500', unit: '1' }],
    [
      'P10',
      {
        type: 'globecoordinate',
        latitude: 51.5,
        longitude: -2.25,
        precision: 0.01,
        globe: 'http://www.wikidata.org/entity/Q2',
      },
    ],
    ['P11', { type: 'string', value: 'https://www.melbrook.example/town' }],
  ];
  return facts.reduce((all, [of, value]) => withValue(all, of, value), item);
}

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer({ SABIR_BASE_URL: 'http://rivers.example' }, async (folder) => {
    const wiki = await openWiki({ folder, rdf: { conceptBase: 'http://rivers.example/entity/' } });
    const actor = await wikiItself(wiki.storage);
    const target = { kind: 'new-with-id', document: siteSettings } as const;
    await saveEdit({ actor, target, ops: [] }, wiki.edit);
    const all = [...propertiesOfWiki, ...items.map(withFacts)];
    const saved = await saveImported(all, { actor, comment: '' }, wiki.edit);
    if (!saved.ok || saved.value.rejected.length > 0) throw new Error(JSON.stringify(saved));
    await wiki.storage.close();
  });
});
afterAll(() => server.close());

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly score: number;
  readonly match: boolean;
  readonly type: readonly { readonly id: string; readonly name: string }[];
}
type Batch = Readonly<Record<string, { readonly result: readonly Candidate[] }>>;

function get(path: string, fields: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${server.url}${path}?${new URLSearchParams(fields).toString()}`);
}

async function json<Answer>(path: string, fields: Readonly<Record<string, string>> = {}) {
  return (await (await get(path, fields)).json()) as Answer;
}

async function batch(queries: object, path = '/reconcile/en/api'): Promise<Batch> {
  const body = new URLSearchParams({ queries: JSON.stringify(queries) });
  const response = await fetch(server.url + path, { method: 'POST', body });
  expect(response.status).toBe(200);
  return (await response.json()) as Batch;
}

/** The ids in their order; a match has an exclamation mark. */
async function found(query: object, path?: string): Promise<string> {
  const { q0 } = await batch({ q0: query }, path);
  return (q0?.result ?? []).map(({ id, match }) => id + (match ? '!' : '')).join(' ');
}

async function column(id: string, settings: object = {}): Promise<unknown> {
  const extend = JSON.stringify({ ids: ['Q20', 'Q22', 'Q999'], properties: [{ id, settings }] });
  const { rows } = await json<{ rows: Record<string, Record<string, unknown>> }>(
    '/reconcile/en/api',
    { extend },
  );
  return Object.values(rows).map((row) => row[id]);
}

async function suggestedIds(
  what: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const path = `/reconcile/en/suggest/${what}`;
  const { result } = await json<{ result: { id: string }[] }>(path, fields);
  return result.map(({ id }) => id).join(' ');
}

/** The server thinks that it is reached by another name. */
function local(url: string): string {
  return url.replace('http://rivers.example', server.url);
}

describe('a row leads to', () => {
  test.each<[string, object, string]>([
    ['the only one of its name', { query: 'Sankt Anton' }, 'Q22!'],
    ['the one with the alias', { query: 'melbrook-on-mel' }, 'Q20!'],
    ['one that is written without its marks', { query: 'osterwik' }, 'Q25!'],
    ['one by its name in another language', { query: 'Mühlbach' }, 'Q20!'],
    ['namesakes, none of them for sure', { query: 'Melbrook' }, 'Q20 Q21 Q23'],
    ['the words of a name in another order', { query: 'Anton, Sankt' }, 'Q22'],
    ['a name with a slip of the finger', { query: 'Sankt Antom' }, 'Q22'],
    ['nothing for a name that nobody has', { query: 'Zyxwv' }, ''],
    ['nothing for no name', { query: '' }, ''],
    ['as many as are wanted', { query: 'Melbrook', limit: 1 }, 'Q20'],
    ['those of a type', { query: 'Melbrook', type: 'Q3' }, 'Q21!'],
    ['those of a class above', { query: 'Melbrook', type: 'Q2' }, 'Q20!'],
    ['those of any of the types', { query: 'Melbrook', type: ['Q5', 'Q3'] }, 'Q21! Q23'],
    [
      'none where no type fits all',
      { query: 'Melbrook', type: ['Q2', 'Q3'], type_strict: 'all' },
      '',
    ],
    [
      'others after the preferred',
      { query: 'Melbrook', type: 'Q3', type_strict: 'should' },
      'Q21! Q20 Q23',
    ],
    ['one without a type, unsure', { query: 'Unterwasser', type: 'Q2' }, 'Q24'],
    ['an id', { query: 'q22' }, 'Q22!'],
    ['an id of another type, unsure', { query: 'Q22', type: 'Q5' }, 'Q22'],
    ['an id that does not exist, to nothing', { query: 'Q999' }, ''],
    ['an IRI', { query: 'http://rivers.example/entity/Q21' }, 'Q21!'],
    ['the address of a page', { query: 'https://rivers.example/wiki/Q21' }, 'Q21!'],
    ['the address of a linked page', { query: 'https://en.example/wiki/Melbrook' }, 'Q20!'],
  ])('%s: %j', async (_, query, expected) => {
    expect(await found(query)).toBe(expected);
  });

  test.each<[string, string, unknown, string]>([
    ['an item by its name', 'P17', 'Ostria', 'Q21! Q20 Q23'],
    ['an item by its alias', 'P17', 'Republic of Varsk', 'Q20! Q21 Q23'],
    ['an item by its id', 'P17', { id: 'Q11', name: 'O.' }, 'Q21! Q20 Q23'],
    ['one of several', 'P17', ['Nowhere', 'Ostria'], 'Q21! Q20 Q23'],
    ['what is further on', 'P17/P5', 'OS', 'Q21! Q20 Q23'],
    ['one of two ways', 'P5|P17/P5', 'VK', 'Q20! Q21 Q23'],
    ['a day', 'P8', '1304-05-06', 'Q20! Q21 Q23'],
    ['a part of a date', 'P8@year', 1290, 'Q20! Q21 Q23'],
    ['an amount', 'P9', '12,500', 'Q20! Q21 Q23'],
    ['a place', 'P10', '51.501, -2.251', 'Q20! Q21 Q23'],
    ['an address without its scheme', 'P11', 'melbrook.example/town', 'Q20! Q21 Q23'],
    ['a label in another language', 'Lde', 'Muhlbach', 'Q20! Q21 Q23'],
    ['a description', 'Den', 'river of Ostria', 'Q21! Q20 Q23'],
    ['an alias', 'Aen', 'Melbrook-on-Mel', 'Q20! Q21 Q23'],
    ['a sitelink', 'Senwiki', 'Melbrook', 'Q20! Q21 Q23'],
    ['nothing that fits', 'P17', 'Nowhere', 'Q20 Q21 Q23'],
  ])('the namesake with %s in another column (%s)', async (_, pid, v, expected) => {
    expect(await found({ query: 'Melbrook', properties: [{ pid, v }] })).toBe(expected);
  });

  test('an identifier, whatever the name is', async () => {
    expect(await found({ properties: [{ pid: 'P6', v: 'M-3' }] })).toBe('Q22!');
    const sainted = { query: 'St. Anton', properties: [{ pid: 'P6', v: 'M-3' }] };
    expect(await found(sainted)).toBe('Q22!');
    const other = { query: 'Nowhere', properties: [{ pid: 'P6', v: 'M-3' }] };
    expect(await found(other)).toBe('Q22');
  });

  test('a property, where properties are asked for', async () => {
    expect(await found({ query: 'country' }, '/reconcile/en/property-api')).toBe('P17! P5');
    expect(await found({ query: 'P17' }, '/reconcile/en/property-api')).toBe('P17!');
    expect(await found({ query: 'P17' })).toBe('');
  });
});

test('a candidate has a name, a description, types and what its score is made of', async () => {
  const query = { query: 'Mühlbach', properties: [{ pid: 'P17', v: 'Ostria' }] };
  const { q7 } = await batch({ q7: query }, '/reconcile/de/api');
  expect(q7?.result).toEqual([
    {
      id: 'Q20',
      name: 'Mühlbach',
      description: 'port on the Mel',
      score: 71.43,
      match: false,
      type: [{ id: 'Q4', name: 'port town' }],
      features: [
        { id: 'name', value: 100 },
        { id: 'P17', value: 0 },
      ],
    },
  ]);
});

test('a batch is answered by its keys, also one from an address, also a single query', async () => {
  const queries = JSON.stringify({ a: { query: 'Q22' }, __proto__x: { query: 'Unterwasser' } });
  const answered = await json<Batch>('/reconcile/en/api', { queries });
  expect(Object.keys(answered)).toEqual(['a', '__proto__x']);
  for (const query of ['Sankt Anton', '{"query":"Sankt Anton"}']) {
    const single = await json<Batch[string]>('/reconcile/en/api', { query });
    expect(single.result.map(({ id }) => id)).toEqual(['Q22']);
  }
});

test('any site may ask, also by a script', async () => {
  const response = await get('/reconcile/en/api', { query: 'Q22', callback: 'jQuery1_2' });
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
  expect(response.headers.get('Content-Type')).toMatch(/^text\/javascript/);
  expect(await response.text()).toMatch(/^\/\*\*\/jQuery1_2\(\{"result":\[.*\]\}\);$/);
  const refused = await get('/reconcile/en/api', { queries: '{', callback: 'tell' });
  expect([refused.status, (await refused.text()).slice(0, 26)]).toEqual([
    200,
    '/**/tell({"status":"error"',
  ]);
});

describe('bad input is refused with its place', () => {
  const long = 'x'.repeat(1001);
  const many = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`q${n}`, { query: 'a' }]));
  test.each<[Readonly<Record<string, string>>, number, string, string?]>([
    [{ queries: '{' }, 400, 'malformed-json'],
    [{ queries: '['.repeat(100) }, 400, 'json-too-deep'],
    [{ queries: '[]' }, 400, 'wrong-type'],
    [{ queries: '{"q0":"x"}' }, 400, 'wrong-type', '/q0'],
    [{ queries: '{"q0":{}}' }, 400, 'missing-field', '/q0/query'],
    [{ queries: '{"q0":{"query":1}}' }, 400, 'wrong-type', '/q0/query'],
    [{ queries: `{"q0":{"query":"${long}"}}` }, 422, 'value-too-long', '/q0/query'],
    [{ queries: JSON.stringify(many) }, 422, 'too-many'],
    [{ queries: '{"q0":{"query":"a","type":"x"}}' }, 400, 'malformed-entity-id', '/q0/type'],
    [{ queries: '{"q0":{"query":"a","type_strict":"x"}}' }, 400, 'wrong-type', '/q0/type_strict'],
    [{ queries: '{"q0":{"query":"a","limit":"x"}}' }, 400, 'wrong-type', '/q0/limit'],
    [{ queries: '{"q0":{"query":"a","properties":{}}}' }, 400, 'wrong-type', '/q0/properties'],
    [
      { queries: '{"q0":{"query":"a","properties":[{"pid":"P1/"}]}}' },
      400,
      'wrong-type',
      '/q0/properties/0/pid',
    ],
    [
      { queries: '{"q0":{"query":"a","properties":[{"pid":"P1"}]}}' },
      400,
      'missing-field',
      '/q0/properties/0/v',
    ],
    [{ extend: '{}' }, 400, 'wrong-type', '/ids'],
    [
      { extend: '{"ids":["Q1"],"properties":[{"id":"P1","settings":{"rank":"x"}}]}' },
      400,
      'wrong-type',
      '/properties/0/settings/rank',
    ],
    [{ queries: '{"__proto__":{"query":"a"}}' }, 400, 'unknown-field', '/__proto__'],
    [{ queries: '{"constructor":{"query":"a"}}' }, 400, 'unknown-field', '/constructor'],
    [{ queries: '{"q0":{"query":"a"},"q0":{"query":"b"}}' }, 400, 'duplicate-key'],
    [{ queries: '{"q0":{"query":"a","quarry":"b"}}' }, 400, 'unknown-field', '/q0/quarry'],
    [{ queries: '{"q0":{"query":"\\ud800"}}' }, 400, 'malformed-text', '/q0/query'],
    [{ queries: '{"\\udc00":{"query":"a"}}' }, 400, 'malformed-text'],
    [
      { queries: '{"q0":{"query":"a","properties":[{"pid":"P1","v":{"id":"Q1","__proto__":1}}]}}' },
      400,
      'unknown-field',
      '/q0/properties/0/v/__proto__',
    ],
    [{ extend: '{"ids":[],"properties":[],"more":1}' }, 400, 'unknown-field', '/more'],
    [{ extend: '{"ids":["\\ud800"],"properties":[]}' }, 400, 'malformed-text', '/ids/0'],
    [{ query: 'a', callback: 'a(b)' }, 400, 'wrong-type'],
  ])('%j', async (fields, status, code, path) => {
    const response = await get('/reconcile/en/api', fields);
    const { error } = (await response.json()) as { error: { code: string; path?: string } };
    expect([response.status, error.code, error.path]).toEqual([status, code, path ?? error.path]);
  });

  test.each([
    ['/reconcile/xx-none/api', 'unknown-language'],
    ['/reconcile/en/nosuch', 'not-found'],
    ['/reconcile/', 'not-found'],
    ['/reconcile/en/suggest/entity', 'missing-field'],
    ['/reconcile/en/preview?id=Q999', 'unknown-entity'],
    ['/reconcile/en/flyout/entity?id=%00', 'unknown-entity'],
    ['/reconcile/en/propose_properties?type=P1', 'malformed-entity-id'],
    ['/reconcile/en/fetch_values?item=Q20', 'missing-field'],
    ['/reconcile/en/fetch_property_by_batch?ids=Q20&prop=%7C', 'wrong-type'],
  ])('%s: %s', async (path, code) => {
    const response = await fetch(server.url + path);
    const { error } = (await response.json()) as { error: { code: string } };
    expect([error.code, response.status < 500]).toEqual([code, true]);
  });
});

describe('columns are added', () => {
  test.each<[string, object, unknown]>([
    ['P17', {}, [[{ id: 'Q10', name: 'Varsk' }], [{ id: 'Q11', name: 'Ostria' }], []]],
    ['P17/P5', {}, [[{ str: 'VK' }], [{ str: 'OS' }], []]],
    ['P8', {}, [[{ date: '1304-05-06T00:00:00Z' }, { str: '1290' }], [], []]],
    ['P8', { limit: '1' }, [[{ date: '1304-05-06T00:00:00Z' }], [], []]],
    ['P8@year', {}, [[{ int: 1304 }, { int: 1290 }], [], []]],
    ['P8', { count: 'on' }, [[{ int: 2 }], [{ int: 0 }], [{ int: 0 }]]],
    ['P9', {}, [[{ int: 12500 }], [], []]],
    ['P10', {}, [[{ str: '51.5,-2.25' }], [], []]],
    ['P10@lng', {}, [[{ float: -2.25 }], [], []]],
    ['P11@netloc', {}, [[{ str: 'www.melbrook.example' }], [], []]],
    ['P7', {}, [[{ str: 'alpha' }], [{ str: 'alpha' }], []]],
    ['P7', { rank: 'any' }, [[{ str: 'alpha' }], [{ str: 'alpha' }, { str: 'beta' }], []]],
    ['P7', { references: 'referenced' }, [[], [], []]],
    ['Lde', {}, [[{ str: 'Mühlbach' }], [], []]],
    ['Senwiki', {}, [[{ str: 'Melbrook' }], [], []]],
    ['qid', {}, [[{ str: 'Q20' }], [{ str: 'Q22' }], []]],
  ])('%s %j', async (id, settings, expected) => {
    expect(await column(id, settings)).toEqual(expected);
  });

  test('with their names', async () => {
    const properties = [{ id: 'P17' }, { id: 'P17/P5' }, { id: 'Len' }];
    const extend = JSON.stringify({ ids: ['Q20'], properties });
    for (const path of ['api', 'fetch_properties_by_batch']) {
      const { meta } = await json<{ meta: unknown }>(`/reconcile/en/${path}`, { extend });
      expect(meta).toEqual([
        { id: 'P17', name: 'country' },
        { id: 'P17/P5', name: 'country/country code' },
        { id: 'Len', name: 'Len' },
      ]);
    }
  });

  test('value by value', async () => {
    const fetchValues = '/reconcile/en/fetch_values';
    expect(await json(fetchValues, { item: 'Q20', prop: 'P17' })).toEqual({
      item: 'Q20',
      prop: 'P17',
      values: ['Varsk'],
    });
    const flat = await get(fetchValues, { item: 'Q20', prop: 'P17', label: 'false', flat: 'true' });
    expect(await flat.text()).toBe('Q10');
    const many = { ids: 'Q20|Q22|Q999', prop: 'P17/P5' };
    expect(await json('/reconcile/en/fetch_property_by_batch', many)).toEqual({
      prop: 'P17/P5',
      values: [['VK'], ['OS'], []],
    });
  });
});

describe('search fields are given', () => {
  test.each([
    ['entity', 'sank', 'Q22'],
    ['entity', 'Q22', 'Q22'],
    ['entity', 'country', ''],
    ['property', 'coun', 'P5 P17'],
    ['property', 'P17/P5', 'P17/P5'],
    ['type', 'port', 'Q4'],
  ])('%s: %s', async (what, prefix, expected) => {
    expect(await suggestedIds(what, { prefix })).toBe(expected);
  });

  test('classes before other items', async () => {
    const { result } = await json<{ result: object[] }>('/reconcile/en/suggest/type', {
      prefix: 'r',
    });
    expect(result[0]).toEqual({ id: 'Q3', name: 'river', description: 'water that flows' });
  });

  test('what comes further down', async () => {
    expect(await suggestedIds('entity', { prefix: 'melbrook', cursor: '2' })).toBe('Q23');
  });

  test('the properties that things of a type have', async () => {
    const fields = { type: 'Q2', limit: '3' };
    expect(await json('/reconcile/en/propose_properties', fields)).toEqual({
      type: 'Q2',
      limit: 3,
      properties: [
        { id: 'P17', name: 'country' },
        { id: 'P31', name: 'instance of' },
        { id: 'P6', name: 'place id' },
      ],
    });
  });
});

test('a preview stands in frames of other sites, nothing else does', async () => {
  const preview = await get('/reconcile/en/preview', { id: 'Q20' });
  const html = await preview.text();
  for (const part of [
    'Melbrook',
    'port on the Mel',
    'port town',
    'http://rivers.example/wiki/Q20',
  ]) {
    expect(html).toContain(part);
  }
  expect(html).not.toContain('<script');
  expect(preview.headers.get('X-Frame-Options')).toBeNull();
  expect(preview.headers.get('Content-Security-Policy')).toContain('frame-ancestors *');
  const page = await get('/wiki/Q20');
  expect(page.headers.get('X-Frame-Options')).toBe('DENY');
  expect(page.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
  const flyout = await json<{ id: string; html: string }>('/reconcile/en/flyout/entity', {
    id: 'Q20',
  });
  expect([flyout.id, flyout.html.includes('port on the Mel')]).toEqual(['Q20', true]);
});

describe('manifests', () => {
  interface Manifest {
    readonly versions: readonly string[];
    readonly name: string;
    readonly identifierSpace: string;
    readonly schemaSpace: string;
    readonly view: { readonly url: string };
    readonly preview: { readonly url: string };
    readonly suggest: Readonly<Record<string, Readonly<Record<string, string>>>>;
  }

  test('of the service lead to what it offers', async () => {
    const manifest = await json<Manifest>('/reconcile/en/api');
    expect(manifest).toMatchObject({
      versions: ['0.1', '0.2'],
      name: 'Rivers (en)',
      identifierSpace: 'http://rivers.example/entity/',
      schemaSpace: 'http://rivers.example/prop/direct/',
    });
    const addresses = [
      manifest.view.url.replace('{{id}}', 'Q20'),
      manifest.preview.url.replace('{{id}}', 'Q20'),
      ...Object.values(manifest.suggest).flatMap((each) => [
        `${each['service_url']}${each['service_path']}?prefix=m`,
        `${each['flyout_service_url']}${each['flyout_service_path']?.replace('${id}', 'Q20')}`,
      ]),
    ];
    const statuses = await Promise.all(
      addresses.map(async (each) => (await fetch(local(each))).status),
    );
    expect(statuses).toEqual(addresses.map(() => 200));
  });

  test('of the wiki lead OpenRefine to the service', async () => {
    const manifest = await json<{
      entity_types: Record<string, { reconciliation_endpoint: string }>;
    }>('/.well-known/wikibase-manifest.json');
    expect(manifest).toMatchObject({
      version: '2.0',
      mediawiki: {
        name: 'Rivers',
        root: 'http://rivers.example/wiki/',
        main_page: 'http://rivers.example/wiki/Main_Page',
        api: 'http://rivers.example/w/api.php',
      },
      wikibase: {
        site_iri: 'http://rivers.example/entity/',
        maxlag: 5,
        properties: { instance_of: 'P31', subclass_of: 'P279' },
      },
    });
    for (const { reconciliation_endpoint: endpoint } of Object.values(manifest.entity_types)) {
      const url = endpoint.replace('http://rivers.example', server.url).replace('${lang}', 'de');
      expect((await fetch(url)).status).toBe(200);
    }
  });

  test('of the extension names the services', async () => {
    const path = '/w/rest.php/wikibase-manifest/v0/manifest';
    expect(await json(path)).toMatchObject({
      name: 'Rivers',
      api: { action: 'http://rivers.example/w/api.php', rest: 'http://rivers.example/w/rest.php' },
      external_services: {
        openrefine_reconcile: 'http://rivers.example/reconcile/${lang}/api',
        queryservice: 'http://rivers.example/sparql',
      },
      local_entities: { item: { namespace_id: 0, namespace_string: '' } },
      local_rdf_namespaces: { wdt: 'http://rivers.example/prop/direct/' },
    });
  });
});

test('whatever is sent is answered or refused, and makes no fault', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('\0', '\uD800', '\u{1F98F}', '__proto__', 'constructor', 'P17/', '(((', '%'),
  );
  const loose = fc.jsonValue({ maxDepth: 2 });
  const query = fc.record(
    {
      query: fc.oneof(text, loose),
      type: fc.oneof(fc.constantFrom('Q1', 'Q3', ''), loose),
      type_strict: fc.oneof(fc.constantFrom('any', 'all', 'should'), loose),
      limit: fc.oneof(fc.double(), loose),
      properties: fc.oneof(
        fc.array(fc.record({ pid: fc.constantFrom('P17', 'P6', 'P8', 'P9@lat', 'Len'), v: loose })),
        loose,
      ),
    },
    { requiredKeys: [] },
  );
  const extension = fc.record({
    ids: fc.oneof(fc.array(text), loose),
    properties: fc.oneof(fc.array(fc.record({ id: text, settings: loose })), loose),
  });
  const fields = fc.oneof(
    fc.dictionary(text, query).map((queries) => ({ queries: JSON.stringify(queries) })),
    extension.map((extend) => ({ extend: JSON.stringify(extend) })),
    fc.record({ query: text, callback: text }),
    fc.record({ queries: text }),
  );
  await fc.assert(
    fc.asyncProperty(fields, async (sent) => {
      const body = new URLSearchParams({ ...sent });
      const response = await fetch(`${server.url}/reconcile/en/api`, { method: 'POST', body });
      const answered = await response.text();
      expect([response.status < 500, sent, answered.slice(0, 200)]).toEqual([
        true,
        sent,
        expect.not.stringContaining('internal-error'),
      ]);
    }),
    { numRuns: 300 },
  );
});
