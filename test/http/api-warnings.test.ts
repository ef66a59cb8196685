/** What the Action API says of parameters and values that it does not know. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

type Warnings = Readonly<Record<string, Readonly<Record<string, string>>>>;

async function ask(query: string): Promise<{ warnings?: Warnings; batchcomplete?: unknown }> {
  const answer = await fetch(`${server.url}/w/api.php?format=json&${query}`);
  return (await answer.json()) as { warnings?: Warnings };
}

test.each([
  ['action=query&list=allpages|allcats', 'query', '“list” does not accept: allcats.'],
  ['action=query&prop=info|tea|magic', 'query', '“prop” does not accept: tea, magic.'],
  ['action=query&meta=siteinfo|magic', 'query', '“meta” does not accept: magic.'],
  ['action=query&meta=tokens&type=csrf|tea', 'tokens', '“type” does not accept: tea.'],
  [
    'action=wbgetentities&ids=Q1&props=labels|smell',
    'wbgetentities',
    '“props” does not accept: smell.',
  ],
  ['action=query&smell=B', 'main', 'This parameter is not used here: smell.'],
  [
    'action=query&uiprop=groups&smell=B',
    'main',
    'These parameters are not used here: uiprop, smell.',
  ],
])('%s', async (query, module, text) => {
  const answer = await ask(query);
  expect(answer.warnings?.[module]?.['*']).toBe(text);
  const modern = await ask(`${query}&formatversion=2`);
  expect(modern.warnings?.[module]?.['warnings']).toBe(text);
});

test.each([
  'action=query&meta=siteinfo|tokens|userinfo&siprop=general&type=csrf&continue=',
  'action=query&maxlag=5&assert=anon&uselang=de&errorformat=plaintext&utf8=1&origin=*',
  'action=wbsearchentities&search=x&language=en&type=item&limit=2&continue=0',
])('%s has no warning', async (query) => {
  expect((await ask(query)).warnings).toBeUndefined();
});
