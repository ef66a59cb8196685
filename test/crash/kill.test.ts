/** Kills the process that writes, at any moment, over and over. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { openForWriting } from '../../server/storage/sqlite/database.ts';
import { migrate } from '../../server/storage/sqlite/migrate.ts';
import { storePath } from '../../server/storage/storage.ts';
import { verifyStorage } from '../../server/storage/verify.ts';
import { rebuildIndex } from '../../server/storage/writer/rebuild-index.ts';
import type { Problem } from '../../server/storage/verify.ts';
import { TEST_RDF } from '../test-store.ts';
import { startCommitter } from './committer-process.ts';

const LANES = 2;
const CYCLES_PER_LANE = 52;
/** A new store now and then, so that checking one stays quick. */
const CYCLES_PER_STORE = 13;
const LONGEST_RUN_MS = 60;
const LONGEST_START_MS = 600;

interface CycleResult {
  readonly acknowledged: number;
  readonly lost: number;
  readonly problems: readonly Problem[];
}

test('104 times killed: nothing acknowledged is lost, nothing half-written is visible', async () => {
  const results = (await Promise.all(Array.from({ length: LANES }, lane))).flat();
  expect(results).toHaveLength(LANES * CYCLES_PER_LANE);
  expect(results.flatMap(({ problems }) => problems)).toEqual([]);
  expect(results.reduce((sum, { lost }) => sum + lost, 0)).toBe(0);
  expect(results.reduce((sum, each) => sum + each.acknowledged, 0)).toBeGreaterThan(500);
});

/** Fills the cache of compiled programs, which a killed process cannot. */
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sabir-kill-'));
  await startCommitter({ folder, clients: 1, commits: 1 }).ended;
  await rm(folder, { recursive: true });
});

async function lane(): Promise<CycleResult[]> {
  const results: CycleResult[] = [];
  while (results.length < CYCLES_PER_LANE) {
    const folder = await mkdtemp(join(tmpdir(), 'sabir-kill-'));
    results.push(await cycle(folder, 'while it is made'));
    for (let n = 1; n < CYCLES_PER_STORE; n++) results.push(await cycle(folder, 'while it works'));
    await rm(folder, { recursive: true });
  }
  return results;
}

async function cycle(
  folder: string,
  when: 'while it is made' | 'while it works',
): Promise<CycleResult> {
  const committer = startCommitter({ folder, clients: 4 });
  if (when === 'while it works') await committer.reach(1);
  await sleep(Math.random() * (when === 'while it works' ? LONGEST_RUN_MS : LONGEST_START_MS));
  committer.process.kill('SIGKILL');
  await committer.ended;
  const { acknowledged } = committer;
  const sequence = reopen(folder);
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((revision) => revision > sequence).length,
    problems: [...verifyStorage({ folder, rdf: TEST_RDF })],
  };
}

/** Opens the store as a restart does; returns where its log ends. `verify` says if it has gaps. */
function reopen(folder: string): number {
  const db = openForWriting(storePath(folder), { durability: 'full' });
  migrate(db);
  rebuildIndex(db, TEST_RDF);
  const sequence = db.prepare('SELECT coalesce(max(revision), 0) FROM revision').pluck().get();
  db.close();
  return sequence as number;
}
