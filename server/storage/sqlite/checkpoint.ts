/**
 * When pages move from the write-ahead log into the file. A thread beside the writer moves most of
 * them; the log can start anew only between two transactions, so that part is the writer's.
 */
import type { Database } from './database.ts';

const PAGE_BYTES = 8192;
/** From here on pages are moved; nobody waits for that. */
const WORTHWHILE_PAGES = (16 * 1024 * 1024) / PAGE_BYTES;
/** From here on the writer waits a moment: a long log makes every read slower. */
const TOO_LONG_PAGES = (48 * 1024 * 1024) / PAGE_BYTES;

interface LogState {
  /** Pages in the log. */
  readonly log: number;
  /** Pages of these that are in the file already. */
  readonly checkpointed: number;
}

/** For the thread: blocks neither readers nor the writer. */
export function moveWhatGathered(db: Database): void {
  const { log, checkpointed } = checkpoint(db, 'NOOP');
  if (log - checkpointed >= WORTHWHILE_PAGES) checkpoint(db, 'PASSIVE');
}

/** For the writer, between two transactions: moves what little is left and starts the log anew. */
export function restartLongLog(db: Database): void {
  if (checkpoint(db, 'NOOP').log >= TOO_LONG_PAGES) checkpoint(db, 'RESTART');
}

/** Leaves nothing in the log, for example of what was erased. */
export function emptyLog(db: Database): void {
  checkpoint(db, 'TRUNCATE');
}

function checkpoint(db: Database, mode: 'NOOP' | 'PASSIVE' | 'RESTART' | 'TRUNCATE'): LogState {
  const [state] = db.pragma(`wal_checkpoint(${mode})`) as LogState[];
  return state;
}
