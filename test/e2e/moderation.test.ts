import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';
import { complaintsOf, describeInBrowser, faultsOf, loggedInPage, openBrowser } from './browser.ts';

describeInBrowser('looking after the wiki in a browser', () => {
  let server: TestServer;
  let browser: Browser;
  let item: string;

  beforeAll(async () => {
    browser = await openBrowser();
    server = await openTestServer();
    const admin = new ApiClient(server.url);
    await admin.logIn(ADMIN);
    item = await admin.create('item', label('en', 'contested'));
    const block = { action: 'block', user: '192.0.2.0/24', reason: 'a long reason '.repeat(20) };
    await admin.post({ ...block, token: await admin.token() });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)('%s, %i px: no barrier, no overflow, no complaint', async (colorScheme, width) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    const page = await loggedInPage(context, server.url, ADMIN);
    const complaints = complaintsOf(page);
    const found: string[] = [];
    for (const path of [
      'Special:Block',
      'Special:BlockList',
      'Special:ListUsers',
      'Special:UserRights',
      'Special:UserRights?user=Admin',
      `Special:Protect?page=${item}`,
    ]) {
      await page.goto(`${server.url}/wiki/${path}`);
      found.push(...(await faultsOf(page, path)));
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('blocking, unblocking, groups and protection need no JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await loggedInPage(context, server.url, ADMIN);
    const main = page.getByRole('main');

    await page.goto(`${server.url}/wiki/Special:Block`);
    await page.getByLabel('Account, address or range').fill('198.51.100.7');
    await page.getByLabel('Ends').fill('3 days');
    await page.getByLabel('Reason').fill('spam');
    await main.getByRole('button', { name: 'Block' }).click();
    const row = main.getByRole('row').filter({ hasText: '198.51.100.7' });
    expect(await row.innerText()).toContain('spam');
    await row.getByRole('button', { name: 'Unblock 198.51.100.7' }).click();
    expect(await row.count()).toBe(0);

    await page.goto(`${server.url}/wiki/Special:Block`);
    await page.getByLabel('Account, address or range').fill('Nobody');
    await main.getByRole('button', { name: 'Block' }).click();
    expect(await main.getByRole('alert').innerText()).toContain('Nobody');

    await page.goto(`${server.url}/wiki/Special:UserRights?user=Admin`);
    await page.getByLabel('Patrollers').check();
    await main.getByRole('button', { name: 'Save groups' }).click();
    await page.goto(`${server.url}/wiki/Special:ListUsers?group=patroller`);
    expect(await main.innerText()).toContain('Admin');

    await page.goto(`${server.url}/wiki/Special:Protect?page=${item}`);
    await page.getByLabel('Who may edit it').selectOption('sysop');
    await main.getByRole('button', { name: 'Protect' }).click();
    const { error } = await new ApiClient(server.url).edit({ id: item }, label('de', 'x'));
    expect(error?.code).toBe('failed-save');
    await context.close();
  });
});
