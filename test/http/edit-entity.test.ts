/** `wbeditentity`: what its `data` may say, and what it answers. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultOf, guid, openFurnishedServer } from '../furnished-server.ts';
import type { Answer, FurnishedServer } from '../furnished-server.ts';
import { label, textStatement } from '../test-server.ts';

let server: FurnishedServer;
let id: string;

beforeAll(async () => {
  server = await openFurnishedServer();
  id = await server.admin.create('item', label('en', 'one'));
});
afterAll(() => server.close());

type Fields = Readonly<Record<string, string>>;
const edit = (fields: Fields, data: unknown): Promise<Answer> =>
  server.post('wbeditentity', { ...fields, data: JSON.stringify(data) });
const statement = (n: number, value: string) => ({
  id: guid(id, n),
  ...textStatement('P1', value),
});
const term = (language: string, value: string) => ({ [language]: { language, value } });

/** Each call follows the one before. */
test.each<[data: () => object, entity: object]>([
  [() => ({ labels: term('en', ' two\nlines ') }), { labels: term('en', 'two lines') }],
  [
    () => ({ labels: { en: { language: 'en', remove: '' } }, descriptions: term('de', 'x') }),
    { labels: {}, descriptions: term('de', 'x') },
  ],
  [() => ({ labels: [{ language: 'fr', value: 'liste' }] }), { labels: term('fr', 'liste') }],
  [() => ({ claims: [statement(1, 'a')] }), { claims: { P1: [{ rank: 'normal' }] } }],
  [
    () => ({ claims: { P1: [{ ...statement(1, 'b'), rank: 'preferred' }] } }),
    { claims: { P1: [{ rank: 'preferred', mainsnak: { datavalue: { value: 'b' } } }] } },
  ],
  [() => ({ claims: [{ id: guid(id, 1), remove: '' }] }), { claims: {} }],
  [
    () => ({ sitelinks: { enwiki: { site: 'enwiki', title: 'one', badges: ['Q1'] } } }),
    { sitelinks: { enwiki: { title: 'One', badges: ['Q1'] } } },
  ],
  [
    () => ({ sitelinks: { enwiki: { site: 'enwiki', title: 'Two' } } }),
    { sitelinks: { enwiki: { title: 'Two', badges: ['Q1'], url: 'https://enwiki.example/Two' } } },
  ],
  [() => ({ sitelinks: [{ site: 'enwiki', title: '' }] }), { sitelinks: {} }],
  [() => ({ id, type: 'item', ns: 0, title: id }), { nochange: true }],
  [() => ({ nobodyKnows: 1 }), { nochange: true }],
])('%o', async (data, entity) => {
  expect(await edit({ id }, data())).toMatchObject({ entity: { id, ...entity }, success: 1 });
});

test.each<[fields: () => Fields, data: () => unknown, fault: string]>([
  [() => ({ id }), () => 'x', 'not-recognized-array wikibase-api-not-recognized-array'],
  [() => ({ id }), () => ({ remove: '' }), 'not-recognized wikibase-api-not-recognized'],
  [() => ({ id }), () => ({ id: 'Q1' }), 'param-invalid wikibase-api-param-invalid'],
  [() => ({ id }), () => ({ type: 'property' }), 'param-invalid wikibase-api-param-invalid'],
  [() => ({ id }), () => ({ ns: 99 }), 'param-illegal wikibase-api-param-illegal'],
  [() => ({ id }), () => ({ title: 'Q1' }), 'param-illegal wikibase-api-param-illegal'],
  [() => ({ id }), () => ({ pageid: 1 }), 'param-illegal wikibase-api-param-illegal'],
  [() => ({ id }), () => ({ lastrevid: 1 }), 'param-illegal wikibase-api-param-illegal'],
  [
    () => ({ id }),
    () => ({ sitelinks: { enwiki: { site: 'dewiki', title: 'X' } } }),
    'inconsistent-site wikibase-api-inconsistent-site',
  ],
  [
    () => ({ id }),
    () => ({ claims: [{ ...statement(1, 'x'), id: guid('Q1', 1) }] }),
    'modification-failed wikibase-api-modification-failed',
  ],
  [
    () => ({ id }),
    () => ({ claims: [{ ...statement(1, 'x'), rank: 'best' }] }),
    'invalid-claim wikibase-api-invalid-claim',
  ],
  [
    () => ({ id }),
    () => ({ claims: [{ ...statement(1, 'x'), type: undefined }] }),
    'invalid-claim wikibase-api-invalid-claim',
  ],
  [() => ({ new: 'property' }), () => ({}), 'param-illegal wikibase-api-not-recognized-datatype'],
  [
    () => ({ new: 'item' }),
    () => ({ ...label('en', 'same'), descriptions: term('en', 'same') }),
    'modification-failed wikibase-validator-label-equals-description',
  ],
])('%o %o is refused: %s', async (fields, data, fault) => {
  expect(faultOf(await edit(fields(), data()))).toBe(fault);
});

