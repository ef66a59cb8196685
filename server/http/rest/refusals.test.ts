import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statementId } from '../../../test/entity-notation.ts';
import { openRestWiki } from '../../../test/rest-wiki.ts';
import type { RestClient, RestResponse, RestWiki } from '../../../test/rest-wiki.ts';

let wiki: RestWiki;
beforeAll(async () => {
  wiki = await openRestWiki();
});
afterAll(() => wiki.close());

const cases = readFileSync(join(import.meta.dirname, 'refusals.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** From the notation of the file to what is sent and answered. */
function spelledOut(text: string): string {
  return text
    .replaceAll(/^(\w+ )\/(items|properties)/g, '$1/entities/$2')
    .replaceAll(/<(P\d+)=(.*?)>/g, '"property":{"id":"$1"},"value":{"type":"value","content":$2}')
    .replaceAll(/#(\d+)/g, (_, count) => 'x'.repeat(Number(count)))
    .replaceAll(/\bS(\d)\b/g, (_, number) => statementId(Number(number), 'Q1'));
}

test.each(cases)('%s', async (line) => {
  const [request = '', answer = ''] = spelledOut(line).split(' → ');
  const [, method = '', path = '', body] = /^(\S+) (\S+) (.*)$/.exec(request) ?? [];
  const [, status, code, context = ''] = /^(\d+) (\S+) (.*)$/.exec(answer) ?? [];
  const { json, ...response } = await wiki.rest.send(method, path.replace('$', '%24'), body);
  const { message, httpCode: _, httpReason: _reason, ...error } = json as Record<string, unknown>;
  expect(error).toEqual({ code, context: JSON.parse(context) as unknown });
  expect(response.status).toBe(Number(status));
  expect(message).toEqual(expect.any(String));
  expect(response.headers.get('Content-Language')).toBe('en');
});

describe('bodies', () => {
  test.each<[string, string | undefined, number, string]>([
    ['{', 'application/json', 400, 'rest-json-body-parse-error'],
    ['[]', 'application/json', 400, 'rest-json-body-parse-error'],
    ['null', 'application/json', 400, 'rest-json-body-parse-error'],
    ['{"label":"\\ud800"}', 'application/json', 400, 'invalid-value'],
    ['[['.repeat(50), 'application/json', 400, 'rest-json-body-parse-error'],
    ['{"label":"x"}', 'application/json-patch+json', 415, 'rest-unsupported-content-type'],
    ['label=x', 'application/x-www-form-urlencoded', 415, 'rest-unsupported-content-type'],
    ['{"label":"x"}', 'text/plain', 415, 'rest-unsupported-content-type'],
    [' '.repeat(4 * 1024 * 1024 + 1), 'application/json', 413, 'rest-body-too-large'],
  ])('%.40s as %s: %i', async (body, type, status, code) => {
    const headers: Record<string, string> = type === undefined ? {} : { 'Content-Type': type };
    const { json, ...answer } = await wiki.rest.send(
      'PUT',
      '/entities/items/Q2/labels/nl',
      body,
      headers,
    );
    expect(answer.status).toBe(status);
    const { code: own, errorKey } = json as { code?: string; errorKey?: string };
    expect(own ?? errorKey).toBe(code);
  });
});

test('none of it was saved', async () => {
  const { json } = await wiki.rest.get('/entities/items/Q2');
  expect(json).toMatchObject({ labels: { en: 'tomato' } });
  expect(Object.keys((json as { labels: object }).labels)).toEqual(['en']);
});

function put(client: RestClient, headers: Record<string, string>): Promise<RestResponse> {
  return client.send('PUT', '/entities/items/Q5/labels/en', { label: 'thing' }, headers);
}

describe('pages of other sites', () => {
  test.each([
    [{ Origin: 'https://evil.example' }],
    [{ Origin: 'null' }],
    [{ 'Sec-Fetch-Site': 'cross-site' }],
  ])('may not edit: %j', async (headers) => {
    for (const client of [wiki.rest, wiki.admin]) {
      expect(await put(client, headers as Record<string, string>)).toMatchObject({
        status: 403,
        json: { code: 'permission-denied', context: { denial_reason: 'bad-token' } },
      });
    }
  });

  test('this site’s own may, and programs', async () => {
    expect(await put(wiki.admin, { Origin: wiki.url })).toMatchObject({ status: 200 });
    expect(await put(wiki.admin, {})).toMatchObject({ status: 200 });
  });
});
