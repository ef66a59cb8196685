import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openForWriting } from '../../sqlite/database.ts';
import { BlockCache, MemoryBlockStore, SqliteBlockStore } from './block-store.ts';
import { DamagedBlockError } from './block.ts';
import { rowsFrom } from './sorted-runs.fixture.ts';
import { BlockWriter } from './write-block.ts';

function blockOf(id: number): Uint8Array {
  return new BlockWriter().write(rowsFrom([[id, 1, 1, 0, 0]])).bytes;
}

test('blocks come from the database as they were written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sabir-blocks-'));
  const db = openForWriting(join(folder, 'blocks.sqlite'), { durability: 'none' });
  onTestFinished(async () => {
    db.close();
    await rm(folder, { recursive: true });
  });
  db.exec(
    'CREATE TABLE IF NOT EXISTS quad_block (block INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT',
  );
  db.prepare('INSERT INTO quad_block VALUES (?, ?)').run(7, blockOf(42));
  const cache = new BlockCache(new SqliteBlockStore(db));
  expect(cache.load(7).constant(1)).toBe(42);
  expect(() => cache.load(8)).toThrow('block 8 is missing');
});

function storeOf(count: number) {
  const store = new MemoryBlockStore();
  for (let id = 0; id < count; id++) store.add(blockOf(id));
  return { store, sizeBytes: blockOf(0).length };
}

describe('the cache', () => {
  test('reads a block once', () => {
    const cache = new BlockCache(storeOf(2).store);
    const [first, second] = [cache.load(0), cache.load(1)];
    expect([cache.load(0), cache.load(1)]).toEqual([first, second]);
    expect(cache.load(0)).toBe(first);
  });

  test('forgets what was not used for longest, and never grows beyond its limit', () => {
    const { store, sizeBytes } = storeOf(10);
    const cache = new BlockCache(store, 3 * sizeBytes);
    const first = cache.load(0);
    const second = cache.load(1);
    cache.load(2);
    expect(cache.load(0)).toBe(first);
    cache.load(3);
    expect(cache.load(0)).toBe(first);
    expect(cache.load(1)).not.toBe(second);
    for (let id = 0; id < 10; id++) {
      cache.load(id);
      expect(cache.sizeBytes).toBeLessThanOrEqual(3 * sizeBytes);
    }
  });

  test('gives even a block that is larger than the limit', () => {
    const cache = new BlockCache(storeOf(2).store, 1);
    expect(cache.load(0).constant(1)).toBe(0);
    expect(cache.load(1).constant(1)).toBe(1);
  });

  test('says which block is damaged', () => {
    const store = new MemoryBlockStore();
    store.add(blockOf(0).fill(9, -3));
    expect(() => new BlockCache(store).load(0)).toThrow(DamagedBlockError);
    expect(() => new BlockCache(store).load(0)).toThrow('(block 0)');
  });
});
