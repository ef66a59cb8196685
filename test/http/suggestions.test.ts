/** `wbsgetsuggestions`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultOf, openFurnishedServer } from '../furnished-server.ts';
import type { Answer, FurnishedServer } from '../furnished-server.ts';
import { label, textStatement } from '../test-server.ts';

let server: FurnishedServer;
let id: string;

beforeAll(async () => {
  server = await openFurnishedServer();
  await server.admin.edit({ id: 'P2' }, label('en', 'number in a list'));
  await server.admin.edit({ id: 'P3' }, label('en', 'number of pages'));
  const created = async (...properties: string[]): Promise<string> =>
    server.admin.create('item', { claims: properties.map((each) => textStatement(each, 'x')) });
  id = await created('P1');
  for (let count = 0; count < 25; count++) await created('P1', 'P2');
  await server.admin.create('item', {
    claims: [textStatement('P1', 'x'), textStatement('P3', 'https://x.example/')],
  });
});
afterAll(() => server.close());

type Fields = Readonly<Record<string, string>>;
interface Suggested extends Answer {
  readonly search: readonly { readonly id: string; readonly rating: number }[];
  readonly 'search-continue'?: number;
}
const ask = (fields: Fields): Promise<Suggested> => {
  const entity = fields['entity']?.replace('ID', id);
  const asked = { ...fields, ...(entity === undefined ? {} : { entity }) };
  return server.admin.get<Suggested>({ action: 'wbsgetsuggestions', ...asked });
};

test.each([
  [{ entity: 'ID' }, ['P2 0.93']],
  [{ entity: 'ID', include: 'all' }, ['P2 0.93', 'P3 0.04']],
  [{ entity: 'ID', include: 'all', limit: '1', continue: '1' }, ['P3 0.04']],
  [{ properties: 'P1|P2' }, []],
  [{ entity: 'ID', search: 'num' }, ['P2 0.93', 'P3 0.00']],
  [{ entity: 'ID', search: 'number of' }, ['P3 0.00']],
  [{ entity: 'ID', search: 'zzz' }, []],
  [{ properties: 'P1', context: 'qualifier' }, []],
  [{ entity: 'P4' }, []],
])('%j suggests %j', async (fields, expected) => {
  const { search } = await ask(fields);
  expect(search.map((each) => `${each.id} ${each.rating.toFixed(2)}`)).toEqual(expected);
});

test('a suggestion says all that a picker shows', async () => {
  const answer = await ask({ entity: 'ID', include: 'all', limit: '1' });
  expect(answer).toMatchObject({ searchinfo: { search: '' }, 'search-continue': 1, success: 1 });
  expect(answer.search[0]).toMatchObject({
    id: 'P2',
    type: 'property',
    datatype: 'external-id',
    label: 'number in a list',
    title: 'Property:P2',
    url: `${server.url}/wiki/Property:P2`,
  });
});

test.each([
  [{}, 'param-missing wikibase-api-param-missing'],
  [{ entity: 'zz' }, 'invalid-entity-id wikibase-api-invalid-entity-id'],
  [{ entity: 'Q999' }, 'no-such-entity no-such-entity'],
  [{ properties: 'P1|Q1' }, 'param-invalid wikibase-api-param-invalid'],
  [{ properties: 'P1', context: 'nonsense' }, 'badvalue'],
  [{ properties: 'P1', language: 'nonsense' }, 'badvalue'],
])('%j is refused: %s', async (fields, fault) => {
  expect(faultOf(await ask(fields as Fields))).toBe(fault);
});