test('clear starts from nothing, and only from the newest revision', async () => {
  const first = await edit({ id }, { labels: term('es', 'uno') });
  const baserevid = String((first['entity'] as { lastrevid: number }).lastrevid);
  await edit({ id }, { labels: term('it', 'uno') });
  const stale = await edit({ id, clear: '1', baserevid }, { labels: term('en', 'cleared') });
  expect(stale.error?.code).toBe('editconflict');
  const cleared = await edit({ id, clear: '1' }, { labels: term('en', 'cleared') });
  expect(cleared).toMatchObject({ entity: { labels: term('en', 'cleared'), descriptions: {} } });
  expect((cleared['entity'] as { labels: object }).labels).toEqual(term('en', 'cleared'));
  expect((await server.latest(id)).comment).toBe('/* wbeditentity-override:0| */');
});

test('a property keeps its datatype, and says so', async () => {
  expect(await edit({ id: 'P1' }, { datatype: 'url' })).toMatchObject({
    entity: { datatype: 'string', nochange: true },
    warnings: { wbeditentity: { warnings: expect.stringContaining('P1') as unknown } },
  });
});

test.each<[data: string, unknown: string]>([
  ['{"foo":1}', 'foo'],
  ['{"label":{},"toString":1,"hasOwnProperty":2}', 'label, toString, hasOwnProperty'],
  ['{"foo":{"labels":{}},"labels":{}}', 'foo'],
])('what nobody knows is named: %s', async (data, unknown) => {
  const answer = await server.post('wbeditentity', { id, data });
  expect(answer).toMatchObject({
    entity: { nochange: true },
    warnings: {
      wbeditentity: { warnings: expect.stringContaining(`ignored: ${unknown}.`) as unknown },
    },
  });
});

test('a statement counts as what it says itself, and a key that says otherwise is named', async () => {
  const answer = await edit({ new: 'item' }, { claims: { P2: [textStatement('P1', 'x')] } });
  expect(answer).toMatchObject({
    entity: { claims: { P1: [{ mainsnak: { property: 'P1' } }] } },
    warnings: { wbeditentity: { warnings: expect.stringContaining('“P2”') as unknown } },
  });
});

test('what is read may be sent back without a warning', async () => {
  const { entities } = await server.admin.get<{
    readonly entities: Readonly<Record<string, object>>;
  }>({ action: 'wbgetentities', ids: id });
  const answer = await edit({ id }, entities[id]);
  expect(answer).toMatchObject({ entity: { nochange: true } });
  expect(answer).not.toHaveProperty('warnings');
});

const placesOf = (key: string): string[] => [
  `{"${key}":{"x":1}}`,
  `{"labels":{"${key}":{"language":"${key}","value":"x"}}}`,
  `{"labels":{"en":{"language":"en","value":"x","${key}":{}}}}`,
  `{"descriptions":[{"${key}":"x"}]}`,
  `{"aliases":{"${key}":[]}}`,
  `{"claims":{"${key}":[]}}`,
  `{"claims":[{"type":"statement","mainsnak":{"${key}":1}}]}`,
  `{"claims":[{"mainsnak":{"datavalue":{"value":{"${key}":{"x":1}}}}}]}`,
  `{"claims":[{"qualifiers":{"${key}":[]}}]}`,
  `{"claims":[{"references":[{"snaks":{"${key}":[]}}]}]}`,
  `{"sitelinks":{"${key}":{"site":"${key}","title":"x"}}}`,
  `{"foo":[[[{"${key}":null}]]]}`,
];
test.each(['__proto__', 'constructor', 'prototype'].flatMap(placesOf))(
  'what only JavaScript knows is refused: %s',
  async (data) => {
    const answer = await server.post('wbeditentity', { id, data });
    // what is wrong in a statement has a code of its own
    expect(['not-recognized', 'modification-failed']).toContain(answer.error?.code);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  },
);

test('an entity is found by a page that it links to, however its title is spelt', async () => {
  await edit({ id }, { sitelinks: { dewiki: { site: 'dewiki', title: 'Zwei Worte' } } });
  const answer = await edit({ site: 'dewiki', title: 'zwei_Worte' }, { labels: term('nl', 'x') });
  expect(answer).toMatchObject({ entity: { id, labels: term('nl', 'x') } });
});
