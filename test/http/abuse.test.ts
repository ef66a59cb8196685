/** What is promised against those who forge, guess and flood: forms, tokens, log-ins, limits. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiModules } from '../../server/http/action-api/modules.ts';
import { operations } from '../../server/http/rest/operations.ts';
import { routeTable } from '../route-table.ts';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

type Headers = Readonly<Record<string, string>>;
const ELSEWHERE = { Origin: 'https://elsewhere.example' };
const FORGED = { label: 'forged', language: 'en', name: 'Forged', page: 'Q1', user: 'Forged' };

/** All that take a form of a page of ours. Programs have no forms: they send no cookies. */
const FORMS = (await routeTable())
  .filter(
    ({ method, path }) =>
      method === 'POST' && /^\/(?:wiki|preferences|w\/rest.php\/oauth2\/authorize)/.test(path),
  )
  .map(({ path }) => path.replace('*', 'Q1'))
  .filter((path) => !path.includes('EntityData'));

describe('writes that nobody meant', () => {
  let server: TestServer;
  let admin: ApiClient;
  let other: ApiClient;

  beforeAll(async () => {
    server = await openTestServer();
    admin = new ApiClient(server.url);
    other = new ApiClient(server.url);
    await admin.logIn(ADMIN);
    await other.logIn(ADMIN);
    await admin.create('item', label('en', 'one'));
  });
  afterAll(() => server.close());

  async function edits(): Promise<unknown> {
    const fields = { action: 'query', meta: 'siteinfo', siprop: 'statistics' };
    return (await admin.get<{ query: { statistics: object } }>(fields)).query.statistics;
  }

  async function codeOf(fields: Headers, headers: Headers = {}): Promise<string | undefined> {
    const response = await fetch(`${server.url}/w/api.php`, {
      method: 'POST',
      headers: { Cookie: admin.cookie, ...headers },
      body: new URLSearchParams({ format: 'json', formatversion: '2', ...fields }),
    });
    const { error } = (await response.json()) as { error?: { code: string } };
    return error?.code;
  }

  const guarded = [...apiModules.values()].filter(({ token }) => token !== undefined);

  /** What each module must be sent, so that only its token is missing. */
  function requiredOf(module: (typeof guarded)[number]): Headers {
    const fields = Object.entries(module.parameters).flatMap(([name, parameter]) => {
      if (parameter.required !== true) return [];
      const [value = 'x'] = 'values' in parameter ? (parameter.values ?? []) : [];
      return [
        [`${module.prefix ?? ''}${name}`, parameter.type.startsWith('integer') ? '1' : value],
      ];
    });
    return { action: module.name, ...(Object.fromEntries(fields) as Headers) };
  }

  test('there are modules that ask for a token', () => {
    expect(guarded.length).toBeGreaterThan(20);
  });

  test.each(guarded.map((module) => [module.name, module] as const))(
    '%s is refused without its token, with a wrong one, with that of another session, and from elsewhere',
    async (_, module) => {
      const before = await edits();
      const fields = requiredOf(module);
      const others = await other.token();
      const own = await admin.token();
      expect(await codeOf(fields)).toBe('missingparam');
      expect(await codeOf({ ...fields, token: `${'0'.repeat(40)}+\\` })).toBe('badtoken');
      expect(await codeOf({ ...fields, token: '+\\' })).toBe('badtoken');
      expect(await codeOf({ ...fields, token: others })).toBe('badtoken');
      expect(await codeOf({ ...fields, token: own }, ELSEWHERE)).toBe('badtoken');
      expect(await codeOf({ ...fields, token: '+\\' }, ELSEWHERE)).toBe('badtoken');
      expect(await edits()).toEqual(before);
    },
  );

  async function statusOf(path: string, fields: Headers, headers: Headers = {}): Promise<number> {
    const response = await fetch(server.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: admin.cookie, ...headers },
      body: new URLSearchParams(fields),
    });
    return response.status;
  }

  test('there are forms', () => {
    expect(FORMS.length).toBeGreaterThan(15);
  });

  test.each(FORMS)('the form %s is refused from elsewhere', async (path) => {
    const before = await edits();
    const token = await admin.token();
    const fields = { ...FORGED, token, password: 'x' };
    expect(await statusOf(path, fields, ELSEWHERE)).toBe(403);
    expect(await statusOf(path, fields, { 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await edits()).toEqual(before);
  });

  test.each(FORMS.filter((path) => path !== '/preferences'))(
    'the form %s is refused without its token and with a wrong one',
    async (path) => {
      const before = await edits();
      const fields = { ...FORGED, password: 'x'.repeat(9) };
      expect(await statusOf(path, fields)).toBe(403);
      expect(await statusOf(path, { ...fields, token: '+\\' })).toBe(403);
      expect(await statusOf(path, { ...fields, token: await other.token() })).toBe(403);
      expect(await edits()).toEqual(before);
    },
  );

  const unsafe = operations.filter(({ method }) => method !== 'get');

  test.each(unsafe.map((operation) => [operation.id, operation] as const))(
    'the REST operation %s is refused from elsewhere',
    async (_, { method, path, body }) => {
      const before = await edits();
      const address = `/w/rest.php/wikibase/v1${path.replaceAll(/\{\w+\}/g, 'Q1')}`;
      for (const headers of [ELSEWHERE, { Origin: 'null' }, { 'Sec-Fetch-Site': 'cross-site' }]) {
        const { status } = await fetch(server.url + address, {
          method: method.toUpperCase(),
          headers: { Cookie: admin.cookie, 'Content-Type': 'application/json', ...headers },
          body: JSON.stringify(body?.example ?? {}),
        });
        expect(status).toBe(403);
      }
      expect(await edits()).toEqual(before);
    },
  );
});

