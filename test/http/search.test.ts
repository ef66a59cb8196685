/** Full-text search as programs and readers reach it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWiki, wikiItself } from '../../server/wiki.ts';
import { saveImported } from '../../server/edit/save-imported.ts';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import { emptyProperty } from '../../schema/model/entity.ts';
import { itemOf } from '../entity-notation.ts';
import { ApiClient, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let client: ApiClient;

const DOCUMENTS = [
  { ...defaultSiteSettings, properties: new Map([['instanceOf', 'P31'] as const]) },
  { ...emptyProperty('P31', 'wikibase-item'), labels: new Map([['en', 'instance of']]) },
  emptyProperty('P9', 'string'),
  itemOf('en=species', 'Q500'),
  itemOf('en=film', 'Q501'),
  itemOf('en=white rhinoceros | en~large & <heavy> animal | P31=Q500', 'Q1'),
  itemOf('en=black rhinoceros | de=Spitzmaulnashorn | P31=Q500', 'Q2'),
  itemOf('en=Rhinoceros | en~a film | P31=Q501 | P9=tt 0123', 'Q3'),
  itemOf('en=rhinoceros foundation', 'Q4'),
  { type: 'talk', id: 'Talk:Q1', text: 'Is the rhinoceros really white?' } as const,
];

beforeAll(async () => {
  server = await openTestServer(
    { SABIR_CONCEPT_BASE: 'http://localhost/entity/' },
    async (folder) => {
      const rdf = { conceptBase: 'http://localhost/entity/' };
      const wiki = await openWiki({ folder, rdf });
      const actor = await wikiItself(wiki.storage);
      const saved = await saveImported(DOCUMENTS, { actor, comment: '' }, wiki.edit);
      if (!saved.ok || saved.value.rejected.length > 0) throw new Error(JSON.stringify(saved));
      await wiki.storage.close();
    },
  );
  client = new ApiClient(server.url);
});
afterAll(() => server.close());

interface Found {
  readonly ns: number;
  readonly title: string;
  readonly snippet?: string;
  readonly titlesnippet?: string;
}
interface Answer {
  readonly warnings?: unknown;
  readonly continue?: { readonly sroffset: number };
  readonly error?: { readonly code: string };
  readonly query: {
    readonly searchinfo: { readonly totalhits: number; readonly suggestion?: string };
    readonly search: readonly Found[];
    readonly pages: readonly { readonly title: string }[];
  };
}

function search(srsearch: string, more: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return client.get<Answer>({ action: 'query', list: 'search', srsearch, ...more });
}

const titles = ({ query }: Answer): string => query.search.map(({ title }) => title).join(' ');

async function page(query: string): Promise<string> {
  return (await fetch(`${server.url}/search?${query}`)).text();
}

async function restResults(path: string): Promise<readonly string[]> {
  const response = await fetch(`${server.url}/w/rest.php/wikibase/v1/search/${path}`, {
    headers: { 'User-Agent': 'test' },
  });
  return ((await response.json()) as { results: { id: string }[] }).results.map(({ id }) => id);
}

describe('list=search', () => {
  test('answers with what clients expect of each page', async () => {
    const { query } = await search('heavy', {
      srprop: 'size|wordcount|timestamp|snippet|titlesnippet',
    });
    expect(query).toEqual({
      searchinfo: { totalhits: 1 },
      search: [
        {
          ns: 0,
          title: expect.stringMatching(/Q1$/),
          pageid: expect.any(Number),
          size: expect.any(Number),
          wordcount: 5,
          timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+Z$/),
          snippet: 'large &amp; &lt;<span class="searchmatch">heavy</span>&gt; animal',
          titlesnippet: 'white rhinoceros',
        },
      ],
    });
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['rhinoceros', {}, 'Q3 Q1 Q2 Q4'],
    ['rhinoceros haswbstatement:P31=Q500', {}, 'Q1 Q2'],
    ['rhinoceros -haswbstatement:P31', {}, 'Q4'],
    ['haswbstatement:P9="tt 0123"', {}, 'Q3'],
    ['rhinoceros', { srnamespace: '1' }, 'Talk:Q1'],
    ['rhinoceros', { srnamespace: '*', srsort: 'just_match' }, 'Q1 Q2 Q3 Q4 Talk:Q1'],
    ['instance', { srnamespace: '120' }, 'Property:P31'],
    ['rhinoceros', { srsort: 'create_timestamp_desc' }, 'Q4 Q3 Q2 Q1'],
    ['rhinoceros', { srwhat: 'title', srsort: 'just_match' }, 'Q1 Q2 Q3 Q4'],
    ['spitzmaulnashron', {}, 'Q2'],
    ['qqqq', {}, ''],
    [' ', {}, ''],
  ])('%s %j: %s', async (text, more, expected) => {
    expect(titles(await search(text, more)).replaceAll('Item:', '')).toBe(expected);
  });

  test('a namespace in the text comes before the parameter', async () => {
    expect(titles(await search('ns:Property instance'))).toBe('Property:P31');
    expect(titles(await search('ns:1 rhinoceros', { srnamespace: '0' }))).toBe('Talk:Q1');
  });

  test('keywords that are none here are told of', async () => {
    const { warnings } = await search('linksto:Q1 incategory:animals');
    expect(JSON.stringify(warnings)).toContain('linksto:, incategory:');
    expect((await search('rhinoceros')).warnings).toBe(undefined);
    expect(await page('q=linksto:animals')).toContain('“linksto:”');
  });

  test('a word that nobody wrote is corrected', async () => {
    const { query } = await search('whiet rhinoceros');
    expect(query.searchinfo).toEqual({
      totalhits: 1,
      suggestion: 'white rhinoceros',
      suggestionsnippet: 'white rhinoceros',
    });
  });

  test('goes on where it ended', async () => {
    const first = await search('rhinoceros', { srlimit: '3' });
    expect([first.query.search.length, first.continue?.sroffset]).toEqual([3, 3]);
    const rest = await search('rhinoceros', { srlimit: '3', sroffset: '3' });
    expect([titles(rest).replace('Item:', ''), rest.continue]).toEqual(['Q4', undefined]);
  });

  test('makes the pages of a query', async () => {
    const fields = { generator: 'search', gsrsearch: 'haswbstatement:P31=Q501' };
    const { query } = await client.get<Answer>({ action: 'query', ...fields });
    expect(query.pages.map(({ title }) => title.replace('Item:', ''))).toEqual(['Q3']);
  });

  test.each([
    ['haswbstatement:nothing', 'badvalue'],
    ['wbstatementquantity:P31', 'badvalue'],
  ])('%s is refused: %s', async (text, code) => {
    expect((await search(text)).error?.code).toBe(code);
  });

  test('an edit is found by the next search', async () => {
    const id = await client.create('item', { labels: { en: { language: 'en', value: 'quagga' } } });
    expect(titles(await search('quagga')).replace('Item:', '')).toBe(id);
  });
});

describe('the search page', () => {
  test('shows what was found, why, and of which classes it is', async () => {
    const text = await page('q=rhinoceros');
    expect(text).toContain('/wiki/Q3');
    expect(text).toContain('/wiki/Talk:Q1');
    expect(text).toContain('haswbstatement%3AP31%3DQ500');
    expect(text).toContain('<mark>rhinoceros</mark> really white?');
  });

  test('narrowed down to a class, shows no other', async () => {
    const text = await page('q=rhinoceros+haswbstatement%3AP31%3DQ501');
    expect(text).toContain('/wiki/Q3');
    expect(text).not.toContain('/wiki/Q1"');
  });

  test('asks whether something else was meant', async () => {
    expect(await page('q=whiet+rhinoceros')).toContain('q=white+rhinoceros');
  });

  test('says what it cannot look for', async () => {
    expect(await page('q=haswbstatement%3Ax')).toContain('haswbstatement:');
  });

  test('leads to an id that is typed', async () => {
    const response = await fetch(`${server.url}/search?q=q1`, { redirect: 'manual' });
    expect(response.headers.get('location')).toContain('Q1');
  });
});

describe('search over REST', () => {
  test.each([
    ['items?q=rhino&language=en', ['Q3', 'Q4', 'Q1', 'Q2']],
    ['items?q=rhinoceros+black&language=en', ['Q2']],
    ['items?q=spitzmaulnashron&language=de', ['Q2']],
    ['items?q=spitzmaulnashron&language=en', []],
    ['properties?q=of+instance&language=en', ['P31']],
  ])('%s', async (path, ids) => {
    expect(await restResults(path)).toEqual(ids);
  });
});
