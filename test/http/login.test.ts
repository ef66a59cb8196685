/** Coming and going: by password, bot password and link; what a session is worth, and for how long. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../server/accounts/accounts.ts';
import { createRecoveryLink } from '../../server/accounts/recovery.ts';
import { openWiki } from '../../server/wiki.ts';
import { ApiClient, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

type Fields = Readonly<Record<string, string>>;

const ADA = { name: 'Ada', password: 'a password of her own' };
const BOB = { name: 'Bob', password: 'a password of his own' };
const LOST = { name: 'Lost', password: 'a password nobody knows' };

let server: TestServer;
let data: string;
let recovery: string;

beforeAll(async () => {
  server = await openTestServer({}, async (folder) => {
    data = folder;
    const wiki = await openWiki({ folder, rdf: { conceptBase: 'http://localhost/entity/' } });
    const { storage } = wiki;
    await createAccount({ ...ADA, groups: ['sysop'] }, storage);
    await createAccount(BOB, storage);
    const lost = await createAccount(LOST, storage);
    if (!lost.ok) throw new Error(JSON.stringify(lost.failures));
    recovery = await createRecoveryLink(lost.value, storage.credentials, Date.now());
    await storage.close();
  });
});
afterAll(() => server.close());

async function loggedIn({ name, password }: typeof ADA): Promise<ApiClient> {
  const client = new ApiClient(server.url);
  expect(await client.logIn({ name, password })).toBe('Success');
  return client;
}

interface UserInfo {
  readonly name: string;
  readonly rights: readonly string[];
}

async function userInfo(client: ApiClient): Promise<UserInfo> {
  const fields = { action: 'query', meta: 'userinfo', uiprop: 'rights' };
  return (await client.get<{ query: { userinfo: UserInfo } }>(fields)).query.userinfo;
}

function send(path: string, fields: Fields, cookie: string): Promise<Response> {
  return fetch(server.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: cookie },
    body: new URLSearchParams(fields),
  });
}

/** The password that the page shows this once. */
async function newBotPassword(
  client: ApiClient,
  label: string,
  ...grants: string[]
): Promise<string> {
  const boxes = Object.fromEntries(grants.map((grant) => [`grant-${grant}`, '1']));
  const fields = { label, ...boxes, token: await client.token() };
  const page = await send('/wiki/Special:BotPasswords', fields, client.cookie);
  expect(page.status).toBe(200);
  expect(page.headers.get('Cache-Control')).toBe('no-store');
  return /sabir_bot_[\da-f]{40}/.exec(await page.text())?.[0] ?? '';
}

describe('cookies', () => {
  test('their form is the one that clients of Wikibase take apart', async () => {
    const api = `${server.url}/w/api.php`;
    const fields = { action: 'login', format: 'json', lgname: ADA.name, lgpassword: ADA.password };
    const first = await fetch(api, { method: 'POST', body: new URLSearchParams(fields) });
    const { login } = (await first.json()) as { login: { result: string; token: string } };
    expect(login.result).toBe('NeedToken');
    expect(login.token).toHaveLength(42);
    const second = await fetch(api, {
      method: 'POST',
      // as wikibase-edit sends it back: with the attributes
      headers: { Cookie: first.headers.get('Set-Cookie') ?? '' },
      body: new URLSearchParams({ ...fields, lgtoken: login.token }),
    });
    const cookies = second.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(2);
    for (const cookie of cookies) expect(cookie).toMatch(/; SameSite=Lax; HttpOnly$/);
    const merged = second.headers.get('Set-Cookie') ?? '';
    expect(merged).toMatch(/[sS]ession=\w{32};/);
    expect(merged).toMatch(/.+UserID=\d+/);
  });

  test('a session that somebody planted before is not the one after', async () => {
    const client = new ApiClient(server.url);
    await client.logIn(ADA);
    const before = client.cookie;
    await client.logIn(ADA);
    expect(client.cookie).not.toBe(before);
    const page = await fetch(`${server.url}/wiki/Special:BotPasswords`, {
      redirect: 'manual',
      headers: { Cookie: before },
    });
    expect(page.headers.get('Location')).toMatch(/^\/wiki\/Special:Login/);
  });

  test('the store knows no session', async () => {
    const client = await loggedIn(ADA);
    const [, session = ''] = /sabirSession=(\w+)/.exec(client.cookie) ?? [];
    expect(session).toHaveLength(32);
    for (const file of ['sabir.sqlite', 'sabir.sqlite-wal']) {
      const content = await readFile(join(data, file));
      expect(content.includes(session)).toBe(false);
    }
  });
});

