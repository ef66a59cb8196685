import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

const LONG = 'action=query&meta=siteinfo&siprop=languages';
const SHORT = 'action=query&meta=tokens';

test.each([
  [LONG, 'gzip', 'gzip'],
  [LONG, 'deflate, gzip;q=0.5', 'gzip'],
  [LONG, 'br;q=1.0, gzip;q=0.8, *;q=0.1', 'gzip'],
  [LONG, 'gzip;q=0', null],
  [LONG, 'gzip;q=0.0, br', null],
  [LONG, 'x-gzip', null],
  [LONG, 'identity', null],
  [SHORT, 'gzip', null],
])('%s for one who accepts %s comes as %s', async (query, accepted, encoding) => {
  const url = `${server.url}/w/api.php?format=json&${query}`;
  const response = await fetch(url, { headers: { 'Accept-Encoding': accepted } });
  expect(response.headers.get('Content-Encoding')).toBe(encoding);
  expect(response.headers.get('Vary')).toContain('Accept-Encoding');
  expect(await response.json()).toHaveProperty('query');
});
