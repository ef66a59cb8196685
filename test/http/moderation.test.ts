import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

const PASSWORD = 'a password of some length';

let server: TestServer;
let admin: ApiClient;

beforeAll(async () => {
  server = await openTestServer();
  admin = await loggedIn(ADMIN.name);
});
afterAll(() => server.close());

async function loggedIn(name: string): Promise<ApiClient> {
  const client = new ApiClient(server.url);
  expect(await client.logIn({ name, password: PASSWORD })).toBe('Success');
  return client;
}

interface Answer {
  readonly error?: { readonly code: string; readonly blockinfo?: Record<string, unknown> };
  readonly block?: Record<string, unknown>;
  readonly unblock?: Record<string, unknown>;
  readonly protect?: Record<string, unknown>;
  readonly userrights?: Record<string, unknown>;
  readonly query?: Record<string, Record<string, unknown>>;
}

async function act(client: ApiClient, fields: Record<string, string>): Promise<Answer> {
  return client.post<Answer>({ ...fields, token: await client.token() });
}

/** `undefined` where it is let through. */
async function refusal(client: ApiClient, fields: Record<string, string>) {
  return (await act(client, fields)).error?.code;
}

async function newAccount(name: string, ...groups: string[]): Promise<ApiClient> {
  const form = await fetch(`${server.url}/wiki/Special:CreateAccount`);
  const page = await form.text();
  const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const cookie = form.headers.getSetCookie().map((line) => line.split(';')[0]);
  const made = await fetch(`${server.url}/wiki/Special:CreateAccount`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: cookie.join('; ') },
    body: new URLSearchParams({ name, password: PASSWORD, token }),
  });
  expect(made.status).toBe(303);
  const added = await act(admin, { action: 'userrights', user: name, add: groups.join('|') });
  expect(added.userrights).toMatchObject({ added: groups });
  return loggedIn(name);
}

describe('who may do what', () => {
  const groups = ['sysop', 'bureaucrat', 'patroller', 'bot'] as const;
  const clients = new Map<string, ApiClient>();
  const pages = new Map<string, string>();

  beforeAll(async () => {
    clients.set('nobody', new ApiClient(server.url));
    clients.set('user', await newAccount('Plain'));
    for (const group of groups) clients.set(group, await newAccount(`Some ${group}`, group));
    pages.set('sysop only', await admin.create('item', label('en', 'sysops')));
    pages.set('for the known', await admin.create('item', label('en', 'known')));
    for (const [page, level] of [
      ['sysop only', 'sysop'],
      ['for the known', 'autoconfirmed'],
    ] as const) {
      const title = pages.get(page) ?? '';
      await act(admin, { action: 'protect', title, protections: `edit=${level}` });
    }
  });

  const setLabel = (page: string) => () => ({
    action: 'wbsetlabel',
    id: pages.get(page) ?? '',
    language: 'de',
    value: `${Math.random()}`,
  });
  const actions: readonly [string, () => Record<string, string>, Record<string, string>][] = [
    [
      'blocks',
      () => ({ action: 'block', user: '198.51.100.7', reblock: '1', expiry: '1 day' }),
      { sysop: '', '*': 'permissiondenied' },
    ],
    [
      'protects',
      () => ({
        action: 'protect',
        title: pages.get('sysop only') ?? '',
        protections: 'edit=sysop',
      }),
      { sysop: '', '*': 'permissiondenied' },
    ],
    ['edits what only sysops may', setLabel('sysop only'), { sysop: '', '*': 'failed-save' }],
    [
      'edits what the known may',
      setLabel('for the known'),
      { sysop: '', bureaucrat: '', patroller: '', bot: '', '*': 'failed-save' },
    ],
    [
      'makes somebody a bot',
      () => ({ action: 'userrights', user: 'Plain', add: 'bot', remove: '' }),
      { bureaucrat: '', '*': 'permissiondenied' },
    ],
    [
      'makes somebody a rollbacker',
      () => ({ action: 'userrights', user: 'Plain', add: 'rollbacker' }),
      { sysop: '', bureaucrat: '', '*': 'permissiondenied' },
    ],
  ];

  describe.each(actions)('%s', (_, fields, answers) => {
    test.each(['nobody', 'user', ...groups])('%s', async (who) => {
      const client = clients.get(who);
      if (client === undefined) throw new Error(who);
      const code = await refusal(client, fields());
      expect(code ?? '').toBe(answers[who] ?? answers['*']);
    });
  });
});

