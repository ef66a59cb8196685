/** One file that holds the state of a database at one moment, taken beside a running writer. */
import { open, rename, rm } from 'node:fs/promises';
import { openForReading } from './database.ts';

/**
 * Copies the database at `path` into `target`, which appears whole or not at all. The writer goes
 * on; its log cannot be reset before the copy is done.
 */
export async function backUp(path: string, target: string): Promise<void> {
  const partial = `${target}.partial`;
  await rm(partial, { force: true });
  const db = openForReading(path);
  try {
    db.prepare('VACUUM INTO ?').run(partial);
  } finally {
    db.close();
  }
  const handle = await open(partial);
  await handle.sync();
  await handle.close();
  await rename(partial, target);
}
