/** Addresses that programs and readers bring along from other wikis. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let item: string;
let page: number;
let first: number;
let second: number;
let talk: number;

beforeAll(async () => {
  server = await openTestServer();
  const admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  item = await admin.create('item', label('en', 'one'));
  const changed = await admin.edit({ id: item }, label('en', 'two'));
  second = changed.entity?.lastrevid ?? 0;
  first = second - 1;
  const { query } = await admin.get<{ query: { pages: { pageid: number }[] } }>({
    action: 'query',
    titles: item,
  });
  page = query.pages[0]?.pageid ?? 0;
  const token = await admin.token();
  const { edit } = await admin.post<{ edit: { newrevid: number } }>({
    action: 'edit',
    title: `Talk:${item}`,
    text: 'Which <one>?',
    token,
  });
  talk = edit.newrevid;
  await admin.post({ action: 'edit', title: `Talk:${item}`, text: 'That one.', token });
});
afterAll(() => server.close());

const get = (path: string, redirect: 'manual' | 'follow' = 'manual') =>
  fetch(server.url + path, { redirect });

test.each<[string, () => string, () => string]>([
  ['a page by its number', () => `/w/index.php?curid=${page}`, () => `/wiki/${item}`],
  [
    'its history',
    () => `/w/index.php?curid=${page}&action=history`,
    () => `/wiki/${item}?action=history`,
  ],
  ['whatever the title says', () => `/w/index.php?title=Q999&curid=${page}`, () => `/wiki/${item}`],
  ['a revision', () => `/w/index.php?oldid=${first}`, () => `/wiki/${item}?oldid=${first}`],
  ['a change', () => `/w/index.php?diff=${second}`, () => `/wiki/${item}?diff=${second}`],
  [
    'as the stream of changes links it',
    () => `/w/index.php?diff=${second}&oldid=${first}`,
    () => `/wiki/${item}?diff=${second}&oldid=${first}`,
  ],
  ['nothing at all', () => '/w/index.php', () => '/'],
  [
    'Special:Diff of two',
    () => `/wiki/Special:Diff/${first}/${second}`,
    () => `/wiki/${item}?oldid=${first}&diff=${second}`,
  ],
  [
    'Special:Diff to the one before',
    () => `/wiki/Special:Diff/${second}/prev`,
    () => `/wiki/${item}?oldid=${second}&diff=prev`,
  ],
  [
    'Special:PermanentLink',
    () => `/wiki/Special:PermanentLink/${first}`,
    () => `/wiki/${item}?oldid=${first}`,
  ],
  ['Special:Random', () => '/wiki/Special:Random', () => `/wiki/${item}`],
  [
    'Special:NewPages',
    () => '/w/index.php?title=Special:NewPages',
    () => '/wiki/Special:RecentChanges?category=creation',
  ],
  [
    'Special:UserLogin',
    () => '/wiki/Special:UserLogin?returnto=/wiki/Q1',
    () => '/wiki/Special:Login?returnto=%2Fwiki%2FQ1',
  ],
  [
    'raw content of an entity',
    () => `/wiki/${item}?action=raw&oldid=${first}`,
    () => `/wiki/Special:EntityData/${item}.json?revision=${first}`,
  ],
])('%s is shown', async (_, from, to) => {
  const last = await get(from(), 'follow');
  expect([last.status, last.redirected]).toEqual([200, true]);
  const { pathname, search } = new URL(last.url);
  expect(pathname + search).toBe(to());
});

test.each([
  ['/w/index.php?curid=999999', 404],
  ['/w/index.php?curid=__proto__', 404],
  ['/w/index.php?oldid=999999', 404],
  ['/w/index.php?diff=x', 404],
  ['/wiki/Special:Diff/1x/2', 404],
  ['/wiki/Special:PermanentLink/999999', 404],
  ['/wiki/Talk:Q999?action=raw', 404],
  ['/wiki/Talk:Q1?action=raw&oldid=999999', 404],
])('%s: %i', async (path, status) => {
  expect((await get(path, 'follow')).status).toBe(status);
});

test('a page of text is given as it was written', async () => {
  const newest = await get(`/w/index.php?title=Talk:${item}&action=raw`);
  expect(newest.headers.get('Content-Type')).toMatch(/^text\/plain/);
  expect(newest.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(await newest.text()).toBe('That one.');
  expect(await (await get(`/wiki/Talk:${item}?action=raw&oldid=${talk}`)).text()).toBe(
    'Which <one>?',
  );
});

test('protecting has a page of its own', async () => {
  const { status, headers } = await get(`/w/index.php?title=${item}&action=protect`);
  expect([status, headers.get('Location')]).toEqual([303, `/wiki/Special:Protect?page=${item}`]);
});

test('settings are given as JSON', async () => {
  const raw = await get('/wiki/Site:Settings?action=raw');
  expect([raw.status, raw.headers.get('Content-Type')]).toEqual([200, 'application/json']);
  expect(await raw.json()).toHaveProperty('namespaces');
});
