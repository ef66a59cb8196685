/** A wiki whose settings leave lexemes out: no door offers, finds or makes one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import { emptyLexeme } from '../../schema/model/entity.ts';
import { saveImported } from '../../server/edit/save-imported.ts';
import { openWiki, wikiItself } from '../../server/wiki.ts';
import { itemOf } from '../entity-notation.ts';
import { ADMIN, ApiClient, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

const namespaces = new Map(defaultSiteSettings.namespaces);
namespaces.delete('lexeme');

const DOCUMENTS = [
  { ...defaultSiteSettings, namespaces },
  itemOf('en=language', 'Q1'),
  emptyLexeme('L1', 'Q1', 'Q1'),
];

let server: TestServer;
let client: ApiClient;
let refused: readonly unknown[];

beforeAll(async () => {
  server = await openTestServer({}, async (folder) => {
    const wiki = await openWiki({ folder, rdf: { conceptBase: 'http://localhost/entity/' } });
    const actor = await wikiItself(wiki.storage);
    const saved = await saveImported(DOCUMENTS, { actor, comment: '' }, wiki.edit);
    if (!saved.ok) throw new Error(JSON.stringify(saved.failures));
    refused = saved.value.rejected;
    await wiki.storage.close();
  });
  client = new ApiClient(server.url);
  await client.logIn(ADMIN);
});
afterAll(() => server.close());

describe('a wiki without lexemes', () => {
  test('an import leaves them out, and says why', () => {
    const failures = [{ code: 'unknown-document-kind', parameters: { kind: 'lexeme' } }];
    expect(refused).toEqual([{ id: 'L1', failures }]);
  });

  test.each([
    [{ action: 'wbgetentities', ids: 'L1' }, 'no-such-entity'],
    [{ action: 'wbgetentities', ids: 'Q1|L1-F1' }, 'no-such-entity'],
    [{ action: 'wbformatentities', ids: 'L1' }, 'no-such-entity'],
    [{ action: 'wbsearchentities', search: 'a', language: 'en', type: 'lexeme' }, 'badvalue'],
    [{ action: 'wbsearchentities', search: 'a', language: 'en', type: 'sense' }, 'badvalue'],
    [{ action: 'query', list: 'wbsearch', wbssearch: 'a', wbstype: 'form' }, 'badvalue'],
  ])('%j is refused: %s', async (fields, code) => {
    expect(await client.get(fields)).toMatchObject({ error: { code } });
  });

  test('none can be made', async () => {
    const data = {
      lemmas: { en: { language: 'en', value: 'speech' } },
      language: 'Q1',
      lexicalCategory: 'Q1',
    };
    expect(await client.edit({ new: 'lexeme' }, data)).toMatchObject({
      error: { code: 'badvalue' },
    });
  });

  test.each([
    ['wbsearchentities', 'type', ['item', 'property']],
    ['query+wbsearch', 'type', ['item', 'property']],
    ['wbeditentity', 'new', ['item', 'property']],
  ])('paraminfo of %s lists in %s only what there is', async (modules, name, type) => {
    const { paraminfo } = await client.get<{
      paraminfo: { modules: { parameters: { name: string; type: unknown }[] }[] };
    }>({ action: 'paraminfo', modules });
    const [{ parameters }] = paraminfo.modules;
    expect(parameters.find((each) => each.name === name)).toMatchObject({ type });
  });

  test.each([
    '/entity/L1',
    '/wiki/L1',
    '/wiki/Lexeme:L1',
    '/wiki/Special:EntityData/L1.json',
    '/w/rest.php/wikibase/v1/entities/lexemes/L1',
  ])('%s leads nowhere', async (path) => {
    expect((await fetch(server.url + path)).status).toBe(404);
  });

  test('its namespaces and extensions do not name them', async () => {
    const about = await client.get<{ query: object }>({
      action: 'query',
      meta: 'siteinfo',
      siprop: 'namespaces|extensions',
    });
    expect(JSON.stringify(about.query)).not.toContain('Lexeme');
    const title = await client.get<{ query: { pages: { ns: number; missing: boolean }[] } }>({
      action: 'query',
      titles: 'L1',
    });
    expect(title.query.pages).toMatchObject([{ ns: 0, missing: true }]);
  });

  test('a new property cannot be about them', async () => {
    const headers = { Cookie: client.cookie };
    const form = await (await fetch(`${server.url}/wiki/Special:NewProperty`, { headers })).text();
    expect(form).toContain('value="wikibase-item"');
    expect(form).not.toMatch(/value="wikibase-(lexeme|form|sense)"/);
    const made = await client.edit({ new: 'property' }, { datatype: 'wikibase-lexeme' });
    expect(made).toMatchObject({ error: { code: 'param-illegal' } });
  });
});
