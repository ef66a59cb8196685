import { afterAll, beforeAll, expect, test } from 'vitest';
import { itemOf, textOf } from '../../test/entity-notation.ts';
import { alice, openTemporaryWiki } from '../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../test/temporary-wiki.ts';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import { emptyProperty } from '../../schema/model/entity.ts';
import type { ItemId } from '../../schema/model/entity-id.ts';
import { readStored } from '../../schema/model/stored-json.ts';
import { mergeEntities } from './merge-entities.ts';
import type { MergeRequest, MergeResult } from './merge-entities.ts';

let wiki: TemporaryWiki;

beforeAll(async () => {
  wiki = await openTemporaryWiki();
  const enwiki = {
    id: 'enwiki',
    group: undefined,
    language: 'en',
    pageUrl: 'https://en.example/$1',
  };
  await wiki.load(
    { ...defaultSiteSettings, sites: [enwiki] },
    emptyProperty('P1', 'string'),
    itemOf('en=double | en~x', 'Q50'),
  );
});

afterAll(() => wiki.close());

async function newItem(text: string): Promise<ItemId> {
  return (await wiki.newItem(text)).id;
}

function merge(from: string, to: string, more: Partial<MergeRequest> = {}): Promise<MergeResult> {
  return mergeEntities({ actor: alice, type: 'item', from, to, ignore: new Set(), ...more }, wiki);
}

async function shown(id: string): Promise<string> {
  const page = await wiki.storage.records.document(id);
  if (page === undefined) return 'none';
  const document = readStored('item', page.content);
  if (document.type === 'redirect') return `→ ${document.target}`;
  return document.type === 'item' ? textOf(document) : document.type;
}

test('one commit moves everything, and leaves a redirect', async () => {
  const from = await newItem('en=a | en~c | P1=x | enwiki:A');
  const to = await newItem('en=b');
  const before = await wiki.storage.records.head();
  const result = await merge(from, to, { comment: 'the same' });
  if (result.outcome !== 'saved') throw new Error(JSON.stringify(result.failures));
  expect(result).toMatchObject({ from: { id: from }, to: { id: to }, redirected: true });
  expect(await shown(from)).toBe(`→ ${to}`);
  expect(await shown(to)).toBe('en=b | en~c | en+a | P1=x | enwiki:A');
  const changes = await wiki.storage.records.changes(before.sequence, 10);
  expect(changes.map(({ documentId, summary }) => [documentId, summary])).toEqual([
    [from, `/* wbmergeitems-to:0||${to} */ the same`],
    [to, `/* wbmergeitems-from:0||${from} */ the same`],
  ]);
  expect([result.from.revisionId, result.to.revisionId]).toEqual(
    changes.map(({ revisionId }) => revisionId),
  );
});

test('what cannot be moved stays, and so does the item', async () => {
  const from = await newItem('en=a | en~x');
  const to = await newItem('en=a | en~y');
  const result = await merge(from, to, { ignore: new Set(['description']) });
  expect(result).toMatchObject({ outcome: 'saved', redirected: false });
  expect([await shown(from), await shown(to)]).toEqual(['en~x', 'en=a | en~y']);
});

test('the merged item is judged like any other', async () => {
  const from = await newItem('en~x');
  const to = await newItem('en=double');
  expect(await merge(from, to)).toMatchObject({ failures: [{ code: 'label-description-taken' }] });
  const alike = await newItem('en~same');
  const label = await newItem('en=same');
  expect(await merge(alike, label)).toMatchObject({
    failures: [{ code: 'label-equals-description' }],
  });
  expect(await shown(alike)).toBe('en~same');
});

test.each([
  ['nonsense', 'Q50', 'malformed-entity-id', '/from'],
  ['P1', 'Q50', 'malformed-entity-id', '/from'],
  ['Q50', 'Q999999', 'unknown-entity', '/to'],
])('%s into %s: %s at %s', async (from, to, code, path) => {
  expect(await merge(from, to)).toMatchObject({ failures: [{ code, path }] });
});

test('an item is not merged into itself, nor a redirect into anything', async () => {
  expect(await merge('Q50', 'Q50')).toMatchObject({ failures: [{ code: 'redirect-to-self' }] });
  const from = await newItem('');
  await merge(from, 'Q50');
  expect(await merge(from, 'Q50')).toMatchObject({
    failures: [{ code: 'entity-is-redirect', parameters: { target: 'Q50' } }],
  });
});

test('tags are judged as those of any edit', async () => {
  const from = await newItem('');
  const failures = [{ code: 'malformed-text' }];
  expect(await merge(from, 'Q50', { tags: ['<b>'] })).toMatchObject({ failures });
});

test('two that are merged into each other at once: one of the merges is too late', async () => {
  const [one, other] = [await newItem('en=one'), await newItem('en=other')];
  const results = await Promise.all([merge(one, other), merge(other, one)]);
  expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['rejected', 'saved']);
});

test('conflicts are told, and nothing changes', async () => {
  const from = await newItem('en~x | enwiki:A1');
  const to = await newItem('en~y | enwiki:B1');
  expect(await merge(from, to)).toMatchObject({
    failures: [{ code: 'description-conflict' }, { code: 'sitelink-conflict' }],
  });
  expect(await shown(from)).toBe('en~x | enwiki:A1');
});
