import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { request } from 'node:http';
import { statementId } from '../../../test/entity-notation.ts';
import { openRestWiki, statementPath } from '../../../test/rest-wiki.ts';
import type { RestWiki } from '../../../test/rest-wiki.ts';

let wiki: RestWiki;
beforeAll(async () => {
  wiki = await openRestWiki();
});
afterAll(() => wiki.close());

const POTATO = { title: 'Potato', badges: ['Q7'], url: 'https://enwiki.example/Potato' };
const text = (property: string, content: string) => ({
  property: { id: property, data_type: 'string' },
  value: { type: 'value', content },
});
const FIRST = {
  id: statementId(1, 'Q1'),
  rank: 'normal',
  qualifiers: [text('P1', 'x'), text('P2', 'y')],
  references: [
    { hash: expect.stringMatching(/^[\da-f]{40}$/) as string, parts: [text('P2', 'z')] },
  ],
  ...text('P1', 'a'),
};
const THIRD = {
  id: statementId(3, 'Q1'),
  rank: 'normal',
  qualifiers: [],
  references: [],
  property: { id: 'P10', data_type: 'wikibase-item' },
  value: { type: 'value', content: 'Q5' },
};

describe('what there is', () => {
  test.each<[string, unknown]>([
    ['/entities/items/Q1/labels', { en: 'potato', de: 'Kartoffel' }],
    ['/entities/items/q1/labels/de', 'Kartoffel'],
    ['/entities/items/Q1/descriptions', { en: 'staple food' }],
    ['/entities/items/Q1/descriptions/en', 'staple food'],
    ['/entities/items/Q1/aliases', { en: ['spud', 'tater'] }],
    ['/entities/items/Q1/aliases/en', ['spud', 'tater']],
    ['/entities/items/Q1/sitelinks', { enwiki: POTATO }],
    ['/entities/items/Q1/sitelinks/enwiki', POTATO],
    ['/entities/items/Q1/statements?property=P10', { P10: [THIRD] }],
    ['/entities/items/Q1/statements?property=P12', {}],
    [`/entities/items/Q1/statements/${statementPath(1)}`, FIRST],
    [`/statements/${statementPath(1)}`, FIRST],
    [`/statements/${statementPath(1).toLowerCase()}`, FIRST],
    [
      '/entities/items/Q1?_fields=type,labels',
      { id: 'Q1', type: 'item', labels: expect.anything() },
    ],
    [
      '/entities/items/Q1?_fields=type&_fields=sitelinks',
      { id: 'Q1', type: 'item', sitelinks: { enwiki: POTATO } },
    ],
    [
      '/entities/properties/P11',
      {
        id: 'P11',
        type: 'property',
        data_type: 'quantity',
        labels: {},
        descriptions: {},
        aliases: {},
        statements: {},
      },
    ],
    ['/entities/properties/P11/labels', {}],
    [
      '/property-data-types',
      expect.objectContaining({ 'wikibase-item': 'wikibase-entityid', url: 'string' }),
    ],
    ['/entities/items/Q1/labels_with_language_fallback/de', 'Kartoffel'],
    [
      '/suggest/items?q=pot&language=en',
      {
        results: [
          {
            id: 'Q1',
            'display-label': { language: 'en', value: 'potato' },
            description: { language: 'en', value: 'staple food' },
            match: { type: 'label', language: 'en', text: 'potato' },
          },
        ],
      },
    ],
    [
      '/suggest/items?q=spud&language=de',
      {
        results: [
          {
            id: 'Q1',
            'display-label': { language: 'de', value: 'Kartoffel' },
            description: { language: 'en', value: 'staple food' },
            match: { type: 'alias', language: 'en', text: 'spud' },
          },
        ],
      },
    ],
    [
      '/search/items?q=Q5&language=en&limit=1',
      {
        results: [
          {
            id: 'Q5',
            'display-label': { language: 'en', value: 'thing' },
            description: null,
            match: { type: 'item_id', text: 'Q5' },
          },
        ],
      },
    ],
    ['/search/items?q=Q5&language=en&offset=1', { results: [] }],
    ['/search/properties?q=pot&language=en', { results: [] }],
  ])('%s', async (path, json) => {
    expect(await wiki.rest.get(path)).toMatchObject({ status: 200 });
    expect((await wiki.rest.get(path)).json).toEqual(json);
  });

  test('a whole item', async () => {
    expect((await wiki.rest.get('/entities/items/Q1')).json).toEqual({
      id: 'Q1',
      type: 'item',
      labels: { en: 'potato', de: 'Kartoffel' },
      descriptions: { en: 'staple food' },
      aliases: { en: ['spud', 'tater'] },
      statements: {
        P1: [
          FIRST,
          {
            ...FIRST,
            id: statementId(2, 'Q1'),
            rank: 'preferred',
            qualifiers: [],
            references: [],
            ...text('P1', 'b'),
          },
        ],
        P10: [THIRD],
      },
      sitelinks: { enwiki: POTATO },
    });
  });

  test('pages of other sites may read, as nobody', async () => {
    const headers = { Origin: 'https://other.example' };
    const answer = await wiki.admin.send('GET', '/entities/items/Q1', undefined, headers);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(answer.headers.has('X-Authenticated-User')).toBe(false);
  });

  test('with the revision, its time, and who asked', async () => {
    const { headers } = await wiki.admin.get('/entities/items/Q1/labels');
    expect(headers.get('ETag')).toMatch(/^(?:W\/)?"\d+"$/);
    expect(Date.parse(headers.get('Last-Modified') ?? '')).toBeGreaterThan(0);
    expect(headers.get('X-Authenticated-User')).toBe('Admin');
    expect((await wiki.rest.get('/entities/items/Q1')).headers.has('X-Authenticated-User')).toBe(
      false,
    );
  });
});

