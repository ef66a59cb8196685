/** `wbsetsitelink` and `wblinktitles`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultOf, openFurnishedServer } from '../furnished-server.ts';
import type { FurnishedServer } from '../furnished-server.ts';
import { label } from '../test-server.ts';

let server: FurnishedServer;
let id: string;

beforeAll(async () => {
  server = await openFurnishedServer();
  id = await server.admin.create('item', label('en', 'linked'));
});
afterAll(() => server.close());

type Fields = Readonly<Record<string, string>>;

test.each<[fields: Fields, sitelinks: object | undefined, more: object]>([
  [
    { linksite: 'enwiki', linktitle: 'linked_page' },
    {
      enwiki: {
        site: 'enwiki',
        title: 'Linked page',
        badges: [],
        url: 'https://enwiki.example/Linked_page',
      },
    },
    {},
  ],
  [
    { linksite: 'enwiki', badges: 'Q1' },
    {
      enwiki: {
        site: 'enwiki',
        title: 'Linked page',
        badges: ['Q1'],
        url: 'https://enwiki.example/Linked_page',
      },
    },
    {},
  ],
  [
    { linksite: 'enwiki' },
    { enwiki: { site: 'enwiki', title: 'Linked page', badges: ['Q1'], removed: '' } },
    {},
  ],
  [{ linksite: 'enwiki', linktitle: '' }, undefined, { nochange: true }],
])('%j', async (fields, sitelinks, more) => {
  const { entity } = await server.post('wbsetsitelink', { id, ...fields });
  expect(entity).toEqual({
    ...(sitelinks === undefined ? {} : { sitelinks }),
    id,
    type: 'item',
    lastrevid: expect.any(Number) as unknown,
    ...more,
  });
});

test('a badge that this wiki does not know is left out, with a warning', async () => {
  const fields = { linksite: 'dewiki', linktitle: 'A', badges: 'Q1|Q5|zz' };
  const answer = await server.post('wbsetsitelink', { id, ...fields });
  expect(answer).toMatchObject({
    warnings: { wbsetsitelink: { warnings: expect.stringContaining('Q5, zz') as unknown } },
    entity: { sitelinks: { dewiki: { badges: ['Q1'] } } },
  });
});

test.each<[fields: () => Fields, fault: string]>([
  [() => ({ id, linksite: 'xwiki', linktitle: 'A' }), 'badvalue'],
  [
    () => ({ id, linksite: 'frwiki', badges: 'Q1' }),
    'no-such-sitelink wikibase-api-no-such-sitelink',
  ],
  [() => ({ id: 'P1', linksite: 'frwiki', linktitle: 'A' }), 'not-item wikibase-api-not-item'],
  [
    () => ({ id: 'Q1', linksite: 'dewiki', linktitle: 'a' }),
    'failed-save wikibase-api-failed-save wikibase-validator-sitelink-conflict',
  ],
])('refuses %o: %s', async (fields, fault) => {
  expect(faultOf(await server.post('wbsetsitelink', fields()))).toBe(fault);
});

const pages = (tosite: string, totitle: string, fromsite: string, fromtitle: string): Fields => ({
  tosite,
  totitle,
  fromsite,
  fromtitle,
});
test.each<[fields: Fields, sites: string]>([
  [pages('enwiki', 'Paris', 'frwiki', 'Paris'), 'enwiki frwiki'],
  [pages('enwiki', 'paris', 'frwiki', 'Paris'), 'common-item wikibase-api-common-item'],
  [pages('dewiki', 'Paris', 'frwiki', 'Paris'), 'dewiki'],
  [pages('frwiki', 'Rome', 'enwiki', 'Rome'), 'frwiki enwiki'],
  [pages('enwiki', 'Paris', 'frwiki', 'Rome'), 'no-common-item wikibase-api-no-common-item'],
  [pages('enwiki', 'Paris', 'enwiki', 'Rome'), 'param-illegal wikibase-api-param-illegal'],
  [pages('xwiki', 'Paris', 'enwiki', 'Rome'), 'badvalue'],
])('wblinktitles %j: %s', async (fields, outcome) => {
  const answer = await server.post('wblinktitles', fields);
  const { sitelinks } = (answer['entity'] ?? {}) as { sitelinks?: object };
  expect(sitelinks === undefined ? faultOf(answer) : Object.keys(sitelinks).join(' ')).toBe(
    outcome,
  );
});
