/**
 * A wiki that is open: its store and what everybody asks about it, put together once for the server
 * and for the commands that write.
 */
import type { Actor } from './edit/edit.ts';
import type { EditContext } from './edit/edit-context.ts';
import { createAccount } from './accounts/accounts.ts';
import { RateLimits } from './accounts/rate-limits.ts';
import { createEgress, type EgressOptions } from './egress/egress.ts';
import { ExternalPages, type ExternalPagesOptions } from './egress/external-pages.ts';
import { PageTurns } from './edit/page-turns.ts';
import { PropertyReader } from './read/properties.ts';
import { SiteReader } from './read/site.ts';
import { openStorage, type Storage, type StorageOptions } from './storage/storage.ts';

export interface Wiki {
  readonly storage: Storage;
  readonly edit: EditContext;
  readonly properties: PropertyReader;
  readonly site: SiteReader;
}

interface WikiOptions extends StorageOptions {
  /** Whether there are limits to how often somebody may do something; off by default. */
  readonly rateLimit?: boolean;
  /** Which servers may be asked, besides those at public addresses. */
  readonly egress?: EgressOptions;
  readonly onPageFault?: ExternalPagesOptions['onFault'];
}

/** The caller holds the folder's lock. */
export async function openWiki({
  rateLimit = false,
  egress,
  onPageFault,
  ...options
}: WikiOptions): Promise<Wiki> {
  const storage = await openStorage(options);
  const site = new SiteReader(storage.records);
  const properties = new PropertyReader(storage.records, site);
  const limits = new RateLimits(rateLimit);
  const turns = new PageTurns();
  const externalPages = new ExternalPages({ egress: createEgress(egress), onFault: onPageFault });
  return {
    storage,
    site,
    properties,
    edit: { storage, properties, site, limits, turns, externalPages },
  };
}

/** The account under which the wiki itself edits: nobody can log in with it. */
const OWN_ACCOUNT = { name: 'Sabir', groups: ['sysop', 'bot'] } as const;

export async function wikiItself({ records, accounts }: Storage): Promise<Actor> {
  const known = await records.userByName(OWN_ACCOUNT.name);
  if (known !== undefined) return known;
  const made = await createAccount(OWN_ACCOUNT, { records, accounts });
  if (!made.ok) throw new Error(`The account ${OWN_ACCOUNT.name} cannot be made`);
  return made.value;
}
