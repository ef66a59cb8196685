/** Brings a store to the layout that this version writes: numbered files, each one transaction. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { foldedSkeletonOf, skeletonOf } from '../../../schema/model/name-skeleton.ts';
import { searchKey } from '../../../schema/model/search-key.ts';
import { laterWords } from '../../../schema/model/word-starts.ts';
import { StorageError } from './database.ts';
import type { Database } from './database.ts';

const FOLDER = join(import.meta.dirname, 'migrations');

interface Migration {
  readonly number: number;
  readonly file: string;
}

export interface Migrated {
  readonly from: number;
  readonly to: number;
}

/** The layout that the store had, and the one it has now. */
export function migrate(db: Database): Migrated {
  refuseNewerVersion(db);
  const from = versionOf(db);
  // What the files call to fill new tables.
  db.function('later_words', (key) => JSON.stringify(laterWords(String(key))));
  db.function('name_skeleton', (name) => skeletonOf(String(name)));
  db.function('folded_name_skeleton', (name) => foldedSkeletonOf(String(name)));
  db.function('search_key', (text) => searchKey(String(text)));
  for (const { number, file } of migrations()) {
    if (number > versionOf(db)) applyMigration(db, number, file);
  }
  return { from, to: versionOf(db) };
}

/** A reader cannot migrate: it refuses every layout but the newest. */
export function requireNewestVersion(db: Database): void {
  refuseNewerVersion(db);
  if (versionOf(db) === newestVersion()) return;
  throw new StorageError(
    'older-version',
    `The store has layout ${versionOf(db)}, this version reads ${newestVersion()}. Run "sabir migrate" first.`,
  );
}

export function newestVersion(): number {
  return migrations().at(-1)?.number ?? 0;
}

function applyMigration(db: Database, number: number, file: string): void {
  db.transaction(() => {
    db.exec(readFileSync(join(FOLDER, file), 'utf8'));
    db.pragma(`user_version = ${number}`);
  }).immediate();
}

function refuseNewerVersion(db: Database): void {
  const version = versionOf(db);
  if (version <= newestVersion()) return;
  throw new StorageError(
    'newer-version',
    `The store was written by a newer Sabir (layout ${version}, this version knows ${newestVersion()}). Update Sabir.`,
  );
}

function migrations(): Migration[] {
  return readdirSync(FOLDER)
    .filter((file) => /^\d{4}-.*\.sql$/.test(file))
    .toSorted()
    .map((file) => ({ number: Number(file.slice(0, 4)), file }));
}

function versionOf(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}
