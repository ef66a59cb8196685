/** A server with a few entities, and a client of its REST API. */
import { saveEdit } from '../server/edit/save-edit.ts';
import { saveImported } from '../server/edit/save-imported.ts';
import { openWiki, wikiItself } from '../server/wiki.ts';
import { defaultSiteSettings } from '../schema/model/documents/site-settings.ts';
import { emptyItem, emptyProperty } from '../schema/model/entity.ts';
import type { Item } from '../schema/model/entity.ts';
import { itemOf, statementId } from './entity-notation.ts';
import { ADMIN, ApiClient, openTestServer } from './test-server.ts';

export interface RestResponse {
  readonly status: number;
  readonly headers: Headers;
  /** `undefined` for an empty body. */
  readonly json: unknown;
}

type Fields = Readonly<Record<string, string>>;

export class RestClient {
  readonly #api: string;
  readonly #headers: Fields;

  constructor(url: string, headers: Fields = {}) {
    this.#api = `${url}/w/rest.php/wikibase/v1`;
    this.#headers = headers;
  }

  /** Text is sent as it is; an object as JSON. */
  async send(
    method: string,
    path: string,
    body?: object | string,
    headers: Fields = {},
  ): Promise<RestResponse> {
    const response = await fetch(this.#api + path, {
      // unlike the other methods, fetch takes this one only in capitals
      method: method.toUpperCase(),
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...this.#headers,
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, headers: response.headers, json };
  }

  get(path: string, headers?: Fields): Promise<RestResponse> {
    return this.send('GET', path, undefined, headers);
  }
}

export interface RestWiki {
  readonly url: string;
  readonly rest: RestClient;
  /** Logged in as the administrator. */
  readonly admin: RestClient;
  close(): Promise<void>;
}

/**
 * Two sites (one with a badge, Q7), properties of text (P1, P2), item (P10), quantity (P11) and time
 * (P12), the items Q1, Q2 and Q5, and Q3, which was merged into Q1.
 */
export async function openRestWiki(): Promise<RestWiki> {
  const server = await openTestServer({ SABIR_ANONYMOUS: 'address' }, furnish);
  const bot = new ApiClient(server.url);
  await bot.logIn(ADMIN);
  return {
    url: server.url,
    rest: new RestClient(server.url),
    admin: new RestClient(server.url, { Cookie: bot.cookie }),
    close: () => server.close(),
  };
}

export const Q1 = [
  'en=potato | de=Kartoffel | en~staple food | en+spud,tater',
  'P1=a#1 [P1=x,P2=y] {P2=z} | P1=b#2! | P10=Q5#3 | enwiki:Potato(Q7)',
].join(' | ');

async function furnish(folder: string): Promise<void> {
  const wiki = await openWiki({ folder, rdf: { conceptBase: 'http://localhost/entity/' } });
  const { storage, edit } = wiki;
  try {
    const actor = await wikiItself(storage);
    const redirected: Item = emptyItem('Q3');
    const documents = [
      {
        ...defaultSiteSettings,
        sites: ['enwiki', 'dewiki'].map((id) => ({
          id,
          group: 'wikipedia',
          language: id.slice(0, 2),
          pageUrl: `https://${id}.example/$1`,
        })),
        badges: ['Q7' as const],
      },
      emptyProperty('P1', 'string'),
      emptyProperty('P2', 'string'),
      emptyProperty('P10', 'wikibase-item'),
      emptyProperty('P11', 'quantity'),
      emptyProperty('P12', 'time'),
      itemOf('en=thing', 'Q5'),
      itemOf('en=good page', 'Q7'),
      itemOf(Q1, 'Q1'),
      itemOf('en=tomato | P1=a#1', 'Q2'),
      redirected,
    ];
    const loaded = await saveImported(documents, { actor, comment: '' }, edit);
    if (!loaded.ok || loaded.value.rejected.length > 0) throw new Error(JSON.stringify(loaded));
    const target = { kind: 'existing', id: 'Q3' } as const;
    await saveEdit({ actor, target, ops: [{ op: 'redirect', target: 'Q1' }] }, edit);
  } finally {
    await storage.close();
  }
}

/** The statement of Q1 with this number, as it stands in a path. */
export function statementPath(number: number): string {
  return encodeURIComponent(statementId(number, 'Q1'));
}
