import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, ApiClient } from '../../../test/test-server.ts';
import { openRestWiki } from '../../../test/rest-wiki.ts';
import type { RestWiki } from '../../../test/rest-wiki.ts';
import { operations } from './operations.ts';

let wiki: RestWiki;
beforeAll(async () => {
  wiki = await openRestWiki();
});
afterAll(() => wiki.close());

type Fields = Readonly<Record<string, string>>;

async function shown(fields: Fields, headers: Fields = {}) {
  const query = new URLSearchParams(fields).toString();
  const response = await fetch(`${wiki.url}/w/rest.php/wikibase/v1/?${query}`, { headers });
  return { status: response.status, text: decoded(await response.text()) };
}

async function sent(fields: Fields, headers: Fields = {}) {
  const body = new URLSearchParams(fields);
  const init = { method: 'POST', headers, body };
  const response = await fetch(`${wiki.url}/w/rest.php/wikibase/v1/`, init);
  return { status: response.status, text: decoded(await response.text()) };
}

function decoded(markup: string): string {
  return markup.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

test('all operations are listed', async () => {
  const { text } = await shown({});
  expect(operations.filter(({ id }) => !text.includes(`?operation=${id}"`))).toEqual([]);
});

test.each(operations)('$id has a form', async ({ id, parameters }) => {
  const { status, text } = await shown({ operation: id });
  expect(status).toBe(200);
  expect(text).toContain(`name="operation" value="${id}"`);
  for (const name of Object.keys(parameters)) expect(text).toContain(`name="${name}"`);
});

describe('trying', () => {
  test.each<[Fields, string]>([
    [{ operation: 'getItemLabel', item_id: 'Q1', language_code: 'de' }, '"Kartoffel"'],
    [{ operation: 'getItem', item_id: 'Q1', _fields: 'type' }, '"type": "item"'],
    [{ operation: 'getItem', item_id: 'Q99' }, '404'],
    [{ operation: 'getItem', item_id: '../x' }, '"code": "invalid-path-parameter"'],
    [{ operation: 'getItem', item_id: '"><b>' }, '"code": "invalid-path-parameter"'],
    [{ operation: 'getItem', item_id: 'Q3' }, '/entities/items/Q1'],
  ])('%j shows %s', async (fields, answer) => {
    const { status, text } = await shown({ ...fields, try: '1' });
    expect(status).toBe(200);
    expect(text).toContain(answer);
    expect(text).not.toContain('"><b>');
  });

  test('an edit is its sender’s, and needs their token', async () => {
    const client = new ApiClient(wiki.url);
    await client.logIn(ADMIN);
    const headers = { Cookie: client.cookie };
    const body = '{"label": "Patata"}';
    const fields = { operation: 'setItemLabel', item_id: 'Q1', language_code: 'it', body };
    expect((await sent(fields, headers)).status).toBe(403);
    expect((await sent({ ...fields, token: '+\\' }, headers)).status).toBe(403);
    expect((await wiki.rest.get('/entities/items/Q1/labels/it')).status).toBe(404);
    const token = await client.token();
    const { status, text } = await sent({ ...fields, token }, headers);
    expect(status).toBe(200);
    expect(text).toContain('201');
    expect((await wiki.rest.get('/entities/items/Q1/labels/it')).json).toBe('Patata');
    const foreign = { ...headers, Origin: 'https://evil.example' };
    expect((await sent({ ...fields, token }, foreign)).status).toBe(403);
  });

  test('asking for an edit by address does nothing', async () => {
    const body = '{"label": "x"}';
    await shown({ operation: 'setItemLabel', item_id: 'Q1', language_code: 'nl', body, try: '1' });
    expect((await wiki.rest.get('/entities/items/Q1/labels/nl')).status).toBe(404);
  });

  test('there is no such operation', async () => {
    expect((await shown({ operation: 'toString' })).status).toBe(404);
    expect((await sent({ operation: '' })).status).toBe(404);
  });
});
