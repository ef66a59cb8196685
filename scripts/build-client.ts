/**
 * Builds the browser's code into `client/dist`, unless what is there is newer than its sources.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');
const MANIFEST = join(root, 'client', 'dist', '.vite', 'manifest.json');
/** What the bundle is made of. */
const SOURCES = ['client', 'schema', 'package-lock.json'];

/** Builds if needed; resolves to whether it did. */
export async function buildClientIfStale(): Promise<boolean> {
  if (!clientIsStale()) return false;
  await build({ root: join(root, 'client'), logLevel: 'warn' });
  return true;
}

function clientIsStale(): boolean {
  if (!existsSync(MANIFEST)) return true;
  const built = statSync(MANIFEST).mtimeMs;
  return SOURCES.some((source) => newestIn(join(root, source)) > built);
}

function newestIn(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).mtimeMs;
  const times = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\/(dist|node_modules)(\/|$)/.test(entry.parentPath))
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs);
  return Math.max(0, ...times);
}

if (import.meta.main) await buildClientIfStale();
