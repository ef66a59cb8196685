/** The settings of the wiki: read by everybody, edited by administrators in a form. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, ApiClient, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let admin: ApiClient;
let stranger: ApiClient;
beforeAll(async () => {
  server = await openTestServer();
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  stranger = new ApiClient(server.url);
});
afterAll(() => server.close());

const PAGE = '/wiki/Site:Settings';

interface Form {
  readonly base: string;
  readonly settings: Record<string, unknown>;
}

async function page(path: string, as = admin): Promise<string> {
  return (await fetch(`${server.url}${path}`, { headers: { Cookie: as.cookie } })).text();
}

/** What a browser would send back unchanged. */
function formIn(html: string): Form {
  const base = /name="base" value="(\d+)"/.exec(html)?.[1] ?? '';
  const text = /<textarea id="settings"[^>]*>\n?([^<]*)<\/textarea/.exec(html)?.[1] ?? '';
  return { base, settings: JSON.parse(plainText(text)) as Form['settings'] };
}

function plainText(html: string): string {
  return html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

const form = async (): Promise<Form> => formIn(await page(`${PAGE}?action=edit`));

async function post(action: string, fields: Readonly<Record<string, string>>, as = admin) {
  const own = await page(`${PAGE}?action=edit`, as);
  const token = /name="token" value="([^"]+)"/.exec(own)?.[1] ?? '';
  return fetch(`${server.url}${PAGE}?action=${action}`, {
    method: 'POST',
    body: new URLSearchParams({ token, ...fields }),
    headers: { Cookie: as.cookie },
    redirect: 'manual',
  });
}

const send = ({ base, settings }: Form, summary = '', as = admin) =>
  post('edit', { base, settings: JSON.stringify(settings), summary }, as);

async function change(settings: Record<string, unknown>, summary = ''): Promise<Form> {
  const start = await form();
  const answer = await send({ ...start, settings: { ...start.settings, ...settings } }, summary);
  expect(answer.status).toBe(303);
  return form();
}

const site = (id: string, pageUrl = `https://${id}.example/wiki/$1`) => ({
  id,
  group: 'wikipedia',
  language: id.slice(0, 2),
  pageUrl,
});

test('a new wiki has settings in which nothing is set, until the first edit', async () => {
  expect(await page(PAGE)).toContain('<h1>Settings of this wiki</h1>');
  expect((await form()).base).toBe('1');
  await change({ name: { en: 'Rhinos' } }, 'a name for us');
  expect(Number((await form()).base)).toBeGreaterThan(1);
  const read = await page(PAGE);
  expect(read).toContain('Rhinos');
  expect(await page(`${PAGE}?action=history`)).toContain('a name for us');
  expect((await send({ base: '0', settings: {} })).status).toBe(409);
});

test('what was saved holds for the next request', async () => {
  await change({ name: { en: 'Horns' }, logo: 'https://pictures.example/horn.svg' });
  const home = await fetch(server.url);
  expect(home.headers.get('Content-Security-Policy')).toContain(
    "img-src 'self' data: https://pictures.example;",
  );
  const html = await home.text();
  expect(html).toContain('<title>Horns</title>');
  expect(html).toContain('<img src="https://pictures.example/horn.svg" alt="" />');

  const sitelinks = { sitelinks: { frwiki: { site: 'frwiki', title: 'Rhinocéros' } } };
  expect((await admin.edit({ new: 'item' }, sitelinks)).error?.code).toBeDefined();
  await change({ sites: [site('frwiki')] });
  const { entity } = await admin.edit({ new: 'item' }, sitelinks);
  expect(JSON.stringify(entity)).toContain('Rhinocéros');
});

