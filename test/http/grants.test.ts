/** Each grant against each kind of request: what a token may do is what its grants say, by every door. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../server/accounts/accounts.ts';
import { registerConsumer } from '../../server/accounts/consumers.ts';
import { grants } from '../../server/accounts/grants.ts';
import type { Grant } from '../../server/accounts/grants.ts';
import { administratorGroups } from '../../server/accounts/groups.ts';
import { keptServerKey } from '../../server/processes/data-folder.ts';
import { openWiki } from '../../server/wiki.ts';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

type Fields = Readonly<Record<string, string>>;

let server: TestServer;
let item: string;
let admin: ApiClient;
let revision: number;
const tokens = new Map<Grant, string>();

/** Its owner may do everything, so that whatever is refused is refused because of the grants. */
const OWNER = { name: 'Owner', password: 'a password of some length' };

beforeAll(async () => {
  server = await openTestServer({}, async (folder) => {
    const wiki = await openWiki({ folder, rdf: { conceptBase: 'http://localhost/entity/' } });
    const { storage } = wiki;
    const groups = [...administratorGroups, 'suppress', 'bot', 'rollbacker', 'patroller'] as const;
    const owner = await createAccount({ ...OWNER, groups }, storage);
    if (!owner.ok) throw new Error(JSON.stringify(owner.failures));
    const serverKey = await keptServerKey(folder);
    for (const grant of grants) {
      const made = await registerConsumer(
        {
          userId: owner.value.userId,
          name: grant,
          kind: 'owner',
          grants: [grant],
          redirectUri: '',
          confidential: true,
        },
        { ...storage, serverKey },
      );
      if (!made.ok) throw new Error(JSON.stringify(made.failures));
      tokens.set(grant, made.value.accessToken ?? '');
    }
    await storage.close();
  });
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  const made = await admin.edit({ new: 'item' }, label('en', 'thing'));
  item = made.entity?.id ?? '';
  const edited = await admin.edit({ id: item }, label('de', 'Ding'));
  revision = edited.entity?.lastrevid ?? 0;
});
afterAll(() => server.close());

async function json<Answer>(grant: Grant, path: string, init: RequestInit = {}): Promise<Answer> {
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${tokens.get(grant) ?? ''}`);
  const response = await fetch(server.url + path, { ...init, headers });
  return (await response.json()) as Answer;
}

function api<Answer>(grant: Grant, fields: Fields): Promise<Answer> {
  const body = new URLSearchParams({ format: 'json', formatversion: '2', ...fields });
  return json<Answer>(grant, '/w/api.php', { method: 'POST', body });
}

/** The code of the refusal, or `undefined`; other faults of the request do not matter. */
async function act(grant: Grant, type: string, fields: Fields): Promise<string | undefined> {
  const { query } = await api<{ query: { tokens: Fields } }>(grant, {
    action: 'query',
    meta: 'tokens',
    type,
  });
  const token = query.tokens[`${type}token`] ?? '';
  const { error } = await api<{ error?: { code: string } }>(grant, { ...fields, token });
  return error?.code;
}

const REFUSALS = ['permissiondenied', 'wlnotloggedin'];

/** Whether it is let through, as far as rights go. */
type Attempt = (grant: Grant) => Promise<boolean>;

function action(name: string, fields: () => Fields | Promise<Fields>, type = 'csrf'): Attempt {
  return async (grant) =>
    !REFUSALS.includes((await act(grant, type, { action: name, ...(await fields()) })) ?? '');
}

function rest(method: string, path: () => string, body: object): Attempt {
  return async (grant) => {
    const answer = await json<{ code?: string }>(grant, `/w/rest.php/wikibase/v1${path()}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return !(answer.code ?? '').startsWith('permission-denied');
  };
}

/** A form on a page; `done` is how it looks when it was not refused. */
function page(path: string, fields: Fields): Attempt {
  return async (grant) => {
    const { query } = await api<{ query: { tokens: Fields } }>(grant, {
      action: 'query',
      meta: 'tokens',
    });
    const response = await fetch(server.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { Authorization: `Bearer ${tokens.get(grant) ?? ''}` },
      body: new URLSearchParams({ ...fields, token: query.tokens['csrftoken'] ?? '' }),
    });
    return response.status !== 403;
  };
}

