/** The wiki as it was: every door that reads entities takes a moment. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, ApiClient, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let api: ApiClient;
/** An animal of a kind; both were renamed, and the kind was merged into another. */
let animal: string;
let kind: string;
let property: string;
/** The last revision before everything was renamed. */
let before: number;
let after: number;

beforeAll(async () => {
  server = await openTestServer();
  api = new ApiClient(server.url);
  await api.logIn(ADMIN);
  property = await api.create('property', {
    labels: label('is a'),
    datatype: 'wikibase-item',
  });
  kind = await api.create('item', { labels: label('old kind') });
  animal = await api.create('item', {
    labels: label('old animal'),
    claims: [claim(property, kind)],
  });
  before = (await current(animal)).lastrevid;
  await rename(animal, 'new animal');
  await rename(kind, 'new kind');
  after = await rename(property, 'instance of');
});

afterAll(() => server.close());

const label = (value: string) => ({ en: { language: 'en', value } });

function claim(of: string, id: string): object {
  const datavalue = { type: 'wikibase-entityid', value: { 'entity-type': 'item', id } };
  return {
    type: 'statement',
    rank: 'normal',
    mainsnak: { snaktype: 'value', property: of, datavalue },
  };
}

async function rename(id: string, name: string): Promise<number> {
  const { entity, error } = await api.edit({ id }, { labels: label(name) });
  if (entity === undefined) throw new Error(JSON.stringify(error));
  return entity.lastrevid;
}

async function current(id: string): Promise<{ readonly lastrevid: number }> {
  const fields = { action: 'wbgetentities', ids: id };
  const { entities } = await api.get<{ entities: Record<string, { lastrevid: number }> }>(fields);
  const entity = entities[id];
  if (entity === undefined) throw new Error(`no ${id}`);
  return entity;
}

const fetched = (path: string) => fetch(server.url + path, { redirect: 'manual' });
const textOf = async (path: string) => (await fetched(path)).text();
const action = (fields: Record<string, string>) =>
  `/w/api.php?${new URLSearchParams({ format: 'json', ...fields }).toString()}`;

/** What each door says of the animal, and the names of what it mentions where it tells them. */
const doors: readonly (readonly [door: string, path: () => string, names: readonly string[]])[] = [
  ['the page', () => `/wiki/${animal}`, ['animal', 'kind', 'property']],
  ['the older address', () => `/w/index.php?title=${animal}`, ['animal', 'kind', 'property']],
  ['JSON', () => `/wiki/Special:EntityData/${animal}.json`, ['animal']],
  ['Turtle', () => `/wiki/Special:EntityData/${animal}.ttl`, ['animal', 'kind', 'property']],
  ['N-Triples', () => `/wiki/Special:EntityData/${animal}.nt`, ['animal', 'kind', 'property']],
  ['RDF/XML', () => `/wiki/Special:EntityData/${animal}.rdf`, ['animal', 'kind', 'property']],
  ['JSON-LD', () => `/wiki/Special:EntityData/${animal}.jsonld`, ['animal', 'kind', 'property']],
  ['wbgetentities', () => action({ action: 'wbgetentities', ids: animal }), ['animal']],
  ['wbformatentities', () => action({ action: 'wbformatentities', ids: kind }), ['kind']],
  [
    'wbformatvalue',
    () =>
      action({
        action: 'wbformatvalue',
        generate: 'text/plain',
        datavalue: JSON.stringify({
          type: 'wikibase-entityid',
          value: { 'entity-type': 'item', id: kind },
        }),
      }),
    ['kind'],
  ],
  ['REST', () => `/w/rest.php/wikibase/v1/entities/items/${animal}`, ['animal']],
  [
    'SPARQL',
    () =>
      `/sparql?format=json&query=${encodeURIComponent(`SELECT ?n { VALUES ?i { wd:${animal} wd:${kind} wd:${property} } ?i rdfs:label ?n }`)}`,
    ['animal', 'kind', 'property'],
  ],
];

const old: Readonly<Record<string, string>> = {
  animal: 'old animal',
  kind: 'old kind',
  property: 'is a',
};
const now: Readonly<Record<string, string>> = {
  animal: 'new animal',
  kind: 'new kind',
  property: 'instance of',
};