describe('limits', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({ SABIR_RATE_LIMIT: 'on', SABIR_ANONYMOUS: 'address' });
  });
  afterAll(() => server.close());

  function edit(headers: Headers = {}): Promise<Response> {
    const { labels } = label('en', 'a flood');
    const fields = { action: 'wbeditentity', new: 'item', data: JSON.stringify({ labels }) };
    return fetch(`${server.url}/w/api.php`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ format: 'json', token: '+\\', ...fields }),
    });
  }

  test('too many edits are refused with the time to wait, whatever address is claimed', async () => {
    for (let done = 0; done < 8; done++) {
      expect((await edit()).headers.has('MediaWiki-API-Error')).toBe(false);
    }
    const refused = await edit({ 'X-Forwarded-For': '198.51.100.1' });
    expect(refused.headers.get('MediaWiki-API-Error')).toBe('ratelimited');
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    const bot = new ApiClient(server.url);
    await bot.logIn(ADMIN);
    expect((await bot.edit({ new: 'item' }, label('en', 'no limit'))).entity).toBeDefined();
  });

  test('of many guesses few are looked at, and the rest is told to wait', async () => {
    const form = await fetch(`${server.url}/wiki/Special:Login`);
    const token = /name="token" value="([^"]+)"/.exec(await form.text())?.[1] ?? '';
    const [cookie = ''] = (form.headers.getSetCookie()[0] ?? '').split(';');
    const guess = async (at: number): Promise<Response> =>
      fetch(`${server.url}/wiki/Special:Login`, {
        method: 'POST',
        redirect: 'manual',
        headers: { Cookie: cookie, 'X-Forwarded-For': `198.51.100.${at}` },
        body: new URLSearchParams({ token, name: 'Admin', password: `wrong guess ${at}` }),
      });
    const statuses = new Map<number, number>();
    let untold = 0;
    for (let at = 0; at < 100; at++) {
      const response = await guess(at);
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      if (response.status === 429 && !response.headers.has('Retry-After')) untold++;
    }
    expect(untold).toBe(0);
    expect(statuses.get(403) ?? 0).toBeLessThanOrEqual(10);
    expect((statuses.get(403) ?? 0) + (statuses.get(429) ?? 0)).toBe(100);
  });

  test('who makes nothing but errors has to wait', async () => {
    const fail = () => fetch(`${server.url}/w/api.php?action=nothing&format=json`);
    const answers: number[] = [];
    for (let at = 0; at < 40; at++) answers.push((await fail()).status);
    expect(answers.at(-1)).toBe(429);
    const query = await fetch(`${server.url}/sparql?query=${encodeURIComponent('ASK {}')}`);
    expect(query.status).toBe(429);
    expect(Number(query.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await fetch(server.url)).status).toBe(200);
  });
});

test('a proxy is believed only where it is trusted', async () => {
  const server = await openTestServer({ SABIR_TRUSTED_PROXIES: '127.0.0.0/8' });
  try {
    const who = async (forwarded: string): Promise<string> => {
      const response = await fetch(
        `${server.url}/w/api.php?action=query&meta=userinfo&format=json`,
        { headers: { 'X-Forwarded-For': forwarded } },
      );
      const { query } = (await response.json()) as { query: { userinfo: { name: string } } };
      return query.userinfo.name;
    };
    expect(await who('198.51.100.7')).toBe('198.51.100.7');
    expect(await who('203.0.113.1, 198.51.100.7')).toBe('198.51.100.7');
    expect(await who('198.51.100.7, 127.0.0.2')).toBe('198.51.100.7');
    expect(await who('2001:DB8::1')).toBe('2001:db8::1');
  } finally {
    await server.close();
  }
});
