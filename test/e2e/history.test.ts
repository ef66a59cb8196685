/** The pages of history and of those who look after it, in a real browser. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer, textStatement } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';
import { complaintsOf, describeInBrowser, faultsOf, openBrowser } from './browser.ts';

const BATCH = 'x ([[:toollabs:editgroups/b/OR/f00|details]])';

describeInBrowser('the pages of history', () => {
  let server: TestServer;
  let browser: Browser;
  let admin: ApiClient;
  let id: string;

  beforeAll(async () => {
    // builds the client that the server then serves
    browser = await openBrowser();
    server = await openTestServer();
    admin = new ApiClient(server.url);
    await admin.logIn(ADMIN);
    const note = await admin.create('property', { ...label('en', 'note'), datatype: 'string' });
    id = await admin.create('item', {
      ...label('ar', 'وحيد القرن'),
      claims: [textStatement(note, 'thick skin')],
    });
    await new ApiClient(server.url).edit({ id, summary: BATCH }, label('en', 'rhino'));
    const token = await admin.get<{ query: { tokens: { watchtoken: string } } }>({
      action: 'query',
      meta: 'tokens',
      type: 'watch',
    });
    const watch = { action: 'watch', titles: id, expiry: '1 week' };
    await admin.post({ ...watch, token: token.query.tokens.watchtoken });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function asAdmin(
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<BrowserContext> {
    const context = await browser.newContext(options);
    const cookies = admin.cookie.split('; ').map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return { name, value: value.join('='), url: server.url };
    });
    await context.addCookies(cookies);
    return context;
  }

  const paths = () => [
    `/wiki/${id}?action=history&hideminor=1`,
    `/wiki/${id}?diff=3`,
    ...['delete', 'watch', 'revisiondelete&ids=2'].map((name) => `/wiki/${id}?action=${name}`),
    '/wiki/Special:RecentChanges?hidebots=1',
    '/wiki/Special:Contributions/Admin?tag=none',
    '/wiki/Special:Watchlist',
    '/wiki/Special:Watchlist?pages=1',
    '/wiki/Special:Log',
    '/wiki/Special:RevertBatch?batch=OR/f00',
    '/wiki/Special:MergeItems',
    '/wiki/Special:RedirectEntity',
  ];

  test.each([
    ['light', 'en', 1280],
    ['dark', 'ar', 360],
  ] as const)(
    '%s, %s, %i px: no barrier, no overflow, no complaint',
    async (colorScheme, language, width) => {
      const context = await asAdmin({ colorScheme, viewport: { width, height: 800 } });
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      const found: string[] = [];
      for (const path of paths()) {
        const separator = path.includes('?') ? '&' : '?';
        await page.goto(`${server.url}${path}${separator}uselang=${language}`);
        found.push(...(await faultsOf(page, path)));
      }
      expect(found).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test('without JavaScript a statement leads to its history, and a batch is taken back', async () => {
    const context = await asAdmin({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.url}/wiki/${id}`);
    await page.locator('.statement .statement-history').first().click();
    expect(await page.locator('.history-list > li').count()).toBe(1);
    await page.goto(`${server.url}/wiki/Special:RevertBatch`);
    await page.getByLabel('Batch', { exact: true }).fill('OR/f00');
    await page.getByRole('button', { name: 'Show what would happen' }).click();
    await page.getByRole('button', { name: 'Take all of this back' }).click();
    expect(await page.getByText('taken back', { exact: true }).count()).toBe(1);
    await context.close();
  });
});