describe.each(doors)('%s', (_, path, names) => {
  const at = (moment: string | number) =>
    `${path()}${path().includes('?') ? '&' : '?'}asof=${encodeURIComponent(String(moment))}`;

  test('answers the state of then, names included', async () => {
    const text = await textOf(at(before));
    for (const name of names) {
      expect(text).toContain(old[name]);
      expect(text).not.toContain(now[name]);
    }
  });

  test('answers the present without a moment, and at the newest', async () => {
    for (const text of [await textOf(path()), await textOf(at(after))]) {
      for (const name of names) expect(text).toContain(now[name]);
    }
  });

  test('refuses what is no moment, naming the parameter', async () => {
    for (const moment of ['yesterday', '-1', '', '2026-13-45', '__proto__']) {
      const answer = await fetched(at(moment));
      expect(answer.status).toBeLessThan(500);
      expect(await answer.text()).toContain('asof');
    }
  });
});

test.each([
  ['entityterms', 'wbetasof'],
  ['pageterms', 'wbptasof'],
])('prop=%s tells of a moment by %s', async (prop, field) => {
  const path = (moment: string) =>
    action({ action: 'query', titles: animal, prop, uselang: 'en', [field]: moment });
  expect(await textOf(path(String(before)))).toContain('old animal');
  expect(await textOf(path(String(after)))).toContain('new animal');
  expect(await textOf(path('1'))).not.toContain('animal"');
  expect(await textOf(path('yesterday'))).toContain('param-invalid');
});

test('before it was there, nothing is', async () => {
  for (const moment of ['1', '2001-01-15T00:00:00Z']) {
    expect((await fetched(`/wiki/${animal}?asof=${moment}`)).status).toBe(404);
    expect((await fetched(`/wiki/Special:EntityData/${animal}.ttl?asof=${moment}`)).status).toBe(
      404,
    );
    const path = action({ action: 'wbgetentities', ids: animal, asof: moment });
    expect(JSON.parse(await textOf(path))).toMatchObject({
      entities: { [animal]: { missing: '' } },
    });
  }
});

test('wbgetclaims answers the statements of then', async () => {
  const token = await api.token();
  const entity = await api.create('item', { claims: [claim(property, kind)] });
  const then = (await current(entity)).lastrevid;
  const claims = (asof?: number) =>
    api.get<{ claims: Record<string, { id: string }[]> }>({
      action: 'wbgetclaims',
      entity,
      ...(asof === undefined ? {} : { asof: String(asof) }),
    });
  const [statement] = Object.values((await claims()).claims).flat();
  await api.post({ action: 'wbremoveclaims', claim: statement?.id ?? '', token });
  expect(Object.keys((await claims()).claims)).toEqual([]);
  expect(Object.keys((await claims(then)).claims)).toEqual([property]);
});

describe('a page of the past', () => {
  test('says so, leads to now and to the same moment elsewhere, and is nothing for search engines', async () => {
    const answer = await fetched(`/wiki/${animal}?asof=${before}`);
    const html = await answer.text();
    expect(answer.headers.get('X-Robots-Tag')).toBe('noindex');
    expect(html).toContain('You see the wiki as it was');
    expect(html).toContain(`<a href="/wiki/${animal}">`);
    expect(html).toContain(`href="/wiki/${kind}?asof=${before}"`);
    expect(html).toContain(`/wiki/Special:EntityData/${animal}.ttl?asof=${before}`);
    expect(html).not.toContain('data-island="entity-editor"');
  });

  test('the page of now says nothing of it', async () => {
    const answer = await fetched(`/wiki/${animal}`);
    expect(answer.headers.get('X-Robots-Tag')).toBeNull();
    expect(await answer.text()).not.toContain('asof=');
  });

  test('a time shows what was there at that time', async () => {
    const answer = await fetched(
      `/wiki/${animal}?asof=${encodeURIComponent(new Date(Date.now() + 60_000).toISOString())}`,
    );
    expect(await answer.text()).toContain('new animal');
  });
});

test.each<[string, () => string, string]>([
  ['a past moment', () => `.nt?asof=${before}`, 'public, s-maxage=60, max-age=60'],
  [
    'a past moment with a flavor',
    () => `.nt?asof=${before}&flavor=dump`,
    'public, s-maxage=60, max-age=60',
  ],
  ['a moment to come', () => '.nt?asof=2100-01-01', 'private, no-cache, s-maxage=0'],
  ['a revision to come', () => '.nt?asof=999999', 'private, no-cache, s-maxage=0'],
  ['other parameters besides', () => `.nt?asof=${before}&x=1`, 'private, no-cache, s-maxage=0'],
  ['a revision', () => `.json?revision=${before}`, 'public, s-maxage=60, max-age=60'],
  ['the present', () => '.json', 'private, no-cache, s-maxage=0'],
])('caches are told: %s', async (_, end, expected) => {
  const answer = await fetched(`/wiki/Special:EntityData/${animal}${end()}`);
  expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, expected]);
});

