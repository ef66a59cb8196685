/** What programs ask the lists and properties of a query for besides their defaults. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let admin: ApiClient;

/** P1; Q1 with talk about it, Q2 deleted; both items and the talk are watched, one for a time. */
/** Within a year, which is as long as anything is watched for a time. */
const NEXT_MONTH = new Date(Date.now() + 30 * 86_400_000).toISOString().replace(/\.\d+/, '');

beforeAll(async () => {
  server = await openTestServer();
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  await admin.create('property', { ...label('en', 'note'), datatype: 'string' });
  await admin.create('item', label('en', 'one'));
  await admin.create('item', label('en', 'two'));
  const token = await admin.token();
  await admin.post({ action: 'edit', title: 'Talk:Q1', text: 'Why one?', token });
  await watch({ titles: 'Q1|Talk:Q1', expiry: NEXT_MONTH });
  await watch({ titles: 'Q2' });
  await admin.edit({ id: 'Q1' }, label('de', 'eins'));
  await admin.post({ action: 'delete', title: 'Q2', reason: 'twice', tags: 'tidy', token });
  await admin.post({ action: 'block', user: '192.0.2.1', token });
});
afterAll(() => server.close());

async function watch(fields: Readonly<Record<string, string>>): Promise<void> {
  const { query } = await admin.get<{ query: { tokens: { watchtoken: string } } }>({
    action: 'query',
    meta: 'tokens',
    type: 'watch',
  });
  await admin.post({ action: 'watch', token: query.tokens.watchtoken, ...fields });
}

type Entry = Readonly<Record<string, unknown>>;

async function ask(text: string): Promise<Record<string, Entry[]>> {
  const fields = Object.fromEntries(new URLSearchParams(text));
  const answer = await admin.get<{ query: Record<string, Entry[]>; warnings?: unknown }>({
    action: 'query',
    ...fields,
  });
  expect(answer).not.toHaveProperty('warnings');
  return answer.query;
}

test.each([
  ['list=watchlist&wlprop=title', 'watchlist', 'title', 'Q2 Q1 Talk:Q1'],
  ['list=watchlist&wltype=log&wlprop=title', 'watchlist', 'title', 'Q2'],
  ['list=watchlist&wltype=edit&wlallrev&wlprop=title', 'watchlist', 'title', 'Q1'],
  ['list=watchlist&wltype=new&wlprop=title', 'watchlist', 'title', 'Talk:Q1'],
  ['list=watchlist&wltype=log&wlprop=loginfo', 'watchlist', 'logaction', 'delete'],
  ['list=watchlist&wlprop=expiry', 'watchlist', 'expiry', `undefined ${NEXT_MONTH} ${NEXT_MONTH}`],
  ['list=watchlistraw', 'watchlistraw', 'title', 'Q1 Q2 Talk:Q1'],
  ['list=watchlistraw&wrnamespace=1', 'watchlistraw', 'title', 'Talk:Q1'],
  ['list=watchlistraw&wrnamespace=0&wrlimit=1', 'watchlistraw', 'title', 'Q1'],
  ['list=watchlistraw&wrnamespace=0&wrlimit=1&wrcontinue=Q1', 'watchlistraw', 'title', 'Q2'],
  ['list=logevents&lenamespace=1', 'logevents', 'title', 'Talk:Q1'],
  ['list=logevents&lenamespace=2', 'logevents', 'title', 'User:192.0.2.1'],
  ['list=logevents&lenamespace=0&lelimit=2', 'logevents', 'action', 'delete create'],
  ['list=logevents&leprefix=Property:', 'logevents', 'title', 'Property:P1'],
  ['list=logevents&letag=nothing', 'logevents', 'title', ''],
  ['titles=Q1&prop=info&inprop=associatedpage', 'pages', 'associatedpage', 'Talk:Q1'],
  ['titles=Talk:Q1&prop=info&inprop=associatedpage', 'pages', 'associatedpage', 'Q1'],
  [
    'titles=Property:P1&prop=info&inprop=associatedpage|talkid',
    'pages',
    'associatedpage',
    'Property talk:P1',
  ],
  ['titles=Property:P1&prop=info&inprop=talkid|subjectid', 'pages', 'talkid', 'undefined'],
  ['titles=Talk:Q9&prop=info&inprop=preloadcontent', 'pages', 'preloadisdefault', 'true'],
  ['titles=Q9&prop=info&inprop=preloadcontent', 'pages', 'preloadisdefault', 'undefined'],
])('%s', async (text, list, member, expected) => {
  const entries = (await ask(text))[list] ?? [];
  expect(entries.map((entry) => String(entry[member])).join(' ')).toBe(expected);
});

test('the log goes on where some entries are left out', async () => {
  const fields = { action: 'query', list: 'logevents', lenamespace: '0', lelimit: '1' };
  interface Answer {
    readonly query: { readonly logevents: Entry[] };
    readonly continue?: Record<string, string>;
  }
  const seen: unknown[] = [];
  let more: Record<string, string> | undefined = {};
  while (more !== undefined && seen.length < 9) {
    const answer: Answer = await admin.get<Answer>({ ...fields, ...more });
    seen.push(...answer.query.logevents.map(({ title, action }) => [action, title]));
    more = answer.continue;
  }
  expect(seen).toEqual([
    ['delete', 'Q2'],
    ['create', 'Q2'],
    ['create', 'Q1'],
  ]);
});

test('a page and the talk about it name each other', async () => {
  const { pages = [] } = await ask('titles=Q1|Talk:Q1&prop=info&inprop=talkid|subjectid');
  const [item, talk] = pages;
  expect(item).toMatchObject({ title: 'Q1', talkid: talk?.['pageid'] });
  expect(talk).toMatchObject({ title: 'Talk:Q1', subjectid: item?.['pageid'] });
});

test('who may block may unblock, and says so', async () => {
  const { userinfo } = await ask('meta=userinfo&uiprop=rights');
  expect(userinfo).toMatchObject({ rights: expect.arrayContaining(['block', 'unblock']) });
});

test('pages of different kinds cannot be compared', async () => {
  const answer = await admin.get({ action: 'compare', fromtitle: 'Q1', totitle: 'Property:P1' });
  expect(answer).toMatchObject({ error: { code: 'diff-incompatible' } });
});

test.each([
  ['User talk:Ada', 'Talk:User:Ada'],
  ['Property talk:P1', 'Talk:P1'],
  ['user_talk:ada', 'Talk:User:Ada'],
])('%s is a name of %s, under which it is written, read and shown', async (name, title) => {
  const token = await admin.token();
  const saved = await admin.post({ action: 'edit', title: name, text: `About ${name}`, token });
  expect(saved).toMatchObject({ edit: { result: 'Success', title } });
  expect(await admin.get({ action: 'query', titles: name })).toMatchObject({
    query: {
      normalized: [{ from: name, to: title }],
      pages: [{ ns: 1, title, pageid: expect.any(Number) as number }],
    },
  });
  const address = `${server.url}/wiki/${name.replaceAll(' ', '_')}`;
  const page = await fetch(address, { redirect: 'manual' });
  expect([page.status, page.headers.get('Location')]).toEqual([301, `/wiki/${title}`]);
  expect((await fetch(address)).status).toBe(200);
});
