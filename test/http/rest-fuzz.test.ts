/** Whatever is sent: an answer of the API's own, no fault of the server, nothing half saved. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../server/http/rest/operations.ts';
import { openRestWiki, statementPath } from '../rest-wiki.ts';
import type { RestWiki } from '../rest-wiki.ts';
import { spoiltJson } from './fuzz/spoilt-json.ts';

let wiki: RestWiki;
beforeAll(async () => {
  wiki = await openRestWiki();
});
afterAll(() => wiki.close());

const examples: Readonly<Record<string, string>> = {
  item_id: 'Q2',
  property_id: 'P1',
  language_code: 'en',
  site_id: 'enwiki',
  statement_id: statementPath(1),
};

const RUNS = 500;

/** Operations on properties are made of the same code. */
const edits = operations.filter(
  ({ body, path }) => body !== undefined && !path.includes('properties'),
);

test.each(edits)(
  `$id: ${RUNS} spoilt bodies are answered, never with a fault`,
  async (operation) => {
    const { method, path, body } = operation;
    const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => examples[name] ?? '');
    const sent = fc.tuple(spoiltJson(body?.example), fc.integer({ min: 0, max: 9 }));
    await fc.assert(
      fc.asyncProperty(sent, async ([json, cut]) => {
        const text = JSON.stringify(json);
        const spoilt = cut === 0 ? text.slice(0, -1) : text;
        const { status } = await wiki.rest.send(method, address, spoilt);
        expect([200, 201, 400, 403, 404, 409, 422]).toContain(status);
      }),
      { numRuns: RUNS },
    );
  },
);

test('an item that nobody edited is what it was', async () => {
  const { json } = await wiki.rest.get('/entities/items/Q5');
  expect(json).toMatchObject({ id: 'Q5', labels: { en: 'thing' }, statements: {} });
});
