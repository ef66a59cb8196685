import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiClient, openTestServer } from '../../../test/test-server.ts';
import { openRestWiki, RestClient } from '../../../test/rest-wiki.ts';
import type { RestWiki } from '../../../test/rest-wiki.ts';

let wiki: RestWiki;
beforeAll(async () => {
  wiki = await openRestWiki();
});
afterAll(() => wiki.close());

const snak = (property: string, content: unknown) => ({
  property: { id: property },
  value: { type: 'value', content },
});
const patch = (...operations: object[]) => ({ patch: operations });
const add = (path: string, value: unknown) => ({ op: 'add', path, value });
const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });
const remove = (path: string) => ({ op: 'remove', path });

/** An item that no other test changes. */
async function newItem(item: object): Promise<string> {
  const { status, json } = await wiki.rest.send('POST', '/entities/items', { item });
  expect(json).toMatchObject({ id: expect.any(String) as string });
  expect(status).toBe(201);
  return (json as { id: string }).id;
}

describe('edits', () => {
  // of an item with an English label, two aliases, a statement, a sitelink
  test.each<[string, string, object | undefined, number, unknown]>([
    ['PUT', '/labels/en', { label: ' sun ' }, 200, 'sun'],
    ['PUT', '/labels/de', { label: 'Sonne' }, 201, 'Sonne'],
    ['PUT', '/labels/mul', { label: 'Sol' }, 201, 'Sol'],
    ['PUT', '/descriptions/en', { description: 'our star' }, 201, 'our star'],
    ['DELETE', '/labels/en', undefined, 200, 'Label deleted'],
    ['DELETE', '/labels/en', { comment: 'why' }, 200, 'Label deleted'],
    ['POST', '/aliases/en', { aliases: ['b', 'c', 'c '] }, 200, ['a', 'b', 'c']],
    ['POST', '/aliases/en', { aliases: ['a'] }, 200, ['a', 'b']],
    ['POST', '/aliases/de', { aliases: ['c'] }, 201, ['c']],
    ['DELETE', '/sitelinks/enwiki', undefined, 200, 'Sitelink deleted'],
    ['PATCH', '/labels', patch(add('/de', 'Sonne'), remove('/en')), 200, { de: 'Sonne' }],
    ['PATCH', '/labels', patch({ op: 'test', path: '/en', value: 'star' }), 200, { en: 'star' }],
    ['PATCH', '/descriptions', patch(add('/en', 'a sun')), 200, { en: 'a sun' }],
    ['PATCH', '/aliases', patch(add('/en/-', 'c'), remove('/en/0')), 200, { en: ['b', 'c'] }],
    ['PATCH', '/aliases', patch(remove('/en')), 200, {}],
    ['PATCH', '/aliases', patch(replace('/en', [])), 200, {}],
    ['PATCH', '/sitelinks', patch(remove('/enwiki')), 200, {}],
    [
      'PATCH',
      '',
      patch(remove('/labels'), remove('/statements')),
      200,
      expect.objectContaining({
        labels: {},
        statements: {},
        aliases: { en: ['a', 'b'] },
      }),
    ],
    [
      'PATCH',
      '',
      patch(add('/anything', 1), remove('/id')),
      200,
      expect.objectContaining({ labels: { en: 'star' } }),
    ],
    [
      'PATCH',
      '',
      patch(add('/statements/P10', [snak('P10', 'Q5')])),
      200,
      expect.objectContaining({
        statements: { P1: [expect.anything()], P10: [expect.objectContaining(snak10)] },
      }),
    ],
    [
      'POST',
      '/statements',
      { statement: { ...snak('P10', 'Q5'), rank: 'preferred' } },
      201,
      expect.objectContaining({ ...snak10, rank: 'preferred' }),
    ],
    [
      'POST',
      '/statements',
      { statement: { property: { id: 'P1' }, value: { type: 'novalue' } } },
      201,
      expect.objectContaining({ value: { type: 'novalue' } }),
    ],
    [
      'POST',
      '/statements',
      { statement: snak('P11', { amount: '5', unit: '1' }) },
      201,
      expect.objectContaining({ value: { type: 'value', content: { amount: '+5', unit: '1' } } }),
    ],
    [
      'POST',
      '/statements',
      {
        statement: {
          ...snak('P1', 'x'),
          references: [{ parts: [snak('P2', 'y')] }, { parts: [snak('P2', 'y')] }],
        },
      },
      201,
      expect.objectContaining({
        references: [
          expect.objectContaining({
            parts: [expect.objectContaining({ value: { type: 'value', content: 'y' } })],
          }),
        ],
      }),
    ],
  ])('%s %s %j: %i', async (method, path, body, status, json) => {
    const title = `Page ${Math.random()}`;
    const id = await newItem({
      labels: { en: 'star' },
      aliases: { en: ['a', 'b'] },
      statements: { P1: [snak('P1', 'x')] },
      sitelinks: { enwiki: { title } },
    });
    const answer = await wiki.rest.send(method, `/entities/items/${id}${path}`, body);
    expect(answer).toMatchObject({ status });
    expect(answer.json).toEqual(json);
    expect(answer.headers.has('ETag')).toBe(method !== 'DELETE');
  });

  test('an item is made with all its parts', async () => {
    const item = {
      labels: { en: 'moon', de: 'Mond' },
      descriptions: { en: 'satellite' },
      aliases: { en: ['luna', 'luna'], de: [] },
      statements: {
        P1: [{ ...snak('P1', 'x'), rank: 'deprecated', qualifiers: [snak('P2', 'y')] }],
      },
      sitelinks: { dewiki: { title: 'Mond', badges: ['Q7', 'Q7'] } },
    };
    const { json, headers } = await wiki.rest.send('POST', '/entities/items', {
      item,
      comment: 'new',
    });
    const { id } = json as { id: string };
    expect(headers.get('Location')).toBe(`${wiki.url}/w/rest.php/wikibase/v1/entities/items/${id}`);
    expect(json).toMatchObject({
      type: 'item',
      labels: item.labels,
      aliases: { en: ['luna'] },
      statements: { P1: [{ rank: 'deprecated', qualifiers: [snak('P2', 'y')] }] },
      sitelinks: { dewiki: { title: 'Mond', badges: ['Q7'], url: 'https://dewiki.example/Mond' } },
    });
    expect((await wiki.rest.get(`/entities/items/${id}`)).json).toEqual(json);
  });

  test('a property is made by who may', async () => {
    const property = { data_type: 'string', labels: { en: 'motto' } };
    expect(await wiki.rest.send('POST', '/entities/properties', { property })).toMatchObject({
      status: 403,
      json: { code: 'permission-denied-unknown-reason' },
    });
    const made = await wiki.admin.send('POST', '/entities/properties', { property });
    expect(made).toMatchObject({ status: 201, json: { type: 'property', ...property } });
    const { id } = made.json as { id: string };
    const path = `/entities/properties/${id}`;
    expect(await wiki.rest.send('PATCH', path, patch(add('/labels/de', 'Motto')))).toMatchObject({
      status: 200,
      json: { labels: { de: 'Motto' } },
    });
    expect(
      await wiki.rest.send('POST', `${path}/statements`, { statement: snak(id, 'x') }),
    ).toMatchObject({ status: 201 });
    const again = await wiki.admin.send('POST', '/entities/properties', { property });
    expect(again).toMatchObject({
      status: 422,
      json: {
        code: 'data-policy-violation',
        context: {
          violation: 'property-label-duplicate',
          violation_context: { language: 'en', conflicting_property_id: id },
        },
      },
    });
  });

  test('a statement is replaced, patched and removed by its id', async () => {
    const id = await newItem({});
    const posted = await wiki.rest.send('POST', `/entities/items/${id}/statements`, {
      statement: snak('P1', 'x'),
    });
    const { id: guid } = posted.json as { id: string };
    const path = `/statements/${encodeURIComponent(guid)}`;
    expect(posted.headers.get('Location')).toMatch(
      new RegExp(`/entities/items/${id}/statements/${id}%24[\\dA-F-]+$`),
    );
    const edits: [string, object | undefined, object | string][] = [
      [
        'PUT',
        { statement: { id: guid, ...snak('P1', 'y'), rank: 'preferred' } },
        { id: guid, ...snak('P1', 'y'), rank: 'preferred' },
      ],
      [
        'PATCH',
        patch(replace('/rank', 'deprecated'), add('/qualifiers/-', snak('P2', 'q'))),
        { rank: 'deprecated', qualifiers: [snak('P2', 'q')] },
      ],
      [
        'PATCH',
        patch(replace('/value', { type: 'somevalue' })),
        { value: { type: 'somevalue' }, qualifiers: [snak('P2', 'q')] },
      ],
    ];
    for (const [method, body, json] of edits) {
      const answer = await wiki.rest.send(method, path, body);
      expect(answer).toMatchObject({ status: 200, json });
      expect((await wiki.rest.get(path)).json).toEqual(answer.json);
    }
    const gone = await wiki.rest.send('DELETE', `/entities/items/${id}${path}`);
    expect(gone).toMatchObject({ status: 200, json: 'Statement deleted' });
    expect(gone.headers.get('Content-Language')).toBe('en');
    expect(await wiki.rest.get(path)).toMatchObject({ status: 404 });
  });

  test('what a patch does not touch stays exactly what it was', async () => {
    const id = await newItem({});
    const client = new ApiClient(wiki.url);
    const time = {
      time: '+2001-02-03T00:00:00Z',
      timezone: 60,
      before: 1,
      after: 2,
      precision: 11,
      calendarmodel: 'http://www.wikidata.org/entity/Q1985727',
    };
    const mainsnak = {
      snaktype: 'value',
      property: 'P12',
      datavalue: { type: 'time', value: time },
    };
    await client.edit({ id }, { claims: [{ mainsnak, type: 'statement', rank: 'normal' }] });
    const patched = await wiki.rest.send(
      'PATCH',
      `/entities/items/${id}`,
      patch(add('/labels/en', 'x'), replace('/statements/P12/0/rank', 'preferred')),
    );
    expect(patched).toMatchObject({
      status: 200,
      json: { statements: { P12: [{ rank: 'preferred' }] } },
    });
    const { entities } = await client.get<{ entities: Record<string, unknown> }>({
      action: 'wbgetentities',
      ids: id,
    });
    expect(entities[id]).toMatchObject({
      claims: { P12: [{ mainsnak: { datavalue: { value: time } } }] },
    });
  });

  test('an edit that changes nothing makes no revision', async () => {
    const id = await newItem({ labels: { en: 'same' } });
    const before = await wiki.rest.get(`/entities/items/${id}`);
    const after = await wiki.rest.send('PUT', `/entities/items/${id}/labels/en`, { label: 'same' });
    expect(after.headers.get('ETag')).toBe(before.headers.get('ETag'));
  });

  test('who edits without an account gets a temporary one', async () => {
    const server = await openTestServer({ SABIR_ANONYMOUS: 'temporary' });
    try {
      const anonymous = new RestClient(server.url);
      const { status, headers } = await anonymous.send('POST', '/entities/items', { item: {} });
      expect(status).toBe(201);
      expect(headers.get('X-Temporary-User-Created')).toMatch(/^~/);
      expect(headers.getSetCookie()).not.toEqual([]);
    } finally {
      await server.close();
    }
  });

  test('comment, tags and bot are the edit’s', async () => {
    const id = await newItem({});
    const edit = { label: 'x', comment: 'my words', tags: ['mobile edit'], bot: true };
    await wiki.admin.send('PUT', `/entities/items/${id}/labels/en`, edit);
    const page = await (await fetch(`${wiki.url}/wiki/${id}?action=history`)).text();
    expect(page).toContain('my words');
    expect(page).toContain('Admin');
  });
});

