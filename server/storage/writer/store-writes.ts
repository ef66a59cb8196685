/** The writing side of a store, over whatever runs its jobs. */
import type { Commit, CommitOutcome } from '../records/commit.ts';
import type { BlockWrites } from '../records/blocks.ts';
import type { CredentialWrites } from '../records/credentials.ts';
import type { PatrolWrites, WatchlistWrites } from '../records/history-lists.ts';
import type { LogEventWrites } from '../records/log-events.ts';
import type { ProtectionWrites } from '../records/protections.ts';
import type { AccountWrites } from '../records/record-store.ts';
import type { EventSuppression, Suppression, SuppressionOutcome } from '../records/suppression.ts';
import type { TagWrites } from '../records/tags.ts';
import type { UserWrites } from '../records/users.ts';
import type { Job, JobValues, OtherJob, OtherWrites } from './job.ts';

export interface StoreWrites {
  readonly accounts: AccountWrites;
  /** What programs log in with, and how people get a password back. */
  readonly credentials: CredentialWrites;
  readonly logEvents: LogEventWrites;
  readonly watchlist: WatchlistWrites;
  /** What those do who look after the wiki and its people. */
  readonly moderation: BlockWrites & PatrolWrites & ProtectionWrites & TagWrites & UserWrites;
  readonly indexBlocks: IndexBlockWrites;
  /** Resolves once the commit is durable and visible to every reader, or was refused. */
  commit(commit: Commit): Promise<CommitOutcome>;
  /** Erases parts of a past revision, or of an entry of the log, for good. */
  suppress(suppression: Suppression | EventSuppression): Promise<SuppressionOutcome>;
}

/** How blocks that another process has made come into the index, and old ones out of the file. */
export interface IndexBlockWrites {
  /** Takes in a file of blocks, in small transactions; false where it was made of an older index. */
  adoptBlocks(path: string): Promise<boolean>;
  /** Deletes the blocks that went out of use before. */
  clearRetiredBlocks(untilMs: number): Promise<void>;
}

/** `run` resolves when the job's transaction is durable, with the value that belongs to its type. */
export function storeWrites(run: (job: Job) => Promise<JobValues[Job['type']]>): StoreWrites {
  const call = <Name extends keyof OtherWrites>(
    name: Name,
    ...args: Parameters<OtherWrites[Name]>
  ) => run({ type: 'other', name, args } as OtherJob) as ReturnType<OtherWrites[Name]>;
  return {
    accounts: {
      createUser: (user) => call('createUser', user),
      setPassword: (...args) => call('setPassword', ...args),
      createSession: (session) => call('createSession', session),
      deleteSession: (tokenHash) => call('deleteSession', tokenHash),
    },
    credentials: {
      createBotPassword: (...args) => call('createBotPassword', ...args),
      deleteBotPassword: (...args) => call('deleteBotPassword', ...args),
      createConsumer: (...args) => call('createConsumer', ...args),
      deleteConsumer: (...args) => call('deleteConsumer', ...args),
      saveOauthToken: (...args) => call('saveOauthToken', ...args),
      takeOauthToken: (...args) => call('takeOauthToken', ...args),
      deleteTokensFor: (...args) => call('deleteTokensFor', ...args),
      createRecoveryLink: (...args) => call('createRecoveryLink', ...args),
      recoverAccount: (...args) => call('recoverAccount', ...args),
    },
    logEvents: { addLogEvent: (event) => call('addLogEvent', event) },
    watchlist: {
      watch: (...args) => call('watch', ...args),
      unwatch: (...args) => call('unwatch', ...args),
    },
    moderation: {
      addBlock: (...args) => call('addBlock', ...args),
      removeBlock: (...args) => call('removeBlock', ...args),
      markPatrolled: (...args) => call('markPatrolled', ...args),
      setProtection: (...args) => call('setProtection', ...args),
      defineTag: (...args) => call('defineTag', ...args),
      setTagActive: (...args) => call('setTagActive', ...args),
      deleteTag: (...args) => call('deleteTag', ...args),
      editTags: (...args) => call('editTags', ...args),
      setGroups: (...args) => call('setGroups', ...args),
      createTemporaryUser: () => call('createTemporaryUser'),
      noteAddress: (...args) => call('noteAddress', ...args),
    },
    indexBlocks: {
      async adoptBlocks(path) {
        for (;;) {
          const step = await run({ type: 'adopt', path });
          if (step !== 'more') return step === 'adopted';
        }
      },
      async clearRetiredBlocks(untilMs) {
        while ((await run({ type: 'clear-retired', untilMs })) === 'more');
      },
    },
    commit: (commit) => run({ type: 'commit', commit }) as Promise<CommitOutcome>,
    suppress: (suppression) =>
      run({ type: 'suppress', suppression }) as Promise<SuppressionOutcome>,
  };
}
