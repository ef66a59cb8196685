import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer, textStatement } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let admin: ApiClient;
let note: string;
let rhino: string;

beforeAll(async () => {
  server = await openTestServer();
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  note = await admin.create('property', { ...label('en', 'note'), datatype: 'string' });
  rhino = await admin.create('item', {
    labels: {
      en: { language: 'en', value: 'rhinoceros' },
      ru: { language: 'ru', value: 'носорог' },
      ar: { language: 'ar', value: 'وحيد القرن' },
    },
    descriptions: { en: { language: 'en', value: 'animal with horns' } },
    aliases: { en: [{ language: 'en', value: 'nose horn' }] },
    claims: [textStatement(note, 'thick skin')],
  });
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers, redirect: 'manual' });
const page = async (path: string, headers: Record<string, string> = {}) =>
  (await get(path, headers)).text();
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { Cookie: admin.cookie, ...headers },
    redirect: 'manual',
  });
const sequence = async () => {
  const health = await get('/health');
  return ((await health.json()) as { sequence: number }).sequence;
};

const data = (rest: string) => `/wiki/Special:EntityData/${rest}`;

describe('addresses', () => {
  test.each([
    ['/', 200],
    ['/search?q=rhino', 200],
    ['/query/', 200],
    ['/wiki/Special:RecentChanges', 200],
    ['/wiki/Special:NewItem', 200],
    ['/wiki/Special:NewProperty', 200],
    ['/wiki/Special:Login', 200],
    ['/wiki/Special:CreateAccount', 200],
    ['/wiki/Special:Contributions/Admin', 200],
    ['/wiki/Special:Contributions/Nobody', 404],
    ['/wiki/Q999999', 404],
    ['/wiki/No_such_page', 404],
    ['/wiki/Property:Q1', 404],
    ['/wiki/%E0%A4%A', 404],
    ['/wiki/..%2f..%2fetc%2fpasswd', 404],
    ['/wiki/Q1%0d%0aSet-Cookie:%20x=1', 404],
    ['/wiki/Q1?oldid=99999', 404],
    ['/wiki/Q1?diff=nonsense', 400],
    ['/wiki/Q1?oldid=abc', 400],
    ['/wiki/Q1?diff=2&oldid=', 400],
    ['/robots.txt', 200],
    ['/nonsense', 404],
    ['/health', 200],
    ['/metrics', 200],
  ])('%s is %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  test.each([
    ['/wiki/q1', '/wiki/Q1'],
    ['/wiki/item:q1?uselang=de', '/wiki/Q1?uselang=de'],
    ['/wiki/L5-F2', '/wiki/L5#F2'],
    ['/entity/Q1', '/wiki/Special:EntityData/Q1.json'],
    ['/wiki/Special:Diff/3', '/wiki/Q1?diff=3'],
    ['/search?q=Q1', '/wiki/Q1'],
    ['/query', '/query/'],
    ['/favicon.ico', '/favicon.svg'],
  ])('%s leads to %s', async (path, target) => {
    const answer = await get(path);
    expect([301, 302, 303]).toContain(answer.status);
    expect(answer.headers.get('Location')).toBe(target);
  });

  test('an unknown address answers with a page in the reader’s language', async () => {
    const html = await page('/nope?uselang=ru');
    expect(html).toContain('<html lang="ru"');
    expect(html).toContain('/nope');
    expect(html).toContain('action="/search"');
  });

  test('a revision that is no number is named', async () => {
    expect(await page('/wiki/Q1?oldid=abc')).toContain('“oldid”');
    expect(await page('/wiki/Q1?diff=x')).toContain('“diff”');
  });

  test('an item and a property have their full titles, too', async () => {
    for (const path of [`/wiki/${rhino}`, `/wiki/Item:${rhino}`, `/w/index.php?title=${rhino}`]) {
      expect(await page(path)).toContain('<bdi lang="en" dir="ltr">rhinoceros</bdi>');
    }
    expect(await page(`/wiki/Property:${note}`)).toContain('Text');
  });
});