describe('bot passwords', () => {
  test('either way of writing it logs in, with the grants and no more', async () => {
    const ada = await loggedIn(ADA);
    const password = await newBotPassword(ada, 'tool', 'editpage');
    for (const way of [
      { name: 'Ada@tool', password },
      { name: 'Ada', password: `tool@${password}` },
    ]) {
      const { name, rights } = await userInfo(await loggedIn(way));
      expect(name).toBe('Ada');
      expect(rights).toContain('edit');
      expect(rights).not.toContain('createpage');
      expect(rights).not.toContain('block');
    }
  });

  test('it is good for its own account and label only', async () => {
    const password = await newBotPassword(await loggedIn(ADA), 'narrow');
    for (const [name, given] of [
      ['Ada@other', password],
      ['Bob@narrow', password],
      ['Ada@narrow', 'wrong'],
      ['Ada', password],
    ] as const) {
      expect(await new ApiClient(server.url).logIn({ name, password: given })).toBe('Failed');
    }
  });

  test('revoked, it opens nothing, and the session it had opened is over', async () => {
    const ada = await loggedIn(ADA);
    const password = await newBotPassword(ada, 'brief', 'editpage');
    const bot = await loggedIn({ name: 'Ada@brief', password });
    const fields = { revoke: 'brief', token: await ada.token() };
    expect((await send('/wiki/Special:BotPasswords', fields, ada.cookie)).status).toBe(303);
    expect((await userInfo(bot)).name).not.toBe('Ada');
    expect(await new ApiClient(server.url).logIn({ name: 'Ada@brief', password })).toBe('Failed');
    expect((await userInfo(ada)).name).toBe('Ada');
  });

  test('it opens no page where ways in are made', async () => {
    const ada = await loggedIn(ADA);
    const password = await newBotPassword(ada, 'curious', 'editpage');
    const bot = await loggedIn({ name: 'Ada@curious', password });
    for (const page of ['BotPasswords', 'OAuthConsumers', 'ChangePassword']) {
      const answer = await fetch(`${server.url}/wiki/Special:${page}`, {
        headers: { Cookie: bot.cookie },
      });
      expect(answer.status).toBe(403);
    }
  });
});

async function clientLogin(fields: Fields): Promise<Readonly<Record<string, unknown>>> {
  const client = new ApiClient(server.url);
  const query = { action: 'query', meta: 'tokens', type: 'login' };
  const { query: found } = await client.get<{ query: { tokens: Fields } }>(query);
  const logintoken = found.tokens['logintoken'] ?? '';
  const said = await client.post<{
    clientlogin?: Record<string, unknown>;
    error?: Record<string, unknown>;
  }>({ action: 'clientlogin', logintoken, ...fields });
  return said.clientlogin ?? said.error ?? {};
}

describe('clientlogin', () => {
  const RETURN = { loginreturnurl: 'http://127.0.0.1/' };

  const given = { username: ADA.name, password: ADA.password };

  test.each([
    ['a password', { ...given, ...RETURN }, { status: 'PASS', username: 'Ada' }],
    [
      'a wrong one',
      { ...given, ...RETURN, password: 'x' },
      { status: 'FAIL', messagecode: 'wrongpassword', canpreservestate: false },
    ],
    ['no name', RETURN, { status: 'FAIL', messagecode: 'authmanager-authn-no-primary' }],
    [
      'a second step without a first',
      { logincontinue: '1' },
      { status: 'FAIL', messagecode: 'authmanager-authn-not-in-progress' },
    ],
    ['neither step', given, { code: 'missingparam' }],
    ['both steps', { ...given, ...RETURN, logincontinue: '1' }, { code: 'invalidparammix' }],
    ['no address', { ...given, loginreturnurl: 'x' }, { code: 'badurl_loginreturnurl' }],
    ['a forged token', { ...given, ...RETURN, logintoken: '+\\' }, { code: 'badtoken' }],
  ])('%s', async (_, fields, expected) => {
    expect(await clientLogin(fields)).toMatchObject(expected);
  });
});

async function createAccountBy(fields: Fields): Promise<Readonly<Record<string, unknown>>> {
  const client = new ApiClient(server.url);
  const query = { action: 'query', meta: 'tokens', type: 'createaccount' };
  const { query: found } = await client.get<{ query: { tokens: Fields } }>(query);
  const createtoken = found.tokens['createaccounttoken'] ?? '';
  const said = await client.post<{
    createaccount?: Record<string, unknown>;
    error?: Record<string, unknown>;
  }>({ action: 'createaccount', createtoken, createreturnurl: 'http://127.0.0.1/', ...fields });
  return said.createaccount ?? said.error ?? {};
}

