/**
 * What people write is text, wherever it stands: nothing of it runs, opens a dialog, asks another
 * site for anything, or becomes a link that runs.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveImported } from '../../server/edit/save-imported.ts';
import { openWiki, wikiItself } from '../../server/wiki.ts';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import { emptyProperty } from '../../schema/model/entity.ts';
import { routeTable } from '../route-table.ts';
import { ADMIN, ApiClient, openTestServer, textStatement } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';
import { complaintsOf, describeInBrowser, openBrowser } from './browser.ts';
import { payloads, RUNNING_LINK } from './payloads.ts';

interface Violation {
  readonly violatedDirective: string;
  readonly blockedURI: string;
}

describeInBrowser('what people write', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let admin: ApiClient;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    server = await openTestServer({}, furnish);
    admin = new ApiClient(server.url);
    await admin.logIn(ADMIN);
    await write(admin);
    const context = await browser.newContext();
    const { hostname } = new URL(server.url);
    const cookies = admin.cookie.split('; ').map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return { name, value, domain: hostname, path: '/' };
    });
    await context.addCookies(cookies);
    page = await context.newPage();
    complaints = complaintsOf(page);
    await page.exposeFunction('violated', (found: Violation) =>
      complaints.push(`${found.violatedDirective} by ${found.blockedURI}`),
    );
    await page.addInitScript(
      `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        violated({ violatedDirective, blockedURI }))`,
    );
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** What a page holds that no page of ours does. */
  async function foreignParts(path: string): Promise<string[]> {
    complaints.length = 0;
    await page.goto(server.url + path);
    const links = await page
      .locator('[href], [src], [action], [formaction]')
      .evaluateAll((elements) =>
        elements.flatMap((element) =>
          ['href', 'src', 'action', 'formaction'].map((name) => element.getAttribute(name) ?? ''),
        ),
      );
    const running = links.filter((link) => RUNNING_LINK.test(link));
    const parts = await page
      .locator(
        'main :is(script, iframe, object, embed, base, meta, style, math, details[ontoggle])',
      )
      .count();
    const handled = await page
      .locator(':is([onerror], [onload], [onfocus], [onclick], [onmouseover], [ontoggle])')
      .count();
    return [
      // a page that says that something is missing or wrong is an error to the console
      ...complaints.filter((text) => !/status of 4\d\d/.test(text)),
      ...running,
      ...(parts + handled > 0 ? [`${parts} elements, ${handled} handlers`] : []),
    ].map((found) => `${path.slice(0, 200)}: ${found}`);
  }

  test('there are enough payloads', () => {
    expect(payloads).toHaveLength(150);
    expect(new Set(payloads).size).toBe(150);
  });

  test('would be seen if it ran', async () => {
    await page.goto(server.url);
    complaints.length = 0;
    await page.evaluate(
      `try { document.body.setAttribute('onclick', 'alert(1)'); } catch {}; alert(2)`,
    );
    await expect.poll(() => complaints.join(' ')).toMatch(/require-trusted-types-for/);
    expect(complaints).toContain('dialog: 2');
  });

  test('is shown as it is', async () => {
    const missing: string[] = [];
    for (const [index, id] of ['Q1', 'Q2', 'Q3'].entries()) {
      await page.goto(`${server.url}/wiki/${id}`);
      const shown = (await page.locator('main').textContent()) ?? '';
      missing.push(
        ...payloads.slice(index * 50, index * 50 + 50).filter((text) => !shown.includes(text)),
      );
    }
    expect(missing).toEqual([]);
  });

  test('is text on every page that shows entities', async () => {
    const pages = ITEMS.flatMap((id) => [`/wiki/${id}`, `/wiki/${id}?action=history`]);
    const found: string[] = [];
    for (const path of [...pages, ...OTHER_PAGES]) found.push(...(await foreignParts(path)));
    expect(found).toEqual([]);
  });

  test('is text in the editor', async () => {
    const found: string[] = [];
    for (const id of ['Q1', 'Q2', 'P1']) {
      found.push(...(await foreignParts(`/wiki/${id}?action=edit`)));
      await page.goto(`${server.url}/wiki/${id}`);
      await page.getByRole('link', { name: 'Edit', exact: true }).first().click();
      await page.getByRole('button', { name: 'Publish' }).first().waitFor();
    }
    expect([...found, ...complaints]).toEqual([]);
  });

  test('is text when it is searched for', async () => {
    const found: string[] = [];
    for (const text of payloads) {
      found.push(...(await foreignParts(`/search?${new URLSearchParams({ q: text }).toString()}`)));
    }
    expect(found).toEqual([]);
  }, 120_000);

  test('is text in whatever parameter of whatever page', async () => {
    const pages = (await routeTable())
      .filter(
        ({ method, path }) => method === 'GET' && /^\/(?:wiki|search|query|w\/index|$)/.test(path),
      )
      .map(({ path }) => path.replaceAll(/:\w+|\*/g, encodeURIComponent(payloads[1] ?? '')));
    const found: string[] = [];
    for (const [index, path] of [...new Set(pages)].entries()) {
      const fields = NAMES.map((name, at): [string, string] => [
        name,
        payloads[(index * 7 + at) % 150] ?? '',
      ]);
      const separator = path.includes('?') ? '&' : '?';
      found.push(
        ...(await foreignParts(path + separator + new URLSearchParams(fields).toString())),
      );
    }
    expect(found).toEqual([]);
  }, 120_000);

  test('is no name of an account', async () => {
    const names: string[] = [];
    for (const username of payloads.filter((text) => /[<>"`:%{]/.test(text))) {
      const token = await admin.get<{ query: { tokens: { createaccounttoken: string } } }>({
        action: 'query',
        meta: 'tokens',
        type: 'createaccount',
      });
      const { createaccount } = await admin.post<{ createaccount?: { status: string } }>({
        action: 'createaccount',
        username,
        password: 'a long password',
        retype: 'a long password',
        createreturnurl: server.url,
        createtoken: token.query.tokens.createaccounttoken,
      });
      if (createaccount?.status === 'PASS') names.push(username);
    }
    expect(names).toEqual([]);
  });

  test('of every kind of program is typed as what it is', async () => {
    const wrong: string[] = [];
    const query = new URLSearchParams({ action: '<script>alert(1)</script>', format: 'json' });
    for (const path of [
      `/w/api.php?${query.toString()}`,
      '/w/rest.php/wikibase/v1/entities/items/<script>',
      '/wiki/Special:EntityData/Q1.json',
      '/v2/stream/<script>',
      '/sparql?query=<script>',
      '/reconcile/en/api?queries=<script>',
    ]) {
      const { headers } = await fetch(server.url + path);
      const type = headers.get('Content-Type') ?? '';
      if (headers.get('X-Content-Type-Options') !== 'nosniff') wrong.push(`${path} may be sniffed`);
      if (type.includes('html')) wrong.push(`${path} ${type}`);
    }
    expect(wrong).toEqual([]);
  });
});

