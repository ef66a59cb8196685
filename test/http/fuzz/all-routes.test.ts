/**
 * Whatever is sent to whichever route: an answer of the wiki's own, no fault of the server, nothing
 * told about its inside, nothing written by what was refused. `FUZZ_SEED` repeats a run.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routeTable } from '../../route-table.ts';
import { ADMIN, ApiClient, label, openTestServer } from '../../test-server.ts';
import type { TestServer } from '../../test-server.ts';
import { spoiltForms, spoiltReads, tooLarge } from './hostile.ts';
import type { Sent } from './hostile.ts';
import { RawClient } from './raw-client.ts';
import type { Answer } from './raw-client.ts';

const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
const POSTS = 500;
const READS = 60;
const AT_ONCE = 20;

type Fields = Readonly<Record<string, string>>;

/** A form that each route takes, without its token. */
const FORMS: Readonly<Record<string, Fields>> = {
  '/sparql': { query: 'SELECT * { ?s ?p 1 } LIMIT 1', format: 'json' },
  '/bigdata/namespace/wdq/sparql': { query: 'ASK {}' },
  '/w/api.php': { action: 'wbeditentity', id: 'Q1', data: '{"labels":{}}', format: 'json' },
  '/w/rest.php/wikibase/v1/': { method: 'get', path: '/entities/items/Q1', body: '{"a":1}' },
  '/wiki/Special:EntityData': { id: 'Q1', format: 'json' },
  '/wiki/Special:EntityData/Q1.json': { flavor: 'dump', revision: '1' },
  '/w/index.php': { title: 'Q1', action: 'edit', base: '1', language: 'en', label: 'x' },
  '/preferences': { language: 'de', theme: 'dark', returnto: '/' },
  '/wiki/Special:Login': { name: 'Nobody', password: 'x' },
  '/wiki/Special:CreateAccount': { name: 'Admin', password: 'long enough', returnto: '/' },
  '/wiki/Special:Logout': { token: 'x' },
  '/wiki/Special:NewItem': { language: 'en', label: '', description: 'a', aliases: 'b|c' },
  '/wiki/Special:NewProperty': { language: 'en', label: '', datatype: 'string' },
  '/wiki/Special:Watchlist': { unwatch: 'Q1' },
  '/wiki/Special:RevertBatch': { batch: 'a', user: 'Admin', comment: 'c', before: '9' },
  '/wiki/Special:MergeItems': { from: 'Q1', to: 'Q1', comment: 'c', ignore: 'description' },
  '/wiki/Special:RedirectEntity': { from: 'Q1', to: 'Q2', comment: 'c' },
  '/wiki/Special:Block': { user: '192.0.2.7', expiry: '1 hour', reason: 'r', pages: 'Q1' },
  '/wiki/Special:Unblock': { user: '192.0.2.7', reason: 'r' },
  '/wiki/Special:UserRights': { user: 'Somebody', 'group-bot': 'on', expiry: '', reason: 'r' },
  '/wiki/Special:Protect': { page: 'Q2', level: 'sysop', expiry: '1 day', reason: 'r' },
  '/wiki/Special:Tags': { operation: 'create', tag: 'a', description: 'd', reason: 'r' },
  '/wiki/Special:BotPasswords': { label: 'a', 'grant-basic': 'on' },
  '/wiki/Special:OAuthConsumers': { name: 'a', kind: 'oauth2', redirect: 'https://x.example/' },
  '/wiki/Special:ChangePassword': { current: 'x', password: 'long enough', again: 'long enough' },
  '/wiki/Special:PasswordReset': { link: 'x', password: 'long enough', again: 'long enough' },
  '/w/rest.php/oauth2/authorize': { client_id: 'x', response_type: 'code', decision: 'allow' },
  '/w/rest.php/oauth2/access_token': { grant_type: 'client_credentials', client_id: 'x' },
  '/wiki/Q1': { action: 'edit', base: '1', language: 'en', shown: 'en', label: 'x', summary: 's' },
};

/** They all read the same fields. */
const RECONCILIATION: Fields = {
  queries: '{"q0":{"query":"one","type":"Q1","properties":[{"pid":"P1","v":"x"}],"limit":3}}',
  extend: '{"ids":["Q1"],"properties":[{"id":"P1","settings":{"limit":1}}]}',
  prefix: 'o',
  cursor: '0',
};
const formOf = (path: string): Fields | undefined =>
  path.startsWith('/reconcile/') ? RECONCILIATION : FORMS[path];

/** They look at the address alone: a body, whatever is in it, changes nothing. */
const BODILESS = /EntityData/;

/** What forms and lists look for in the address. */
const NAMES = [
  'q search query queries extend prefix ids id title page user action diff oldid revision asof since',
  'until before after offset limit from to tag batch type namespace uselang returnto language format',
  'flavor cursor statement class origin callback access_token client_id redirect_uri link',
].flatMap((line) => line.split(' '));

/** Part of an address that stands for what a route leaves open. */
const OPEN: Readonly<Record<string, string>> = {
  ':id': 'Q1',
  ':file': 'en.json',
  ':name': 'Admin',
  ':names': 'recentchange',
  ':revision': '2',
  ':lang': 'en',
  '*': 'Q1',
};
const filled = (path: string): string =>
  path
    .replace('EntityData/*', 'EntityData/Q1.json')
    .replaceAll(/:[a-z]+$|:[a-z]+(?=\/)|\*/g, (part) => OPEN[part] ?? part);

