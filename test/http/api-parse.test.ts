/** Pages as HTML, and what programs ask about sites, files and streams. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFurnishedServer } from '../furnished-server.ts';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let admin: ApiClient;

/** P1; Q1, which had another name, with talk about it; Q2 says P1 of Q1; Q3 redirects to Q1. */
beforeAll(async () => {
  server = await openTestServer();
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  await admin.create('property', { ...label('en', 'part of'), datatype: 'wikibase-item' });
  await admin.create('item', label('en', 'former <name>'));
  await admin.edit({ id: 'Q1' }, label('en', 'one'));
  const datavalue = { type: 'wikibase-entityid', value: { id: 'Q1' } };
  const mainsnak = { snaktype: 'value', property: 'P1', datavalue };
  await admin.create('item', { claims: [{ mainsnak, type: 'statement', rank: 'normal' }] });
  await admin.create('item', {});
  const token = await admin.token();
  await admin.post({ action: 'wbcreateredirect', from: 'Q3', to: 'Q1', token });
  await admin.post({ action: 'edit', title: 'Talk:Q1', text: 'Why <b>one</b>?', token });
});
afterAll(() => server.close());

interface Answer {
  readonly parse?: Readonly<Record<string, unknown>> & { readonly text?: string };
  readonly error?: { readonly code: string };
  readonly [member: string]: unknown;
}
const ask = (text: string, more: Readonly<Record<string, string>> = {}) =>
  admin.get<Answer>({ ...Object.fromEntries(new URLSearchParams(text)), ...more });

test.each([
  ['page=Q1', 'one'],
  ['page=Talk:Q1', '<pre>Why &lt;b&gt;one&lt;/b&gt;?</pre>'],
  ['page=Q3', 'href="/wiki/Q1"'],
  ['page=Q3&redirects', 'data-entity="Q1"'],
  ['page=Site:Settings', '<pre>'],
  ['text=<i>new</i>&title=Talk:Q9', '<pre>&lt;i&gt;new&lt;/i&gt;</pre>'],
  ['text=x&contentmodel=sabir-talk', '<pre>x</pre>'],
])('parse %s shows %s', async (text, shown) => {
  const { parse } = await ask(`action=parse&${text}`);
  expect(parse?.text).toContain(shown);
});

test('an old revision is parsed as it was', async () => {
  const { query } = (await ask('action=query&titles=Q1&prop=revisions&rvlimit=1&rvdir=newer')) as {
    query: { pages: { revisions: { revid: number }[] }[] };
  };
  const oldid = query.pages[0]?.revisions[0]?.revid;
  const { parse } = await ask(`action=parse&oldid=${oldid}`);
  expect(parse).toMatchObject({ title: 'Q1', revid: oldid });
  expect(parse?.text).toContain('former &lt;name&gt;');
});

test('what a page leads to and holds', async () => {
  const { parse } = await ask('action=parse&page=Q2&prop=links|properties|displaytitle|langlinks');
  expect(parse).toEqual({
    title: 'Q2',
    pageid: expect.any(Number) as unknown,
    displaytitle: 'Q2',
    links: [
      { ns: 120, title: 'Property:P1', exists: true },
      { ns: 0, title: 'Q1', exists: true },
    ],
    properties: { 'wb-claims': '1', 'wb-identifiers': '0', 'wb-sitelinks': '0' },
    langlinks: [],
  });
});

test('old programs find texts under a star', async () => {
  const { parse } = await ask('action=parse&page=Talk:Q1&prop=text|wikitext', {
    formatversion: '1',
  });
  expect(parse).toMatchObject({
    text: { '*': '<div class="mw-parser-output"><pre>Why &lt;b&gt;one&lt;/b&gt;?</pre></div>' },
    wikitext: { '*': 'Why <b>one</b>?' },
  });
});

test.each([
  ['', 'missingparam'],
  ['page=Q99', 'missingtitle'],
  ['page=a[b', 'invalidtitle'],
  ['pageid=999', 'nosuchpageid'],
  ['oldid=999', 'nosuchrevid'],
  ['page=Q1&pageid=1', 'invalidparammix'],
  ['text=x&contentmodel=wikitext', 'badvalue'],
])('parse %s is %s', async (text, code) => {
  expect((await ask(`action=parse&${text}`)).error?.code).toBe(code);
});

const site = (id: string, language: string, host: string) => ({
  id,
  group: undefined,
  language,
  pageUrl: `https://${host}/wiki/$1`,
});

test('sites by language, and those of none', async () => {
  const sites = [
    site('enwiki', 'en', 'en.wiki.example'),
    site('enwikisource', 'en', 'en.source.example'),
    site('zh_min_nanwiki', 'zh-min-nan', 'zh.wiki.example'),
    site('commonswiki', 'en', 'commons.example'),
  ];
  const wiki = await openFurnishedServer({}, { sites });
  const matrix = (fields: object) => wiki.admin.get({ action: 'sitematrix', ...fields });
  const english = { lang: 'en', url: 'https://en.wiki.example', sitename: 'en.wiki.example' };
  expect(await matrix({ smsiteprop: 'dbname|code' })).toEqual({
    sitematrix: {
      count: 4,
      0: {
        code: 'en',
        name: 'English',
        dir: 'ltr',
        localname: 'English',
        site: [
          { dbname: 'enwiki', code: 'wiki' },
          { dbname: 'enwikisource', code: 'wikisource' },
        ],
      },
      1: expect.objectContaining({ site: [{ dbname: 'zh_min_nanwiki', code: 'wiki' }] }) as unknown,
      specials: [{ dbname: 'commonswiki', code: 'commons' }],
    },
  });
  expect(await matrix({ smtype: 'language', smlangprop: 'site' })).toMatchObject({
    sitematrix: { count: 3, 0: { site: [{ dbname: 'enwiki', code: 'wiki', ...english }, {}] } },
  });
  expect(await matrix({ smtype: 'special', smsiteprop: 'dbname' })).toEqual({
    sitematrix: { count: 1, specials: [{ dbname: 'commonswiki' }] },
  });
  await wiki.close();
});

test('streams that there are', async () => {
  const settings = { schema_title: 'mediawiki/recentchange' };
  expect((await ask('action=streamconfigs'))['streams']).toEqual({
    'mediawiki.recentchange': settings,
  });
  expect((await ask('action=streamconfigs&streams=other'))['streams']).toEqual({});
  const named = 'action=streamconfigs&constraints=schema_title=mediawiki/recentchange&all_settings';
  expect((await ask(named))['streams']).toEqual({
    'mediawiki.recentchange': {
      ...settings,
      stream: 'mediawiki.recentchange',
      topics: ['mediawiki.recentchange'],
    },
  });
});

test('files are on Commons', async () => {
  const { query } = await ask('action=query&meta=filerepoinfo&friprop=name|local');
  expect(query).toEqual({ repos: [{ name: 'wikimediacommons', local: false }] });
});