const ITEMS = ['Q1', 'Q2', 'Q3', 'P1', 'L1'];
const OTHER_PAGES = [
  '/',
  '/wiki/Q1?diff=20',
  '/wiki/Q1?uselang=de',
  '/wiki/Q1?uselang=ar',
  '/wiki/Site:Settings',
  '/wiki/Site:Settings?action=history',
  '/wiki/Special:RecentChanges',
  '/wiki/Special:RecentChanges?limit=500',
  '/wiki/Special:Contributions/Admin',
  '/wiki/Special:Watchlist',
  '/wiki/Special:Log',
  '/wiki/Special:BlockList',
  '/wiki/Special:ListUsers',
];

/** Fields that pages look for in the address. */
const NAMES = [
  'q search query title page user action diff oldid revision asof since until before after offset',
  'limit from to tag batch type namespace uselang returnto language format class label link group',
].flatMap((line) => line.split(' '));

/** A wiki whose very settings are hostile; `P1` is text, `P2` a link, `P3` an identifier. */
async function furnish(folder: string): Promise<void> {
  const wiki = await openWiki({ folder, rdf: { conceptBase: 'http://localhost/entity/' } });
  const [first = '', second = ''] = payloads;
  const documents = [
    {
      ...defaultSiteSettings,
      name: new Map([
        ['en', first],
        ['de', second],
      ]),
      sites: [{ id: 'enwiki', group: first, language: 'en', pageUrl: 'javascript:alert("$1")' }],
      properties: new Map([['formatterUrl' as const, 'P1' as const]]),
    },
    emptyProperty('P1', 'string'),
    emptyProperty('P2', 'url'),
    emptyProperty('P3', 'external-id'),
    emptyProperty('P4', 'commonsMedia'),
    emptyProperty('P5', 'monolingualtext'),
  ];
  try {
    const actor = await wikiItself(wiki.storage);
    const loaded = await saveImported(documents, { actor, comment: first }, wiki.edit);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.failures));
  } finally {
    await wiki.storage.close();
  }
}

