/** The writing side of a store, over whatever runs its jobs. */
import type { Commit, CommitOutcome } from '../records/commit.ts';
import type { AccountWrites } from '../records/record-store.ts';
import type { Suppression, SuppressionOutcome } from '../records/suppression.ts';
import type { AccountJob, Job, JobValues } from './job.ts';

export interface StoreWrites {
  readonly accounts: AccountWrites;
  /** Resolves once the commit is durable and visible to every reader, or was refused. */
  commit(commit: Commit): Promise<CommitOutcome>;
  /** Erases parts of a past revision for good. */
  suppress(suppression: Suppression): Promise<SuppressionOutcome>;
}

/** `run` resolves when the job's transaction is durable, with the value that belongs to its type. */
export function storeWrites(run: (job: Job) => Promise<JobValues[Job['type']]>): StoreWrites {
  const account = <Name extends keyof AccountWrites>(
    name: Name,
    ...args: Parameters<AccountWrites[Name]>
  ) => run({ type: 'account', name, args } as AccountJob) as ReturnType<AccountWrites[Name]>;
  return {
    accounts: {
      createUser: (user) => account('createUser', user),
      setPassword: (userId, passwordHash) => account('setPassword', userId, passwordHash),
      setGroups: (userId, groups) => account('setGroups', userId, groups),
      createSession: (session) => account('createSession', session),
      deleteSession: (tokenHash) => account('deleteSession', tokenHash),
    },
    commit: (commit) => run({ type: 'commit', commit }) as Promise<CommitOutcome>,
    suppress: (suppression) =>
      run({ type: 'suppress', suppression }) as Promise<SuppressionOutcome>,
  };
}
