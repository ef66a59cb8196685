/** Opens all that is durable: records and quads in one file, and the one writer in front of it. */
import type { RdfSettings } from '../rdf/rdf-settings.ts';
import type { QuadIndex } from './quads/quad-index.ts';
import type { Commit, CommitOutcome } from './records/commit.ts';
import type { AccountWrites, RecordStore } from './records/record-store.ts';

export interface StorageOptions {
  /** The data folder; made if it is missing. */
  readonly folder: string;
  readonly rdf: RdfSettings;
}

export interface Storage {
  readonly records: RecordStore;
  readonly quads: QuadIndex;
  readonly accounts: AccountWrites;
  /** Resolves once the commit is durable and visible to every reader, or was refused. */
  commit(commit: Commit): Promise<CommitOutcome>;
  /** Called after each group of commits with the newest sequence; returns the way to stop. */
  onCommitted(listener: (sequence: number) => void): () => void;
  close(): Promise<void>;
}