const terms = (value: string, languages = ['en', 'de', 'ar']) =>
  Object.fromEntries(languages.map((language) => [language, { language, value }]));

function monolingual(text: string) {
  const value = { text, language: 'en' };
  const datavalue = { type: 'monolingualtext', value };
  return { ...textStatement('P5', ''), mainsnak: { snaktype: 'value', property: 'P5', datavalue } };
}

/** Each payload in whatever holds text: what is refused there is not on any page. */
async function write(admin: ApiClient): Promise<void> {
  for (let item = 0; item < 3; item++) {
    const own = payloads.slice(item * 50, item * 50 + 50);
    const at = (index: number): string => own[index] ?? '';
    await admin.create('item', {
      labels: terms(at(0)),
      descriptions: terms(at(1)),
      aliases: { en: own.map((value) => ({ language: 'en', value })) },
      claims: own.flatMap((text) => [
        {
          ...textStatement('P1', text),
          qualifiers: { P3: [textStatement('P3', text).mainsnak] },
          references: [{ snaks: { P1: [textStatement('P1', text).mainsnak] } }],
        },
        textStatement('P3', text),
        monolingual(text),
      ]),
    });
    for (const text of own) {
      const id = `Q${item + 1}`;
      await admin.edit({ id, summary: text, tags: text }, { labels: terms(text, ['fr']) });
      await admin.edit({ id, summary: text }, { descriptions: terms(text, ['fr']) });
      await admin.edit({ id, tags: text }, { claims: [textStatement('P2', text)] });
      await admin.edit({ id }, { claims: [textStatement('P4', text)] });
      await admin.edit({ id }, { sitelinks: { enwiki: { site: 'enwiki', title: text } } });
      await admin.edit({ id }, { labels: { [text]: { language: text, value: text } } });
    }
  }
  const [, image = ''] = payloads;
  const form = { representations: terms(image, ['en']), grammaticalFeatures: ['Q1'] };
  const lexeme = { lemmas: terms(image, ['en']), language: 'Q1', lexicalCategory: 'Q2' };
  const senses = [{ add: '', glosses: terms(image) }];
  await admin.edit({ new: 'lexeme' }, { ...lexeme, forms: [{ add: '', ...form }], senses });
  await admin.edit(
    { id: 'P1' },
    { labels: terms(image), claims: payloads.map((text) => textStatement('P1', `${text}$1`)) },
  );
  await admin.edit(
    { id: 'P3' },
    { labels: terms(image), claims: [textStatement('P1', 'javascript:alert("$1")')] },
  );
  const token = await admin.token();
  for (const reason of payloads.slice(0, 20)) {
    const user = `192.0.2.${payloads.indexOf(reason)}`;
    await admin.post({ action: 'block', user, reason, expiry: 'infinite', token });
    await admin.post({ action: 'protect', title: 'Q3', protections: 'edit=sysop', reason, token });
  }
}
