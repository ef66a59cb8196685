/**
 * Opens SQLite the one way in which it keeps our promises. The only import of better-sqlite3.
 *
 * Write-ahead log, `synchronous=FULL` (this build's default would lose acknowledged edits at a
 * power cut), checkpoints by a thread of their own. Nothing else may open and close the file
 * inside our process: the first close would drop SQLite's POSIX locks.
 */
import BetterSqlite3 from 'better-sqlite3';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

export type Database = BetterSqlite3.Database;
export type Statement = BetterSqlite3.Statement;

/** `Sabr` in ASCII: marks the file as ours (see `PRAGMA application_id`). */
const APPLICATION_ID = 0x53_61_62_72;
const PAGE_SIZE = 8192;
/** A restarted write-ahead log is cut down to this. */
const JOURNAL_LIMIT_BYTES = 64 * 1024 * 1024;
const BUSY_TIMEOUT_MS = 5_000;
/**
 * SQLite's own cache of pages, of each connection. The operating system has the pages as well, a copy
 * away: edits are as fast with 16 MiB as with 128 (bench/edits.ts), and what a server holds is full, and
 * stays as it is, after some ten thousand of them (bench/memory.ts). An import inserts all over the indexes, and
 * is slower where they do not fit; a query reads far and wide, and edits leave its cache alone.
 */
const WRITE_CACHE_KIB = 16 * 1024;
const SERVING_CACHE_KIB = 8 * 1024;
const BULK_CACHE_KIB = 128 * 1024;
const QUERY_CACHE_KIB = 32 * 1024;

export type StorageErrorCode =
  | 'missing'
  | 'foreign-file'
  | 'newer-version'
  | 'older-version'
  | 'unsafe-settings'
  /** The disk failed: the process ends, and looks at the store anew when it starts again. */
  | 'broken'
  | 'disk-full'
  | 'closed';

/**
 * SQLite looks at the values of parameters that are compared or limit a result, and plans the
 * statement anew at each call, in case another value suits another plan: reading one revision took
 * 40 µs for that, 9 µs without. A sign before the parameter hides its value; nothing else changes.
 */
class SteadyDatabase extends BetterSqlite3 {
  override prepare: Database['prepare'] = (sql: string) =>
    super.prepare(sql.replaceAll(/([=<>]|\bLIMIT)\s*(?=[?@])/g, '$1 +'));
}

/** The store cannot be used; the message says what whoever runs it can do about it. */
export class StorageError extends Error {
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string) {
    super(message);
    this.name = 'StorageError';
    this.code = code;
  }
}

export interface WriteOptions {
  /** `none` never waits for the disk: a power cut loses edits. For tests and throw-away stores. */
  readonly durability: 'full' | 'none';
  /** The file never grows beyond this; then the disk counts as full. */
  readonly maxSizeBytes?: number;
  /** For whoever writes much at once and serves nobody: takes memory for speed. */
  readonly bulk?: boolean;
}

export function openForWriting(path: string, options: WriteOptions): Database {
  makeFolder(dirname(path));
  const db = new SteadyDatabase(path, { timeout: BUSY_TIMEOUT_MS });
  return closingOnError(db, () => {
    claimFile(db, path);
    setPragma(db, 'journal_mode', 'wal', 'wal');
    const synchronous = options.durability === 'full' ? 2 : 0;
    setPragma(db, 'synchronous', String(synchronous), synchronous);
    setPragma(db, 'wal_autocheckpoint', '0', 0);
    db.pragma(`journal_size_limit = ${JOURNAL_LIMIT_BYTES}`);
    // Erased text is overwritten wherever that costs no additional write.
    db.pragma('secure_delete = fast');
    db.pragma(`cache_size = -${options.bulk === true ? BULK_CACHE_KIB : WRITE_CACHE_KIB}`);
    db.pragma('temp_store = memory');
    if (options.maxSizeBytes !== undefined) {
      db.pragma(`max_page_count = ${Math.floor(options.maxSizeBytes / PAGE_SIZE)}`);
    }
    return db;
  });
}

/** `besideWriter`: for the small reads of whoever serves edits; else for those that go far. */
export function openForReading(path: string, { besideWriter = false } = {}): Database {
  if (!existsSync(path)) throw new StorageError('missing', `There is no store at ${path}.`);
  const db = new SteadyDatabase(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  return closingOnError(db, () => {
    refuseForeignFile(db, path);
    db.pragma(`cache_size = -${besideWriter ? SERVING_CACHE_KIB : QUERY_CACHE_KIB}`);
    db.pragma('temp_store = memory');
    return db;
  });
}

/** A connection that only moves pages from the log into the file; waits for nobody for long. */
export function openForCheckpoints(path: string, options: WriteOptions): Database {
  const db = new SteadyDatabase(path, { timeout: 100, fileMustExist: true });
  return closingOnError(db, () => {
    db.pragma(`synchronous = ${options.durability}`.replace('none', 'off'));
    db.pragma('wal_autocheckpoint = 0');
    return db;
  });
}

/**
 * Holds `path` as nobody else can until the connection closes or the process dies; `undefined`
 * where somebody holds it already.
 */
export function holdExclusively(path: string): Database | undefined {
  makeFolder(dirname(path));
  const db = new SteadyDatabase(path, { timeout: 0 });
  return closingOnError(db, () => {
    try {
      db.exec('BEGIN EXCLUSIVE');
      return db;
    } catch (error) {
      if (!(error instanceof BetterSqlite3.SqliteError) || error.code !== 'SQLITE_BUSY')
        throw error;
      db.close();
      return undefined;
    }
  });
}

/**
 * What an error of SQLite means for the store: no room (it stays readable and recovers), or broken
 * (an fsync or read failed: what is on the disk is unknown, so the process must end).
 */
export function severityOf(error: unknown): 'disk-full' | 'broken' | 'other' {
  const code = error instanceof BetterSqlite3.SqliteError ? error.code : '';
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') return 'disk-full';
  return /^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(code) ? 'broken' : 'other';
}

/** Makes the folder durable too: a new folder is lost in a power cut unless its parent is synced. */
function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  const parent = openSync(dirname(first), 'r');
  fsyncSync(parent);
  closeSync(parent);
}

function claimFile(db: Database, path: string): void {
  // Reading comes first: it rolls back what a power cut left of an unfinished making, and then the
  // file is empty again, whatever size it had.
  const id = applicationId(db);
  if (id !== 0 || db.pragma('page_count', { simple: true }) !== 0) {
    return refuseForeignFile(db, path);
  }
  db.pragma(`page_size = ${PAGE_SIZE}`);
  db.pragma(`application_id = ${APPLICATION_ID}`);
}

function refuseForeignFile(db: Database, path: string): void {
  if (applicationId(db) === APPLICATION_ID) return;
  throw new StorageError(
    'foreign-file',
    `${path} is not a Sabir store. Choose another data folder, or move that file away.`,
  );
}

/** `undefined` for a file that is no database. */
function applicationId(db: Database): unknown {
  try {
    return db.pragma('application_id', { simple: true });
  } catch (error) {
    if (error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_NOTADB')
      return undefined;
    throw error;
  }
}

function setPragma(db: Database, name: string, value: string, expected: unknown): void {
  db.pragma(`${name} = ${value}`);
  const actual = db.pragma(name, { simple: true });
  if (actual === expected) return;
  throw new StorageError('unsafe-settings', `SQLite refused ${name}=${value}: ${String(actual)}.`);
}

function closingOnError<Opened>(db: Database, open: () => Opened): Opened {
  try {
    return open();
  } catch (error) {
    db.close();
    throw error;
  }
}