test.each<[string, (id: string, at: number) => string]>([
  ['a revision', (id, at) => `/wiki/Special:EntityData/${id}.json?revision=${at}`],
  ['a moment', (id, at) => `/wiki/Special:EntityData/${id}.nt?asof=${at}`],
  ['a moment of REST', (id, at) => `/w/rest.php/wikibase/v1/entities/items/${id}?asof=${at}`],
])('a cache that asks again is told that it was erased: %s', async (_, pathTo) => {
  const id = await api.create('item', { labels: label('unfit for print') });
  const { lastrevid: at } = await current(id);
  await rename(id, 'harmless');
  const kept = await fetched(pathTo(id, at));
  expect([kept.status, await kept.text()]).toEqual([200, expect.stringContaining('unfit')]);
  const ages = kept.headers.get('Cache-Control')?.match(/\d+/g) ?? [];
  expect(ages.every((age) => Number(age) <= 60)).toBe(true);
  const hidden = { action: 'revisiondelete', type: 'revision', ids: String(at), hide: 'content' };
  const token = await api.token();
  expect(await api.post({ ...hidden, token })).not.toHaveProperty('error');
  const headers = { 'If-None-Match': kept.headers.get('ETag') ?? '' };
  const asked = await fetch(server.url + pathTo(id, at), { headers });
  expect(asked.status).toBeGreaterThanOrEqual(400);
  expect(await asked.text()).not.toContain('unfit');
});

test('beside what was erased stands what may be seen, and that the rest may not', async () => {
  const id = await api.create('item', { labels: label('unfit for print') });
  const { lastrevid: at } = await current(id);
  await rename(id, 'harmless');
  const { lastrevid: later } = await current(id);
  const hidden = { action: 'revisiondelete', type: 'revision', ids: String(at), hide: 'content' };
  await api.post({ ...hidden, token: await api.token() });
  const notice = `What revision ${at} held has been hidden for good.`;

  const compared = await fetched(`/wiki/${id}?diff=${later}`);
  const html = await compared.text();
  expect(compared.status).toBe(200);
  expect(html).toContain(notice);
  expect(html).toContain('harmless');
  expect(html).not.toContain('class="diff-line');

  const addresses = [
    `/wiki/${id}?diff=${at}`,
    `/wiki/${id}?oldid=${at}`,
    `/wiki/${id}?asof=${at}`,
    `/wiki/Special:EntityData/${id}.json?asof=${at}`,
    `/wiki/Special:EntityData/${id}.ttl?revision=${at}`,
  ];
  for (const path of addresses) {
    const answer = await fetched(path);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(await answer.text()).toContain(notice);
  }
  const parsed = await api.get({ action: 'parse', oldid: String(at) });
  expect(parsed).toMatchObject({ error: { code: 'missingcontent-revid' } });
  const data = JSON.stringify({ labels: label('other') });
  const edit = { action: 'wbeditentity', id, data, baserevid: String(at) };
  expect(await api.post({ ...edit, token: await api.token() })).toMatchObject({
    error: { code: 'cant-load-entity-content' },
  });
});

test.each(['action=history', 'action=edit', 'oldid=1', 'diff=1'])(
  'asof beside %s is refused',
  async (query) => {
    const answer = await fetched(`/wiki/${animal}?asof=${before}&${query}`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('asof');
  },
);

test('a page may be looked at as of a moment', async () => {
  expect((await fetched(`/wiki/${animal}?asof=${before}&action=view`)).status).toBe(200);
});

test('a number that is no revision yet is a moment to come', async () => {
  for (const asof of ['9'.repeat(15), '9'.repeat(16), '9'.repeat(60)]) {
    expect((await fetched(`/wiki/${animal}?asof=${asof}`)).status).toBe(200);
    const path = action({ action: 'wbgetentities', ids: animal, asof });
    expect(await (await fetched(path)).json()).not.toHaveProperty('error');
  }
});

test('the past cannot be changed', async () => {
  const path = `/w/rest.php/wikibase/v1/entities/items/${animal}/labels/en?asof=${before}`;
  const headers = { 'Content-Type': 'application/json', 'User-Agent': 'test' };
  const body = JSON.stringify({ label: 'x' });
  const answer = await fetch(server.url + path, { method: 'PUT', headers, body });
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    { code: 'invalid-query-parameter', context: { parameter: 'asof' } },
  ]);
});