describe('blocks', () => {
  test('a block without a reason is told without one', async () => {
    const silent = await newAccount('Silenced');
    await act(admin, { action: 'block', user: 'Silenced' });
    const { error } = await silent.edit({ new: 'item' }, label('en', 'x'));
    expect(JSON.stringify(error)).toContain('No reason is given.');
  });

  test('a blocked account cannot edit and learns why; unblocked, it can again', async () => {
    const vandal = await newAccount('Vandal');
    const made = await act(admin, {
      action: 'block',
      user: 'vandal',
      expiry: '2090-01-01T00:00:00Z',
      reason: 'spam',
      nocreate: '1',
    });
    expect(made.block).toMatchObject({
      user: 'Vandal',
      expiry: '2090-01-01T00:00:00Z',
      reason: 'spam',
      nocreate: true,
      anononly: false,
      partial: false,
    });
    const edit = await vandal.edit({ new: 'item' }, label('en', 'x'));
    expect(edit.error).toMatchObject({
      code: 'blocked',
      blockinfo: {
        blockedby: 'Admin',
        blockreason: 'spam',
        blockexpiry: '2090-01-01T00:00:00Z',
        blockpartial: false,
        blocknocreate: true,
      },
    });
    const asked = await vandal.get<Answer>({
      action: 'query',
      meta: 'userinfo',
      uiprop: 'blockinfo',
    });
    expect(asked.query?.['userinfo']).toMatchObject({ blockedby: 'Admin' });
    const again = { action: 'block', user: 'Vandal' };
    expect(await refusal(admin, again)).toBe('alreadyblocked');
    expect(await refusal(admin, { action: 'unblock', user: 'Vandal' })).toBeUndefined();
    expect((await vandal.edit({ new: 'item' }, label('en', 'y'))).entity).toBeDefined();
    expect(await refusal(admin, { action: 'unblock', user: 'Vandal' })).toBe('cantunblock');
  });

  test('an end that was left out is not for ever', async () => {
    const forgotten = { action: 'block', user: '198.51.100.99', expiry: '' };
    expect(await refusal(admin, forgotten)).toBe('invalidexpiry');
  });

  test('who is blocked lifts no block but their own', async () => {
    const sysop = await newAccount('Rash', 'sysop');
    await act(admin, { action: 'block', user: '198.51.100.98', reblock: '1' });
    expect(await refusal(sysop, { action: 'block', user: 'Rash' })).toBeUndefined();
    expect(await refusal(sysop, { action: 'unblock', user: '198.51.100.98' })).toBe('blocked');
    expect(await refusal(sysop, { action: 'unblock', user: 'Rash' })).toBeUndefined();
    await act(admin, { action: 'block', user: 'Rash' });
    expect(await refusal(sysop, { action: 'unblock', user: 'Rash' })).toBeUndefined();
    const plain = await newAccount('No sysop');
    await act(admin, { action: 'block', user: 'No sysop' });
    const own = { action: 'unblock', user: 'No sysop' };
    expect(await refusal(plain, own)).toBe('permissiondenied');
  });

  test('a partial block closes what it names', async () => {
    const meddler = await newAccount('Meddler');
    const closed = await admin.create('item', label('en', 'closed'));
    const open = await admin.create('item', label('en', 'open'));
    const partial = { action: 'block', user: 'Meddler', partial: '1', pagerestrictions: closed };
    expect((await act(admin, partial)).block).toMatchObject({ partial: true });
    const edit = (id: string) => meddler.edit({ id }, label('fr', id));
    expect((await edit(closed)).error).toMatchObject({ code: 'blocked' });
    expect((await edit(open)).entity).toBeDefined();
  });

  test.each([
    [{ user: 'Nobody at all' }, 'nosuchuser'],
    [{ user: '10.0.0.0/8' }, 'invalidrange'],
    [{ user: '192.0.2.55', expiry: 'soon' }, 'invalidexpiry'],
    [{ user: '192.0.2.55', expiry: '2001-01-01' }, 'pastexpiry'],
    [{}, 'missingparam'],
  ])('%j is refused: %s', async (fields, code) => {
    expect(await refusal(admin, { action: 'block', ...fields })).toBe(code);
  });

  test('a blocked sysop blocks nobody', async () => {
    const sysop = await newAccount('Bad sysop', 'sysop');
    await act(admin, { action: 'block', user: 'Bad sysop' });
    expect(await refusal(sysop, { action: 'block', user: '192.0.2.9' })).toBe('blocked');
  });

  test('the log tells of it', async () => {
    await act(admin, { action: 'block', user: '203.0.113.9', reason: 'for the log' });
    const { query } = await admin.get<{ query: { logevents: Record<string, unknown>[] } }>({
      action: 'query',
      list: 'logevents',
      letype: 'block',
      lelimit: '1',
    });
    expect(query.logevents[0]).toMatchObject({
      type: 'block',
      action: 'block',
      user: 'Admin',
      comment: 'for the log',
    });
  });
});