describe('createaccount', () => {
  const password = 'a password of length';

  test.each([
    ['Newcomer', { password, retype: password }, { status: 'PASS', username: 'Newcomer' }],
    ['Newcomer', { password }, { status: 'FAIL', messagecode: 'userexists' }],
    ['A|b', { password }, { status: 'FAIL', messagecode: 'noname' }],
    ['Hasty', { password: 'short' }, { status: 'FAIL', messagecode: 'passwordtooshort' }],
    ['Hasty', { password, retype: 'x' }, { status: 'FAIL', messagecode: 'badretype' }],
    ['Hasty', { password, createtoken: 'x' }, { code: 'badtoken' }],
  ])('%s with %j', async (username, fields, expected) => {
    expect(await createAccountBy({ username, ...fields })).toMatchObject(expected);
  });
});

describe('a new password', () => {
  test('ends all other sessions, and takes the old one', async () => {
    const [here, elsewhere] = [await loggedIn(BOB), await loggedIn(BOB)];
    const password = 'another password';
    const change = async (current: string) =>
      send(
        '/wiki/Special:ChangePassword',
        { current, password, again: password, token: await here.token() },
        here.cookie,
      );
    expect((await change('wrong')).status).toBe(403);
    expect((await userInfo(elsewhere)).name).toBe('Bob');
    const changed = await change(BOB.password);
    expect(changed.status).toBe(303);
    expect((await userInfo(elsewhere)).name).not.toBe('Bob');
    expect((await userInfo(here)).name).not.toBe('Bob');
    const fresh = changed.headers.getSetCookie().map((line) => line.split(';')[0]);
    const page = await fetch(`${server.url}/`, { headers: { Cookie: fresh.join('; ') } });
    expect(await page.text()).toContain('Special:Contributions/Bob');
    expect(await new ApiClient(server.url).logIn(BOB)).toBe('Failed');
    await loggedIn({ name: BOB.name, password });
  });

  test.each([
    ['leaves programs what they have', 'kept', {}, 'Success'],
    ['ends the access of programs, if asked to', 'ended', { 'end-programs': '1' }, 'Failed'],
  ])('%s', async (_name, label, ticked, expected) => {
    const password = 'another password';
    const bob = await loggedIn({ name: BOB.name, password });
    const program = {
      name: `Bob@${label}`,
      password: await newBotPassword(bob, label, 'editpage'),
    };
    expect(await new ApiClient(server.url).logIn(program)).toBe('Success');
    const fields = { current: password, password, again: password, token: await bob.token() };
    await send('/wiki/Special:ChangePassword', { ...fields, ...ticked }, bob.cookie);
    expect(await new ApiClient(server.url).logIn(program)).toBe(expected);
  });

  test('a link of an administrator gives one, once', async () => {
    const before = await loggedIn(LOST);
    const form = await fetch(server.url + recovery);
    expect(form.status).toBe(200);
    expect(form.headers.get('Cache-Control')).toBe('no-store');
    const text = await form.text();
    const token = /name="token" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const link = /name="link" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const cookie = form.headers.getSetCookie().map((line) => line.split(';')[0]);
    const reset = (fields: Fields) =>
      send('/wiki/Special:PasswordReset', { token, link, ...fields }, cookie.join('; '));
    const password = 'a password found again';
    expect((await reset({ password, again: 'x' })).status).toBe(422);
    expect((await reset({ password, again: password, token: 'x' })).status).toBe(403);
    expect((await reset({ password, again: password, link: 'sabir_recovery_0' })).status).toBe(403);
    expect((await reset({ password, again: password })).status).toBe(303);
    expect((await reset({ password, again: password })).status).toBe(403);
    expect((await fetch(server.url + recovery)).status).toBe(403);
    expect((await userInfo(before)).name).not.toBe('Lost');
    await loggedIn({ name: LOST.name, password });
  });
});

test('a log-in session that the server did not make is replaced', async () => {
  const path = `${server.url}/w/api.php?action=query&meta=tokens&type=login&format=json`;
  const genuine = loginCookieOf(await fetch(path));
  const sent = async (cookie: string) =>
    loginCookieOf(await fetch(path, { headers: { Cookie: cookie } }));
  expect(await sent(genuine)).toBe(genuine);
  for (const planted of [
    `sabirLoginSession=${'a'.repeat(32)}`,
    `sabirLoginSession=${'a'.repeat(32)}.${'b'.repeat(40)}`,
    'sabirLoginSession=.',
    `${genuine}0`,
  ]) {
    const replaced = await sent(planted);
    expect(replaced).toMatch(/^sabirLoginSession=[\da-f]{32}\.[\da-f]{40}$/);
    expect(replaced).not.toBe(planted);
  }
});

function loginCookieOf(response: Response): string {
  const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  return cookies.find((cookie) => cookie.startsWith('sabirLoginSession=')) ?? '';
}
