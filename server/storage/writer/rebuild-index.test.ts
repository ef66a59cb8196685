import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commitOf, deletion, itemChange, propertyChange } from '../../../test/commits.ts';
import { openTestStore, TEST_RDF } from '../../../test/test-store.ts';
import type { TestStore } from '../../../test/test-store.ts';
import { ColumnarIndex } from '../quads/columnar-index.ts';
import { openForReading } from '../sqlite/database.ts';
import { migrate } from '../sqlite/migrate.ts';
import { openStorageForReading, storePath } from '../storage.ts';
import { rebuildIndex } from './rebuild-index.ts';
import type { IndexProgress } from './rebuild-index.ts';

/** The last one whose terms had numbers that said nothing. */
const OLD_VERSION = 18;
const MIGRATIONS = join(import.meta.dirname, '..', 'sqlite', 'migrations');

const readMigration = (file: string): string => readFileSync(join(MIGRATIONS, file), 'utf8');

let store: TestStore;

/** Pages that change, go and come back, and a property that gets to be known after its use. */
beforeEach(async () => {
  store = await openTestStore();
  await store.commit(commitOf([propertyChange('P1')]));
  await store.commit(commitOf([itemChange('Q1', 'en=rhino | de=Nashorn | P1=a | P2=b')]));
  await store.commit(commitOf([itemChange('Q2', 'en=two | P1=a | P1=c | enwiki:Two')]));
  await store.commit(commitOf([propertyChange('P2')]));
  await store.commit(commitOf([itemChange('Q1', 'en=rhino | P1=hush', 2)]));
  await store.commit(commitOf([itemChange('Q1', 'en=rhinoceros | P1=a', 5)]));
  await store.commit(commitOf([deletion('Q2', 3)]));
  await store.commit(commitOf([itemChange('Q2', 'en=two again | P2=d', 7)]));
});

afterEach(() => store.close());

/** All that the index says and said, in words. */
function everything(): string[] {
  const index = new ColumnarIndex(store.db);
  const lines: string[] = [];
  for (let sequence = 1; sequence <= index.appliedSequence(); sequence++) {
    const snapshot = index.snapshot(sequence);
    for (const { length, subjects, predicates, objects } of snapshot.scan({})) {
      const [s, p, o] = [subjects, predicates, objects].map((column) =>
        snapshot.decodeColumn(column, length),
      );
      for (let row = 0; row < length; row++)
        lines.push(`${sequence}: ${s[row]} ${p[row]} ${o[row]}`);
    }
  }
  return lines.toSorted();
}

const dependencies = (): unknown[] =>
  store.db.prepare('SELECT * FROM dependency ORDER BY name, page').raw().all();

/** Makes the tables of the index as an earlier version had them. */
function returnToOldLayout(): void {
  const since = readdirSync(MIGRATIONS).filter((file) => Number.parseInt(file, 10) > OLD_VERSION);
  for (const file of ['0002-quads.sql', ...since]) {
    const made = readMigration(file).matchAll(/CREATE TABLE (\w+)/g);
    for (const [, table] of made) store.db.exec(`DROP TABLE IF EXISTS ${table}`);
  }
  store.db.exec(readMigration('0002-quads.sql'));
  store.db.exec(`
    INSERT INTO term VALUES (1, 'http://localhost/entity/Q1'), (2, '"old words"');
    INSERT INTO term_hash VALUES (12345, 1), (67890, 2);
    INSERT INTO quad VALUES (1, 1, 2, 2, 0, 1);
    INSERT INTO predicate_count VALUES (1, 1);
    INSERT INTO dependency VALUES ('P9', 1);
    UPDATE index_state SET applied_sequence = 8;
  `);
  store.db.pragma(`user_version = ${OLD_VERSION}`);
}

test('a store of the old layout gets an index that says the same, then as now', () => {
  const said = everything();
  const depended = dependencies();
  returnToOldLayout();
  migrate(store.db);
  const progress: IndexProgress[] = [];
  rebuildIndex(store.db, TEST_RDF, (each) => progress.push(each));
  expect(everything()).toEqual(said);
  expect(dependencies()).toEqual(depended);
  expect(progress).toEqual([{ done: 8, total: 8 }]);
  expect(store.db.serialize().includes('old words')).toBe(false);
});

test('an index that is as it should be stays as it is', () => {
  rebuildIndex(store.db, TEST_RDF, () => expect.fail('nothing was to be done'));
  expect(everything().length).toBeGreaterThan(20);
});

test('what was begun goes on', () => {
  const said = everything();
  const depended = dependencies();
  returnToOldLayout();
  migrate(store.db);
  store.db.exec(`
    CREATE TEMP TABLE later AS SELECT * FROM revision WHERE revision > 3;
    DELETE FROM revision WHERE revision > 3;
  `);
  rebuildIndex(store.db, TEST_RDF);
  store.db.exec('INSERT INTO revision SELECT * FROM later');
  expect(everything().length).toBeLessThan(said.length);
  expect(() => openStorageForReading({ folder: store.folder })).toThrow('sabir migrate');
  rebuildIndex(store.db, TEST_RDF);
  expect(everything()).toEqual(said);
  expect(dependencies()).toEqual(depended);
});

test('suppressed contents are not asked for, and say nothing', async () => {
  await store.suppress({ revisionId: 5, parts: ['content'] });
  returnToOldLayout();
  migrate(store.db);
  rebuildIndex(store.db, TEST_RDF);
  expect(everything().filter((line) => line.includes('hush'))).toEqual([]);
});

test('another concept base means other ids', () => {
  const rdf = { conceptBase: 'http://other.example/entity/' };
  rebuildIndex(store.db, rdf);
  const said = everything();
  expect(said.some((line) => line.includes('http://other.example/entity/Q1'))).toBe(true);
  expect(said.some((line) => line.includes('http://localhost'))).toBe(false);
  rebuildIndex(store.db, TEST_RDF);
});

test('readers refuse a store whose index is still to be made', () => {
  returnToOldLayout();
  migrate(store.db);
  expect(() => openStorageForReading({ folder: store.folder })).toThrow('sabir migrate');
  expect(() => new ColumnarIndex(openForReading(storePath(store.folder)))).toThrow('sabir migrate');
  rebuildIndex(store.db, TEST_RDF);
});
