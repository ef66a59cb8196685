/** `wbmergeitems`, `wbcreateredirect`, `wblmergelexemes`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultOf, openFurnishedServer } from '../furnished-server.ts';
import type { Answer, FurnishedServer } from '../furnished-server.ts';
import { label } from '../test-server.ts';

let server: FurnishedServer;
/** Items with one label each; `filled` has a description besides, `linked` a sitelink. */
const items: Record<string, string> = {};

const description = (value: string) => ({ descriptions: { en: { language: 'en', value } } });
const link = (title: string) => ({ sitelinks: { enwiki: { site: 'enwiki', title } } });

beforeAll(async () => {
  server = await openFurnishedServer();
  const contents = {
    a: description('first'),
    b: {},
    c: { ...description('third'), ...link('C') },
    d: link('D'),
    e: {},
  };
  for (const [name, content] of Object.entries(contents)) {
    items[name] = await server.admin.create('item', { ...label('en', name), ...content });
  }
  items['empty'] = await server.admin.create('item', {});
});
afterAll(() => server.close());

/** Names of items stand for their ids. */
const idOf = (name: string): string => items[name] ?? name;
const merge = (from: string, to: string, ignoreconflicts = ''): Promise<Answer> =>
  server.post('wbmergeitems', {
    fromid: idOf(from),
    toid: idOf(to),
    ...(ignoreconflicts === '' ? {} : { ignoreconflicts }),
  });
const redirect = (from: string, to: string): Promise<Answer> =>
  server.post('wbcreateredirect', { from: idOf(from), to: idOf(to) });

/** The calls follow each other: what was merged is a redirect from then on. */
test.each<[from: string, to: string, fault: string]>([
  ['a', 'c', 'failed-modify wikibase-api-failed-modify'],
  ['d', 'c', 'failed-modify wikibase-api-failed-modify'],
  ['a', 'a', 'cant-merge-self wikibase-itemmerge-cant-merge-self'],
  ['P1', 'a', 'invalid-entity-id wikibase-api-invalid-entity-id'],
  ['z', 'a', 'invalid-entity-id wikibase-api-invalid-entity-id'],
  ['Q999999', 'a', 'no-such-entity wikibase-itemmerge-no-such-entity'],
  ['a', 'b', 'none'],
  ['a', 'b', 'cant-load-entity-content wikibase-api-cant-load-entity-content'],
])('wbmergeitems %s into %s: %s', async (from, to, fault) => {
  expect(faultOf(await merge(from, to))).toBe(fault);
});

test('a merge answers with both revisions and says what stood in its way', async () => {
  const refused = await merge('c', 'b');
  expect(refused.error).toMatchObject({ extradata: [expect.stringContaining('description')] });
  const answer = await merge('d', 'b');
  const lastrevid: unknown = expect.any(Number);
  expect(answer).toEqual({
    success: 1,
    redirected: 1,
    from: { id: idOf('d'), type: 'item', lastrevid },
    to: { id: idOf('b'), type: 'item', lastrevid },
  });
  const { comment } = await server.latest(idOf('b'));
  expect(comment).toBe(`/* wbmergeitems-from:0||${idOf('d')} */`);
});

test('what is ignored is left where it was', async () => {
  expect(await merge('c', 'b', 'description|sitelink|nonsense')).toMatchObject({
    success: 1,
    redirected: 0,
    warnings: { wbmergeitems: { warnings: expect.stringContaining('nonsense') as unknown } },
  });
});

test.each<[from: string, to: string, fault: string]>([
  ['b', 'e', 'origin-not-empty wikibase-api-origin-not-empty'],
  ['b', 'b', 'target-is-incompatible wikibase-api-target-is-incompatible'],
  ['b', 'P1', 'target-is-incompatible wikibase-api-target-is-incompatible'],
  ['b', 'Q999999', 'no-such-entity wikibase-api-no-such-entity'],
  ['Q999999', 'b', 'no-such-entity wikibase-api-no-such-entity'],
  ['zz', 'b', 'invalid-entity-id wikibase-api-invalid-entity-id'],
  ['b', 'a', 'target-is-redirect wikibase-api-target-is-redirect'],
])('wbcreateredirect %s to %s: %s', async (from, to, fault) => {
  expect(faultOf(await redirect(from, to))).toBe(fault);
});

test('an empty item becomes a redirect, which may be turned elsewhere', async () => {
  expect(await redirect('empty', 'e')).toEqual({ success: 1, redirect: idOf('e') });
  expect(await redirect('empty', 'b')).toEqual({ success: 1, redirect: idOf('b') });
  const label2 = { id: idOf('empty'), language: 'en', value: 'x' };
  expect(faultOf(await server.post('wbsetlabel', label2))).toBe(
    'unresolved-redirect wikibase-api-unresolved-redirect',
  );
  const entity = { entity: idOf('empty'), property: 'P1', snaktype: 'somevalue' };
  expect(faultOf(await server.post('wbcreateclaim', entity))).toBe(
    'unresolved-redirect wikibase-api-unresolved-redirect',
  );
});
