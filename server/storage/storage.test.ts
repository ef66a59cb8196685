import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ItemId } from '../../schema/model/entity-id.ts';
import { commitOf, itemChange, newItem } from '../../test/commits.ts';
import type { Commit } from './records/commit.ts';
import { openStorage, openStorageForReading, StorageError, storePath } from './storage.ts';
import type { Storage, StorageOptions } from './storage.ts';
import { verifyStorage } from './verify.ts';

const rdf = { conceptBase: 'http://localhost/entity/' };

let folder: string;
let opened: Storage[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sabir-storage-'));
  opened = [];
});

afterEach(async () => {
  await Promise.all(opened.map((storage) => storage.close()));
  await rm(folder, { recursive: true });
});

async function open(options: Partial<StorageOptions> = {}): Promise<Storage> {
  const storage = await openStorage({ folder, rdf, ...options });
  opened.push(storage);
  return storage;
}

function creation(text: string, documentId?: ItemId): Commit {
  return commitOf([documentId === undefined ? newItem(text) : itemChange(documentId, text)]);
}

function bigItem(number: number): string {
  return `en=item ${number} | P1=${crypto.randomUUID().repeat(40)}`;
}

describe('the writer', () => {
  test('what was committed is there for every reader, and after opening again', async () => {
    const storage = await open();
    const outcome = await storage.commit(creation('en=one | P1=x'));
    const other = openStorageForReading({ folder });
    const saved = await other.records.document('Q1');
    expect(outcome).toMatchObject({ revisions: [{ documentId: 'Q1', content: saved?.content }] });
    expect(other.quads.appliedSequence()).toBe(1);
    await other.close();
    await storage.close();
    const again = await open();
    expect(await again.records.document('Q1')).toEqual(saved);
  });

  test('hundreds of commits at once are all saved, in one sequence', async () => {
    const storage = await open();
    const outcomes = await Promise.all(
      Array.from({ length: 300 }, (_, n) => storage.commit(creation(`en=item ${n}`))),
    );
    const sequences = outcomes.map((outcome) =>
      outcome.outcome === 'saved' ? outcome.revisions[0].revisionId : 0,
    );
    expect(sequences).toEqual(Array.from({ length: 300 }, (_, n) => n + 1));
  });

  test('listeners hear of a sequence before its sender does', async () => {
    const storage = await open({ durability: 'none' });
    const heard: (number | string)[] = [];
    const stop = storage.onCommitted((sequence) => heard.push(sequence));
    await storage.commit(creation('en=one')).then(() => heard.push('saved'));
    await storage.accounts.createUser({ name: 'A', passwordHash: undefined, groups: [] });
    stop();
    await storage.commit(creation('en=two'));
    expect(heard).toEqual([1, 'saved']);
  });

  test('closing finishes what waits and takes no more', async () => {
    const storage = await open({ durability: 'none' });
    const waiting = [1, 2, 3].map((n) => storage.commit(creation(`en=${n}`)));
    await storage.close();
    expect((await Promise.all(waiting)).map(({ outcome }) => outcome)).toEqual(
      Array(3).fill('saved'),
    );
    await expect(storage.commit(creation('en=late'))).rejects.toThrow('closed');
  });

  test('a content with a new id and one with its own come back alike', async () => {
    const storage = await open({ durability: 'none' });
    const [allotted, given] = await Promise.all([
      storage.commit(creation('en=a')),
      storage.commit(creation('en=b', 'Q7')),
    ]);
    expect(allotted).toMatchObject({ revisions: [{ content: expect.stringContaining('"Q1"') }] });
    expect(given).toMatchObject({ revisions: [{ content: expect.stringContaining('"Q7"') }] });
  });
});

describe('a store without room', () => {
  test('refuses edits, stays readable, and takes edits again when there is room', async () => {
    const small = await open({ durability: 'none', maxSizeBytes: 768 * 1024 });
    let saved = 0;
    let refused = await small.commit(creation(bigItem(0)));
    while (refused.outcome === 'saved') {
      saved += 1;
      refused = await small.commit(creation(bigItem(saved)));
    }
    expect(refused).toEqual({ outcome: 'refused', reason: 'disk-full' });
    expect(await small.records.head()).toMatchObject({ sequence: saved });
    expect(await small.records.document(`Q${saved}`)).toBeDefined();
    await small.close();
    expect([...verifyStorage({ folder, rdf })]).toEqual([]);
    const roomy = await open();
    expect(await roomy.commit(creation(bigItem(saved + 1)))).toMatchObject({
      outcome: 'saved',
      revisions: [{ documentId: `Q${saved + 1}` }],
    });
  });
});

async function refusal(): Promise<unknown> {
  const error = await openStorage({ folder, rdf }).catch((reason: unknown) => reason);
  return error instanceof StorageError ? error.code : error;
}

describe('a folder that cannot be opened', () => {
  test('another program’s database is left alone', async () => {
    const foreign = new Database(storePath(folder));
    foreign.exec('CREATE TABLE t (a)');
    foreign.close();
    expect(await refusal()).toBe('foreign-file');
    const still = new Database(storePath(folder));
    expect(still.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['t']);
    still.close();
  });

  test('a file that is no database is left alone', async () => {
    await writeFile(storePath(folder), 'not a database, but long enough to look at '.repeat(100));
    expect(await refusal()).toBe('foreign-file');
  });

  test('a store of a newer version is not touched', async () => {
    await (await open()).close();
    const newer = new Database(storePath(folder));
    newer.pragma('user_version = 9999');
    newer.close();
    expect(await refusal()).toBe('newer-version');
    expect(() => openStorageForReading({ folder })).toThrow('newer Sabir');
  });

  test('a reader makes no store where there is none', () => {
    expect(() => openStorageForReading({ folder })).toThrow(StorageError);
  });
});

test('the file has a write-ahead log and large pages', async () => {
  await open();
  const db = new Database(storePath(folder));
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(db.pragma('page_size', { simple: true })).toBe(8192);
  db.close();
});
