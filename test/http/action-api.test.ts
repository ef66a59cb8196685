import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer, textStatement } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let admin: ApiClient;
let anybody: ApiClient;
let note: string;

beforeAll(async () => {
  server = await openTestServer();
  anybody = new ApiClient(server.url);
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  note = await admin.create('property', { ...label('en', 'note'), datatype: 'string' });
});
afterAll(() => server.close());

interface Entities {
  readonly entities: Record<string, Record<string, unknown>>;
  readonly error?: { readonly code: string };
}

const sequence = async () => {
  const health = await fetch(`${server.url}/health`);
  return ((await health.json()) as { sequence: number }).sequence;
};

const codeOf = (answer: Entities) => answer.error?.code;
const assertionCode = async (client: ApiClient, assertion: string) =>
  codeOf(await client.get<Entities>({ action: 'query', assert: assertion }));
const statement = (value: unknown, property = () => note) => ({
  claims: [
    {
      ...textStatement(property(), 'x'),
      mainsnak: { snaktype: 'value', property: property(), datavalue: value },
    },
  ],
});

describe('logging in', () => {
  test('a wrong password fails, an unknown name fails alike', async () => {
    const client = new ApiClient(server.url);
    expect(await client.logIn({ ...ADMIN, password: 'wrong' })).toBe('Failed');
    expect(await client.logIn({ ...ADMIN, name: 'Nobody' })).toBe('Failed');
  });

  test('tokens are 40 hex digits and a tail, nobody’s is the tail alone', async () => {
    expect(await admin.token()).toMatch(/^[\da-f]{40}\+\\$/);
    expect(await anybody.token()).toBe('+\\');
  });

  test('HttpOnly ends each cookie, and the names are those that clients look for', async () => {
    const client = new ApiClient(server.url);
    await client.logIn(ADMIN);
    expect(client.cookie).toMatch(/[sS]ession=\w{32}/);
    expect(client.cookie).toMatch(/.+UserID=\d+/);
    const body = new URLSearchParams({ action: 'login', format: 'json' });
    const answer = await fetch(`${server.url}/w/api.php`, { method: 'POST', body });
    const cookies = answer.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    expect(cookies.filter((cookie) => !cookie.endsWith('; HttpOnly'))).toEqual([]);
  });

  test('assertions are checked', async () => {
    expect(await assertionCode(anybody, 'user')).toBe('assertuserfailed');
    expect(await assertionCode(admin, 'user')).toBe(undefined);
    expect(await assertionCode(admin, 'bot')).toBe('assertbotfailed');
    expect(await assertionCode(admin, 'anon')).toBe('assertanonfailed');
  });

  test('after logging out the session is worth nothing', async () => {
    const client = new ApiClient(server.url);
    await client.logIn(ADMIN);
    await client.post({ action: 'logout', token: await client.token() });
    expect(await client.token()).toBe('+\\');
  });
});

describe('editing', () => {
  test('one draft is one revision, and says what it did', async () => {
    const id = await admin.create('item', label('en', 'first'));
    const before = await sequence();
    const { entity } = await admin.edit(
      { id, summary: 'my words' },
      {
        labels: { de: { language: 'de', value: 'Erstes' }, en: { language: 'en', value: '' } },
        aliases: { en: [{ language: 'en', value: 'one', add: '' }] },
        claims: [textStatement(note, 'x')],
      },
    );
    expect(await sequence()).toBe(before + 1);
    expect(entity).toMatchObject({
      labels: { de: { language: 'de', value: 'Erstes' } },
      aliases: { en: [{ language: 'en', value: 'one' }] },
      lastrevid: before + 1,
    });
    const history = await fetch(`${server.url}/wiki/${id}?action=history`);
    expect(await history.text()).toContain('my words');
  });

  test('a null edit makes no revision', async () => {
    const id = await admin.create('item', label('en', 'null'));
    const before = await sequence();
    const { entity } = await admin.edit({ id }, label('en', 'null'));
    expect(entity?.nochange).toBe(true);
    expect(await sequence()).toBe(before);
  });

  test('a conflict with somebody else is refused, one that can be merged is merged', async () => {
    const id = await admin.create('item', label('en', 'conflict'));
    const base = String(await sequence());
    await anybody.edit({ id }, label('en', 'theirs'));
    expect((await admin.edit({ id, baserevid: base }, label('en', 'mine'))).error?.code).toBe(
      'editconflict',
    );
    const merged = await admin.edit({ id, baserevid: base }, label('fr', 'la mienne'));
    expect(merged.entity).toMatchObject({ labels: { en: { value: 'theirs' } } });
  });
});

