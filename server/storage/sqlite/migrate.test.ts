import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openForWriting } from './database.ts';
import type { Database } from './database.ts';
import { migrate, newestVersion } from './migrate.ts';

const MIGRATIONS = join(import.meta.dirname, 'migrations');

let folder: string;
let db: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sabir-migrate-'));
  db = openForWriting(join(folder, 'sabir.sqlite'), { durability: 'none' });
});

afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

/** The store as an earlier version left it. */
async function migrateTo(version: number): Promise<void> {
  const files = (await readdir(MIGRATIONS)).toSorted().slice(0, version);
  for (const file of files) db.exec(await readFile(join(MIGRATIONS, file), 'utf8'));
  db.pragma(`user_version = ${version}`);
}

test('each number is taken once', async () => {
  const files = await readdir(MIGRATIONS);
  const numbers = files.map((file) => Number(file.slice(0, 4))).toSorted((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: newestVersion() }, (_, index) => index + 1));
});

test('a store from before terms were found by their words gets these words', async () => {
  await migrateTo(3);
  db.exec(`
    INSERT INTO search_term VALUES ('en', 'white rhino (film)', 1, 0, 'White Rhino (film)', 'item', 7);
    INSERT INTO search_term VALUES ('de', 'nashorn', 1, 1, 'Nashorn', 'item', 7);
  `);
  migrate(db);
  const words = db.prepare('SELECT * FROM search_word').raw().all();
  expect(words).toEqual([
    ['en', 'film)', 1, 0, 'White Rhino (film)', 'item', 7],
    ['en', 'rhino (film)', 1, 0, 'White Rhino (film)', 'item', 7],
  ]);
});

test('a store from before more letters were folded is searched by the new keys', async () => {
  db.function('later_words', (_key) => '[]');
  await migrateTo(6);
  db.exec(`
    INSERT INTO search_term VALUES ('am', 'ሠላም ፀሐይ', 1, 0, 'ሠላም ፀሐይ', 'item', 7);
    INSERT INTO search_word VALUES ('am', 'ፀሐይ', 1, 0, 'ሠላም ፀሐይ', 'item', 7);
  `);
  migrate(db);
  const keys = (table: string) => db.prepare(`SELECT key FROM ${table}`).pluck().all();
  expect([keys('search_term'), keys('search_word')]).toEqual([['ሰላም ጸሀይ'], ['ጸሀይ']]);
});
