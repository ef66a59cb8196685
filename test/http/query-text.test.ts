/** Addresses whose query is no text: refused at every door, instead of read as something else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

const DOORS = [
  '/w/api.php?action=wbsearchentities&format=json&language=en&search=',
  '/w/rest.php/wikibase/v1/search/items?language=en&q=',
  '/sparql?query=',
  '/wiki/Special:Search?search=',
  '/w/index.php?title=',
  '/wiki/Special:EntityData/Q1.json?flavor=',
  '/v2/stream/recentchange?since=',
  '/robots.txt?x=',
];

describe.each(DOORS)('%s', (door) => {
  test.each([
    ['bytes of no character', '%ff'],
    ['half of one', 'a%C3'],
    ['half of a pair', '%ED%A0%80'],
    ['too long a form', '%C0%AF'],
    ['a name that is none', 'a&%ff=1'],
  ])('%s', async (_, text) => {
    const answer = await fetch(server.url + door + text, { redirect: 'manual' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/"(?:malformed-text|invalid-value)"/);
  });
});

test.each(['caf%C3%A9', '100%', '%', '50%+x', '%E2%82%AC%zz', '%F0%9F%A6%8F'])(
  'text is let through: %s',
  async (text) => {
    const answer = await fetch(`${server.url}/wiki/Special:Search?search=${text}`);
    expect(answer.status).toBe(200);
    const shown = new URLSearchParams(`search=${text}`).get('search') ?? '';
    expect(await answer.text()).toContain(`value="${shown}"`);
  },
);

test('what a body says is refused as well', async () => {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const init = { method: 'POST', headers, body: 'query=%ff' };
  expect((await fetch(`${server.url}/sparql`, init)).status).toBe(400);
});