describe('bad input names its fault and writes nothing', () => {
  const cases: [string, Record<string, string>, () => unknown, string][] = [
    ['malformed JSON', { new: 'item' }, () => '{bad', 'invalid-json'],
    ['JSON 10,000 deep', { new: 'item' }, () => '['.repeat(10_000), 'invalid-json'],
    ['no data', { new: 'item' }, () => '', 'missingparam'],
    ['a list', { new: 'item' }, () => [1], 'not-recognized-array'],
    ['a type that it is not', { new: 'item' }, () => ({ type: 'property' }), 'param-invalid'],
    ['claims that are none', { new: 'item' }, () => ({ claims: [{}] }), 'invalid-claim'],
    [
      'a label that is a text',
      { new: 'item' },
      () => ({ labels: { en: 'x' } }),
      'not-recognized-array',
    ],
    [
      'a label without value',
      { new: 'item' },
      () => ({ labels: { en: { language: 'en' } } }),
      'not-recognized-string',
    ],
    [
      'a label under another key',
      { new: 'item' },
      () => ({ labels: { en: { language: 'de', value: 'x' } } }),
      'inconsistent-language',
    ],
    [
      'an unknown language',
      { new: 'item' },
      () => label('nonsense', 'x'),
      'not-recognized-language',
    ],
    [
      'a lone surrogate',
      { new: 'item' },
      () => '{"labels":{"en":{"language":"en","value":"\\ud800"}}}',
      'badvalue',
    ],
    ['NUL', { new: 'item' }, () => label('en', 'a\0b'), 'badvalue'],
    [
      'an unknown property',
      { new: 'item' },
      () => statement({ type: 'string', value: 'x' }, () => 'P999999'),
      'modification-failed',
    ],
    [
      'a value of the wrong type',
      { new: 'item' },
      () => statement({ type: 'wikibase-entityid', value: { id: 'Q1' } }),
      'modification-failed',
    ],
    [
      'an unknown datatype',
      { new: 'property' },
      () => ({ ...label('en', 'p'), datatype: 'nonsense' }),
      'param-illegal',
    ],
    ['no datatype', { new: 'property' }, () => label('en', 'p'), 'param-illegal'],
    ['neither id nor new', {}, () => ({}), 'param-illegal'],
    ['id and new', { new: 'item', id: 'Q1' }, () => ({}), 'param-illegal'],
    ['a malformed id', { id: 'nonsense' }, () => ({}), 'invalid-entity-id'],
    ['an unknown id', { id: 'Q999999' }, () => ({}), 'no-such-entity'],
    ['a malformed base', { id: 'Q1', baserevid: 'x' }, () => ({}), 'badinteger'],
  ];
  test.each(cases)('%s', async (_name, fields, data, code) => {
    const before = await sequence();
    const { error } = await admin.edit(fields, data());
    expect(error?.code).toBe(code);
    expect(error?.info).not.toBe('');
    expect(await sequence()).toBe(before);
  });

  test('a base revision that is not there, or of another page', async () => {
    const id = await admin.create('item', label('en', 'with a base'));
    const missing = await admin.edit({ id, baserevid: '99999999' }, label('en', 'x'));
    expect(missing.error?.code).toBe('nosuchrevid');
    const foreign = await admin.edit({ id, baserevid: '1' }, label('en', 'x'));
    expect(foreign.error?.code).toBe('cant-load-entity-content');
  });

  test('an edit needs the right token, in the body of a POST', async () => {
    const data = JSON.stringify(label('en', 'x'));
    const edit = { action: 'wbeditentity', new: 'item', data };
    const before = await sequence();
    expect(codeOf(await admin.post(edit))).toBe('missingparam');
    expect(codeOf(await admin.post({ ...edit, token: '+\\' }))).toBe('badtoken');
    expect(codeOf(await admin.post({ ...edit, token: '0'.repeat(40) + '+\\' }))).toBe('badtoken');
    expect(codeOf(await admin.get({ ...edit, token: await admin.token() }))).toBe('mustpostparams');
    expect(await sequence()).toBe(before);
  });

  test('another site’s page is nobody, whatever cookies it sends', async () => {
    const body = new URLSearchParams({
      action: 'wbeditentity',
      format: 'json',
      new: 'item',
      data: '{}',
      token: await admin.token(),
    });
    const headers = { Cookie: admin.cookie, Origin: 'https://evil.example' };
    const answer = await fetch(`${server.url}/w/api.php`, { method: 'POST', body, headers });
    expect(((await answer.json()) as Entities).error?.code).toBe('badtoken');
  });

  test('more operations than a page could need are refused before any is applied', async () => {
    const languages = Array.from({ length: 20_000 }, (_, n) => `x${n}`);
    const labels = Object.fromEntries(
      languages.map((language) => [language, { language, value: 'x' }]),
    );
    const { error } = await admin.edit({ new: 'item' }, { labels });
    expect(error).toMatchObject({ code: 'modification-failed' });
    expect(error?.info).toContain('/labels');
  });

  test('a body over 4 MiB', async () => {
    const { error } = await admin.post<Entities>({ action: 'wbeditentity', data: 'x'.repeat(5e6) });
    expect(error?.code).toBe('contenttoobig');
  });

  test('another origin than the one that was told', async () => {
    const url = `${server.url}/w/api.php?action=query&origin=https://told.example`;
    const answer = await fetch(url, { headers: { Origin: 'https://real.example' } });
    expect(answer.status).toBe(403);
  });

  test('the answer is never HTML, unless a page is asked for', async () => {
    for (const query of ['?action=nonsense', '?action=query&meta=nonsense', '?action=login']) {
      const answer = await fetch(`${server.url}/w/api.php${query}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('Content-Type')).toContain('application/json');
    }
  });
});

describe('reading', () => {
  test.each(['info', 'datatype'])(
    'wbgetentities tells a property’s datatype with %s',
    async (props) => {
      const answer = await anybody.get<Entities>({ action: 'wbgetentities', ids: note, props });
      expect(answer.entities[note]).toMatchObject({ id: note, datatype: 'string' });
    },
  );

  test('wbgetentities gives what is asked for, and says what is missing', async () => {
    const id = await admin.create('item', {
      ...label('en', 'read me'),
      claims: [textStatement(note, 'ü')],
    });
    const { entities } = await anybody.get<Entities>({
      action: 'wbgetentities',
      ids: `${id}|Q999999`,
      props: 'labels|claims',
      languages: 'de',
      languagefallback: '1',
    });
    expect(entities[id]).toMatchObject({
      type: 'item',
      id,
      labels: { de: { language: 'en', value: 'read me', 'for-language': 'de' } },
      claims: { [note]: [{ mainsnak: { datatype: 'string', datavalue: { value: 'ü' } } }] },
    });
    expect(Object.keys(entities[id] ?? {})).not.toContain('descriptions');
    expect(entities['Q999999']).toEqual({ id: 'Q999999', missing: '' });
  });

  test('format version 1 escapes and knows no booleans', async () => {
    await admin.create('item', label('en', 'Ünïcode'));
    const answer = await fetch(
      `${server.url}/w/api.php?action=wbsearchentities&search=%C3%9Cn&language=en&format=json`,
    );
    expect(await answer.text()).toContain(String.raw`"label":"\u00dcn\u00efcode"`);
    const info = await fetch(`${server.url}/w/api.php?action=query&meta=userinfo&format=json`);
    expect(await info.json()).toMatchObject({
      batchcomplete: '',
      query: { userinfo: { anon: '' } },
    });
  });

  test.each([
    [{ action: 'wbgetentities' }, 'param-missing'],
    [{ action: 'wbgetentities', ids: 'nonsense' }, 'no-such-entity'],
    [
      { action: 'wbgetentities', ids: Array.from({ length: 51 }, (_, i) => `Q${i + 1}`).join('|') },
      'toomanyvalues',
    ],
    [{ action: 'wbsearchentities', language: 'en' }, 'missingparam'],
    [{ action: 'wbsearchentities', search: 'x', language: 'nonsense' }, 'badvalue'],
    [{ action: 'nonsense' }, 'badvalue'],
    [{ action: 'query', meta: 'nonsense' }, undefined],
  ])('%j is %s', async (fields, code) => {
    expect((await anybody.get<Entities>(fields as Record<string, string>)).error?.code).toBe(code);
  });

  test('siteinfo tells clients how to talk to this wiki', async () => {
    const { query } = await anybody.get<{ query: { general: object; namespaces: object } }>({
      action: 'query',
      meta: 'siteinfo',
      siprop: 'general|namespaces',
    });
    expect(query.general).toMatchObject({
      'wikibase-conceptbaseuri': `${server.url}/entity/`,
      dbtype: 'sqlite',
      dbversion: expect.stringMatching(/^3\./) as unknown,
      imagelimits: {},
      magiclinks: {},
      thumblimits: {},
    });
    expect(query.namespaces).toMatchObject({ 0: { defaultcontentmodel: 'wikibase-item' } });
  });
});
