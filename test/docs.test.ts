/** The docs are part of the product: every setting, route and command occurs in them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandNames } from '../server/cli/sabir.ts';
import { flagOf, settings } from '../server/config.ts';
import { Nonces } from '../server/accounts/nonces.ts';
import { createApp } from '../server/http/app.ts';
import { BacklinkReader } from '../server/read/backlinks.ts';
import { EntityTextReader } from '../server/read/entity-texts.ts';
import { PropertySuggester } from '../server/read/property-suggestions.ts';
import { RedirectReader } from '../server/read/redirects.ts';
import { StatementFinder } from '../server/read/statement-finder.ts';
import { openClientFiles } from '../server/http/client-files.ts';
import { Outbox } from '../server/stream/outbox.ts';
import { openTemporaryWiki, type TemporaryWiki } from './temporary-wiki.ts';

const doc = (name: string): string => readFileSync(join(import.meta.dirname, '..', name), 'utf8');

test.each(Object.values(settings))('docs/settings.md tells of $variable', (setting) => {
  expect(doc('docs/settings.md')).toContain(`\`${setting.variable}\``);
  expect(doc('docs/settings.md')).toContain(`\`--${flagOf(setting)}\``);
});

test.each(commandNames)('docs/command-line.md tells of %s', (name) => {
  expect(doc('docs/command-line.md')).toMatch(new RegExp(`^\\| \`${name}\\b`, 'm'));
});

describe('docs/http.md', () => {
  let wiki: TemporaryWiki;
  beforeAll(async () => {
    wiki = await openTemporaryWiki();
  });
  afterAll(() => wiki.close());

  test('tells of every route', async () => {
    const text = doc('docs/http.md');
    const app = createApp({
      ...wiki,
      edit: wiki,
      entityTexts: new EntityTextReader(wiki.storage.records, wiki.properties),
      redirects: new RedirectReader(wiki.storage.quads, 'http://localhost/entity/'),
      backlinks: new BacklinkReader(wiki.storage.quads, 'http://localhost/entity/'),
      statements: new StatementFinder(
        wiki.storage.quads,
        'http://localhost/entity/',
        wiki.properties,
      ),
      suggester: new PropertySuggester(wiki.storage.quads, 'http://localhost/entity/'),
      accounts: wiki.storage.accounts,
      credentials: wiki.storage.credentials,
      serverKey: Buffer.alloc(32),
      nonces: new Nonces(),
      moderation: wiki.storage.moderation,
      visitors: { anonymous: 'temporary', trustedProxies: [] },
      // No request is made: only the table of routes is read.
      query: { run: () => Promise.reject(new Error('not asked')), close: () => Promise.resolve() },
      outbox: new Outbox(wiki.storage),
      client: await openClientFiles(wiki.folder),
      urls: { base: 'http://localhost', conceptBase: 'http://localhost/entity/' },
      log: { error: () => undefined },
    });
    const paths = new Set(app.routes.map(({ path }) => path));
    // Middleware is registered for everything.
    for (const everywhere of ['/*', '*']) paths.delete(everywhere);
    expect(paths.size).toBeGreaterThan(20);
    expect([...paths].filter((path) => !text.includes(`\`${path}\``))).toEqual([]);
  });
});

test('README names the commands that CI runs', () => {
  expect(doc('README.md')).toContain('npm ci && npm test');
  expect(doc('.ci/run')).toContain('npm ci && npm test');
});

const docs = readdirSync(join(import.meta.dirname, '..', 'docs')).filter((name) =>
  name.endsWith('.md'),
);

test.each(docs)('README leads to docs/%s', (name) => {
  expect(doc('README.md')).toContain(`docs/${name}`);
});
