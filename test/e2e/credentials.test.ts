/** The pages on which somebody lets programs in or changes a password, as people with any eyes see them. */
import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '../../server/accounts/accounts.ts';
import { registerConsumer } from '../../server/accounts/consumers.ts';
import { createRecoveryLink } from '../../server/accounts/recovery.ts';
import { keptServerKey } from '../../server/processes/data-folder.ts';
import { openWiki } from '../../server/wiki.ts';
import { openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';
import { complaintsOf, describeInBrowser, faultsOf, loggedInPage, openBrowser } from './browser.ts';

const ADA = { name: 'Ada', password: 'a password of her own' };

describeInBrowser('credentials in a browser', () => {
  let server: TestServer;
  let browser: Browser;
  let consent: string;
  let recovery: string;

  beforeAll(async () => {
    browser = await openBrowser();
    server = await openTestServer({}, async (folder) => {
      const wiki = await openWiki({ folder, rdf: { conceptBase: 'http://localhost/entity/' } });
      const { storage } = wiki;
      const serverKey = await keptServerKey(folder);
      const ada = await createAccount(ADA, storage);
      const lost = await createAccount({ ...ADA, name: 'Bob' }, storage);
      if (!ada.ok || !lost.ok) throw new Error('no accounts');
      const consumer = await registerConsumer(
        {
          userId: lost.value.userId,
          name: 'a tool with a rather long name that says what it is for',
          kind: 'shared',
          grants: ['createeditmovepage', 'highvolume', 'delete'],
          redirectUri: 'https://tool.example/back',
          confidential: true,
        },
        { ...storage, serverKey },
      );
      if (!consumer.ok) throw new Error(JSON.stringify(consumer.failures));
      consent = `/w/rest.php/oauth2/authorize?${new URLSearchParams({
        response_type: 'code',
        client_id: consumer.value.consumerKey,
        code_challenge: createHash('sha256').update('verifier').digest('base64url'),
        code_challenge_method: 'S256',
      }).toString()}`;
      recovery = await createRecoveryLink(lost.value, storage.credentials, Date.now());
      await storage.close();
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const open = (path: string) => async (page: Page) => {
    await page.goto(server.url + path);
  };

  /** Each view, and how one gets there. */
  const views: readonly (readonly [name: string, go: (page: Page) => Promise<void>])[] = [
    ['consent', (page) => open(consent)(page)],
    ['an unknown program', open('/w/rest.php/oauth2/authorize?client_id=nobody')],
    ['a new password', (page) => open(recovery)(page)],
    ['a link that is no longer good', open('/wiki/Special:PasswordReset?token=old')],
    ['change of the password', open('/wiki/Special:ChangePassword')],
    [
      'a change that is refused',
      async (page) => {
        await page.locator('input[name=current]').fill('wrong password');
        await page.locator('input[name=password]').fill('another password');
        await page.locator('input[name=again]').fill('yet another password');
        await page.locator('main form button.primary').click();
        await page.getByText('differ').first().waitFor();
      },
    ],
    ['bot passwords', open('/wiki/Special:BotPasswords')],
    [
      'a bot password that is shown once',
      async (page) => {
        await page.locator('input[name=label]').fill(`bot ${Math.random()}`);
        await page.locator('main form.form button.primary').click();
        await page.getByRole('status').waitFor();
      },
    ],
    ['consumers', open('/wiki/Special:OAuthConsumers')],
    [
      'secrets that are shown once',
      async (page) => {
        await page.locator('input[name=name]').fill('a program');
        await page.locator('select[name=kind]').selectOption('oauth1');
        await page.locator('main form.form button.primary').click();
        await page.getByRole('status').waitFor();
      },
    ],
  ];

  test.each([
    ['light', 360],
    ['light', 1280],
    ['dark', 360],
    ['dark', 1280],
  ] as const)('%s, %i px: no barrier, no overflow', async (colorScheme, width) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    const page = await loggedInPage(context, server.url, ADA);
    const complaints = complaintsOf(page);
    const found: string[] = [];
    for (const [name, go] of views) {
      await go(page);
      found.push(...(await faultsOf(page, name)));
    }
    expect(found).toEqual([]);
    // the pages that are refusals are errors to the browser's console
    expect(complaints.filter((text) => !/\b4\d\d\b/.test(text))).toEqual([]);
    await context.close();
  });

  test('the consent leads back to the program, and to nobody else', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await loggedInPage(context, server.url, ADA);
    await page.goto(server.url + consent);
    const sent = page.waitForRequest((request) => request.url().startsWith('https://tool.example'));
    await page.getByRole('button', { name: 'Do not allow', exact: true }).click();
    expect(new URL((await sent).url()).searchParams.get('error')).toBe('access_denied');
    await context.close();
  });
});
