/**
 * The lock on a data folder: one process at a time writes to it.
 *
 * The lock is the operating system's, through SQLite, so it goes when its holder dies, however it
 * dies.
 */
import { join } from 'node:path';
import { holdExclusively, type Database } from '../storage/sqlite/database.ts';

export interface DataFolderClaim {
  release(): void;
}

/** Keeps held locks reachable: a connection that is collected lets go of its lock. */
const held = new Set<Database>();

/** `undefined` where another process has the folder. Makes the folder if it is missing. */
export function claimDataFolder(folder: string): DataFolderClaim | undefined {
  const lock = holdExclusively(join(folder, 'lock.sqlite'));
  if (lock === undefined) return undefined;
  held.add(lock);
  return {
    release: () => {
      held.delete(lock);
      lock.close();
    },
  };
}
