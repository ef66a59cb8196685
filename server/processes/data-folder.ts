/**
 * The lock on a data folder: one process at a time writes to it.
 *
 * The lock is the operating system's, through SQLite, so it goes when its holder dies, however it
 * dies.
 */
import { join } from 'node:path';
import { holdExclusively } from '../storage/sqlite/database.ts';

export interface DataFolderClaim {
  release(): void;
}

/** `undefined` where another process has the folder. Makes the folder if it is missing. */
export function claimDataFolder(folder: string): DataFolderClaim | undefined {
  const lock = holdExclusively(join(folder, 'lock.sqlite'));
  return lock === undefined ? undefined : { release: () => lock.close() };
}
