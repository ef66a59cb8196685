/** wikibase-sdk from npm, as it is: it builds the addresses, and simplifies what comes back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer, textStatement } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';
import { areInstalled, toolPath } from './installed.ts';

/** What is used of it here. */
interface Sdk {
  getEntities(options: { ids: readonly string[]; languages?: readonly string[] }): string;
  getManyEntities(options: { ids: readonly string[] }): readonly string[];
  getEntitiesFromSitelinks(options: { titles: string; sites: string }): string;
  searchEntities(options: { search: string; language: string }): string;
  cirrusSearchPages(options: { haswbstatement: string }): string;
  getRevisions(options: { ids: string }): string;
  getEntityRevision(options: { id: string; revision: number }): string;
  sparqlQuery(query: string): string;
  getReverseClaims(options: { properties: string; values: string }): string;
  parse: {
    entities(body: unknown): Record<string, unknown>;
    pagesTitles(body: unknown): string[];
  };
  simplify: {
    sparqlResults(body: unknown): readonly unknown[];
  };
}

async function ask(url: string): Promise<unknown> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return response.json();
}

describe.skipIf(!areInstalled)('wikibase-sdk', () => {
  let server: TestServer;
  let sdk: Sdk;
  let firstRevision: number;

  beforeAll(async () => {
    server = await openTestServer();
    const editor = new ApiClient(server.url);
    await editor.logIn(ADMIN);
    await editor.create('property', { ...label('en', 'motto'), datatype: 'string' });
    const animal = { ...label('en', 'animal'), claims: [textStatement('P1', 'alive')] };
    const { entity } = await editor.edit({ new: 'item' }, animal);
    firstRevision = entity?.lastrevid ?? 0;
    await editor.edit({ id: 'Q1' }, label('de', 'Tier'));
    const { WBK } = (await import(toolPath('wikibase-sdk', 'dist', 'src', 'index.js'))) as {
      WBK: (options: object) => Sdk;
    };
    sdk = WBK({ instance: server.url, sparqlEndpoint: `${server.url}/sparql` });
  });

  afterAll(() => server.close());

  test('entities, simplified', async () => {
    const answer = await ask(sdk.getEntities({ ids: ['Q1'] }));
    expect(sdk.parse.entities(answer)).toMatchObject({
      Q1: { labels: { en: 'animal', de: 'Tier' }, claims: { P1: ['alive'] } },
    });
  });

  test('more entities than one request may ask for', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `Q${index + 1}`);
    const urls = sdk.getManyEntities({ ids });
    expect(urls).toHaveLength(2);
    for (const url of urls) expect(await ask(url)).toMatchObject({ success: 1 });
  });

  test('entities by their pages on other sites', async () => {
    const url = sdk.getEntitiesFromSitelinks({ titles: 'Animal', sites: 'enwiki' });
    expect(await ask(url)).toHaveProperty('error');
  });

  test('search by a beginning', async () => {
    const { search } = (await ask(sdk.searchEntities({ search: 'ani', language: 'en' }))) as {
      search: readonly { id: string }[];
    };
    expect(search.map(({ id }) => id)).toEqual(['Q1']);
  });

  test('search by a statement', async () => {
    const answer = await ask(sdk.cirrusSearchPages({ haswbstatement: 'P1=alive' }));
    expect(sdk.parse.pagesTitles(answer)).toEqual(['Q1']);
  });

  test('revisions, and the entity as it was', async () => {
    expect(JSON.stringify(await ask(sdk.getRevisions({ ids: 'Q1' })))).toContain('wbeditentity');
    const then = await ask(sdk.getEntityRevision({ id: 'Q1', revision: firstRevision }));
    expect(sdk.parse.entities(then)).toMatchObject({
      Q1: { labels: { en: 'animal' } },
    });
    expect(JSON.stringify(then)).not.toContain('Tier');
  });

  test('SPARQL with the prefixes that Wikidata knows, and its own reverse query', async () => {
    const text = 'SELECT ?animal WHERE { ?animal wdt:P1 "alive" }';
    expect(sdk.simplify.sparqlResults(await ask(sdk.sparqlQuery(text)))).toEqual([
      { animal: 'Q1' },
    ]);
    const reverse = sdk.getReverseClaims({ properties: 'P1', values: 'alive' });
    expect(sdk.simplify.sparqlResults(await ask(reverse))).toEqual([{ subject: 'Q1' }]);
  });
});
