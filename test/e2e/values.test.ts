/** What the editor makes of dates, quantities and links, in a wiki that began with the seeds. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';
import {
  accessibilityViolations,
  complaintsOf,
  describeInBrowser,
  openBrowser,
} from './browser.ts';

async function newStatement(page: Page, property: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a statement', exact: true }).click();
  await page.keyboard.type(property);
  await page.locator('[role=option]').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('sabir-value-input input:focus').waitFor();
}

describeInBrowser('values in the editor', () => {
  let server: TestServer;
  let browser: Browser;
  let admin: ApiClient;

  beforeAll(async () => {
    // builds the client that the server then serves
    browser = await openBrowser();
    server = await openTestServer({ SABIR_SEED: 'on' });
    admin = new ApiClient(server.url);
    await admin.logIn(ADMIN);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function onNewItem(property: string, act: (page: Page) => Promise<void>) {
    const id = await admin.create('item', label('en', `of ${property}`));
    const page = await browser.newPage();
    const complaints = complaintsOf(page);
    await page.goto(`${server.url}/wiki/${id}`);
    await page.getByRole('link', { name: 'Edit' }).click();
    await newStatement(page, property);
    await act(page);
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Saved as revision').waitFor();
    const saved = await page.locator('.entity-main .statement').allInnerTexts();
    expect(complaints).toEqual([]);
    await page.close();
    // each statement has a link to its history
    return saved.join(' ').replaceAll(/\s+/g, ' ').replaceAll(' History ', ' ');
  }

  test.each([
    ['2,300.5 kg', '2,300.5 kilogram'],
    ['12 kilogram', '12 kilogram'],
    ['2 KG', '2 kilogram'],
    ['3 Q11570', '3 kilogram'],
    ['5 kilograms', '5 kilogram'],
  ])('%s is understood', async (text, understood) => {
    const saved = await onNewItem('mass', async (page) => {
      await page.keyboard.type(text);
      await page.getByText(`Understood as ${understood}`, { exact: true }).waitFor();
    });
    expect(saved).toContain(understood);
  });

  test('a unit that nobody knows is named', async () => {
    const saved = await onNewItem('mass', async (page) => {
      await page.keyboard.type('3 cubits');
      await page.getByText('No unit is known by the name “cubits”').waitFor();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('3');
    });
    expect(saved).not.toContain('cubit');
  });

  test('the grid of names says what its columns are, and how aliases are separated', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/wiki/Q34718?uselang=it`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('rinoceronte');
    await page.goto(`${server.url}/wiki/Q34718`);
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByText('Several names are separated by |').waitFor();
    const [headings] = await page.locator('.terms-head').allInnerTexts();
    expect(headings?.split(/\s*\n\s*/)).toEqual([
      'Language',
      'Label',
      'Description',
      'Also known as',
    ]);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.close();
  });

  test('circa becomes a qualifier', async () => {
    const saved = await onNewItem('inception', async (page) => {
      await page.keyboard.type('circa 1900');
      await page.getByText('Understood as about 1900; a qualifier says so').waitFor();
    });
    expect(saved).toContain('1900 sourcing circumstances circa');
  });

  test('circa is kept when one reading of the date is chosen', async () => {
    const saved = await onNewItem('inception', async (page) => {
      await page.keyboard.type('circa 3/4/1900');
      await page.getByRole('button', { name: '4 March 1900' }).click();
      await page.getByText('Understood as about 4 March 1900; a qualifier says so').waitFor();
    });
    expect(saved).toContain('4 March 1900 sourcing circumstances circa');
  });

  test('a qualifier has no qualifier that could say circa', async () => {
    const saved = await onNewItem('mass', async (page) => {
      await page.keyboard.type('3');
      await page.getByRole('button', { name: 'Add a qualifier', exact: true }).click();
      await page.keyboard.type('point in time');
      await page.locator('[role=option]').first().waitFor();
      await page.keyboard.press('Enter');
      await page.locator('sabir-value-input input:focus').waitFor();
      await page.keyboard.type('circa 1900');
      await page.getByText('Understood as 1900; “circa” is not kept').waitFor();
    });
    expect(saved).toContain('3 point in time 1900');
    expect(saved).not.toContain('circa');
  });

  test('links to other sites are added, changed and removed, with badges', async () => {
    const page = await browser.newPage();
    const complaints = complaintsOf(page);
    const id = await admin.create('item', label('en', 'with pages elsewhere'));
    await page.goto(`${server.url}/wiki/${id}`);
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'Edit the pages on other sites' }).press('Enter');
    await page.locator('.add-link input:focus').waitFor();
    await page.keyboard.type('nowhere');
    await page.getByLabel('Title of the page', { exact: true }).fill('Rhino');
    await page.keyboard.press('Enter');
    await page.getByText('The site “nowhere” is not known.').waitFor();
    for (const [site, title] of [
      ['enwiki', 'A test'],
      ['arwiki', 'اختبار'],
    ]) {
      await page.getByLabel('Site', { exact: true }).fill(site ?? '');
      await page.getByLabel('Title of the page', { exact: true }).fill(title ?? '');
      await page.keyboard.press('Enter');
      await page.getByLabel(`Title of the page: ${site}`).waitFor();
    }
    await page.getByText('Badges (0)').last().click();
    await page.getByRole('checkbox', { name: 'good article badge' }).check();
    await page.getByText('2 changes').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Saved as revision').waitFor();
    expect(await page.locator('.sitelinks').innerText()).toMatch(/arwiki\s+اختبار\s+enwiki/);

    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'Edit the pages on other sites (2)' }).click();
    await page.getByText('Badges (1)').waitFor();
    await page.getByLabel('Title of the page: enwiki').fill('Another test');
    await page.getByRole('button', { name: 'Remove: arwiki' }).click();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('link', { name: 'Another test' }).waitFor();
    expect(await page.locator('.sitelinks').innerText()).toMatch(/^enwiki\s+Another test$/);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
