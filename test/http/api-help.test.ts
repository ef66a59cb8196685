/** What the modules say of themselves, and whether it is true. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemOf } from '../entity-notation.ts';
import { emptyProperty } from '../../schema/model/entity.ts';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import { openTemporaryWiki } from '../temporary-wiki.ts';
import { ADMIN, ApiClient, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let admin: ApiClient;

beforeAll(async () => {
  server = await openTestServer({}, furnish);
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
});
afterAll(() => server.close());

/** What the examples are about. */
async function furnish(folder: string): Promise<void> {
  const wiki = await openTemporaryWiki({ folder });
  await wiki.load(
    {
      ...defaultSiteSettings,
      sites: [
        {
          id: 'enwiki',
          group: 'wikipedia',
          language: 'en',
          pageUrl: 'https://en.wikipedia.example/wiki/$1',
        },
      ],
    },
    emptyProperty('P31', 'wikibase-item'),
    emptyProperty('P279', 'wikibase-item'),
    itemOf('en=planet', 'Q5'),
    itemOf('en=Earth P31=Q5', 'Q2'),
  );
  await wiki.storage.close();
}

interface Described {
  readonly paraminfo: {
    readonly modules: readonly {
      readonly path: string;
      readonly description?: unknown;
      readonly mustbeposted?: boolean;
      readonly examples?: readonly { readonly query: string; readonly description: unknown }[];
      readonly parameters: readonly { readonly name: string; readonly description?: unknown }[];
    }[];
  };
}

const paramInfo = (modules: string, helpformat: string, fields = {}) =>
  admin.get<Described>({ action: 'paraminfo', modules, helpformat, ...fields });

const dirOf = async (format: string, fields = {}) => {
  const [module] = (await paramInfo('query+recentchanges', format, fields)).paraminfo.modules;
  return module?.parameters.find(({ name }) => name === 'dir')?.description;
};

const page = async (query: string) => {
  const headers = { Cookie: admin.cookie };
  return (await fetch(`${server.url}/w/api.php?action=help&${query}`, { headers })).text();
};

describe('paraminfo', () => {
  test.each(['html', 'raw', 'wikitext'])('describes everything as %s', async (format) => {
    const { modules } = (await paramInfo('**', format)).paraminfo;
    const bare = modules.flatMap(({ path, description, examples = [], parameters }) => [
      ...(description === undefined ? [path] : []),
      ...(examples.length > 0 && examples.every((each) => each.description) ? [] : [path]),
      ...parameters
        .filter((each) => each.description === undefined)
        .map(({ name }) => `${path} ${name}`),
    ]);
    expect(bare).toEqual([]);
  });

  test('describes nothing where nobody asks', async () => {
    const [module] = (await paramInfo('wbgetentities', 'none')).paraminfo.modules;
    expect(module).not.toHaveProperty('description');
    expect(module).not.toHaveProperty('examples');
    expect(module?.parameters[0]).not.toHaveProperty('description');
  });

  test('values are described with their parameter', async () => {
    expect(await dirOf('html')).toMatch(
      /^In which order to list\.<dl>.*<dt><code>newer<\/code><\/dt>\s*<dd>.*<code dir="ltr">rcstart</s,
    );
    expect(await dirOf('wikitext')).toContain('\n;<code>newer</code>:oldest first');
    expect(await dirOf('raw')).toEqual([
      { key: 'api-param-dir', params: ['rc'] },
      { key: 'api-value-dir-newer', params: ['rc'], forvalue: 'newer' },
      { key: 'api-value-dir-older', params: ['rc'], forvalue: 'older' },
    ]);
  });

  test('in the language that is asked for', async () => {
    expect(await dirOf('wikitext', { uselang: 'de' })).toContain('In welcher Reihenfolge.');
    expect(await dirOf('wikitext', { uselang: 'hi' })).toContain('In which order to list.');
  });

  test('of the message of an example there is one', async () => {
    const [module] = (await paramInfo('logout', 'raw')).paraminfo.modules;
    expect(module?.examples?.[0]?.description).toEqual({
      key: 'api-logout-example-1',
      params: ['', 'csrf'],
    });
  });
});

describe('the help page', () => {
  test('shows descriptions, examples and the limits of everybody, to administrators too', async () => {
    const text = await page('modules=query%2Brecentchanges');
    expect(text).toContain('What was changed, newest or oldest first.');
    expect(text).toContain('Only pages in these namespaces, by number.');
    expect(text).toContain('up to 50 (bots: 500)');
    expect(text).toContain('1 to 500 (bots: 5000)');
    expect(text).toMatch(/<a href="\/w\/api\.php\?action=query&amp;list=recentchanges[^"]*jsonfm"/);
  });

  test('speaks the reader’s language, and says where it does not', async () => {
    expect(await page('modules=logout&uselang=fr')).toContain('Met fin à la session');
    expect(await page('modules=logout&uselang=ar')).toMatch(
      /<span lang="en" dir="ltr"\s*>Ends the session\.<\/span/,
    );
  });

  test('what has to be posted is no link', async () => {
    const text = await page('modules=logout');
    expect(text).toContain('<code>api.php?action=logout');
    expect(text).not.toContain('href="/w/api.php?action=logout');
  });

  test('has a place among the special pages', async () => {
    const answer = await fetch(`${server.url}/wiki/Special:ApiHelp/query+info`, {
      redirect: 'manual',
    });
    expect(answer.headers.get('Location')).toBe('/w/api.php?action=help&modules=query%2Binfo');
  });
});

test('every example that only reads is answered without an error or a warning', async () => {
  const { modules } = (await paramInfo('**', 'raw')).paraminfo;
  const queries = modules
    .filter(({ mustbeposted }) => mustbeposted !== true)
    .flatMap(({ examples = [] }) => examples.map(({ query }) => query))
    .filter((query) => !query.includes('action=wbsetlabel'));
  expect(queries.length).toBeGreaterThan(60);
  const faults: unknown[] = [];
  for (const query of queries) {
    const fields = Object.fromEntries(new URLSearchParams(query));
    const isPage = fields['action'] === 'help';
    // a token may not stand in an address
    const answer = await (fields['token'] === undefined
      ? admin.get<Told>({ ...fields, ...(isPage ? { wrap: '1' } : {}) })
      : admin.post<Told>(fields));
    if ('error' in answer || 'warnings' in answer) faults.push({ query, ...answer });
  }
  expect(faults).toEqual([]);
});

interface Told {
  readonly error?: unknown;
  readonly warnings?: unknown;
}
