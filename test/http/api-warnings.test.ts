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

interface Answer {
  readonly warnings?: Warnings;
  readonly error?: { readonly code: string };
}

async function post(body: string): Promise<Answer> {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const url = `${server.url}/w/api.php?format=json`;
  return (await (await fetch(url, { method: 'POST', body, headers })).json()) as Answer;
}

async function ask(query: string): Promise<Answer> {
  const answer = await fetch(`${server.url}/w/api.php?format=json&${query}`);
  return (await answer.json()) as Answer;
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

const many = Array.from({ length: 1500 }, (_, i) => `p${i}`);
const manyValues = Array.from({ length: 40 }, (_, i) => `${i}${'x'.repeat(5000)}`);

test.each([
  [`action=query&${many.map((name) => `${name}=1`).join('&')}`, 'p49, …', 'main'],
  [`action=query&list=${manyValues.join('|')}`, 'x…, ', 'query'],
])('what nobody knows is told in short: %#', async (body, part, module) => {
  const answer = await post(body);
  const text = answer.warnings?.[module]?.['*'] ?? '';
  expect(text).toContain(part);
  expect(text.length).toBeLessThan(5000);
});

test('more parameters than anybody needs are refused', async () => {
  const body = Array.from({ length: 2001 }, (_, i) => `p${i}=1`).join('&');
  expect((await post(`action=query&${body}`)).error?.code).toBe('contenttoobig');
});

test.each([
  'action=query&meta=siteinfo|tokens|userinfo&siprop=general&type=csrf&continue=',
  'action=query&maxlag=5&assert=anon&uselang=de&errorformat=plaintext&utf8=1&origin=*',
  'action=wbsearchentities&search=x&language=en&type=item&limit=2&continue=0',
])('%s has no warning', async (query) => {
  expect((await ask(query)).warnings).toBeUndefined();
});