test('the difference of two revisions is shown, and an undo takes it back', async () => {
  const before = await change({ defaultLanguage: 'en' });
  const after = await change({ defaultLanguage: 'fr' });
  const diff = await page(`${PAGE}?diff=${after.base}&uselang=en`);
  expect(diff.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ')).toMatch(
    /Default language − removed: en \+ added: fr/,
  );
  expect((await post('revert', { undo: after.base })).status).toBe(303);
  expect((await form()).settings).toEqual(before.settings);
  const old = await page(`${PAGE}?oldid=${after.base}&uselang=en`);
  expect(old).toContain('You are looking at revision');
});

test.each<[string, unknown, string[]]>([
  ['no JSON', '{ "name": ', ['This is not JSON']],
  ['no object', '[]', ['must be object']],
  ['nothing', ' ', ['“settings” is missing']],
  ['an unknown member', { colour: 'red' }, ['/colour', 'There is no field “colour” here.']],
  [
    'two faults',
    { sites: [{ ...site('aa'), pageUrl: 'x' }], properties: { instanceOf: 'Q1' } },
    ['/sites/0/pageUrl', '/properties/instanceOf'],
  ],
  ['a site twice', { sites: [site('aa'), site('aa')] }, ['“aa” occurs twice in “sites”.']],
  ['an unknown language', { defaultLanguage: 'nowhere' }, ['/defaultLanguage', '“nowhere”']],
])('%s is refused, and the text is kept', async (_, content, complaints) => {
  const start = await form();
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const answer = await post('edit', { base: start.base, settings: text });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  const html = plainText(await answer.text());
  for (const complaint of complaints) expect(html).toContain(complaint);
  expect(html).toContain(text.trim());
  expect(await form()).toEqual(start);
});

test.each([
  ['a stranger', (start: Form) => send(start, '', stranger), 403],
  ['a wrong token', (start: Form) => post('edit', { ...asFields(start), token: 'x' }), 403],
  ['no base', (start: Form) => post('edit', { settings: asFields(start).settings }), 400],
])('%s changes nothing', async (_, edit, status) => {
  const start = await form();
  const wanted = { ...start, settings: { ...start.settings, defaultLanguage: 'ja' } };
  expect((await edit(wanted)).status).toBe(status);
  expect(await form()).toEqual(start);
});

function asFields({ base, settings }: Form) {
  return { base, settings: JSON.stringify(settings) };
}

test('edits of different parts are merged', async () => {
  const start = await form();
  await change({ badges: ['Q7'] });
  const mine = { ...start, settings: { ...start.settings, items: { circa: 'Q5' } } };
  expect((await send(mine)).status).toBe(303);
  expect((await form()).settings).toMatchObject({ badges: ['Q7'], items: { circa: 'Q5' } });
});

test('edits of the same part are a conflict, which shows both and can be settled', async () => {
  const start = await change({ name: { en: 'Rhinos' } });
  await change({ name: { en: 'Theirs' } });
  const mine = { ...start, settings: { ...start.settings, name: { en: 'Mine' } } };
  const answer = await send(mine);
  expect(answer.status).toBe(409);
  const html = await answer.text();
  expect(formIn(html).settings['name']).toEqual({ en: 'Mine' });
  expect(plainText(html)).toContain('"en": "Theirs"');
  expect(plainText(html)).toContain(`&oldid=${start.base}`);

  expect((await send(formIn(html))).status).toBe(303);
  expect((await form()).settings['name']).toEqual({ en: 'Mine' });
});

async function statusOf(title: string): Promise<number> {
  return (await fetch(`${server.url}/wiki/${title}`)).status;
}

test('entities are found under the name that the settings give their namespace, and under the usual one', async () => {
  const id = await admin.create('item', {});
  const titles = ['Thing', 'thing', 'Item', 'Property'].map((name) => `${name}:${id}`);
  expect(await Promise.all(titles.map(statusOf))).toEqual([404, 404, 200, 404]);
  await change({ namespaces: { item: { number: 130, name: 'Thing' } } });
  expect(await Promise.all(titles.map(statusOf))).toEqual([200, 200, 200, 404]);
});
