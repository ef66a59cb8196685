import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer } from '../../../test/test-server.ts';
import type { TestServer } from '../../../test/test-server.ts';
import { RestClient } from '../../../test/rest-wiki.ts';
import type { RestResponse } from '../../../test/rest-wiki.ts';

let server: TestServer;
let rest: RestClient;
beforeAll(async () => {
  server = await openTestServer({ SABIR_RATE_LIMIT: 'on', SABIR_ANONYMOUS: 'address' });
  rest = new RestClient(server.url);
});
afterAll(() => server.close());

/** The answer that comes when it has been asked for too often. */
async function askedUntilRefused(ask: () => Promise<RestResponse>): Promise<RestResponse> {
  for (let count = 0; count < 100; count++) {
    const answer = await ask();
    if (answer.status === 429) return answer;
  }
  throw new Error('never refused');
}

const REFUSED = {
  status: 429,
  json: { code: 'request-limit-reached', context: { reason: 'rate-limit-reached' } },
};

test('too many edits have to wait', async () => {
  const refused = await askedUntilRefused(() => rest.send('POST', '/entities/items', { item: {} }));
  expect(refused).toMatchObject(REFUSED);
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
});

test('too many temporary accounts have to wait', async () => {
  const other = await openTestServer({ SABIR_RATE_LIMIT: 'on' });
  try {
    const anonymous = new RestClient(other.url);
    const refused = await askedUntilRefused(() =>
      anonymous.send('POST', '/entities/items', { item: {} }),
    );
    expect(refused).toMatchObject({
      status: 429,
      json: {
        code: 'request-limit-reached',
        context: { reason: 'temp-account-creation-limit-reached' },
      },
    });
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  } finally {
    await other.close();
  }
});

test('too many errors have to wait, and are told so in the same form', async () => {
  const refused = await askedUntilRefused(() => rest.get('/entities/items/zz'));
  expect(refused).toMatchObject(REFUSED);
  expect(refused.headers.get('Content-Language')).toBe('en');
});