describe('protection', () => {
  test.each([
    [{ protections: 'move=sysop' }, 'protect-invalidaction'],
    [{ protections: 'edit=everybody' }, 'protect-invalidlevel'],
    [{ protections: 'edit' }, 'protect-invalidlevel'],
    [{ protections: 'edit=' }, 'protect-invalidlevel'],
    [{ protections: 'edit=sysop=all' }, 'protect-invalidlevel'],
    [{ protections: 'edit=sysop|edit=all' }, 'protect-invalidlevel'],
    [{ protections: 'edit=sysop|move=sysop' }, 'protect-invalidaction'],
    [{ protections: 'edit=sysop', expiry: '1 day|2 days' }, 'toofewexpiries'],
    [{ protections: 'edit=sysop', expiry: 'soon' }, 'invalidexpiry'],
    [{ protections: 'edit=sysop', title: 'Q99999999' }, 'missingtitle'],
  ])('%j is refused: %s', async (fields, code) => {
    const title = await admin.create('item', label('en', `${Math.random()}`));
    expect(await refusal(admin, { action: 'protect', title, ...fields })).toBe(code);
  });

  test.each(['edit', 'edit=', 'edit=sysop|edit=all'])('%s opens no page', async (protections) => {
    const title = await admin.create('item', label('en', `${Math.random()}`));
    await act(admin, { action: 'protect', title, protections: 'edit=sysop' });
    await act(admin, { action: 'protect', title, protections });
    const { error } = await new ApiClient(server.url).edit({ id: title }, label('de', 'x'));
    expect(error?.code).toBe('failed-save');
  });

  test('a page is opened again', async () => {
    const title = await admin.create('item', label('en', 'closed for a while'));
    const anonymous = new ApiClient(server.url);
    await act(admin, { action: 'protect', title, protections: 'edit=sysop', expiry: '1 week' });
    const denied = await anonymous.edit({ id: title }, label('de', 'x'));
    expect(denied.error).toMatchObject({
      code: 'failed-save',
      messages: [
        { name: 'wikibase-api-failed-save' },
        { name: 'protectedpagetext', parameters: ['editprotected', 'edit'] },
        { name: 'permissionserrors' },
      ],
    });
    const undo = String((await admin.edit({ id: title }, label('fr', 'x'))).entity?.lastrevid);
    expect(await refusal(anonymous, { action: 'edit', title, undo })).toBe('protectedpage');
    await act(admin, { action: 'protect', title, protections: 'edit=all' });
    expect((await anonymous.edit({ id: title }, label('de', 'x'))).entity).toBeDefined();
  });
});

