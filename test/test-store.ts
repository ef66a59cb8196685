/**
 * A store in a temporary folder without threads: the same tables and transactions, with a clock
 * that a test can set. What is closed must pass `verify`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ColumnarIndex } from '../server/storage/quads/columnar-index.ts';
import { SqliteRecordStore } from '../server/storage/records/sqlite/record-store.ts';
import { openForReading, openForWriting } from '../server/storage/sqlite/database.ts';
import type { Database, WriteOptions } from '../server/storage/sqlite/database.ts';
import { migrate } from '../server/storage/sqlite/migrate.ts';
import { compactStore, storePath } from '../server/storage/storage.ts';
import type { StorageReader } from '../server/storage/storage.ts';
import { verifyStorage } from '../server/storage/verify.ts';
import type { Problem } from '../server/storage/verify.ts';
import { fillDerived } from '../server/storage/writer/fill-derived.ts';
import { GroupCommit } from '../server/storage/writer/group-commit.ts';
import { rebuildIndex } from '../server/storage/writer/rebuild-index.ts';
import type { Job, JobValues } from '../server/storage/writer/job.ts';
import { storeWrites } from '../server/storage/writer/store-writes.ts';
import type { StoreWrites } from '../server/storage/writer/store-writes.ts';

export const TEST_RDF = { conceptBase: 'http://localhost/entity/' };

export interface TestStore extends StorageReader, StoreWrites {
  readonly folder: string;
  /** The writing connection, to look behind the scenes or to damage the store. */
  readonly db: Database;
  verify(): Problem[];
  /** Turns all that edits did into blocks. */
  compact(): Promise<void>;
  /** Throws where `verify` finds a problem. */
  close(): Promise<void>;
  /** Closes without a look at what the test has done to the store. */
  discard(): Promise<void>;
}

export async function openTestStore(
  nowMs: () => number = Date.now,
  options: Partial<WriteOptions> = {},
): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'sabir-store-'));
  const path = storePath(folder);
  const db = openForWriting(path, { durability: 'none', ...options });
  migrate(db);
  fillDerived(db);
  rebuildIndex(db, TEST_RDF);
  const reading = openForReading(path);
  const group = new GroupCommit(db, TEST_RDF, nowMs);
  const verify = () => [...verifyStorage({ folder, rdf: TEST_RDF })];
  const discard = async () => {
    reading.close();
    db.close();
    await rm(folder, { recursive: true });
  };
  const writes = storeWrites(gathering(group));
  const quads = new ColumnarIndex(reading);
  return {
    folder,
    db,
    records: new SqliteRecordStore(reading),
    quads,
    indexBacklog: () => quads.backlog(),
    ...writes,
    verify,
    async compact() {
      const blocks = join(folder, 'blocks');
      if (compactStore({ folder }, blocks)) await writes.indexBlocks.adoptBlocks(blocks);
    },
    async close() {
      const problems = verify();
      await discard();
      if (problems.length > 0) throw new Error(JSON.stringify(problems, undefined, 1));
    },
    discard,
  };
}

/** What is asked for in one turn of the event loop makes one group, as in the writer's thread. */
function gathering(group: GroupCommit): (job: Job) => Promise<JobValues[Job['type']]> {
  let waiting: { job: Job; settle: PromiseWithResolvers<JobValues[Job['type']]> }[] = [];
  const work = (): void => {
    const results = group.run(waiting.map(({ job }) => job));
    const done = waiting.slice(0, results.length);
    waiting = waiting.slice(results.length);
    for (const [index, { settle }] of done.entries()) {
      const result = results[index];
      if (result.ok) settle.resolve(result.value);
      else settle.reject(result.error);
    }
    if (waiting.length > 0) setImmediate(work);
  };
  return (job) => {
    const settle = Promise.withResolvers<JobValues[Job['type']]>();
    waiting.push({ job, settle });
    if (waiting.length === 1) setImmediate(work);
    return settle.promise;
  };
}
