/** What the doors need of the house; `server/main.ts` puts it together. */
import type { EditContext } from '../edit/edit-context.ts';
import type { QueryBackend } from '../query/query-backend.ts';
import type { Outbox } from '../stream/outbox.ts';
import type { EntityTextReader } from '../read/entity-texts.ts';
import type { LabelReader } from '../read/labels.ts';
import type { PropertyReader } from '../read/properties.ts';
import type { PropertySuggester } from '../read/property-suggestions.ts';
import type { RedirectReader } from '../read/redirects.ts';
import type { SiteReader } from '../read/site.ts';
import type { StatementFinder } from '../read/statement-finder.ts';
import type { AccountStore } from '../accounts/accounts.ts';
import type { Range } from '../accounts/addresses.ts';
import type { ModerationStore } from '../accounts/moderation.ts';
import type { TagManagementStore } from '../accounts/manage-tags.ts';
import type { TemporaryAccountStore } from '../accounts/temporary-accounts.ts';
import type { UserWrites } from '../storage/records/users.ts';
import type { Nonces } from '../accounts/nonces.ts';
import type { ServerKey } from '../accounts/secrets.ts';
import type { endSession, startSession } from '../accounts/sessions.ts';
import type { CredentialWrites } from '../storage/records/credentials.ts';
import type { ClientFiles } from './client-files.ts';

/** Reading, and the commits of edits. Doors never see more of the store than edits do. */
export type Records = EditContext['storage']['records'];

/** What logging in, logging out and making an account write. */
export type AccountWrites = AccountStore['accounts'] &
  Parameters<typeof startSession>[1] &
  Parameters<typeof endSession>[1];

/** What those write who look after the wiki, and the accounts that the wiki makes by itself. */
type ModerationWrites = ModerationStore['moderation'] &
  TagManagementStore['moderation'] &
  TemporaryAccountStore['moderation'] &
  Pick<UserWrites, 'noteAddress'>;

/** What the operator decided about people who come. */
export interface VisitorSettings {
  /** Under which name somebody without an account edits: one that is made for them, or their address. */
  readonly anonymous: 'temporary' | 'address';
  /** Proxies whose word is taken for where a request comes from. */
  readonly trustedProxies: readonly Range[];
}

export interface Services {
  readonly edit: EditContext;
  readonly entityTexts: EntityTextReader;
  readonly labels: LabelReader;
  readonly properties: PropertyReader;
  readonly redirects: RedirectReader;
  readonly statements: StatementFinder;
  readonly suggester: PropertySuggester;
  readonly site: SiteReader;
  readonly accounts: AccountWrites;
  readonly credentials: Omit<CredentialWrites, 'createRecoveryLink'>;
  readonly serverKey: ServerKey;
  readonly nonces: Nonces;
  readonly moderation: ModerationWrites;
  readonly visitors: VisitorSettings;
  readonly query: QueryBackend;
  readonly outbox: Outbox;
  readonly client: ClientFiles;
  readonly urls: Urls;
  /** Where unexpected faults are written down. */
  readonly log: { error(details: object, message: string): void };
}

export interface Urls {
  /** Without a slash at the end: `https://example.org`. */
  readonly base: string;
  /** `https://example.org/entity/` */
  readonly conceptBase: string;
}

export function moderationStore({
  edit,
  moderation,
}: Services): ModerationStore & TagManagementStore {
  return { records: edit.storage.records, site: edit.site, moderation };
}
