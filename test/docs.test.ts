/** The docs are part of the product: every setting, route and command occurs in them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandNames } from '../server/cli/sabir.ts';
import { flagOf, settings } from '../server/config.ts';
import { routeTable } from './route-table.ts';

const doc = (name: string): string => readFileSync(join(import.meta.dirname, '..', name), 'utf8');

test.each(Object.values(settings))('docs/settings.md tells of $variable', (setting) => {
  expect(doc('docs/settings.md')).toContain(`\`${setting.variable}\``);
  expect(doc('docs/settings.md')).toContain(`\`--${flagOf(setting)}\``);
});

test.each(commandNames)('docs/command-line.md tells of %s', (name) => {
  expect(doc('docs/command-line.md')).toMatch(new RegExp(`^\\| \`${name}\\b`, 'm'));
});

test('docs/http.md tells of every route', async () => {
  const text = doc('docs/http.md');
  const paths = new Set((await routeTable()).map(({ path }) => path));
  expect(paths.size).toBeGreaterThan(20);
  expect([...paths].filter((path) => !text.includes(`\`${path}\``))).toEqual([]);
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
