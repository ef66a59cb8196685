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
  ['action=query&list=allpages|allcats', 'query', '“list” cannot be: allcats.'],
  ['action=query&prop=info|links|images', 'query', '“prop” cannot be: links, images.'],
  ['action=query&meta=siteinfo|magic', 'query', '“meta” cannot be: magic.'],
  ['action=query&meta=tokens&type=csrf|tea', 'tokens', '“type” cannot be: tea.'],
  ['action=wbgetentities&ids=Q1&props=labels|smell', 'wbgetentities', '“props” cannot be: smell.'],
  ['action=query&smell=B', 'main', 'Nothing here has a use for this parameter: smell.'],
  [
    'action=query&uiprop=groups&smell=B',
    'main',
    'Nothing here has a use for these parameters: uiprop, smell.',
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