async function deletedItem(): Promise<Fields> {
  const title = await admin.create('item', {});
  await admin.post({ action: 'delete', title, token: await admin.token() });
  return { title };
}

const EDITORS: readonly Grant[] = [
  'editpage',
  'createeditmovepage',
  'editprotected',
  'editsiteconfig',
  'delete',
];
const PASSWORD = { password: 'a password', again: 'a password', current: OWNER.password };

const routes: readonly (readonly [name: string, attempt: Attempt, allowed: readonly Grant[]])[] = [
  ['wbgetentities', action('wbgetentities', () => ({ ids: item })), grants],
  [
    'wbsetlabel',
    action('wbsetlabel', () => ({ id: item, language: 'en', value: 'thing' })),
    EDITORS,
  ],
  [
    'wbeditentity',
    action('wbeditentity', () => ({ new: 'item', data: '{}' })),
    ['createeditmovepage'],
  ],
  ['delete', action('delete', async () => ({ title: await admin.create('item', {}) })), ['delete']],
  ['undelete', action('undelete', deletedItem), ['delete']],
  [
    'revisiondelete',
    action('revisiondelete', () => ({
      type: 'revision',
      ids: String(revision),
      hide: 'comment',
      suppress: 'no',
    })),
    ['delete'],
  ],
  ['block', action('block', () => ({ user: 'Nobody there' })), ['blockusers']],
  ['protect', action('protect', () => ({ title: item, protections: 'edit=all' })), ['protect']],
  [
    'rollback',
    action('rollback', () => ({ title: item, user: 'Nobody' }), 'rollback'),
    ['rollback'],
  ],
  ['patrol', action('patrol', () => ({ revid: String(revision) }), 'patrol'), ['patrol']],
  ['watch', action('watch', () => ({ titles: item }), 'watch'), ['editmywatchlist']],
  ['watchlist', action('query', () => ({ list: 'watchlist' })), ['viewmywatchlist']],
  ['userrights', action('userrights', () => ({ user: ADMIN.name, add: 'bot' }), 'userrights'), []],
  [
    'REST: PUT label',
    rest('PUT', () => `/entities/items/${item}/labels/en`, { label: 'thing' }),
    EDITORS,
  ],
  ['REST: POST item', rest('POST', () => '/entities/items', { item: {} }), ['createeditmovepage']],
  [
    'page: new item',
    page('/wiki/Special:NewItem', { label: 'made by a form', language: 'en' }),
    ['createeditmovepage'],
  ],
  ['page: block', page('/wiki/Special:Block', { user: 'Nobody there' }), ['blockusers']],
  ['page: groups', page('/wiki/Special:UserRights', { user: ADMIN.name, 'group-bot': '1' }), []],
  ['page: bot passwords', page('/wiki/Special:BotPasswords', { label: 'x' }), []],
  ['page: consumers', page('/wiki/Special:OAuthConsumers', { name: 'x' }), []],
  ['page: password', page('/wiki/Special:ChangePassword', PASSWORD), []],
];

describe.each(routes)('%s', (_, attempt, allowed) => {
  test.each(grants.map((grant) => [grant]))('with %s', async (grant) => {
    expect(await attempt(grant)).toBe(allowed.includes(grant));
  });
});

test('no token changed who is in which group, or made another way in', async () => {
  const owner = new ApiClient(server.url);
  expect(await owner.logIn(OWNER)).toBe('Success');
  const query = { action: 'query', list: 'users', ususers: ADMIN.name, usprop: 'groups' };
  const { query: found } = await owner.get<{ query: { users: { groups: string[] }[] } }>(query);
  expect(found.users[0]?.groups).not.toContain('bot');
  const response = await fetch(`${server.url}/wiki/Special:BotPasswords`, {
    headers: { Cookie: owner.cookie },
  });
  expect(await response.text()).not.toContain('name="revoke"');
});