const snak10 = {
  property: { id: 'P10', data_type: 'wikibase-item' },
  value: { type: 'value', content: 'Q5' },
};

describe('conditions', () => {
  test.each<[string, (etag: string) => string, number]>([
    ['If-Match', (etag) => etag, 200],
    ['If-Match', () => '"1"', 412],
    ['If-None-Match', (etag) => etag, 412],
    ['If-None-Match', () => '*', 412],
    ['If-None-Match', () => '"1"', 200],
    ['If-Unmodified-Since', () => new Date(0).toUTCString(), 412],
    ['If-Unmodified-Since', () => new Date('2100-01-01').toUTCString(), 200],
    ['If-Modified-Since', () => new Date('2100-01-01').toUTCString(), 200],
  ])('PUT with %s: %s → %i', async (name, value, status) => {
    const id = await newItem({ labels: { en: 'x' } });
    const { headers } = await wiki.rest.get(`/entities/items/${id}`);
    const etag = headers.get('ETag') ?? '';
    const path = `/entities/items/${id}/labels/en`;
    const answer = await wiki.rest.send('PUT', path, { label: 'y' }, { [name]: value(etag) });
    expect(answer.status).toBe(status);
    expect((await wiki.rest.get(path)).json).toBe(status === 200 ? 'y' : 'x');
  });

  test('of edits that all ask for the same revision, one is made', async () => {
    const id = await newItem({});
    const etag = (await wiki.rest.get(`/entities/items/${id}`)).headers.get('ETag') ?? '';
    const answers = await Promise.all(
      ['de', 'en', 'fr', 'it', 'nl', 'pt'].map((language) =>
        wiki.rest.send(
          'PUT',
          `/entities/items/${id}/labels/${language}`,
          { label: 'x' },
          { 'If-Match': etag },
        ),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201, 412, 412, 412, 412, 412,
    ]);
  });

  test('patches that ask for none all get their turn, and lose nothing', async () => {
    const id = await newItem({ labels: { en: 'x' } });
    const numbers = Array.from({ length: 8 }, (_, i) => `alias ${i}`);
    const answers = await Promise.all(
      numbers.map((alias) =>
        wiki.rest.send('PATCH', `/entities/items/${id}`, patch(add('/aliases', { en: [alias] }))),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(numbers.map(() => 200));
    const more = await Promise.all(
      numbers.map((value) =>
        wiki.rest.send(
          'PATCH',
          `/entities/items/${id}/aliases`,
          patch(add('/en/-', `more ${value}`)),
        ),
      ),
    );
    expect(more.map(({ status }) => status)).toEqual(numbers.map(() => 200));
    const { json } = await wiki.rest.get(`/entities/items/${id}/aliases/en`);
    expect(json).toHaveLength(1 + numbers.length);
  });
});
