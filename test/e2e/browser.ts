/** A real browser for tests; suites that need one are skipped, by name, where there is none. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describe } from 'vitest';
import { buildClient, clientIsStale } from '../../server/http/client-build.ts';

const candidates = [
  process.env['SABIR_CHROMIUM'],
  '/usr/bin/chromium-headless-shell',
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
];
const executablePath = candidates.find((path) => path !== undefined && existsSync(path));

export const describeInBrowser = describe.skipIf(executablePath === undefined);

/** With the client as its sources are now; it talks to this machine only. */
export async function openBrowser(): Promise<Browser> {
  if (await clientIsStale()) await buildClient();
  if (executablePath === undefined) throw new Error('There is no Chromium on this machine.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

/** Everything that a page complains of: script errors, refused content, dialogs that opened. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return complaints;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeRun {
  run(options: object): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }>;
}

/** The rules of WCAG 2.2 AA that the page breaks, and where. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { axe: runner } = globalThis as unknown as { axe: AxeRun };
    const { violations } = await runner.run({ runOnly: { type: 'tag', values: tags } });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(' | ')}`,
    );
  });
}

/** How far the page is wider than the window. */
async function overflow(page: Page): Promise<number> {
  return Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
}

/** What keeps somebody from using the page: barriers, and parts beyond the window. */
export async function faultsOf(page: Page, what: string): Promise<string[]> {
  const faults = await accessibilityViolations(page);
  if ((await overflow(page)) > 0) faults.push('wider than the window');
  return faults.map((fault) => `${what} ${fault}`);
}

/** A page of somebody who has just logged in, as people do. */
export async function loggedInPage(
  context: BrowserContext,
  url: string,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}/wiki/Special:Login`);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  return page;
}
