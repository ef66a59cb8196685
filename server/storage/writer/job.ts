/** What the writer is asked to do, and what it answers. These cross a thread: plain data only. */
import type { RdfSettings } from '../../rdf/rdf-settings.ts';
import type { Commit, CommitOutcome } from '../records/commit.ts';
import type { BlockWrites } from '../records/blocks.ts';
import type { CredentialWrites } from '../records/credentials.ts';
import type { PatrolWrites, WatchlistWrites } from '../records/history-lists.ts';
import type { LogEventWrites } from '../records/log-events.ts';
import type { ProtectionWrites } from '../records/protections.ts';
import type { AccountWrites } from '../records/record-store.ts';
import type { TagWrites } from '../records/tags.ts';
import type { UserWrites } from '../records/users.ts';
import type { EventSuppression, Suppression, SuppressionOutcome } from '../records/suppression.ts';
import type { StorageErrorCode, WriteOptions } from '../sqlite/database.ts';
import type { AdoptionStep } from './adopt.ts';
import type { IndexProgress } from './rebuild-index.ts';

/** What is written besides commits and suppressions: each call is one job. */
export type OtherWrites = AccountWrites &
  BlockWrites &
  CredentialWrites &
  LogEventWrites &
  PatrolWrites &
  ProtectionWrites &
  TagWrites &
  UserWrites &
  WatchlistWrites;

export type OtherJob = {
  [Name in keyof OtherWrites]: {
    readonly type: 'other';
    readonly name: Name;
    readonly args: Parameters<OtherWrites[Name]>;
  };
}[keyof OtherWrites];

export type Job =
  | { readonly type: 'commit'; readonly commit: Commit }
  | { readonly type: 'suppress'; readonly suppression: Suppression | EventSuppression }
  /** The next step of taking in a file of blocks. */
  | { readonly type: 'adopt'; readonly path: string }
  /** Deletes some of the blocks that went out of use before. */
  | { readonly type: 'clear-retired'; readonly untilMs: number }
  | OtherJob;

/** What a job of each type resolves to. */
export interface JobValues {
  readonly commit: CommitOutcome;
  readonly suppress: SuppressionOutcome;
  readonly adopt: AdoptionStep;
  readonly 'clear-retired': 'more' | 'done';
  readonly other: Awaited<ReturnType<OtherWrites[keyof OtherWrites]>>;
}

export type JobResult =
  | { readonly ok: true; readonly value: JobValues[keyof JobValues] }
  | { readonly ok: false; readonly error: Error };

/** What the writer thread is started with. */
export interface WriterSettings {
  readonly path: string;
  readonly rdf: RdfSettings;
  readonly options: WriteOptions;
}

export interface NumberedJob {
  readonly id: number;
  readonly job: Job;
}

export type ToWriter =
  | { readonly type: 'jobs'; readonly jobs: readonly NumberedJob[] }
  /** Finishes what is waiting, then closes the file. */
  | { readonly type: 'close' };

export type FromWriter =
  /** The index is made anew; nothing is taken before it is there. */
  | { readonly type: 'indexing'; readonly progress: IndexProgress }
  | { readonly type: 'ready'; readonly sequence: number }
  /** The file could not be opened. */
  | {
      readonly type: 'refused';
      readonly reason: string;
      readonly code: StorageErrorCode | undefined;
    }
  /** A transaction is durable (or was refused as a whole). */
  | {
      readonly type: 'done';
      readonly sequence: number;
      readonly results: readonly { readonly id: number; readonly result: JobResult }[];
    }
  /** Nothing may be acknowledged any more. */
  | { readonly type: 'broken'; readonly reason: string };

export interface FromCheckpoints {
  readonly type: 'broken';
  readonly reason: string;
}