describe('what a reader sees', () => {
  test('terms, statements, formats and history are on the page', async () => {
    const html = await page(`/wiki/${rhino}`);
    for (const text of ['animal with horns', 'nose horn', 'thick skin', 'носорог']) {
      expect(html).toContain(text);
    }
    expect(html).toContain(`/wiki/Special:EntityData/${rhino}.ttl`);
    expect(html).toContain(`/wiki/${rhino}?action=history`);
  });

  test('names are in the reader’s language, and so is the interface', async () => {
    const russian = await page(`/wiki/${rhino}`, { 'Accept-Language': 'ru-RU,ru;q=0.9' });
    expect(russian).toContain('<html lang="ru" dir="ltr"');
    expect(russian).toContain('<bdi lang="ru" dir="ltr">носорог</bdi>');
    expect(russian).toContain('Утверждения');
  });

  test('Arabic runs from right to left', async () => {
    const arabic = await page(`/wiki/${rhino}?uselang=ar`);
    expect(arabic).toContain('<html lang="ar" dir="rtl"');
    expect(arabic).toContain('<bdi lang="ar" dir="rtl">وحيد القرن</bdi>');
  });

  test('a language that the interface does not speak still chooses the names', async () => {
    expect(await page(`/wiki/${rhino}?uselang=be`)).toContain('<bdi lang="ru" dir="ltr">носорог');
  });

  test('search finds a name in any language', async () => {
    expect(await page('/search?q=%D0%BD%D0%BE%D1%81%D0%BE%D1%80')).toContain(`/wiki/${rhino}"`);
    expect(await page('/search?q=nothing+like+this')).toContain('Nothing is known');
  });

  test('preferences are kept in cookies', async () => {
    const answer = await post('/preferences', {
      language: 'de',
      theme: 'dark',
      returnto: '/wiki/Q1',
    });
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    expect(answer.headers.get('Location')).toBe('/wiki/Q1');
    const html = await page('/', { Cookie: cookies.join('; ') });
    expect(html).toContain('<html lang="de" dir="ltr" data-theme="dark"');
  });
});

describe('forms', () => {
  test('a new item is made without JavaScript', async () => {
    const token = await admin.token();
    const fields = {
      token,
      language: 'fr',
      label: 'girafe',
      description: 'grand animal',
      aliases: 'a|b',
    };
    const answer = await post('/wiki/Special:NewItem', fields);
    expect(answer.status).toBe(303);
    const html = await page(`${answer.headers.get('Location') ?? ''}?uselang=fr`);
    for (const text of ['girafe', 'grand animal', 'Nouvel élément']) {
      expect(html + (await page('/wiki/Special:RecentChanges?uselang=fr'))).toContain(text);
    }
  });

  test('a refused form comes back with what was typed', async () => {
    const answer = await post('/wiki/Special:NewItem', {
      token: await admin.token(),
      language: 'en',
      label: 'x'.repeat(300),
    });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('role="alert"');
    expect(html).toContain('x'.repeat(300));
  });

  test('names are edited, undone and restored', async () => {
    const id = await admin.create('item', label('en', 'before'));
    const token = await admin.token();
    const created = await sequence();
    const fields = { token, base: String(created), shown: 'en', language: 'en' };
    await post(`/wiki/${id}?action=edit`, { ...fields, label: 'after', summary: 'a reason' });
    expect(await page(`/wiki/${id}`)).toContain('>after<');

    const edited = await sequence();
    const diff = await page(`/wiki/${id}?diff=${edited}`);
    expect(diff).toMatch(/<del>.*before.*<\/del>/);
    expect(diff).toMatch(/<ins>.*after.*<\/ins>/);

    await post(`/wiki/${id}?action=revert`, { token, undo: String(edited) });
    expect(await page(`/wiki/${id}`)).toContain('>before<');
    await post(`/wiki/${id}?action=revert`, { token, restore: String(edited) });
    expect(await page(`/wiki/${id}`)).toContain('>after<');
    expect(await page(`/wiki/${id}?oldid=${created}`)).toContain('You are looking at revision');
  });

  test('an account is made, and the name is taken then', async () => {
    const form = await get('/wiki/Special:CreateAccount');
    const cookie = form.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    const token = /name="token" value="([^"]+)"/.exec(await form.text())?.[1] ?? '';
    const fields = { token, name: 'Ann', password: 'correct horse battery' };
    const made = await post('/wiki/Special:CreateAccount', fields, { Cookie: cookie });
    expect(made.status).toBe(303);
    const again = await post('/wiki/Special:CreateAccount', fields, { Cookie: cookie });
    expect(await again.text()).toContain('is taken');
  });
});

