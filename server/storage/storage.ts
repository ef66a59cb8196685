/** Opens all that is durable: records and quads in one file, and the one writer in front of it. */
import { join } from 'node:path';
import type { RdfSettings } from '../rdf/rdf-settings.ts';
import type { QuadIndex } from './quads/quad-index.ts';
import { ColumnarIndex } from './quads/columnar-index.ts';
import type { RecordStore } from './records/record-store.ts';
import { SqliteRecordStore } from './records/sqlite/record-store.ts';
import { openForReading, openForWriting } from './sqlite/database.ts';
import type { StorageError } from './sqlite/database.ts';
import { migrate, requireNewestVersion } from './sqlite/migrate.ts';
import type { Migrated } from './sqlite/migrate.ts';
import { fillDerived } from './writer/fill-derived.ts';
import { rebuildIndex, requireCompleteIndex } from './writer/rebuild-index.ts';
import type { IndexProgress } from './writer/rebuild-index.ts';
import { withKnownContents } from './writer/saved-contents.ts';
import { storeWrites } from './writer/store-writes.ts';
import type { StoreWrites } from './writer/store-writes.ts';
import { Writer } from './writer/writer.ts';

export { StorageError } from './sqlite/database.ts';
export type { IndexProgress } from './writer/rebuild-index.ts';

export interface StorageOptions {
  /** The data folder; made if it is missing. */
  readonly folder: string;
  readonly rdf: RdfSettings;
  /**
   * Called when the disk failed: nothing is acknowledged any more and the process should end.
   * By default the error is thrown where nobody catches it, which ends the process.
   */
  readonly onBroken?: (error: StorageError) => void;
  /** While the index of a store of an older version is made anew, which may take minutes. */
  readonly onIndexing?: (progress: IndexProgress) => void;
  /** `none` never waits for the disk: a power cut loses edits. For tests and throw-away stores. */
  readonly durability?: 'full' | 'none';
  /** Beyond this size of the file, edits are refused as on a full disk. */
  readonly maxSizeBytes?: number;
  /** For whoever writes much at once and serves nobody: takes memory for speed. */
  readonly bulk?: boolean;
}

/** What can be read, by any number of threads and processes. */
export interface StorageReader {
  readonly records: RecordStore;
  readonly quads: QuadIndex;
  /** How many changes of triples the index keeps beside its blocks. */
  indexBacklog(): number;
  close(): Promise<void>;
}

export interface Storage extends StorageReader, StoreWrites {
  /** Called after each group of commits with the newest sequence; returns the way to stop. */
  onCommitted(listener: (sequence: number) => void): () => void;
}

/** Only one process at a time may hold a folder open this way. */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { folder, rdf, durability = 'full', bulk = false, maxSizeBytes } = options;
  const { onBroken = throwUncaught, onIndexing } = options;
  const listeners = new Set<(sequence: number) => void>();
  const writer = await Writer.start(
    {
      path: storePath(folder),
      rdf,
      options: { durability, bulk, ...(maxSizeBytes === undefined ? {} : { maxSizeBytes }) },
    },
    {
      onBroken,
      onCommitted: (sequence) => listeners.forEach((listener) => listener(sequence)),
      ...(onIndexing === undefined ? {} : { onIndexing }),
    },
  );
  const writes = storeWrites((job) => writer.run(job));
  const reader = openReader(options, () => writer.sequence);
  return {
    ...reader,
    ...writes,
    async commit(commit) {
      const outcome = withKnownContents(await writes.commit(commit), commit);
      const isImport = commit.keyConflicts === 'keep-holder';
      if (outcome.outcome === 'saved' && !isImport) reader.records.remember(outcome.revisions);
      return outcome;
    },
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      // The writer is the last to close: it then moves its log into the file.
      await reader.close();
      await writer.close();
    },
  };
}

/** Without a writer, for query processes, dumps and the command line; the store must exist. */
export function openStorageForReading(options: Pick<StorageOptions, 'folder'>): StorageReader {
  return openReader(options);
}

function openReader({ folder }: Pick<StorageOptions, 'folder'>, announced?: () => number) {
  const db = openForReading(storePath(folder), { besideWriter: announced !== undefined });
  requireNewestVersion(db);
  requireCompleteIndex(db);
  const quads = new ColumnarIndex(db);
  return {
    records: new SqliteRecordStore(db, announced),
    quads,
    indexBacklog: () => quads.backlog(),
    async close() {
      quads.close();
    },
  };
}

/**
 * Writes all that edits did, and what it belongs with, into a file of blocks for `adoptBlocks`;
 * false where there is nothing to do. Only reads the store.
 */
export function compactStore({ folder }: Pick<StorageOptions, 'folder'>, path: string): boolean {
  const db = openForReading(storePath(folder));
  const index = new ColumnarIndex(db);
  try {
    return index.compactTo(path);
  } finally {
    index.close();
  }
}

/** Brings a store that is there to the newest layout, which opening it for writing does as well. */
export function migrateStorage({
  folder,
  rdf,
  onIndexing,
}: Pick<StorageOptions, 'folder' | 'onIndexing' | 'rdf'>): Migrated {
  const path = storePath(folder);
  openForReading(path).close();
  const db = openForWriting(path, { durability: 'full' });
  try {
    const migrated = migrate(db);
    fillDerived(db);
    rebuildIndex(db, rdf, onIndexing);
    return migrated;
  } finally {
    db.close();
  }
}

/** The file that holds everything. */
export function storePath(folder: string): string {
  return join(folder, 'sabir.sqlite');
}

function throwUncaught(error: StorageError): void {
  setImmediate(() => {
    throw error;
  });
}
