/** What the suites of a record store have in common: a store for each test, and short words for it. */
import { afterEach, beforeEach } from 'vitest';
import { commitOf, itemText, savedIn } from '../../../test/commits.ts';
import type { BlockWrites } from './blocks.ts';
import type { CredentialWrites } from './credentials.ts';
import type { Commit, CommitOutcome, DocumentChange, SavedRevision } from './commit.ts';
import type { PatrolWrites, WatchlistWrites } from './history-lists.ts';
import type { LogEventWrites } from './log-events.ts';
import type { ProtectionWrites } from './protections.ts';
import type { AccountWrites, AsOf, RecordStore } from './record-store.ts';
import type { TagWrites } from './tags.ts';
import type { UserWrites } from './users.ts';
import type { EventSuppression, Suppression, SuppressionOutcome } from './suppression.ts';

export interface StoreUnderTest {
  readonly records: RecordStore;
  readonly accounts: AccountWrites;
  readonly credentials: CredentialWrites;
  readonly logEvents: LogEventWrites;
  readonly watchlist: WatchlistWrites;
  readonly moderation: BlockWrites & PatrolWrites & ProtectionWrites & TagWrites & UserWrites;
  commit(commit: Commit): Promise<CommitOutcome>;
  suppress(suppression: Suppression | EventSuppression): Promise<SuppressionOutcome>;
  close(): Promise<void>;
}

/** `store` is the one of the running test. */
export function openForEachTest(open: () => Promise<StoreUnderTest>) {
  let opened: StoreUnderTest;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());

  const store: Omit<StoreUnderTest, 'close'> = {
    get records() {
      return opened.records;
    },
    get accounts() {
      return opened.accounts;
    },
    get credentials() {
      return opened.credentials;
    },
    get logEvents() {
      return opened.logEvents;
    },
    get watchlist() {
      return opened.watchlist;
    },
    get moderation() {
      return opened.moderation;
    },
    commit: (whole) => opened.commit(whole),
    suppress: (suppression) => opened.suppress(suppression),
  };

  const commit = (
    changes: readonly DocumentChange[],
    more: Partial<Commit> = {},
  ): Promise<CommitOutcome> => opened.commit(commitOf(changes, more));

  const save = async (change: DocumentChange, more?: Partial<Commit>): Promise<SavedRevision> =>
    savedIn(await commit([change], more));

  /** The page in the notation of `entity-notation.ts`; `-` where there is none. */
  const shown = async (id: string, at?: AsOf): Promise<string> => {
    const document = await opened.records.document(id, at);
    return document === undefined ? '-' : itemText(document.content);
  };

  return { store, commit, save, shown };
}
