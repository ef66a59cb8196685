/** The first start of a wiki: the seeds in a real store. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kindOf } from '../schema/model/documents/kinds.ts';
import { searchKey } from '../schema/model/search-key.ts';
import { loadSeeds } from '../server/import/seeds.ts';
import { readSeeds } from '../server/import/seeds/read-seeds.ts';
import { openTemporaryWiki, type TemporaryWiki, sysop } from './temporary-wiki.ts';

const conceptBase = 'http://localhost/entity/';
const documents = readSeeds(conceptBase);
let wiki: TemporaryWiki;

beforeAll(async () => {
  wiki = await openTemporaryWiki();
  await loadSeeds({ ...wiki, conceptBase, actor: sysop });
});

afterAll(() => wiki.close());

test('every seed is saved, under the rules of edits', async () => {
  const kinds = Map.groupBy(documents, kindOf);
  const { documents: counts } = await wiki.storage.records.counts();
  expect(counts).toEqual(Object.fromEntries([...kinds].map(([kind, all]) => [kind, all.length])));
});

test.each(['rhino', 'rhinoceros', 'носорог', 'Nashorn', '犀牛'])(
  'somebody who looks for %s finds the rhinoceroses',
  async (text) => {
    const matches = await wiki.storage.records.findTerms({
      prefix: searchKey(text),
      languages: undefined,
      kinds: ['item'],
      limit: 20,
    });
    expect(matches.map(({ documentId }) => documentId)).toContain('Q34718');
  },
);

test('loading again changes nothing', async () => {
  const before = await wiki.storage.records.head();
  const { entities } = await loadSeeds({ ...wiki, conceptBase, actor: sysop });
  expect(entities).toBeGreaterThan(1000);
  expect(await wiki.storage.records.head()).toEqual(before);
});
