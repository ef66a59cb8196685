import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '../../accounts/accounts.ts';
import { openWiki } from '../../wiki.ts';
import { ADMIN, ApiClient, openTestServer } from '../../../test/test-server.ts';
import type { TestServer } from '../../../test/test-server.ts';
import { RestClient } from '../../../test/rest-wiki.ts';

const ALICE = { name: 'Alice', password: 'a password of her own' };

let server: TestServer;
let admin: ApiClient;
let item: string;
beforeAll(async () => {
  const environment = { SABIR_ANONYMOUS: 'address', SABIR_RATE_LIMIT: 'off' };
  server = await openTestServer(environment, withAlice);
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  item = await admin.create('item', {});
});
afterAll(() => server.close());

async function withAlice(folder: string): Promise<void> {
  const wiki = await openWiki({ folder, rdf: { conceptBase: 'http://localhost/entity/' } });
  await createAccount(ALICE, wiki.storage);
  await wiki.storage.close();
}

async function administer(fields: Readonly<Record<string, string>>): Promise<void> {
  const answer = await admin.post<{ error?: object }>({ ...fields, token: await admin.token() });
  expect(answer.error).toBeUndefined();
}

function put(client: RestClient) {
  return client.send('PUT', `/entities/items/${item}/labels/en`, { label: 'x' });
}

async function alice(): Promise<RestClient> {
  const client = new ApiClient(server.url);
  await client.logIn(ALICE);
  return new RestClient(server.url, { Cookie: client.cookie });
}

test('who is blocked is told by what, by whom and why', async () => {
  await administer({ action: 'block', user: ALICE.name, reason: 'a bad day' });
  const answer = await put(await alice());
  expect(answer).toMatchObject({
    status: 403,
    json: {
      code: 'permission-denied',
      context: {
        denial_reason: 'blocked-user',
        denial_context: { by: ADMIN.name, reason: 'a bad day', expires: 'infinite' },
      },
    },
  });
  await administer({ action: 'unblock', user: ALICE.name });
  expect(await put(await alice())).toMatchObject({ status: 201 });
});

test('a blocked address is told so', async () => {
  await administer({ action: 'block', user: '127.0.0.1', anononly: '1' });
  expect(await put(new RestClient(server.url))).toMatchObject({
    status: 403,
    json: { code: 'permission-denied', context: { denial_reason: 'blocked-ip' } },
  });
  expect(await put(await alice())).toMatchObject({ status: 200 });
  await administer({ action: 'unblock', user: '127.0.0.1' });
});

test('a protected item is for those who may', async () => {
  await administer({ action: 'protect', title: item, protections: 'edit=sysop' });
  expect(await put(await alice())).toMatchObject({
    status: 403,
    json: { code: 'permission-denied', context: { denial_reason: 'resource-protected' } },
  });
  const own = new RestClient(server.url, { Cookie: admin.cookie });
  expect(await put(own)).toMatchObject({ status: 200 });
});
