/** Special:EntityData and the IRIs of entities, as programs of the linked data world use them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, ApiClient, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let first: number;

beforeAll(async () => {
  server = await openTestServer();
  const api = new ApiClient(server.url);
  await api.logIn(ADMIN);
  const made = await api.edit(
    { new: 'item' },
    { labels: { en: { language: 'en', value: 'one' } } },
  );
  first = made.entity?.lastrevid ?? 0;
  await api.edit({ id: 'Q1' }, { labels: { en: { language: 'en', value: 'two' } } });
  await api.create('item', { labels: { de: { language: 'de', value: 'ein & <ander>es' } } });
});

afterAll(() => server.close());

function named(value: string) {
  return { labels: { en: { language: 'en', value } } };
}

function itemStatement(property: string, id: string) {
  const datavalue = { type: 'wikibase-entityid', value: { id } };
  const mainsnak = { snaktype: 'value', property, datavalue };
  return { mainsnak, type: 'statement', rank: 'normal' };
}

function ask(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Response> {
  const at = path.startsWith('/')
    ? path
    : `/wiki/Special:EntityData${path === '' ? '' : '/'}${path}`;
  return fetch(server.url + at, { headers, method, redirect: 'manual' });
}

test.each([
  ['json', 'application/json', '"value":"two"'],
  ['ttl', 'text/turtle', 'wd:Q1 a wikibase:Item ;'],
  ['n3', 'text/n3', 'wd:Q1 a wikibase:Item ;'],
  ['nt', 'application/n-triples', '"two"@en .'],
  ['rdf', 'application/rdf+xml', '<rdfs:label xml:lang="en">two</rdfs:label>'],
  ['jsonld', 'application/ld+json', '"@id": "wd:Q1"'],
  ['php', 'application/vnd.php.serialized', 's:5:"value";s:3:"two";'],
])('Q1.%s is %s', async (format, type, part) => {
  const answer = await ask(`Q1.${format}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toBe(`${type}; charset=UTF-8`);
  expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
  expect(answer.headers.get('Last-Modified')).toMatch(/ GMT$/);
  expect(await answer.text()).toContain(part);
});

const data = '/wiki/Special:EntityData';
test.each<[string, string | undefined, number, string]>([
  ['Q1', undefined, 303, `${data}/Q1.json`],
  ['Q1', '*/*', 303, `${data}/Q1.json`],
  ['Q1', 'text/turtle', 303, `${data}/Q1.ttl`],
  ['Q1', 'application/rdf+xml;q=0.9, text/turtle;q=0.5', 303, `${data}/Q1.rdf`],
  ['Q1', 'application/ld+json', 303, `${data}/Q1.jsonld`],
  ['Q1', 'application/vnd.php.serialized', 303, `${data}/Q1.php`],
  ['Q1', 'application/x-turtle', 303, `${data}/Q1.ttl`],
  ['Q1', 'text/html,application/xhtml+xml', 303, '/wiki/Q1'],
  ['Q1?flavor=dump', 'text/turtle', 303, `${data}/Q1.ttl?flavor=dump`],
  ['Q1?revision=2', 'text/html', 303, '/wiki/Q1?oldid=2'],
  ['Q1?asof=2', 'text/html', 303, '/wiki/Q1?asof=2'],
  ['Q1.html', undefined, 303, '/wiki/Q1'],
  ['q1.json', undefined, 301, `${data}/Q1.json`],
  ['Q1.JSON', undefined, 301, `${data}/Q1.json`],
  ['Q1.rdfxml', undefined, 301, `${data}/Q1.rdf`],
  ['Q1?format=text/turtle', undefined, 301, `${data}/Q1.ttl`],
  ['q1.nt?flavor=simple&revision=2', undefined, 301, `${data}/Q1.nt?revision=2&flavor=simple`],
  ['Q1.ttl?redirect=force', undefined, 303, `${data}/Q1.ttl`],
  ['/entity/Q1', undefined, 303, `${data}/Q1.json`],
  ['/entity/Q1', 'text/turtle', 303, `${data}/Q1.ttl`],
  ['/entity/Q1', 'text/html', 303, '/wiki/Q1'],
  ['/entity/Q1.nt', undefined, 303, `${data}/Q1.nt`],
  ['/entity/q1', 'application/n-triples', 303, `${data}/Q1.nt`],
  ['/entity/L5-F2', 'application/json', 303, `${data}/L5.json`],
  ['/wiki/Special:EntityPage/Q1', undefined, 301, '/wiki/Q1'],
])('%s, accepting %s: %i to %s', async (path, accept, status, target) => {
  const answer = await ask(path, accept === undefined ? {} : { Accept: accept });
  expect([answer.status, answer.headers.get('Location')]).toEqual([status, target]);
  expect(answer.headers.get('Content-Type')).toMatch(/^text\/html/);
});

test.each<[string, number, string]>([
  ['zzz.json', 400, 'zzz'],
  ['Q0.json', 400, 'Q0'],
  ['Q1.jsonx', 415, 'jsonx'],
  ['Q1.nt?flavor=zz', 400, 'flavor'],
  ['Q1.nt?flavor=__proto__', 400, 'flavor'],
  ['Q1.json?revision=x', 400, 'revision'],
  ['Q1.json?revision=999999', 404, '999999'],
  ['Q2.json?revision=2', 404, '2'],
  ['Q1.json?asof=2&revision=2', 400, 'asof'],
  ['Q999.json', 404, 'Q999'],
  ['Q999.ttl', 404, 'Q999'],
  ['/entity/zzz', 400, 'zzz'],
  ['<script>.json', 400, '&lt;script&gt;'],
])('%s is refused with %i, on a page that tells why', async (path, status, part) => {
  const answer = await ask(path, { Accept: 'application/json' });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('Content-Type')?.toLowerCase()).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
  expect(await answer.text()).toContain(part);
});

