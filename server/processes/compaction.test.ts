import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commitOf, itemChange, newItem, propertyChange } from '../../test/commits.ts';
import { TEST_RDF } from '../../test/test-store.ts';
import { openStorage } from '../storage/storage.ts';
import type { Storage } from '../storage/storage.ts';
import { Compaction } from './compaction.ts';

let folder: string;
let storage: Storage;
let faults: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sabir-compaction-'));
  storage = await openStorage({ folder, rdf: TEST_RDF, durability: 'none' });
  faults = [];
  await storage.commit(commitOf([propertyChange('P1')]));
  await storage.commit(commitOf([itemChange('Q1', 'en=one | P1=a')]));
});

afterEach(async () => {
  await storage.close();
  rmSync(folder, { recursive: true });
});

function compaction(longestDelta: number): Compaction {
  return new Compaction({
    folder,
    storage,
    queryTimeoutMs: 1000,
    longestDelta,
    onFault: (details) => faults.push(details),
  });
}

test('a long delta becomes blocks while edits go on, and nothing is lost', async () => {
  const before = storage.quads.snapshot();
  const count = before.count({});
  const running = compaction(5);
  for (let n = 0; n < 20; n++) await storage.commit(commitOf([newItem(`en=item ${n}`)]));
  await expect.poll(() => storage.indexBacklog(), { timeout: 20_000 }).toBeLessThanOrEqual(5);
  await running.close();
  expect(faults).toEqual([]);
  expect(before.count({})).toBe(count);
  const now = storage.quads.snapshot();
  let scanned = 0;
  for (const { length } of now.scan({})) scanned += length;
  expect(scanned).toBe(now.count({}));
  expect(now.count({})).toBeGreaterThan(count + 20);
  expect(existsSync(join(folder, 'blocks'))).toBe(false);
});

test('what an earlier process left half done is removed', async () => {
  writeFileSync(join(folder, 'blocks'), 'half');
  await compaction(1_000_000).close();
  expect(existsSync(join(folder, 'blocks'))).toBe(false);
});
