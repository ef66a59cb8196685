/** OAuth, from registration to revocation, with the signer that clients of Wikibase use. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../server/accounts/accounts.ts';
import { registerConsumer } from '../../server/accounts/consumers.ts';
import type { ConsumerSecrets, NewConsumer } from '../../server/accounts/consumers.ts';
import { keptServerKey } from '../../server/processes/data-folder.ts';
import { openWiki } from '../../server/wiki.ts';
import { ApiClient, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

const ADA = { name: 'Ada', password: 'a password of her own' };
const BOB = { name: 'Bob', password: 'a password of his own' };
const REDIRECT = 'https://tool.example/back';

let server: TestServer;
const secrets: Record<string, ConsumerSecrets> = {};

beforeAll(async () => {
  server = await openTestServer({}, async (folder) => {
    const wiki = await openWiki({ folder, rdf: { conceptBase: 'http://localhost/entity/' } });
    const { storage } = wiki;
    const serverKey = await keptServerKey(folder);
    const ada = await createAccount({ ...ADA, groups: ['sysop'] }, storage);
    await createAccount(BOB, storage);
    if (!ada.ok) throw new Error(JSON.stringify(ada.failures));
    const register = async (name: string, more: Partial<NewConsumer>): Promise<void> => {
      const made = await registerConsumer(
        {
          userId: ada.value.userId,
          name,
          kind: 'owner',
          grants: ['createeditmovepage'],
          redirectUri: REDIRECT,
          confidential: true,
          ...more,
        },
        { ...storage, serverKey },
      );
      if (!made.ok) throw new Error(JSON.stringify(made.failures));
      secrets[name] = made.value;
    };
    await register('owner', {});
    await register('reader', { grants: [] });
    await register('oauth1', { kind: 'oauth1' });
    await register('shared', { kind: 'shared' });
    await register('browser', { kind: 'shared', confidential: false });
    await storage.close();
  });
});
afterAll(() => server.close());

function secretsOf(name: string): ConsumerSecrets {
  const found = secrets[name];
  if (found === undefined) throw new Error(name);
  return found;
}

interface ApiAnswer {
  readonly error?: { readonly code: string; readonly info: string };
  readonly query?: {
    readonly userinfo?: { readonly name: string; readonly rights: readonly string[] };
    readonly tokens?: { readonly csrftoken: string };
  };
  readonly entity?: { readonly id: string };
}

type Fields = Readonly<Record<string, string>>;

async function api(
  authorization: string | undefined,
  fields: Fields,
  { method = 'GET', headers = {} }: { method?: string; headers?: Fields } = {},
): Promise<ApiAnswer> {
  const body = new URLSearchParams({ format: 'json', formatversion: '2', ...fields });
  const query = method === 'GET' ? `?${body.toString()}` : '';
  const response = await fetch(`${server.url}/w/api.php${query}`, {
    method,
    headers: {
      ...headers,
      ...(authorization === undefined ? {} : { Authorization: authorization }),
    },
    ...(method === 'GET' ? {} : { body }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as ApiAnswer;
}

const WHO = { action: 'query', meta: 'userinfo', uiprop: 'rights' };

async function whoIs(authorization: string): Promise<string | undefined> {
  const { query, error } = await api(authorization, WHO);
  return error?.code ?? query?.userinfo?.name;
}

async function tokenRequest(
  fields: Fields,
  headers: Fields = {},
): Promise<{ status: number; json: Readonly<Record<string, string | number>> }> {
  const response = await fetch(`${server.url}/w/rest.php/oauth2/access_token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
  });
  return {
    status: response.status,
    json: (await response.json()) as Record<string, string | number>,
  };
}

function credentials(name: string): Fields {
  const { consumerKey, consumerSecret = '' } = secretsOf(name);
  return {
    grant_type: 'client_credentials',
    client_id: consumerKey,
    client_secret: consumerSecret,
  };
}

describe('OAuth 2 for its owner', () => {
  test('the token shown at registration acts for the owner, within its grants', async () => {
    const bearer = `Bearer ${secretsOf('owner').accessToken ?? ''}`;
    const { query } = await api(bearer, WHO);
    expect(query?.userinfo?.name).toBe(ADA.name);
    expect(query?.userinfo?.rights).toContain('edit');
    expect(query?.userinfo?.rights).not.toContain('block');
  });

  test('the secret is exchanged for a token that edits by every interface', async () => {
    const { status, json } = await tokenRequest(credentials('owner'));
    expect(status).toBe(200);
    expect(json['token_type']).toBe('Bearer');
    expect(json['expires_in']).toBeCloseTo(4 * 60 * 60, -2);
    expect(json['access_token']).toMatch(/^sabir_access_/);
    const bearer = `Bearer ${json['access_token']}`;
    const { query } = await api(bearer, { action: 'query', meta: 'tokens' });
    const token = query?.tokens?.csrftoken ?? '';
    expect(token).toHaveLength(42);
    const made = await api(
      bearer,
      { action: 'wbeditentity', new: 'item', data: '{}', token },
      { method: 'POST' },
    );
    expect(made.entity?.id).toMatch(/^Q\d+$/);
    const rest = await fetch(`${server.url}/w/rest.php/wikibase/v1/entities/items`, {
      method: 'POST',
      headers: { Authorization: bearer, 'Content-Type': 'application/json' },
      body: JSON.stringify({ item: { labels: { en: 'made by a token' } } }),
    });
    expect(rest.status).toBe(201);
    expect(rest.headers.get('X-Authenticated-User')).toBe(ADA.name);
    const form = new URLSearchParams({ token, language: 'en', label: 'made by a form' });
    const page = await fetch(`${server.url}/wiki/Special:NewItem`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Authorization: bearer },
      body: form,
    });
    expect(page.status).toBe(303);
  });

  test('the secret may come by HTTP Basic; a wrong one is refused', async () => {
    const { consumerKey, consumerSecret = '' } = secretsOf('owner');
    const basic = (secret: string): Fields => ({
      Authorization: `Basic ${Buffer.from(`${consumerKey}:${secret}`).toString('base64')}`,
    });
    const fields = { grant_type: 'client_credentials' };
    expect((await tokenRequest(fields, basic(consumerSecret))).status).toBe(200);
    expect(await tokenRequest(fields, basic('wrong'))).toMatchObject({
      status: 401,
      json: { error: 'invalid_client' },
    });
    expect(await tokenRequest({ ...credentials('owner'), client_secret: 'wrong' })).toMatchObject({
      json: { error: 'invalid_client' },
    });
  });

  test.each([
    ['no grant type', { grant_type: '' }, 'invalid_request'],
    ['a password', { grant_type: 'password' }, 'unauthorized_client'],
    ['a grant it was not registered with', { scope: 'delete' }, 'invalid_scope'],
    ['what has a prototype', { grant_type: '__proto__' }, 'unsupported_grant_type'],
  ])('%s is refused', async (_, fields, error) => {
    const answer = await tokenRequest({ ...credentials('owner'), ...fields });
    expect(answer.status).toBe(400);
    expect(answer.json['error']).toBe(error);
  });

  test('a page of another site may use a token, and no cookie', async () => {
    const bearer = `Bearer ${secretsOf('owner').accessToken ?? ''}`;
    const headers = { Origin: 'https://tool.example' };
    const open = await api(bearer, { ...WHO, crossorigin: '' }, { headers });
    expect(open.query?.userinfo?.name).toBe(ADA.name);
    const nobody = await api(bearer, { ...WHO, origin: '*' }, { headers });
    expect(nobody.query?.userinfo?.name).not.toBe(ADA.name);
    const items = `${server.url}/w/rest.php/wikibase/v1/entities/items`;
    const preflight = await fetch(items, {
      method: 'OPTIONS',
      headers: { ...headers, 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toContain('Authorization');
    expect(preflight.headers.get('Access-Control-Allow-Methods')).toContain('POST');
    const made = await fetch(items, {
      method: 'POST',
      headers: { ...headers, Authorization: bearer, 'Content-Type': 'application/json' },
      body: '{"item":{}}',
    });
    expect(made.status).toBe(201);
    expect(made.headers.get('Access-Control-Allow-Origin')).toBe('*');
  });

  test('the profile tells whom a token stands for', async () => {
    const url = `${server.url}/w/rest.php/oauth2/resource/profile`;
    const bearer = { Authorization: `Bearer ${secretsOf('owner').accessToken ?? ''}` };
    const answer = await fetch(url, { headers: bearer });
    expect(await answer.json()).toMatchObject({ username: ADA.name, blocked: false });
    expect((await fetch(url)).status).toBe(401);
  });
});

describe('headers that are not valid', () => {
  test.each([
    ['Bearer sabir_access_0000'],
    ['Bearer '],
    ['OAuth oauth_consumer_key="nobody"'],
    ['OAuth '],
  ])('%s is refused by every interface, and nobody edits as nobody', async (authorization) => {
    expect(await whoIs(authorization)).toBe('mwoauth-invalid-authorization');
    const headers = { Authorization: authorization };
    const rest = await fetch(`${server.url}/w/rest.php/wikibase/v1/entities/items`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: '{"item":{}}',
    });
    expect(rest.status).toBe(401);
    expect(await rest.json()).toMatchObject({ code: 'mwoauth-invalid-authorization' });
    expect((await fetch(`${server.url}/`, { headers })).status).toBe(401);
  });

  test('a consumer that is not known is told so in the words that clients look for', async () => {
    const { error } = await api('OAuth oauth_consumer_key="nobody"', WHO);
    expect(error?.info).toMatch(/Invalid consumer$/);
  });

  test('a header that is meant for a proxy is nothing to us', async () => {
    expect(await whoIs('Basic dXNlcjpwYXNz')).not.toBe('mwoauth-invalid-authorization');
  });

  test.each(['access_token', 'oauth_token', 'oauth_signature'])(
    'a secret in the address, as %s, is refused',
    async (name) => {
      const { error } = await api(undefined, {
        ...WHO,
        [name]: secretsOf('owner').accessToken ?? '',
      });
      expect(error?.code).toBe('mwoauth-invalid-authorization');
    },
  );
});

function signer(consumerSecret: string): OAuth {
  const { consumerKey } = secretsOf('oauth1');
  return new OAuth({
    consumer: { key: consumerKey, secret: consumerSecret },
    signature_method: 'HMAC-SHA1',
    hash_function: (base, key) => createHmac('sha1', key).update(base).digest('base64'),
  });
}

function signed(method: string, data: Fields, more: { secret?: string; key?: string } = {}) {
  const { consumerSecret = '', accessToken = '', accessSecret = '' } = secretsOf('oauth1');
  const oauth = signer(more.secret ?? consumerSecret);
  const url = `${server.url}/w/api.php`;
  const token = { key: more.key ?? accessToken, secret: accessSecret };
  return oauth.toHeader(oauth.authorize({ url, method, data }, token)).Authorization;
}

const FORMAT = { format: 'json', formatversion: '2' };

describe('OAuth 1.0a for its owner', () => {
  test('signed requests read and write, whatever is in the fields', async () => {
    const query = { ...FORMAT, action: 'query', meta: 'tokens' };
    const { query: found } = await api(signed('GET', query), query, {
      headers: { Cookie: 'undefined' },
    });
    const token = found?.tokens?.csrftoken ?? '';
    expect(token).toHaveLength(42);
    const data = JSON.stringify({ labels: { en: { language: 'en', value: "a b+c&d=é!*'()~" } } });
    const edit = { ...FORMAT, action: 'wbeditentity', new: 'item', data, token };
    const made = await api(signed('POST', edit), edit, { method: 'POST' });
    expect(made.entity?.id).toMatch(/^Q\d+$/);
  });

  test('a request is good once', async () => {
    const query = { ...FORMAT, ...WHO };
    const header = signed('GET', query);
    expect(await whoIs(header)).toBe(ADA.name);
    expect(await whoIs(header)).toBe('mwoauth-invalid-authorization');
  });

  test.each([
    ['by a wrong secret', () => signed('GET', { ...FORMAT, ...WHO }, { secret: 'wrong' })],
    ['with another token', () => signed('GET', { ...FORMAT, ...WHO }, { key: 'another' })],
    ['for other fields', () => signed('GET', { ...FORMAT, ...WHO, uiprop: 'groups' })],
    ['for another method', () => signed('POST', { ...FORMAT, ...WHO })],
    [
      'and then changed',
      () => signed('GET', { ...FORMAT, ...WHO }).replace(/oauth_timestamp="\d+/, '$&0'),
    ],
  ])('what was signed %s is refused', async (_, header) => {
    expect(await whoIs(header())).toBe('mwoauth-invalid-authorization');
  });
});

describe('OAuth 2 with the consent of others', () => {
  const AUTHORIZE = '/w/rest.php/oauth2/authorize';
  const verifier = `${randomUUID()}${randomUUID()}`;
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  let bob: ApiClient;
  beforeAll(async () => {
    bob = new ApiClient(server.url);
    await bob.logIn(BOB);
  });

  const asked = (name: string, more: Fields = {}): Fields => ({
    response_type: 'code',
    client_id: secretsOf(name).consumerKey,
    redirect_uri: REDIRECT,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state: 'a state',
    ...more,
  });

  const ask = (fields: Fields, cookie: string = bob.cookie) =>
    fetch(`${server.url}${AUTHORIZE}?${new URLSearchParams(fields).toString()}`, {
      redirect: 'manual',
      headers: cookie === '' ? {} : { Cookie: cookie },
    });

  async function decide(fields: Fields, decision: string): Promise<URL> {
    const answer = await fetch(server.url + AUTHORIZE, {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: bob.cookie },
      body: new URLSearchParams({ ...fields, token: await bob.token(), decision }),
    });
    expect(answer.status).toBe(302);
    return new URL(answer.headers.get('Location') ?? '');
  }

  async function codeFor(name: string, more: Fields = {}): Promise<Fields> {
    const target = await decide(asked(name, more), 'allow');
    expect(target.origin + target.pathname).toBe(REDIRECT);
    expect(target.searchParams.get('state')).toBe('a state');
    const { consumerKey, consumerSecret } = secretsOf(name);
    return {
      grant_type: 'authorization_code',
      code: target.searchParams.get('code') ?? '',
      redirect_uri: REDIRECT,
      client_id: consumerKey,
      code_verifier: verifier,
      ...(consumerSecret === undefined ? {} : { client_secret: consumerSecret }),
    };
  }

  test('who is asked learns by whom and for what; who has not logged in does so first', async () => {
    const page = await ask(asked('shared'));
    expect(page.status).toBe(200);
    expect(page.headers.get('Content-Security-Policy')).toContain(
      "form-action 'self' https://tool.example;",
    );
    const text = await page.text();
    expect(text).toContain('shared');
    expect(text).toContain('https://tool.example');
    const away = await ask(asked('shared'), '');
    expect(away.headers.get('Location')).toMatch(/^\/wiki\/Special:Login\?returnto=/);
  });

  test.each(['shared', 'browser'])('%s: a code becomes tokens, once', async (name) => {
    const fields = await codeFor(name);
    const { status, json } = await tokenRequest(fields);
    expect(status).toBe(200);
    expect(json['scope']).toBe('basic createeditmovepage');
    expect(await whoIs(`Bearer ${json['access_token']}`)).toBe(BOB.name);
    expect(await tokenRequest(fields)).toMatchObject({ json: { error: 'invalid_grant' } });
  });

  test.each(['shared', 'browser'])(
    '%s: whoever shows a code twice ends the tokens it brought',
    async (name) => {
      const fields = await codeFor(name);
      const { json } = await tokenRequest(fields);
      const other = await tokenRequest(await codeFor(name));
      await tokenRequest(fields);
      expect(await whoIs(`Bearer ${json['access_token']}`)).toBe('mwoauth-invalid-authorization');
      expect(await whoIs(`Bearer ${other.json['access_token']}`)).toBe(BOB.name);
    },
  );

  test('of those who show a code at once nobody keeps a token', async () => {
    const fields = await codeFor('browser');
    const answers = await Promise.all([tokenRequest(fields), tokenRequest(fields)]);
    const tokens = answers.flatMap(({ json }) => json['access_token'] ?? []);
    const names = await Promise.all(tokens.map((token) => whoIs(`Bearer ${token}`)));
    expect(names).not.toContain(BOB.name);
  });

  test('a stolen refresh token ends what it brought when its owner shows it', async () => {
    const first = await tokenRequest(await codeFor('browser'));
    const fields = {
      grant_type: 'refresh_token',
      refresh_token: String(first.json['refresh_token']),
      client_id: secretsOf('browser').consumerKey,
    };
    const thief = await tokenRequest(fields);
    await tokenRequest(fields);
    expect(await whoIs(`Bearer ${thief.json['access_token']}`)).toBe(
      'mwoauth-invalid-authorization',
    );
    const again = { ...fields, refresh_token: String(thief.json['refresh_token']) };
    expect(await tokenRequest(again)).toMatchObject({ json: { error: 'invalid_grant' } });
  });

  test('a refresh token brings no more than it has', async () => {
    const narrow = await tokenRequest(await codeFor('browser', { scope: 'basic' }));
    const fields = {
      grant_type: 'refresh_token',
      refresh_token: String(narrow.json['refresh_token']),
      client_id: secretsOf('browser').consumerKey,
      scope: 'createeditmovepage',
    };
    expect(await tokenRequest(fields)).toMatchObject({ json: { error: 'invalid_scope' } });
  });

  test('a refresh token of one program is worth nothing to another', async () => {
    const { json } = await tokenRequest(await codeFor('shared'));
    const fields = {
      grant_type: 'refresh_token',
      refresh_token: String(json['refresh_token']),
      client_id: secretsOf('browser').consumerKey,
    };
    expect(await tokenRequest(fields)).toMatchObject({ json: { error: 'invalid_grant' } });
  });

  test('a refresh token brings others, once', async () => {
    const first = await tokenRequest(await codeFor('browser'));
    const fields = {
      grant_type: 'refresh_token',
      refresh_token: String(first.json['refresh_token']),
      client_id: secretsOf('browser').consumerKey,
    };
    const second = await tokenRequest(fields);
    expect(await whoIs(`Bearer ${second.json['access_token']}`)).toBe(BOB.name);
    expect(await tokenRequest(fields)).toMatchObject({ json: { error: 'invalid_grant' } });
  });

  test.each([
    ['another verifier', { code_verifier: `${verifier}x` }],
    ['no verifier', { code_verifier: '' }],
    ['another address', { redirect_uri: 'https://tool.example/other' }],
    ['another secret', { client_secret: 'wrong' }],
    ['no secret', { client_secret: '' }],
  ])('a code with %s is worth nothing', async (_, more) => {
    const fields = await codeFor('shared');
    expect((await tokenRequest({ ...fields, ...more })).status).toBe(400);
  });

  test.each([
    ['another kind of answer', { response_type: 'token' }, 'unsupported_response_type'],
    ['no challenge', { code_challenge: '' }, 'invalid_request'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['more than it was registered with', { scope: 'delete' }, 'invalid_scope'],
  ])('who asks for %s is told so at home', async (_, more, error) => {
    const answer = await ask(asked('shared', more));
    expect(answer.status).toBe(302);
    const target = new URL(answer.headers.get('Location') ?? '');
    expect(target.searchParams.get('error')).toBe(error);
    expect(target.searchParams.get('state')).toBe('a state');
  });

  test.each([
    ['an address that nobody registered', { redirect_uri: 'https://elsewhere.example/' }],
    ['a program that nobody registered', { client_id: 'nobody' }],
  ])('nobody is sent to %s', async (_, more) => {
    expect((await ask(asked('shared', more))).status).toBe(400);
  });

  test('who does not allow it sends the program away', async () => {
    const target = await decide(asked('shared'), 'deny');
    expect(target.searchParams.get('error')).toBe('access_denied');
    expect(target.searchParams.has('code')).toBe(false);
  });

  test('what was allowed is taken back at once', async () => {
    const { json } = await tokenRequest(await codeFor('shared', { scope: 'createeditmovepage' }));
    const bearer = `Bearer ${json['access_token']}`;
    expect(await whoIs(bearer)).toBe(BOB.name);
    const withdrawn = await fetch(`${server.url}/wiki/Special:OAuthConsumers`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: bob.cookie },
      body: new URLSearchParams({
        token: await bob.token(),
        withdraw: secretsOf('shared').consumerKey,
      }),
    });
    expect(withdrawn.status).toBe(303);
    expect(await whoIs(bearer)).toBe('mwoauth-invalid-authorization');
  });

  test.each([{}, { kind: '' }, { kind: 'oauth2' }, { kind: 'constructor' }])(
    'a program of no known kind is not registered: %j',
    async (kind) => {
      const answer = await fetch(`${server.url}/wiki/Special:OAuthConsumers`, {
        method: 'POST',
        redirect: 'manual',
        headers: { Cookie: bob.cookie },
        body: new URLSearchParams({ token: await bob.token(), name: 'Of no kind', ...kind }),
      });
      expect(answer.status).toBe(400);
      expect(await answer.text()).not.toContain('sabir_access_');
    },
  );

  test('a program cannot allow itself more', async () => {
    const bearer = `Bearer ${secretsOf('owner').accessToken ?? ''}`;
    const { query } = await api(bearer, { action: 'query', meta: 'tokens' });
    const answer = await fetch(server.url + AUTHORIZE, {
      method: 'POST',
      redirect: 'manual',
      headers: { Authorization: bearer },
      body: new URLSearchParams({
        ...asked('shared'),
        token: query?.tokens?.csrftoken ?? '',
        decision: 'allow',
      }),
    });
    expect(answer.status).toBe(403);
  });
});
