/** Builds the browser's part of Sabir when its sources are newer than the last build. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export const CLIENT_DIST = join(root, 'client', 'dist');
const MANIFEST = join(CLIENT_DIST, '.vite', 'manifest.json');
/** What ends up in the bundle: the client and the pure modules it shares with the server. */
const SOURCES = [join(root, 'client'), join(root, 'schema'), join(root, 'package-lock.json')];

export async function clientIsStale(): Promise<boolean> {
  const built = await modified(MANIFEST);
  if (built === undefined) return true;
  const newest = await Promise.all(SOURCES.map(newestIn));
  return Math.max(...newest) > built;
}

/** Vite is loaded only here: a server whose client is built starts without it. */
export async function buildClient(): Promise<void> {
  const { build } = await import('vite');
  await build({ root: join(root, 'client'), logLevel: 'warn' });
}

async function newestIn(path: string): Promise<number> {
  const info = await stat(path);
  if (!info.isDirectory()) return info.mtimeMs;
  const entries = await readdir(path);
  const sources = entries.filter((name) => name !== 'dist' && !name.includes('.test.'));
  const times = await Promise.all(sources.map((name) => newestIn(join(path, name))));
  return Math.max(0, ...times);
}

async function modified(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return undefined;
  }
}
