/** A server with three sites, a badge and some properties, and what tests of editing ask of it. */
import { saveEdit } from '../server/edit/save-edit.ts';
import { openWiki, wikiItself } from '../server/wiki.ts';
import { defaultSiteSettings } from '../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../schema/model/documents/site-settings.ts';
import { ADMIN, ApiClient, openTestServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

const site = (id: string): SiteSettings['sites'][number] => ({
  id,
  group: 'wikipedia',
  language: id.slice(0, 2),
  pageUrl: `https://${id}.example/$1`,
});

const settings: SiteSettings = {
  ...defaultSiteSettings,
  sites: ['enwiki', 'dewiki', 'frwiki'].map(site),
  badges: ['Q1'],
};

type Fields = Readonly<Record<string, string>>;

/** What the Action API answers, of which tests look at a part. */
export interface Answer {
  readonly [key: string]: unknown;
  readonly error?: { readonly code: string; readonly messages?: readonly { name: string }[] };
}

/** `P1` is text, `P2` an identifier, `P3` a link, `P4` an item; `Q1` is an item and a badge. */
export interface FurnishedServer extends TestServer {
  readonly admin: ApiClient;
  /** Sends an action as the administrator. */
  post(action: string, fields: Fields): Promise<Answer>;
  /** The newest revision of a page. */
  latest(title: string): Promise<{ readonly comment: string; readonly tags: readonly string[] }>;
}

/** The code of an error with the names of its messages. */
export function faultOf({ error }: Answer): string {
  return error === undefined
    ? 'none'
    : [error.code, ...(error.messages ?? []).map(({ name }) => name)].join(' ');
}

/** An id for the n-th statement of an entity. */
export function guid(entity: string, n: number): string {
  return `${entity}$00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** `own` are settings of its wiki, over those that all have. */
export async function openFurnishedServer(
  environment: Fields = {},
  own: Partial<SiteSettings> = {},
): Promise<FurnishedServer> {
  const server = await openTestServer({ SABIR_ANONYMOUS: 'address', ...environment }, (folder) =>
    prepare(folder, { ...settings, ...own }),
  );
  const admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  for (const datatype of ['string', 'external-id', 'url', 'wikibase-item']) {
    await admin.create('property', { datatype });
  }
  await admin.create('item', {});
  const token = await admin.token();
  return {
    ...server,
    admin,
    post: (action, fields) => admin.post<Answer>({ action, token, ...fields }),
    latest: (title) => newestRevision(admin, title),
  };
}

type Revision = Awaited<ReturnType<FurnishedServer['latest']>>;

async function newestRevision(admin: ApiClient, titles: string): Promise<Revision> {
  const fields = { action: 'query', prop: 'revisions', rvprop: 'comment|tags', titles };
  interface Pages {
    readonly query: { readonly pages: readonly { readonly revisions?: readonly Revision[] }[] };
  }
  const { query } = await admin.get<Pages>(fields);
  const [revision] = query.pages[0]?.revisions ?? [];
  if (revision === undefined) throw new Error(`${titles} has no revisions`);
  return revision;
}

async function prepare(folder: string, document: SiteSettings): Promise<void> {
  const { storage, edit } = await openWiki({ folder, rdf: { conceptBase: 'http://x/entity/' } });
  const actor = await wikiItself(storage);
  const target = { kind: 'new-with-id', document } as const;
  const saved = await saveEdit({ actor, target, ops: [] }, edit);
  await storage.close();
  if (saved.outcome !== 'saved') throw new Error(JSON.stringify(saved));
}
