/** The routes that a server has, as `createApp` declares them. */
import { createApp } from '../server/http/app.ts';
import { Nonces } from '../server/accounts/nonces.ts';
import { openClientFiles } from '../server/http/client-files.ts';
import { EntityTextReader } from '../server/read/entity-texts.ts';
import { PropertySuggester } from '../server/read/property-suggestions.ts';
import { RedirectReader } from '../server/read/redirects.ts';
import { StatementFinder } from '../server/read/statement-finder.ts';
import { Outbox } from '../server/stream/outbox.ts';
import { openTemporaryWiki } from './temporary-wiki.ts';

export interface Route {
  /** `ALL` where a route takes whatever comes. */
  readonly method: string;
  readonly path: string;
}

const BASE = 'http://localhost';
const CONCEPTS = `${BASE}/entity/`;

/** Without what is registered for every address. */
export async function routeTable(): Promise<readonly Route[]> {
  const wiki = await openTemporaryWiki();
  const { storage } = wiki;
  try {
    const { routes } = createApp({
      ...wiki,
      edit: wiki,
      entityTexts: new EntityTextReader(storage.records, wiki.properties),
      redirects: new RedirectReader(storage.quads, CONCEPTS),
      statements: new StatementFinder(storage.quads, CONCEPTS, wiki.properties),
      suggester: new PropertySuggester(storage.quads, CONCEPTS),
      accounts: storage.accounts,
      credentials: storage.credentials,
      serverKey: Buffer.alloc(32),
      nonces: new Nonces(),
      moderation: storage.moderation,
      visitors: { anonymous: 'temporary', trustedProxies: [] },
      // no request is made: only the table of routes is read
      query: { run: () => Promise.reject(new Error('not asked')), close: () => Promise.resolve() },
      outbox: new Outbox(storage),
      client: await openClientFiles(wiki.folder),
      urls: { base: BASE, conceptBase: CONCEPTS },
      log: { error: () => undefined },
    });
    const named = routes.filter(({ path }) => path !== '/*' && path !== '*');
    const found = new Map(named.map(({ method, path }) => [`${method} ${path}`, { method, path }]));
    return [...found.values()];
  } finally {
    await wiki.close();
  }
}