const routes = await routeTable();
const of = (method: string): string[] => [
  ...new Set(routes.filter((route) => route.method === method).map(({ path }) => filled(path))),
];

let server: TestServer;
let client: RawClient;
let admin: ApiClient;
let session: Fields;
let token: string;

beforeAll(async () => {
  server = await openTestServer({ SABIR_ANONYMOUS: 'address', SABIR_QUERY_TIMEOUT: '2' });
  client = new RawClient(server.url);
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  await admin.create('property', { ...label('en', 'note'), datatype: 'string' });
  await admin.create('item', label('en', 'one'));
  await admin.create('item', label('en', 'two'));
});
afterAll(async () => {
  client.close();
  await server.close();
});

async function logIn(): Promise<void> {
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  session = { Cookie: admin.cookie };
  token = await admin.token();
}

async function sequence(): Promise<number> {
  const { text } = await client.send({ method: 'GET', path: '/health', headers: {} });
  return (JSON.parse(text) as { sequence: number }).sequence;
}

/** Of stacks, of files of the server's own, of the store. */
const INSIDE =
  /\bat (?:async )?[\w.<>]+ \(|\.ts:\d+|node_modules|file:\/\/\/|sabir-test-|SQLITE_|SqliteError|"internal_api_error"|"unexpected-error"|"code":"internal-error"/;

function faultOf(sent: Sent, { status, headers, text }: Answer): string | undefined {
  if (status >= 500 && !(status === 504 && sent.path.includes('sparql'))) return `status ${status}`;
  const inside = INSIDE.exec(text)?.[0];
  if (inside !== undefined) return `tells ${inside}`;
  if (JSON.stringify(headers).includes('planted=1\\r')) return 'a header was planted';
  if (String(headers['set-cookie'] ?? '').includes('planted')) return 'a cookie was planted';
  const taken = sent.refusable === true && !BODILESS.test(sent.path);
  if (taken && !isRefused({ status, headers, text })) return `taken: ${status}`;
  return undefined;
}

function isRefused({ status, headers }: Answer): boolean {
  return status >= 400 || headers['mediawiki-api-error'] !== undefined;
}

const shown = ({ method, path, headers, body }: Sent): string =>
  `${method} ${path.slice(0, 300)} ${JSON.stringify(headers).slice(0, 300)} ${body?.toString('latin1', 0, 300) ?? ''}`;

/** All that is wrong with the answers, with the requests. */
async function faultsOf(requests: readonly Sent[]): Promise<string[]> {
  const faults: string[] = [];
  let known = await sequence();
  for (let start = 0; start < requests.length; start += AT_ONCE) {
    const batch = requests.slice(start, start + AT_ONCE);
    const answers = await Promise.all(batch.map((sent) => client.send(sent)));
    for (const [index, answer] of answers.entries()) {
      const sent = batch[index];
      const fault = sent && faultOf(sent, answer);
      if (sent && fault !== undefined) faults.push(`seed ${SEED}: ${fault}: ${shown(sent)}`);
    }
    const now = await sequence();
    if (now !== known && answers.every(isRefused)) {
      faults.push(`seed ${SEED}: written: ${batch.map(shown).join('\n')}`);
    }
    known = now;
  }
  if ('polluted' in {}) faults.push('every object was changed');
  return faults;
}

describe('routes that take forms', () => {
  const posts = of('POST');

  test('each has an example', () => {
    expect(posts.filter((path) => formOf(path) === undefined)).toEqual([]);
  });

  test.each(posts)(`POST %s: ${POSTS} spoilt forms`, async (path) => {
    await logIn();
    const loginToken = await tokenOf(path);
    const good = { token: loginToken ?? token, ...formOf(path) };
    const spoilt = fc.sample(spoiltForms(path, good, session), { numRuns: POSTS, seed: SEED });
    expect(await faultsOf([...spoilt, tooLarge(path, session)])).toEqual([]);
  });
});

/** Logging in and signing up have tokens of their own. */
async function tokenOf(path: string): Promise<string | undefined> {
  if (!/Login|CreateAccount/.test(path)) return undefined;
  const form = await fetch(server.url + path);
  const [cookie = ''] = (form.headers.getSetCookie()[0] ?? '').split(';');
  session = { Cookie: cookie };
  return /name="token" value="([^"]+)"/.exec(await form.text())?.[1];
}

describe('routes that are read', () => {
  test.each([...of('GET'), ...of('ALL')])(`GET %s: ${READS} spoilt requests`, async (path) => {
    await logIn();
    const spoilt = fc.sample(spoiltReads('GET', path, NAMES, session), {
      numRuns: READS,
      seed: SEED,
    });
    expect(await faultsOf(spoilt)).toEqual([]);
  });

  test.each(['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])(
    '%s of every route',
    async (method) => {
      await logIn();
      const paths = [...new Set(routes.map(({ path }) => filled(path)))];
      const spoilt = paths.flatMap((path) =>
        fc.sample(spoiltReads(method, path, NAMES, session), { numRuns: 4, seed: SEED }),
      );
      expect(await faultsOf(spoilt)).toEqual([]);
    },
  );
});