describe('groups', () => {
  test('a membership may end, and is told with its end', async () => {
    await newAccount('Helper');
    await act(admin, {
      action: 'userrights',
      user: 'Helper',
      add: 'patroller|rollbacker',
      expiry: 'infinite|2090-01-01T00:00:00Z',
    });
    const { query } = await admin.get<{ query: { users: unknown[] } }>({
      action: 'query',
      list: 'users',
      ususers: 'Helper',
      usprop: 'groupmemberships',
    });
    expect(query.users[0]).toMatchObject({
      groupmemberships: [
        { group: 'patroller', expiry: 'infinity' },
        { group: 'rollbacker', expiry: '2090-01-01T00:00:00Z' },
      ],
    });
  });

  test('nobody gives what they may not give, however they ask', async () => {
    const sysop = await newAccount('Ambitious', 'sysop');
    const grab = { action: 'userrights', user: 'Ambitious', add: 'bureaucrat|rollbacker' };
    expect(await refusal(sysop, grab)).toBe('permissiondenied');
  });
});

describe('people without an account', () => {
  test('get one with their first edit, which keeps their address to itself', async () => {
    const anonymous = new ApiClient(server.url);
    const first = await anonymous.edit({ new: 'item' }, label('en', 'first'));
    const name = `~${new Date().getUTCFullYear()}-`;
    expect(first).toMatchObject({ tempusercreated: expect.stringContaining(name) });
    const made = (first as { tempusercreated?: string }).tempusercreated;
    const second = await anonymous.edit({ new: 'item' }, label('en', 'second'));
    expect(second).not.toHaveProperty('tempusercreated');
    const who = await anonymous.get<Answer>({
      action: 'query',
      meta: 'userinfo',
      uiprop: 'groups',
    });
    expect(who.query?.['userinfo']).toMatchObject({ name: made, groups: ['*', 'temp'] });
    const { query } = await anonymous.get<{ query: { recentchanges: { user: string }[] } }>({
      action: 'query',
      list: 'recentchanges',
      rcprop: 'user',
      rclimit: '2',
    });
    expect(query.recentchanges.map(({ user }) => user)).toEqual([made, made]);
  });

  test('a refused edit makes no account', async () => {
    const anonymous = new ApiClient(server.url);
    const refused = await anonymous.edit({ new: 'item' }, '{broken');
    expect(refused.error).toBeDefined();
    expect(refused).not.toHaveProperty('tempusercreated');
    expect(anonymous.cookie).toBe('');
  });

  test('are told their limits', async () => {
    const asked = { action: 'query', meta: 'userinfo', uiprop: 'ratelimits' };
    const who = await new ApiClient(server.url).get<Answer>(asked);
    const ratelimits = { edit: { ip: { hits: 8, seconds: 60 } } };
    expect(who.query?.['userinfo']).toMatchObject({ anon: true, ratelimits });
    expect((await admin.get<Answer>(asked)).query?.['userinfo']).toMatchObject({ ratelimits: {} });
  });

  test('a temporary account is put into no group', async () => {
    const made = await new ApiClient(server.url).edit({ new: 'item' }, label('en', 'temporary'));
    const user = (made as { tempusercreated?: string }).tempusercreated ?? '';
    const promote = { action: 'userrights', user, add: 'sysop' };
    expect(await refusal(admin, promote)).toBe('userrights-no-group');
  });

  test('a temporary account creates no property', async () => {
    const anonymous = new ApiClient(server.url);
    await anonymous.edit({ new: 'item' }, label('en', 'mine'));
    const { error } = await anonymous.edit(
      { new: 'property' },
      { ...label('en', 'p'), datatype: 'string' },
    );
    expect(error?.code).toBe('permissiondenied');
  });
});
