/** A block that follows an account closes the addresses that it edited from. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '../../server/accounts/accounts.ts';
import { openStorage } from '../../server/storage/storage.ts';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

const EVE = { name: 'Eve', password: 'a password of some length' };
const HOME = '192.0.2.1';
const LIBRARY = '192.0.2.2';
const CAFE = '192.0.2.3';

let server: TestServer;
let item: string;

beforeAll(async () => {
  const settings = { SABIR_TRUSTED_PROXIES: '127.0.0.0/8', SABIR_ANONYMOUS: 'address' };
  server = await openTestServer(settings, async (folder) => {
    const rdf = { conceptBase: 'http://localhost/entity/' };
    const storage = await openStorage({ folder, rdf, durability: 'none' });
    const made = await createAccount({ ...EVE, groups: [] }, storage);
    if (!made.ok) throw new Error(JSON.stringify(made.failures));
    await storage.close();
  });
});
afterAll(() => server.close());

function clientAt(address: string, cookie = ''): ApiClient {
  const cookies = cookie === '' ? {} : { Cookie: cookie };
  return new ApiClient(server.url, { 'X-Forwarded-For': address, ...cookies });
}

async function codeOfEditFrom(address: string, description: string): Promise<string | undefined> {
  const answer = await clientAt(address).edit({ id: item }, label('en', description));
  return answer.error?.code;
}

test('of an account that logged in at one place, edited at another and only read at a third', async () => {
  const atHome = clientAt(HOME);
  expect(await atHome.logIn(EVE)).toBe('Success');
  item = await clientAt(LIBRARY, atHome.cookie).create('item', label('en', 'hers'));
  await clientAt(CAFE, atHome.cookie).token();

  const admin = clientAt('203.0.113.1');
  await admin.logIn(ADMIN);
  const token = await admin.token();
  await admin.post({ action: 'block', user: EVE.name, autoblock: '1', token });

  expect(await codeOfEditFrom(HOME, 'a')).toBe('autoblocked');
  expect(await codeOfEditFrom(LIBRARY, 'b')).toBe('autoblocked');
  expect(await codeOfEditFrom(CAFE, 'c')).toBeUndefined();
});

test('what somebody else at the address is told leads nobody to the account', async () => {
  const stranger = clientAt(LIBRARY);
  const { error } = await stranger.edit({ id: item }, label('en', 'd'));
  const { blockid, ...told } = (error as unknown as { blockinfo: { blockid: number } }).blockinfo;
  expect(JSON.stringify(told)).not.toContain(EVE.name);
  const ask = { action: 'query', list: 'blocks', bkids: String(blockid) };
  const { query } = await stranger.get<{ query: { blocks: object[] } }>({
    ...ask,
    bkprop: 'id|user|userid|by|reason|flags',
  });
  expect(query.blocks).toMatchObject([{ id: blockid, automatic: true, reason: 'autoblock' }]);
  expect(query.blocks[0]).not.toHaveProperty('user');
  expect(query.blocks[0]).not.toHaveProperty('userid');
});
