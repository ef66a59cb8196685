import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer, textStatement } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';
import {
  accessibilityViolations,
  complaintsOf,
  describeInBrowser,
  faultsOf,
  openBrowser,
} from './browser.ts';

const payloads = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</textarea><svg onload=alert(1)>',
  '{{constructor.constructor("alert(1)")()}}',
  'javascript:alert(1)//',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
];

describeInBrowser('pages in a browser', () => {
  let server: TestServer;
  let browser: Browser;
  let item: string;
  let hostile: string;

  beforeAll(async () => {
    // builds the client that the server then serves
    browser = await openBrowser();
    server = await openTestServer();
    const admin = new ApiClient(server.url);
    await admin.logIn(ADMIN);
    const note = await admin.create('property', { ...label('en', 'note'), datatype: 'string' });
    item = await admin.create('item', {
      labels: {
        en: { language: 'en', value: 'rhinoceros' },
        ar: { language: 'ar', value: 'وحيد القرن' },
      },
      descriptions: { en: { language: 'en', value: 'animal with horns' } },
      aliases: { en: [{ language: 'en', value: 'nose horn' }] },
      claims: [
        {
          ...textStatement(note, 'thick skin'),
          rank: 'preferred',
          qualifiers: { [note]: [textStatement(note, 'two horns').mainsnak] },
          references: [{ snaks: { [note]: [textStatement(note, 'seen').mainsnak] } }],
        },
        { ...textStatement(note, 'thin skin'), rank: 'deprecated' },
      ],
    });
    await admin.edit({ id: item, summary: 'a second revision' }, label('de', 'Nashorn'));
    const [first = ''] = payloads;
    hostile = await admin.create('item', {
      labels: { en: { language: 'en', value: first } },
      descriptions: { en: { language: 'en', value: payloads[1] } },
      aliases: { en: payloads.map((value) => ({ language: 'en', value })) },
      claims: payloads.map((value) => textStatement(note, value)),
    });
    await admin.edit({ id: hostile, summary: payloads.join(' ') }, label('de', payloads[2] ?? ''));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const paths = () => [
    '/',
    '/search?q=rhino',
    `/wiki/${item}`,
    `/wiki/${item}?action=history`,
    `/wiki/${item}?diff=3`,
    `/wiki/${item}?action=edit`,
    '/wiki/Special:RecentChanges',
    '/wiki/Special:NewItem',
    '/wiki/Special:Login',
    '/query/',
    '/wiki/Q999999',
  ];

  test.each([
    ['light', 'en', 1280],
    ['dark', 'en', 360],
    ['light', 'ar', 360],
    ['dark', 'ar', 1280],
  ] as const)(
    '%s, %s, %i px: no barrier, no overflow, no complaint',
    async (colorScheme, language, width) => {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
      const complaints = complaintsOf(page);
      const found: string[] = [];
      for (const path of paths()) {
        const separator = path.includes('?') ? '&' : '?';
        await page.goto(`${server.url}${path}${separator}uselang=${language}`);
        found.push(...(await faultsOf(page, path)));
      }
      expect(found).toEqual([]);
      // the page that does not exist is an error to the browser's console
      expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
      await page.close();
    },
  );

  test('the editor has no barrier either', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ colorScheme });
      await page.goto(`${server.url}/wiki/${item}`);
      await page.getByRole('link', { name: 'Edit' }).click();
      await page.getByRole('button', { name: /^Edit: note thick skin/ }).click();
      await page.getByRole('textbox', { name: 'note' }).first().waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.close();
    }
  });

  test('everything that is stated can be read without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.url}/wiki/${item}`);
    for (const text of ['thick skin', 'two horns', 'thin skin', 'nose horn', 'Preferred']) {
      expect(await page.getByText(text, { exact: true }).count()).toBeGreaterThan(0);
    }
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('Label').fill('renamed without a script');
    await page.getByRole('button', { name: 'Publish' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('renamed');
    await context.close();
  });

  test('Arabic is set from right to left, foreign names keep their direction', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/wiki/${item}?uselang=ar`);
    expect(await page.evaluate('getComputedStyle(document.body).direction')).toBe('rtl');
    const heading = page.getByRole('heading', { level: 1 });
    expect(await heading.innerText()).toContain('وحيد القرن');
    await page.close();
  });

  test('what people write is never run', async () => {
    const page = await browser.newPage();
    const complaints = complaintsOf(page);
    const search = `/search?${new URLSearchParams({ q: payloads[0] ?? '' }).toString()}`;
    const everywhere = [
      `/wiki/${hostile}`,
      `/wiki/${hostile}?action=history`,
      `/wiki/${hostile}?diff=5`,
      `/wiki/${hostile}?action=edit`,
      '/wiki/Special:RecentChanges',
      '/',
      search,
    ];
    for (const path of everywhere) await page.goto(`${server.url}${path}`);
    await page.goto(`${server.url}/wiki/${hostile}`);
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'Publish' }).waitFor();
    expect(await page.getByText(payloads[0] ?? '').count()).toBeGreaterThan(0);
    expect(await page.locator('main script, main img, main svg').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('no page asks another host for anything', async () => {
    const page = await browser.newPage();
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    for (const path of paths()) await page.goto(`${server.url}${path}`);
    expect([...hosts]).toEqual([server.url]);
    await page.close();
  });
});