test('what is refused is told in the reader’s language', async () => {
  const german = await (await ask('Q999.json', { 'Accept-Language': 'de' })).text();
  expect(german).toContain('<html lang="de" dir="ltr">');
});

test('nothing acceptable is 406', async () => {
  expect((await ask('Q1', { Accept: 'image/png' })).status).toBe(406);
});

describe('conditions', () => {
  test.each(['json', 'ttl', 'rdf'])('%s is sent once', async (format) => {
    const answer = await ask(`Q1.${format}`);
    const tag = answer.headers.get('ETag') ?? '';
    expect((await ask(`Q1.${format}`, { 'If-None-Match': tag })).status).toBe(304);
    const since = answer.headers.get('Last-Modified') ?? '';
    expect((await ask(`Q1.${format}`, { 'If-Modified-Since': since })).status).toBe(304);
    expect((await ask(`Q2.${format}`, { 'If-None-Match': tag })).status).toBe(200);
  });
});

describe('a document that tells of other pages is sent again when', () => {
  let api: ApiClient;
  let mentioned: string;
  let target: string;
  let about: string;
  beforeAll(async () => {
    api = new ApiClient(server.url);
    await api.logIn(ADMIN);
    const property = await api.create('property', { datatype: 'wikibase-item' });
    mentioned = await api.create('item', named('before'));
    target = await api.create('item', named('target'));
    about = await api.create('item', { claims: [itemStatement(property, mentioned)] });
  });

  const changes: [string, () => Promise<unknown>, string][] = [
    [
      'a label that it shows is another one',
      () => api.edit({ id: mentioned }, named('after')),
      'after',
    ],
    ['what it mentions redirects', () => redirectMentioned(), 'target'],
    ['where that leads is named anew', () => api.edit({ id: target }, named('renamed')), 'renamed'],
    ['what it mentions is deleted', () => removeTarget(), 'wd:'],
  ];
  test.each(changes)('%s', async (_name, change, part) => {
    const before = await ask(`${about}.ttl`);
    const tag = { 'If-None-Match': before.headers.get('ETag') ?? '' };
    expect((await ask(`${about}.ttl`, tag)).status).toBe(304);
    await change();
    const after = await ask(`${about}.ttl`, tag);
    expect(after.status).toBe(200);
    expect(await after.text()).toContain(part);
    expect((await ask(`${about}.json`)).status).toBe(200);
  });

  test('and no day is told where a page is missing', async () => {
    expect((await ask(`${about}.ttl`)).headers.get('Last-Modified')).toBeNull();
    expect((await ask(`${about}.json`)).headers.get('Last-Modified')).toMatch(/ GMT$/);
  });

  async function redirectMentioned(): Promise<void> {
    await api.edit({ id: mentioned, clear: 'true' }, {});
    const token = await api.token();
    await api.post({ action: 'wbcreateredirect', from: mentioned, to: target, token });
  }

  async function removeTarget(): Promise<void> {
    await api.post({ action: 'delete', title: target, token: await api.token() });
  }
});

test('a revision shows that revision, an old id nothing of its own', async () => {
  expect(await (await ask(`Q1.json?revision=${first}`)).text()).toContain('"value":"one"');
  expect(await (await ask(`Q1.nt?revision=${first}`)).text()).toContain('"one"@en');
  expect(await (await ask(`Q1.json?oldid=${first}`)).text()).toContain('"value":"two"');
});

test.each([
  ['/w/index.php?title=Special:EntityData/Q1.json', 200],
  [`/wiki/Special:EntityData?id=Q1&format=json`, 200],
  ['/w/index.php?title=Special:EntityData/Q999.json', 404],
])('the document has the address %s, too', async (path, status) => {
  expect((await ask(path)).status).toBe(status);
});

test('OPTIONS and POST answer like GET', async () => {
  const whole = await (await ask('Q1.json')).text();
  for (const method of ['OPTIONS', 'POST']) {
    const answer = await ask('Q1.json', { Origin: 'https://x.example' }, method);
    expect([answer.status, await answer.text()]).toEqual([200, whole]);
  }
});

test('texts arrive unchanged in XML', async () => {
  expect(await (await ask('Q2.rdf')).text()).toContain('ein &amp; &lt;ander&gt;es');
});

describe('finding pages', () => {
  test('without an id there is a form', async () => {
    for (const path of ['', `${data}/`]) {
      const answer = await ask(path);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('action="/wiki/Special:EntityData"');
    }
  });

  test.each([
    ['/wiki/Special:SetLabel/Q1/en', '/wiki/Q1?action=edit'],
    ['/wiki/Special:SetLabelDescriptionAliases/Q1', '/wiki/Q1?action=edit'],
    ['/wiki/Special:AvailableBadges', '/wiki/Site:Settings'],
  ])('%s leads to %s', async (path, target) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, target]);
  });

  test.each([
    ['/wiki/Special:ItemByTitle', 200],
    ['/wiki/Special:GoToLinkedPage', 200],
    ['/wiki/Special:ItemByTitle/enwiki/Nowhere', 404],
    ['/wiki/Special:ItemByTitle/%E0%A4%A/x', 404],
    ['/wiki/Special:GoToLinkedPage/enwiki/Q1', 404],
    ['/wiki/Special:GoToLinkedPage/__proto__/zzz', 404],
  ])('%s is %i', async (path, status) => {
    expect((await ask(path)).status).toBe(status);
  });
});
