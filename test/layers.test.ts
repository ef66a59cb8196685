/**
 * The architecture as a test: who may import whom, and where each package lives.
 * ARCHITECTURE.md explains the table; the two change together.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const MODEL = ['schema', 'schema/model'];
const RECORDS = ['server/storage/records', ...MODEL];
const STORAGE = ['server/storage', 'server/storage/quads', ...RECORDS];

/** Each layer and the layers it may import. Reading downwards is reading towards the edges. */
const layers: Readonly<Record<string, readonly string[]>> = {
  schema: [],
  'schema/model': ['schema'],
  'client/i18n': ['schema'],
  'client/view': ['client/i18n', ...MODEL],
  'server/rdf': MODEL,
  'server/egress': MODEL,
  // Migrations derive new tables from what is stored.
  'server/storage/sqlite': MODEL,
  'server/storage/quads': ['server/storage/sqlite', 'server/rdf', ...MODEL],
  'server/storage/records': ['server/storage/sqlite', ...MODEL],
  'server/storage/writer': [
    'server/storage/records',
    'server/storage/quads',
    'server/storage/sqlite',
    'server/rdf',
    ...MODEL,
  ],
  'server/storage': [
    'server/storage/writer',
    'server/storage/records',
    'server/storage/quads',
    'server/storage/sqlite',
    'server/rdf',
    ...MODEL,
  ],
  'server/query': ['server/storage/quads', 'server/rdf', ...MODEL],
  'server/search': ['server/read', ...STORAGE],
  'server/read': ['server/rdf', ...STORAGE],
  'server/accounts': RECORDS,
  'server/stream': RECORDS,
  'server/edit': ['server/accounts', 'server/egress', ...STORAGE],
  'server/dump': ['server/rdf', ...STORAGE],
  'server/import': ['server/edit', 'server/accounts', 'server/rdf', ...STORAGE],
  'server/http': [
    'server/edit',
    'server/accounts',
    'server/read',
    'server/search',
    'server/query',
    'server/stream',
    'server/rdf',
    'client/view',
    'client/i18n',
    ...MODEL,
  ],
  'client/api': ['client/view', 'client/i18n', ...MODEL],
  'client/draft': ['client/api', 'client/view', 'client/i18n', ...MODEL],
  'client/components': ['client/api', 'client/view', 'client/i18n', ...MODEL],
  'client/inputs': ['client/components', 'client/api', 'client/view', 'client/i18n', ...MODEL],
  'client/islands': [
    'client/inputs',
    'client/components',
    'client/draft',
    'client/api',
    'client/view',
    'client/i18n',
    ...MODEL,
  ],
};

/** Composition roots: they put the parts together and may see all of their side. */
const roots = ['server/main.ts', 'server/cli/', 'server/processes/', 'client/main.ts', 'scripts/'];

/** Type-only imports that cross a border on purpose: a port's words, never its code. */
const portTypes: readonly [from: string, to: string][] = [
  ['server/http', 'server/storage/records'],
  ['server/http', 'server/storage/storage.ts'],
];

/** Each package, and the only place that may import it. */
const homes: Readonly<Record<string, string>> = {
  'better-sqlite3': 'server/storage/sqlite/database.ts',
  sparqljs: 'server/query/parse/sparql-parser.ts',
  n3: 'server/rdf/n3.ts',
  'jsonld-streaming-serializer': 'server/rdf/json-ld.ts',
  hono: 'server/http/',
  '@hono/node-server': 'server/http/',
  lit: 'client/',
  'banana-i18n': 'client/i18n/message.ts',
  '@node-rs/argon2': 'server/accounts/passwords.ts',
  '@node-oauth/oauth2-server': 'server/accounts/oauth2.ts',
  'rate-limiter-flexible': 'server/accounts/rate-limits.ts',
  'decimal.js': 'schema/model/values/decimal.ts',
  unhomoglyph: 'schema/model/name-skeleton.ts',
  re2js: 'schema/model/values/pattern.ts',
  pino: 'server/log.ts',
  'unbzip2-stream': 'server/import/decompress.ts',
  vite: 'server/http/client-build.ts',
};

const root = dirname(import.meta.dirname);

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

test('a module imports only its own layer and the layers below it', () => {
  const violations = imports()
    .filter(({ to }) => to.startsWith('.'))
    .map(({ from, to, typeOnly }) => ({ from, to: resolve(from, to), typeOnly }))
    .filter((edge) => !mayImport(edge))
    .map(({ from, to }) => `${from} imports ${to}`);
  expect(violations).toEqual([]);
});

test('every source file belongs to a layer or is a composition root', () => {
  const homeless = sourceFiles().filter(
    (file) => !isRoot(file) && !Object.hasOwn(layers, layerOf(file)) && !isServerTop(file),
  );
  expect(homeless).toEqual([]);
});

test('a package is imported only at its home', () => {
  const strays = imports()
    .filter(({ from, to }) => {
      const home = homes[packageOf(to)];
      return home !== undefined && !from.startsWith(home);
    })
    .map(({ from, to }) => `${from} imports ${to}`);
  expect(strays).toEqual([]);
});

test('the client never imports the server', () => {
  const strays = imports()
    .filter(({ from, to }) => from.startsWith('client/') && to.startsWith('.'))
    .filter(({ from, to }) => resolve(from, to).startsWith('server/'));
  expect(strays).toEqual([]);
});

function mayImport({ from, to, typeOnly }: Import): boolean {
  if (isRoot(from) || isServerTop(from)) return true;
  if (isServerTop(to)) return false;
  const [own, other] = [layerOf(from), layerOf(to)];
  return (
    own === other ||
    (layers[own]?.includes(other) ?? false) ||
    (typeOnly && portTypes.some(([a, b]) => from.startsWith(a) && to.startsWith(b)))
  );
}

/** `server/config.ts`, `server/log.ts`: read by composition roots only. */
function isServerTop(file: string): boolean {
  return /^server\/[^/]+\.ts$/.test(file);
}

function isRoot(file: string): boolean {
  return roots.some((path) => file.startsWith(path));
}

/** The longest layer whose folder holds the file. */
function layerOf(file: string): string {
  const holders = Object.keys(layers).filter((layer) => file.startsWith(`${layer}/`));
  return holders.toSorted((a, b) => b.length - a.length)[0] ?? dirname(file);
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}

function resolve(from: string, specifier: string): string {
  return relative(root, join(root, dirname(from), specifier));
}

function imports(): Import[] {
  return sourceFiles().flatMap((from) => {
    const source = readFileSync(join(root, from), 'utf8');
    const pattern = /^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm;
    return [...source.matchAll(pattern)].map(([, type, to, dynamic]) => ({
      from,
      to: to ?? dynamic ?? '',
      typeOnly: type !== undefined,
    }));
  });
}

function sourceFiles(): string[] {
  return ['schema', 'server', 'client', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.(test|contract|arbitrary)\.ts$/.test(name))
      .filter((name) => !name.startsWith('dist/') && !name.endsWith('vite.config.ts'))
      .map((name) => join(folder, name)),
  );
}
