/** Serves the built client: files whose names hold a hash of their content never change. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { ClientAssets } from './pages/layout.ts';

export interface ClientFiles {
  readonly assets: ClientAssets;
  readonly routes: Hono;
}

interface ManifestEntry {
  readonly file: string;
  readonly isEntry?: boolean;
}

const mediaTypes: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

const NOT_BUILT: ClientFiles = { assets: { scripts: [], styles: [] }, routes: new Hono() };

/** `folder` is where the bundler wrote to. Without a build, pages are plain but work. */
export async function openClientFiles(folder: string): Promise<ClientFiles> {
  const manifest = await readManifest(folder);
  if (manifest === undefined) return NOT_BUILT;
  const entries = Object.values(manifest);
  const start = entries.filter(({ isEntry }) => isEntry === true).map(({ file }) => file);
  return {
    assets: {
      scripts: start.filter((file) => file.endsWith('.js')).map(href),
      styles: start.filter((file) => file.endsWith('.css')).map(href),
    },
    routes: fileRoutes(await loadFiles(folder, entries)),
  };
}

function href(file: string): string {
  return `/client/${file}`;
}

type Files = ReadonlyMap<string, { readonly body: Uint8Array<ArrayBuffer>; readonly type: string }>;

/** All files are in memory, found by name in a table: no path from outside touches the disk. */
async function loadFiles(folder: string, entries: readonly ManifestEntry[]): Promise<Files> {
  const names = new Set(entries.map(({ file }) => file));
  const loaded = [...names].map(async (name) => {
    const body = new Uint8Array(await readFile(join(folder, name)));
    const extension = name.slice(name.lastIndexOf('.') + 1);
    return [name, { body, type: mediaTypes[extension] ?? 'application/octet-stream' }] as const;
  });
  return new Map(await Promise.all(loaded));
}

function fileRoutes(files: Files): Hono {
  return new Hono().get('/client/*', (c, next) => {
    const file = files.get(c.req.path.slice('/client/'.length));
    if (file === undefined) return next();
    return c.body(file.body, 200, {
      'Content-Type': file.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
  });
}

async function readManifest(folder: string): Promise<Record<string, ManifestEntry> | undefined> {
  try {
    const text = await readFile(join(folder, '.vite', 'manifest.json'), 'utf8');
    return JSON.parse(text) as Record<string, ManifestEntry>;
  } catch {
    return undefined;
  }
}
