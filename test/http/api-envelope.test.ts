import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPhp } from '../php.ts';
import { ADMIN, ApiClient, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let admin: ApiClient;

beforeAll(async () => {
  server = await openTestServer();
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
});
afterAll(() => server.close());

type Json = Readonly<Record<string, unknown>>;

async function ask(query: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${server.url}/w/api.php?${query}`, init);
}
async function json(query: string): Promise<Json> {
  return (await (await ask(query)).json()) as Json;
}

const FAULTY = 'action=wbgetentities&ids=!!';
const infoOf = async (query: string) => JSON.stringify(await json(`${FAULTY}&${query}`));
const MESSAGES = [{ name: 'wikibase-api-no-such-entity', parameters: ['!!'] }];

describe('an error in each format', () => {
  test.each<[string, object]>([
    ['', { error: { code: 'no-such-entity', id: '!!', messages: MESSAGES } }],
    [
      '&errorformat=plaintext',
      {
        errors: [
          { code: 'no-such-entity', module: 'main', data: { id: '!!', messages: MESSAGES } },
        ],
      },
    ],
    ['&errorformat=raw', { errors: [{ key: 'wikibase-api-no-such-entity', params: ['!!'] }] }],
  ])('%s', async (format, expected) => {
    expect(await json(`${FAULTY}&formatversion=2${format}`)).toMatchObject(expected);
  });

  test.each([
    ['bc', '1', 'error', ['code', 'info', 'id', 'messages', '*']],
    ['bc', '2', 'error', ['code', 'info', 'id', 'messages', 'docref']],
    ['plaintext', '1', 'errors', ['code', '*', 'data', 'module']],
    ['plaintext', '2', 'errors', ['code', 'text', 'data', 'module']],
    ['wikitext', '2', 'errors', ['code', 'text', 'data', 'module']],
    ['html', '1', 'errors', ['code', '*', 'data', 'module']],
    ['html', '2', 'errors', ['code', 'html', 'data', 'module']],
    ['raw', '2', 'errors', ['code', 'key', 'params', 'data', 'module']],
    ['none', '2', 'errors', ['code', 'data', 'module']],
  ])('%s, version %s, has these members', async (format, version, member, keys) => {
    const answer = await json(`${FAULTY}&errorformat=${format}&formatversion=${version}`);
    const found = answer[member];
    const error = (Array.isArray(found) ? found[0] : found) as Json;
    expect(Object.keys(error)).toEqual(keys);
  });

  test('status 200, and the code in a header', async () => {
    const answer = await ask(FAULTY);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('MediaWiki-API-Error')).toBe('no-such-entity');
  });

  test('the old format is English, others speak the reader’s language', async () => {
    const english = await infoOf('formatversion=2');
    expect(await infoOf('formatversion=2&uselang=de')).toBe(english);
    expect(await infoOf('formatversion=2&uselang=de&errorlang=de')).not.toBe(english);
    const german = await infoOf('formatversion=2&errorformat=plaintext&uselang=de');
    expect(await infoOf('formatversion=2&errorformat=plaintext&errorlang=de')).toBe(german);
  });

  test('markup in what was sent stays text', async () => {
    const query = 'action=wbgetentities&ids=%3Cb%3E&errorformat=html&formatversion=2';
    const { errors } = (await json(query)) as { errors: { html: string }[] };
    expect(errors[0]?.html).toContain('&lt;b&gt;');
  });
});

describe('what one may ask for with every module', () => {
  test.each<[string, object]>([
    ['requestid=abc', { requestid: 'abc' }],
    [
      'curtimestamp=1',
      { curtimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/) as unknown },
    ],
    ['responselanginfo=1&uselang=fr', { uselang: 'fr', errorlang: 'en' }],
    ['responselanginfo=1&uselang=fr&errorformat=html', { uselang: 'fr', errorlang: 'fr' }],
  ])('%s', async (query, expected) => {
    const answer = await json(`action=query&meta=tokens&formatversion=2&${query}`);
    expect(answer).toMatchObject(expected);
    expect(answer).toHaveProperty('query');
  });

  test('a callback is called with what everybody may know', async () => {
    const headers = { Cookie: admin.cookie };
    const query = 'action=query&meta=userinfo&format=json&formatversion=2&callback=cb.x(1)';
    const answer = await ask(query, { headers });
    expect(answer.headers.get('Content-Type')).toContain('text/javascript');
    expect(answer.headers.get('MediaWiki-Login-Suppressed')).toBe('true');
    expect(await answer.text()).toMatch(/^\/\*\*\/cb\.x1\(\{.*"anon":true.*\}\)$/);
  });

  test('XML, PHP, and nothing', async () => {
    const xml = await ask(`${FAULTY}&format=xml`);
    expect(xml.headers.get('Content-Type')).toBe('text/xml; charset=utf-8');
    expect(await xml.text()).toMatch(/^<\?xml version="1\.0"\?><api><error code="no-such-entity" /);
    const php = await ask(`${FAULTY}&format=php&formatversion=2`);
    expect(php.headers.get('Content-Type')).toBe('application/vnd.php.serialized; charset=utf-8');
    expect(readPhp(await php.text())).toEqual(await json(`${FAULTY}&formatversion=2`));
    const none = await ask(`${FAULTY}&format=none`);
    expect([await none.text(), none.headers.get('MediaWiki-API-Error')]).toEqual([
      '',
      'no-such-entity',
    ]);
  });
});

describe('an answer on a page', () => {
  const EVIL = encodeURIComponent('<script>alert(1)</script>');

  test.each([
    ['jsonfm', 'json', /\{\n {2}&quot;error&quot;: \{\n {4}&quot;code&quot;/],
    ['rawfm', 'json', /\{\n {2}&quot;error&quot;/],
    ['xmlfm', 'xml', /&lt;api&gt;\n {2}&lt;error code=/],
    ['phpfm', 'php', /a:1:\{s:5:&quot;error&quot;/],
  ])('%s', async (format, plain, laidOut) => {
    const answer = await ask(`action=wbgetentities&ids=${EVIL}&format=${format}`);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
      200,
      'text/html; charset=UTF-8',
    ]);
    expect(answer.headers.get('MediaWiki-API-Error')).toBe('no-such-entity');
    expect(answer.headers.get('Content-Security-Policy')).toMatch(/script-src [^;]*'self'/);
    const page = await answer.text();
    expect(page).toMatch(laidOut);
    expect(page).not.toContain('<script>alert');
    expect(page).toContain(`ids=%3Cscript%3Ealert%281%29%3C%2Fscript%3E&amp;format=${plain}`);
    expect(page).toContain('/w/api.php?action=help&amp;modules=wbgetentities');
  });

  test('a format that nobody knows', async () => {
    const answer = await ask(`${FAULTY}&format=yaml`);
    expect(answer.headers.get('Content-Type')).toContain('text/html');
    expect(answer.headers.get('MediaWiki-API-Error')).toBe('badvalue');
    expect(await answer.text()).toContain('&quot;badvalue&quot;');
  });

  test('nobody gets one without asking', async () => {
    const answer = await ask(FAULTY, { headers: { Accept: 'text/html' } });
    expect(answer.headers.get('Content-Type')).toContain('application/json');
  });
});

describe('the lag is none', () => {
  test.each([
    ['5', undefined, null],
    ['0', undefined, null],
    ['-1', { code: 'maxlag', lag: 0, host: 'sabir', type: 'db' }, '5'],
    ['-100', { code: 'maxlag', lag: 0, host: 'sabir', type: 'db' }, '5'],
  ])('maxlag=%s', async (maxlag, expected, retryAfter) => {
    const answer = await ask(`action=query&meta=tokens&formatversion=2&maxlag=${maxlag}`);
    const { error } = (await answer.json()) as { error?: Json };
    const { code, lag, host, type } = error ?? {};
    expect(error && { code, lag, host, type }).toEqual(expected);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Retry-After')).toBe(retryAfter);
  });
});

describe('pages of other sites', () => {
  const ORIGIN = { Origin: 'https://other.example' };

  test('may read what everybody may, as nobody', async () => {
    for (const query of ['origin=*', 'crossorigin=']) {
      const headers = { ...ORIGIN, Cookie: admin.cookie };
      const answer = await ask(`action=query&meta=userinfo&formatversion=2&${query}`, { headers });
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(answer.headers.get('MediaWiki-Login-Suppressed')).toBe('true');
      expect(await answer.text()).toContain('"anon":true');
    }
  });

  test('may not read as whom the browser is logged in', async () => {
    const headers = { ...ORIGIN, Cookie: admin.cookie };
    const query = 'action=query&meta=userinfo&formatversion=2&origin=https://other.example';
    const answer = await ask(query, { headers });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(null);
    expect(answer.headers.get('MediaWiki-CORS-Rejection')).toBe('Origin mismatch');
    expect(await answer.text()).toContain('"anon":true');
  });

  test('must say truly where they come from', async () => {
    const answer = await ask('action=query&origin=https://told.example', { headers: ORIGIN });
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
      403,
      'text/html; charset=UTF-8',
    ]);
    expect(await answer.text()).toContain('<p id="untrue-origin">');
  });

  test.each([
    ['origin=*', 'POST, GET, OPTIONS'],
    ['crossorigin=', 'POST, GET, OPTIONS'],
    ['origin=https://other.example', null],
  ])('a browser asks first: %s', async (query, methods) => {
    const answer = await ask(`action=query&${query}`, { method: 'OPTIONS', headers: ORIGIN });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Access-Control-Allow-Methods')).toBe(methods);
  });
});

const ids = (count: number) => Array.from({ length: count }, (_, n) => `Q${n + 1}`).join('|');

describe('lists of values', () => {
  test('50 for everybody, 500 for administrators and bots', async () => {
    const answer = await json(`action=wbgetentities&formatversion=2&ids=${ids(51)}`);
    expect(answer['error']).toMatchObject({
      code: 'toomanyvalues',
      parameter: 'ids',
      limit: 50,
      lowlimit: 50,
      highlimit: 500,
    });
    const fields = { action: 'wbgetentities', ids: ids(51), props: 'info' };
    expect(await admin.post(fields)).toHaveProperty('entities');
  });

  test('with a separator of one’s own', async () => {
    const answer = await json(`action=query&formatversion=2&titles=%1FQ1%1Fa|b`);
    expect(answer['query']).toMatchObject({
      pages: [
        { title: 'Q1', missing: true },
        { title: 'a|b', invalid: true },
      ],
    });
  });

  test('text is brought into one form, with a warning', async () => {
    const answer = await json('action=query&formatversion=2&titles=e%CC%81');
    expect(answer).toMatchObject({
      warnings: { query: { warnings: expect.stringContaining('titles') as unknown } },
      query: { pages: [{ title: 'É' }] },
    });
  });
});

interface ParamInfo {
  readonly paraminfo: {
    readonly modules: readonly {
      readonly path: string;
      readonly group?: string;
      readonly prefix: string;
      readonly parameters: readonly {
        readonly name: string;
        readonly type: unknown;
        readonly tokentype?: string;
        readonly submodules?: Readonly<Record<string, string>>;
      }[];
    }[];
  };
}

const all = async () =>
  (await json('action=paraminfo&formatversion=2&modules=**')) as unknown as ParamInfo;

describe('what modules say of themselves', () => {
  test('paraminfo tells of every module', async () => {
    const { modules } = (await all()).paraminfo;
    const paths = modules.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toEqual(
      expect.arrayContaining([
        'main',
        'json',
        'paraminfo',
        'help',
        'query',
        'wbeditentity',
        'wbgetentities',
        'wbsearchentities',
        'query+siteinfo',
        'query+recentchanges',
        'query+revisions',
      ]),
    );
    for (const { parameters } of modules) {
      const names = parameters.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test.each<[string, object]>([
    ['wbeditentity', { group: 'action', mustbeposted: true, writerights: true }],
    ['query+recentchanges', { group: 'list', prefix: 'rc', generator: true }],
    ['query+revisions', { group: 'prop', prefix: 'rv' }],
    ['query+tokens', { group: 'meta', prefix: '' }],
  ])('%s', async (path, expected) => {
    const answer = await json(
      `action=paraminfo&formatversion=2&modules=${encodeURIComponent(path)}`,
    );
    expect(answer).toMatchObject({ paraminfo: { modules: [{ path, ...expected }] } });
  });

  test('a token is told of, and how much may be asked for', async () => {
    const answer = await json(
      'action=paraminfo&formatversion=2&modules=wbeditentity|query%2Ballpages',
    );
    const text = JSON.stringify(answer);
    expect(text).toContain('"tokentype":"csrf"');
    expect(text).toContain('"type":"limit"');
    expect(text).toContain('"highmax":5000');
  });

  test('programs find from the main module to every other one', async () => {
    const query = 'action=paraminfo&formatversion=2&modules=main|query';
    const { modules } = ((await json(query)) as unknown as ParamInfo).paraminfo;
    const leading = modules.flatMap(({ parameters }) =>
      parameters.flatMap(({ submodules = {} }) => Object.values(submodules)),
    );
    const paths = (await all()).paraminfo.modules.map(({ path }) => path);
    const found = new Set(['main', 'json', ...leading]);
    expect(paths.filter((path) => !found.has(path))).toEqual([]);
    const [action] = modules[0]?.parameters ?? [];
    expect(action).toMatchObject({
      name: 'action',
      type: expect.arrayContaining(['query']) as unknown,
    });
  });

  test('an unknown module is told of, and no fault', async () => {
    const answer = await json('action=paraminfo&formatversion=2&modules=nonsense|query');
    expect(answer).toMatchObject({
      warnings: { paraminfo: {} },
      paraminfo: { modules: [{ path: 'query' }] },
    });
  });

  test('help has a page for each of them', async () => {
    const { modules } = (await all()).paraminfo;
    for (const { path, prefix, parameters } of modules) {
      const answer = await ask(`action=help&modules=${encodeURIComponent(path)}`);
      expect(answer.headers.get('Content-Type')).toContain('text/html');
      const page = await answer.text();
      for (const { name, tokentype } of parameters) {
        const shown = tokentype === undefined ? prefix + name : name;
        expect(page).toContain(`<code>${shown}</code>`);
      }
    }
  });

  test('without an action there is help; for a program it comes wrapped', async () => {
    expect(await (await ask('')).text()).toContain('<h2 id="main">');
    const wrapped = await json('action=help&modules=query&wrap=1&formatversion=2');
    expect(wrapped).toMatchObject({ help: { mime: 'text/html' } });
  });
});

test('the wiki tells what it is, in the words of MediaWiki', async () => {
  const query =
    'action=query&meta=siteinfo|wikibase|wbcontentlanguages|allmessages&ammessages=search';
  const props =
    'general|namespaces|namespacealiases|statistics|usergroups|rightsinfo|languages|interwikimap|specialpagealiases|magicwords|restrictions|extensions|dbrepllag|protocols';
  const answer = await json(`${query}&siprop=${props}&formatversion=2`);
  expect(answer).not.toHaveProperty('warnings');
  expect(answer['query']).toMatchObject({
    general: {
      articlepath: '/wiki/$1',
      'wikibase-propertytypes': { url: { valuetype: 'string' } },
    },
    namespaces: { '120': { name: 'Property', defaultcontentmodel: 'wikibase-property' } },
    dbrepllag: [{ lag: 0 }],
    wikibase: { repo: { url: { base: server.url } } },
    wbcontentlanguages: { de: { code: 'de' } },
    allmessages: [{ name: 'search', content: 'Search' }],
  });
});

describe('other modules of MediaWiki', () => {
  beforeAll(async () => {
    await admin.create('item', { labels: { en: { language: 'en', value: 'lighthouse' } } });
    await admin.edit({ id: 'Q1' }, { labels: { en: { language: 'en', value: 'light house' } } });
  });

  test('opensearch suggests', async () => {
    expect(await json('action=opensearch&search=light')).toEqual([
      'light',
      ['Q1'],
      ['light house'],
      [`${server.url}/wiki/Q1`],
    ]);
  });

  test('compare shows what is different', async () => {
    const query = 'action=compare&fromtitle=Q1&torelative=prev&prop=diff|ids|title&formatversion=2';
    const { compare } = (await json(query)) as { compare: { body: string } };
    expect(compare).toMatchObject({ fromtitle: 'Q1', totitle: 'Q1' });
    expect(compare.body).toMatch(/<del>.*lighthouse.*<ins>.*light house/s);
  });

  test.each([
    ['fromrev=99999999&torev=1', 'nosuchrevid'],
    ['fromtitle=Q99&torev=1', 'missingtitle'],
    ['torev=1', 'missingparam'],
  ])('compare %s is %s', async (query, code) => {
    expect(await json(`action=compare&${query}`)).toMatchObject({ error: { code } });
  });

  test('purge has nothing to do, and does it', async () => {
    const answer = await admin.post({ action: 'purge', titles: 'Q1|Q99' });
    expect(answer).toMatchObject({
      purge: [
        { title: 'Q99', missing: true },
        { title: 'Q1', purged: true },
      ],
    });
  });
});
