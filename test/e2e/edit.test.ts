import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer, textStatement } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';
import {
  accessibilityViolations,
  complaintsOf,
  describeInBrowser,
  openBrowser,
} from './browser.ts';

interface EntityAnswer {
  readonly claims: Readonly<Record<string, readonly { readonly id: string }[]>>;
}

/** With the keyboard alone: the focus is where the next thing is typed. */
async function pick(page: Page, button: string, name: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).press('Enter');
  await page.keyboard.type(name);
  await page.locator('[role=option]').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('sabir-value-input input:focus').waitFor();
}

describeInBrowser('the editor in a browser', () => {
  let server: TestServer;
  let browser: Browser;
  let admin: ApiClient;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    // builds the client that the server then serves
    browser = await openBrowser();
    server = await openTestServer();
    admin = new ApiClient(server.url);
    await admin.logIn(ADMIN);
    for (const datatype of ['string', 'time', 'quantity', 'wikibase-item', 'url']) {
      ids[datatype] = await admin.create('property', {
        ...label('en', `${datatype} property`),
        datatype,
      });
    }
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const newItem = (name: string) =>
    admin.create('item', {
      labels: { en: { language: 'en', value: name }, ru: { language: 'ru', value: 'носорог' } },
      claims: [added('thick skin')],
    });
  const added = (text: string) => textStatement(ids['string'] ?? '', text);
  async function removeStatements(id: string): Promise<void> {
    const { entities } = await admin.get<{ entities: Record<string, EntityAnswer> }>({
      action: 'wbgetentities',
      ids: id,
    });
    const statements = Object.values(entities[id]?.claims ?? {}).flat();
    await admin.edit({ id }, { claims: statements.map((each) => ({ id: each.id, remove: '' })) });
  }
  const sequence = async () => {
    const health = await fetch(`${server.url}/health`);
    return ((await health.json()) as { sequence: number }).sequence;
  };
  const ask = async (query: string) => {
    const answer = await fetch(
      `${server.url}/sparql?${new URLSearchParams({ query, format: 'json' }).toString()}`,
    );
    return answer.text();
  };

  async function openEditor(page: Page, id: string): Promise<void> {
    await page.goto(`${server.url}/wiki/${id}`);
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'Publish' }).waitFor();
  }

  test('search, change a label, add a statement: one revision, in the history, in /sparql', async () => {
    const id = await newItem('rhinoceros');
    const page = await browser.newPage();
    const complaints = complaintsOf(page);
    await page.goto(`${server.url}/`);
    await page.getByRole('searchbox').fill('носорог');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'rhinoceros' }).click();
    await page.getByRole('link', { name: 'Edit' }).click();
    const before = await sequence();

    await page.getByLabel('Label (English)').fill('rhino');
    await pick(page, 'Add a statement', 'quantity');
    await page.keyboard.type('12.5 ± 0.1');
    await pick(page, 'Add a qualifier', 'time');
    await page.keyboard.type('3 May 1502');
    await page.getByText('Understood as 3 May 1502 (Julian)').waitFor();
    await pick(page, 'Add a source', 'url');
    await page.keyboard.type('https://example.org/rhino');
    await page.getByText('2 changes').waitFor();
    await page.getByLabel('Edit summary').fill('seen in the zoo');
    await page.keyboard.press('Control+Enter');
    await page.getByText(`Saved as revision ${before + 1}.`).waitFor();

    expect(await sequence()).toBe(before + 1);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('rhino');
    expect(await page.getByText('12.5 ± 0.1').count()).toBe(1);
    const found = await ask(`ASK { wd:${id} wdt:${ids['quantity']} ?value FILTER(?value = 12.5) }`);
    expect(JSON.parse(found)).toMatchObject({ boolean: true });
    await page.locator('.page-tools').getByRole('link', { name: 'History' }).click();
    await page.getByText('seen in the zoo').waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('opening loads at most 45 kB of code', async () => {
    const id = await newItem('light');
    const page = await browser.newPage();
    const loaded: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) loaded.push(response.body());
    });
    await openEditor(page, id);
    await page.waitForLoadState('networkidle');
    const sizes = (await Promise.all(loaded)).map((body) => gzipSync(body).length);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(45_000);
    await page.close();
  });

  test('a value that cannot be is refused while it is typed', async () => {
    const page = await browser.newPage();
    await openEditor(page, await newItem('impossible dates'));
    await pick(page, 'Add a statement', 'time');
    await page.keyboard.type('29 February 2019');
    await page.locator('[aria-invalid="true"]').waitFor();
    const before = await sequence();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('alert').getByText('Some values are not complete').waitFor();
    expect(await sequence()).toBe(before);
    await page.close();
  });

  test('a statement is changed, another removed, and only that', async () => {
    const id = await newItem('to be changed');
    const page = await browser.newPage();
    await openEditor(page, id);
    await page.getByRole('button', { name: 'Edit: string property thick skin' }).click();
    await page.getByRole('textbox', { name: 'string property' }).fill('thin skin');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Saved as revision').waitFor();
    expect(await page.locator('.statement .value').allInnerTexts()).toEqual(['thin skin']);

    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'Remove: string property thin skin' }).click();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Nothing is stated yet.').waitFor();
    await page.close();
  });

  test('a conflict loses nothing: what both changed is chosen with the keyboard', async () => {
    const id = await newItem('contested');
    const page = await browser.newPage();
    await openEditor(page, id);
    await page.getByLabel('Label (English)').fill('mine');
    await page.getByLabel('Description (English)').fill('only mine');
    await admin.edit({ id }, { ...label('en', 'theirs'), claims: [added('new skin')] });
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('alert').getByText('Somebody else has changed').waitFor();
    expect(await page.getByLabel('Label (English)').inputValue()).toBe('mine');
    await page.getByRole('button', { name: 'Put my changes on top' }).press('Enter');

    const mine = page.getByRole('radio', { name: 'Yours mine' });
    const theirs = page.getByRole('radio', { name: 'Theirs theirs' });
    await mine.and(page.locator(':focus')).waitFor();
    expect(await page.getByRole('radio', { checked: true, name: /Yours|Theirs/ }).count()).toBe(0);
    expect(await page.locator('.statement-preview').allInnerTexts()).toContainEqual(
      expect.stringContaining('new skin'),
    );
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('alert').getByText('Choose first').waitFor();
    await mine.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await theirs.isChecked()).toBe(true);
    expect(await page.getByLabel('Label (English)').inputValue()).toBe('theirs');
    await page.keyboard.press('ArrowUp');
    expect(await page.getByLabel('Label (English)').inputValue()).toBe('mine');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Saved as revision').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('theirs');
    expect(await page.locator('.entity-description').innerText()).toBe('only mine');
    await page.close();
  });

  test('an undecided conflict survives a closed tab', async () => {
    const id = await newItem('left undecided');
    const context = await browser.newContext();
    const first = await context.newPage();
    await openEditor(first, id);
    await first.getByLabel('Label (English)').fill('mine');
    await first.close();
    await admin.edit({ id }, label('en', 'theirs'));

    for (const _ of ['the draft is put on top when it is opened', 'and again']) {
      const page = await context.newPage();
      await openEditor(page, id);
      expect(await page.getByLabel('Label (English)').inputValue()).toBe('mine');
      await page.getByRole('button', { name: 'Publish' }).click();
      await page.getByRole('alert').getByText('Choose first').waitFor();
      await page.close();
    }
    await context.close();
  });

  test('a statement that others removed can be kept', async () => {
    const id = await newItem('half removed');
    const page = await browser.newPage();
    await openEditor(page, id);
    await page.getByRole('button', { name: 'Edit: string property thick skin' }).click();
    await page.getByRole('textbox', { name: 'string property' }).fill('thin skin');
    await removeStatements(id);
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('button', { name: 'Put my changes on top' }).click();
    await page.getByRole('radio', { name: 'Theirs nothing' }).check();
    expect(await page.getByRole('textbox', { name: 'string property' }).count()).toBe(0);
    await page.getByRole('radio', { name: 'Yours thin skin' }).check();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Saved as revision').waitFor();
    expect(await page.locator('.statement .value').allInnerTexts()).toEqual(['thin skin']);
    await page.close();
  });

  test('no answer while the editor opens: said, and tried again', async () => {
    const id = await newItem('behind a tunnel');
    const page = await browser.newPage();
    await page.goto(`${server.url}/wiki/${id}`);
    for (const path of ['**/i18n/*', '**/w/api.php*', '**/client/assets/open-editor*']) {
      await page.route(path, (route) => route.abort());
    }
    const edit = page.getByRole('link', { name: 'Edit' });
    await edit.click();
    const alert = page.getByRole('alert').getByText('The editor could not be loaded.');
    await alert.waitFor();
    await page.unroute('**/client/assets/open-editor*');
    for (const path of ['**/i18n/*', '**/w/api.php*']) {
      await page.getByRole('button', { name: 'Try again' }).press('Enter');
      await page.locator('[aria-busy]').waitFor({ state: 'detached' });
      await alert.waitFor();
      expect(await page.getByText('thick skin').isVisible()).toBe(true);
      await page.unroute(path);
    }
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Publish' }).waitFor();
    expect(await alert.count()).toBe(0);
    await page.close();
  });

  test('no answer within the editor: nothing is lost, and it is tried again', async () => {
    const id = await newItem('in a tunnel');
    const page = await browser.newPage();
    await openEditor(page, id);
    await page.getByLabel('Label (English)').fill('mine');
    await page.route('**/client/assets/statement-editor*', (route) => route.abort());
    await page.getByRole('button', { name: 'Edit: string property thick skin' }).click();
    const alert = page.getByRole('alert').getByText('The server did not answer.');
    await alert.waitFor();
    await page.unroute('**/client/assets/statement-editor*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('textbox', { name: 'string property' }).waitFor();

    await admin.edit({ id }, label('en', 'theirs'));
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.route('**/w/api.php?*wbgetentities*', (route) => route.abort());
    await page.getByRole('button', { name: 'Put my changes on top' }).click();
    await alert.waitFor();
    expect(await page.getByLabel('Label (English)').inputValue()).toBe('mine');
    await page.unroute('**/w/api.php?*wbgetentities*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('radio', { name: 'Yours mine' }).check();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Saved as revision').waitFor();
    await page.close();
  });

  test('a draft of another version of the editor is left aside, and shown', async () => {
    const id = await newItem('long ago');
    const page = await browser.newPage();
    await page.goto(`${server.url}/wiki/${id}`);
    const old = JSON.stringify({ format: 0, draft: { label: 'an old text' } });
    await page.evaluate(([key, text]) => localStorage.setItem(key, text), [
      `sabir-draft-${id}`,
      old,
    ] as const);
    await openEditor(page, id);
    expect(await page.getByLabel('Label (English)').inputValue()).toBe('long ago');
    await page.getByText('Show them as they were stored').click();
    await page.getByText('an old text').waitFor();
    await page.close();
  });

  test('a draft survives a closed tab, and can be thrown away', async () => {
    const id = await newItem('interrupted');
    const context = await browser.newContext();
    const first = await context.newPage();
    await openEditor(first, id);
    await first.getByLabel('Label (English)').fill('half done');
    await first.close();

    const second = await context.newPage();
    await openEditor(second, id);
    await second.getByText('were brought back').waitFor();
    expect(await second.getByLabel('Label (English)').inputValue()).toBe('half done');
    await second.getByRole('button', { name: 'Discard the changes' }).click();
    await second.getByText('thick skin').waitFor();
    await openEditor(second, id);
    expect(await second.getByLabel('Label (English)').inputValue()).toBe('interrupted');
    await context.close();
  });
});
