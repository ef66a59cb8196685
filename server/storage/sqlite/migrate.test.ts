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
  const numbers = files.map((file) => Number(file.slice(0, 4)));
  expect(new Set(numbers).size).toBe(files.length);
  expect(Math.max(...numbers)).toBe(newestVersion());
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

test('a store from before changes were found by their tags finds the old ones too', async () => {
  db.function('later_words', (_key) => '[]');
  await migrateTo(4);
  const insert = db.prepare(
    `INSERT INTO revision (revision, page, parent, time, deletes, size_bytes, user_id, user_name,
       bot, summary, tags, minor, revision_hash, log_hash)
     VALUES (?, 1, 0, 0, 0, 2, 1, 'Alice', 0, '', ?, 0, x'00', x'00')`,
  );
  insert.run(1, '["a tag","b"]');
  insert.run(2, '[]');
  insert.run(3, '["b","b"]');
  migrate(db);
  const marks = db.prepare('SELECT mark, revision FROM revision_mark').raw().all();
  expect(marks).toEqual([
    ['#a tag', 1],
    ['#b', 1],
    ['#b', 3],
  ]);
  const counts = (table: string) => db.prepare(`SELECT * FROM ${table}`).raw().all();
  expect([counts('tag_count'), counts('edit_count')]).toEqual([
    [
      ['a tag', 1],
      ['b', 2],
    ],
    [[1, 3]],
  ]);
  expect(db.prepare('SELECT DISTINCT patrolled FROM revision').pluck().all()).toEqual([0]);
});

test('in a store from before names were compared by their looks, the old ones count', async () => {
  db.function('later_words', (_key) => '[]');
  db.function('search_key', String);
  await migrateTo(12);
  db.exec(
    `INSERT INTO user (name, groups, registered) VALUES ('BiIl', '[]', 0), ('~2026-1', '[]', 0)`,
  );
  migrate(db);
  expect(db.prepare('SELECT skeleton FROM user ORDER BY user_id').pluck().all()).toEqual([
    'Bill',
    null,
  ]);
});