const missing = (resource_type: string) => [404, 'resource-not-found', { resource_type }] as const;
const badPath = (parameter: string) => [400, 'invalid-path-parameter', { parameter }] as const;
const badQuery = (parameter: string) => [400, 'invalid-query-parameter', { parameter }] as const;

describe('what there is not', () => {
  const foreign = statementPath(1).replace('Q1', 'Q2');
  test.each<[string, readonly [number, string, object]]>([
    ['/entities/items/Q99', missing('item')],
    ['/entities/items/Q99/labels/en', missing('item')],
    ['/entities/properties/P99', missing('property')],
    ['/entities/items/Q1/labels/fr', missing('label')],
    ['/entities/items/Q99/labels_with_language_fallback/fr', missing('item')],
    ['/entities/properties/P1/labels_with_language_fallback/fr', missing('label')],
    ['/entities/items/Q2/descriptions/en', missing('description')],
    ['/entities/items/Q1/aliases/de', missing('aliases')],
    ['/entities/items/Q1/sitelinks/dewiki', missing('sitelink')],
    [`/statements/${statementPath(9)}`, missing('statement')],
    [`/statements/${statementPath(1).replace('Q1', 'Q99')}`, missing('statement')],
    [`/entities/items/Q1/statements/${statementPath(9)}`, missing('statement')],
    [`/entities/items/Q99/statements/${statementPath(1).replace('Q1', 'Q99')}`, missing('item')],
    [`/statements/${statementPath(1).replace('Q1', 'Q3')}`, missing('statement')],
    ['/entities/items/zz', badPath('item_id')],
    ['/entities/items/P1', badPath('item_id')],
    ['/entities/items/Q1%20', badPath('item_id')],
    ['/entities/properties/Q1/labels', badPath('property_id')],
    ['/entities/items/Q1/labels/qqqq', badPath('language_code')],
    ['/entities/items/Q1/descriptions/mul', badPath('language_code')],
    ['/entities/items/Q1/sitelinks/zz', badPath('site_id')],
    ['/statements/zz', badPath('statement_id')],
    ['/statements/L1$00000001-0000-4000-8000-000000000000', badPath('statement_id')],
    ['/entities/items/Q1?_fields=zz', badQuery('_fields')],
    ['/entities/items/Q1?_fields=', badQuery('_fields')],
    ['/entities/items/Q1?_fields=data_type', badQuery('_fields')],
    ['/entities/items/Q1/statements?property=Q1', badQuery('property')],
    ['/search/items?language=en', badQuery('q')],
    ['/search/items?q=%20&language=en', badQuery('q')],
    ['/search/items?q=a', badQuery('language')],
    ['/search/items?q=a&language=qqqq', badQuery('language')],
    ['/search/items?q=a&language=en&limit=501', badQuery('limit')],
    ['/suggest/items?q=a&language=en&limit=51', badQuery('limit')],
    ['/suggest/items?q=a&language=en&offset=-1', badQuery('offset')],
    [
      `/entities/items/Q1/statements/${foreign}`,
      [
        400,
        'item-statement-id-mismatch',
        {
          item_id: 'Q1',
          statement_id: statementId(1, 'Q2'),
        },
      ],
    ],
    [
      `/entities/properties/P1/statements/${foreign}`,
      [
        400,
        'property-statement-id-mismatch',
        {
          property_id: 'P1',
          statement_id: statementId(1, 'Q2'),
        },
      ],
    ],
  ])('%s: %j', async (path, [status, code, context]) => {
    const answer = await wiki.rest.get(path);
    expect(answer).toMatchObject({ status, json: { code, context } });
    expect(answer.headers.get('Content-Language')).toBe('en');
  });

  test.each<[string, string, number, string]>([
    ['GET', '/nosuch', 404, 'rest-no-match'],
    ['DELETE', '/entities/items/Q1', 405, 'rest-wrong-method'],
    ['POST', '/property-data-types', 405, 'rest-wrong-method'],
  ])('%s %s: %i', async (method, path, status, errorKey) => {
    expect(await wiki.rest.send(method, path)).toMatchObject({ status, json: { errorKey } });
  });

  test('a refusal is in the language of the reader', async () => {
    const { headers, json } = await wiki.rest.get('/entities/items/Q99', {
      'Accept-Language': 'de',
    });
    expect(headers.get('Content-Language')).toBe('de');
    expect(json).toMatchObject({ message: expect.any(String) as string });
  });

  test('who does not say what program they are is not served', async () => {
    const status = await new Promise((resolve, reject) => {
      const asked = request(
        `${wiki.url}/w/rest.php/wikibase/v1/property-data-types`,
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      asked.on('error', reject).end();
    });
    expect(status).toBe(400);
  });
});

describe('the past', () => {
  test('is read by revision and by time', async () => {
    const read = (path: string) => wiki.rest.get(path);
    const { json } = await wiki.rest.send('POST', '/entities/items', { item: {} });
    const item = `/entities/items/${(json as { id: string }).id}`;
    const put = (label: string) => wiki.rest.send('PUT', `${item}/labels/en`, { label });
    const first = (await put('before')).headers.get('ETag') ?? '';
    await put('after');
    const asof = /\d+/.exec(first)?.[0] ?? '';
    expect((await read(`${item}/labels/en`)).json).toBe('after');
    expect(await read(`${item}/labels/en?asof=${asof}`)).toMatchObject({ json: 'before' });
    expect((await read(`${item}?asof=${asof}`)).headers.get('ETag')).toBe(first);
    expect((await read(`${item}?asof=2020-01-01T00:00:00Z`)).status).toBe(404);
    expect(await read(`${item}?asof=2100-01-01`)).toMatchObject({
      json: { labels: { en: 'after' } },
    });
    expect(await read(`${item}/labels_with_language_fallback/de?asof=${asof}`)).toMatchObject({
      status: 307,
    });
  });

  test('may be kept for a while, the present and what is to come may not', async () => {
    const caching = async (path: string) =>
      (await wiki.rest.get(path)).headers.get('Cache-Control');
    const kept = 'public, s-maxage=60, max-age=60';
    const head = /\d+/.exec((await wiki.rest.get('/entities/items/Q1')).headers.get('ETag') ?? '');
    expect(await caching(`/entities/items/Q1?asof=${head?.[0]}`)).toBe(kept);
    expect(await caching('/entities/items/Q1?asof=999999')).toBe('private, no-cache');
    expect(await caching('/entities/items/Q1?asof=2100-01-01')).toBe('private, no-cache');
    expect(await caching('/entities/items/Q1?asof=2001-01-01')).toBe('private, no-cache');
    expect(await caching('/entities/items/Q1')).toBe('private, no-cache');
  });

  test('is a time or a revision', async () => {
    for (const path of ['/entities/items/Q1', `/statements/${statementPath(1)}`]) {
      expect(await wiki.rest.get(`${path}?asof=yesterday`)).toMatchObject({
        status: 400,
        json: { code: 'invalid-query-parameter', context: { parameter: 'asof' } },
      });
    }
  });
});

describe('somewhere else', () => {
  test.each([
    ['/entities/items/Q3', 308, '/entities/items/Q1'],
    ['/entities/items/Q3/labels/en?x=1', 308, '/entities/items/Q1/labels/en?x=1'],
    ['/entities/items/Q1/labels_with_language_fallback/de-at', 307, '/entities/items/Q1/labels/de'],
    [
      '/entities/items/Q1/descriptions_with_language_fallback/fr',
      307,
      '/entities/items/Q1/descriptions/en',
    ],
  ])('%s: %i %s', async (path, status, target) => {
    const answer = await wiki.rest.get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Location')).toBe(`${wiki.url}/w/rest.php/wikibase/v1${target}`);
  });
});

describe('conditions', () => {
  const past = new Date(0).toUTCString();
  const future = new Date('2100-01-01').toUTCString();
  test.each<[string, string, number]>([
    ['If-None-Match', 'REV', 304],
    ['If-None-Match', 'W/REV', 304],
    ['If-None-Match', '"1", REV', 304],
    ['If-None-Match', '*', 304],
    ['If-None-Match', '"1"', 200],
    ['If-Match', 'REV', 200],
    ['If-Match', '*', 200],
    ['If-Match', '"1"', 412],
    ['If-Modified-Since', future, 304],
    ['If-Modified-Since', past, 200],
    ['If-Modified-Since', 'nonsense', 200],
    ['If-Unmodified-Since', future, 200],
    ['If-Unmodified-Since', past, 412],
  ])('%s: %s → %i', async (name, value, status) => {
    const { headers: known } = await wiki.rest.get('/entities/items/Q1');
    const etag = (known.get('ETag') ?? '').replace('W/', '');
    for (const path of ['/entities/items/Q1', `/statements/${statementPath(1)}`]) {
      const answer = await wiki.rest.get(path, { [name]: value.replace('REV', etag) });
      expect(answer.status).toBe(status);
      expect(answer.json === undefined).toBe(status !== 200);
    }
  });
});