describe('who may not', () => {
  const paths = [
    '/wiki/Special:NewItem',
    '/wiki/Special:NewProperty',
    '/wiki/Q1?action=edit',
    '/wiki/Q1?action=revert',
    '/wiki/Special:Logout',
    '/wiki/Special:Login',
    '/wiki/Special:CreateAccount',
  ];
  test.each(paths)('%s refuses a wrong token and another site', async (path) => {
    const before = await sequence();
    const fields = { label: 'x', language: 'en', base: '1', undo: '1', name: 'a', password: 'b' };
    expect((await post(path, { ...fields, token: 'wrong' })).status).toBe(403);
    expect((await post(path, fields)).status).toBe(403);
    const token = await admin.token();
    const foreign = await post(path, { ...fields, token }, { Origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect(await sequence()).toBe(before);
  });

  test.each([
    ['a link on another site is followed', 'navigate', true],
    ['a page of another site reads', 'cors', false],
  ])('logged in where %s', async (_, mode, isLoggedIn) => {
    const fetched = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': mode };
    // `fetch` has a mode of its own
    const asked = request(server.url, { headers: { Cookie: admin.cookie, ...fetched } }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect((await textOf(answer)).includes('Special:Logout')).toBe(isLoggedIn);
  });

  test('nobody is sent to another site after logging in', async () => {
    const elsewhere = ['//evil.example', 'https://evil.example', '/\\evil.example', '/\t/evil'];
    for (const path of [...elsewhere, '/.//evil.example', '/x/..//evil.example']) {
      const answer = await post('/preferences', { language: 'en', returnto: path });
      expect(answer.headers.get('Location')).toBe('/');
    }
  });

  test('a query that is too long for the page is refused, not cut', async () => {
    const query = `ASK {} #${'x'.repeat(6000)}`;
    const answer = await get(`/query/?${new URLSearchParams({ query }).toString()}`);
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('too large');
  });

  test('a body that is too large, or of another kind', async () => {
    expect((await post('/preferences', { x: 'x'.repeat(5e6) })).status).toBe(413);
    const json = await fetch(`${server.url}/preferences`, {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json' },
    });
    expect(json.status).toBe(415);
  });

  test('nothing inline may run, nothing may frame us', async () => {
    const { headers } = await get('/');
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });
});

describe('entity data', () => {
  test.each([
    ['Q1', 'application/json', 'Q1.json'],
    ['Q1', 'text/turtle', 'Q1.ttl'],
    ['Q1', 'application/n-triples;q=0.9, text/turtle;q=0.1', 'Q1.nt'],
    ['Q1', '*/*', 'Q1.json'],
  ])('%s for %s is a 303 to %s', async (path, accept, target) => {
    const answer = await get(data(path), { Accept: accept });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('Location')).toBe(data(target));
  });

  test.each([
    ['Q1', { Accept: 'image/png' }, 406],
    ['Q1', { Accept: 'text/html' }, 303],
    ['q1.JSON', {}, 301],
    ['Q1.turtle', {}, 301],
    ['Q1.nonsense', {}, 415],
    ['nonsense.json', {}, 400],
    ['Q999999.json', {}, 404],
    ['Q1.json?revision=99999', {}, 404],
    ['Q1.json?revision=x', {}, 400],
    ['Q1.ttl?flavor=nonsense', {}, 400],
    ['Q1.ttl?flavor=simple', {}, 200],
  ])('%s with %j is %i', async (path, headers, status) => {
    expect((await get(data(path), headers)).status).toBe(status);
  });

  test('JSON, Turtle and N-Triples hold the statement', async () => {
    const json = (await (await get(data(`${rhino}.json`))).json()) as {
      entities: Record<string, { claims: Record<string, unknown> }>;
    };
    expect(json.entities[rhino]?.claims[note]).toHaveLength(1);
    for (const suffix of ['ttl', 'nt']) {
      const answer = await get(data(`${rhino}.${suffix}`));
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(await answer.text()).toContain('"thick skin"');
    }
  });

  test('what the client has already is not sent again', async () => {
    const { headers } = await get(data(`${rhino}.json`));
    const etag = headers.get('ETag') ?? '';
    const modified = headers.get('Last-Modified') ?? '';
    expect((await get(data(`${rhino}.json`), { 'If-None-Match': etag })).status).toBe(304);
    expect((await get(data(`${rhino}.json`), { 'If-Modified-Since': modified })).status).toBe(304);
    expect((await get(data(`${rhino}.json`), { 'If-None-Match': '"x"' })).status).toBe(200);
  });
});
