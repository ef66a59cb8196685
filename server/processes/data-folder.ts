/**
 * A data folder: who has it, and what was decided when it was made.
 *
 * One process at a time writes to it. The lock is the operating system's, through SQLite, so it goes when its holder dies, however it
 * dies.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, failure, ok, type Result } from '../../schema/failures.ts';
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

/**
 * The concept base of a wiki is part of each of its triples, so the first start decides it for good:
 * it is kept in the folder, and neither another port nor another address changes it.
 */
export async function keptConceptBase(
  folder: string,
  wanted: { readonly explicit: string | undefined; readonly fallback: string },
): Promise<Result<string>> {
  const file = conceptBasePath(folder);
  const kept = await readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );
  if (kept === undefined) {
    const chosen = wanted.explicit ?? wanted.fallback;
    await mkdir(folder, { recursive: true });
    await writeFile(file, `${chosen}\n`, { flush: true });
    return ok(chosen);
  }
  if (wanted.explicit !== undefined && wanted.explicit !== kept) {
    return failed(failure('other-concept-base', { wanted: wanted.explicit, kept }));
  }
  return ok(kept);
}

export function conceptBasePath(folder: string): string {
  return join(folder, 'concept-base');
}

const KEY_BYTES = 32;

/**
 * What derived secrets follow from: random, made by the first start, readable by its owner alone. It
 * stands beside the store and not in it, so that a copy of the store gives nobody a secret.
 */
export async function keptServerKey(folder: string): Promise<Buffer> {
  const file = serverKeyPath(folder);
  if (!existsSync(file)) {
    const text = `${randomBytes(KEY_BYTES).toString('hex')}\n`;
    await writeFile(file, text, { mode: 0o600, flag: 'wx', flush: true });
  }
  const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'hex');
  if (key.length !== KEY_BYTES) throw new Error(`The key in ${file} is damaged`);
  return key;
}

export function serverKeyPath(folder: string): string {
  return join(folder, 'server-key');
}

/** A mark in the folder that seeding has begun and not ended, so that the next start finishes it. */
export async function whileMarkedAsSeeding(
  folder: string,
  seed: () => Promise<void>,
): Promise<void> {
  await writeFile(seedingMark(folder), '', { flush: true });
  await seed();
  await rm(seedingMark(folder));
}

export function isMarkedAsSeeding(folder: string): boolean {
  return existsSync(seedingMark(folder));
}

function seedingMark(folder: string): string {
  return join(folder, 'seeding');
}
