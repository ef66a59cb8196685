/** Wikibase's test data for RDF: entities in, lines of N-Triples out, compared as sets. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import type { Datatype } from '../schema/datatypes.ts';
import { defaultSiteSettings, type Site } from '../schema/model/documents/site-settings.ts';
import type { Entity, Item, Lexeme } from '../schema/model/entity.ts';
import { readEntity } from '../schema/model/json/read-entity.ts';
import type { Statement } from '../schema/model/statement.ts';
import { wikiNamespaces } from '../schema/vocabulary.ts';
import { sharedPath } from './shared-data.ts';
import { ntriplesLine } from '../server/rdf/ntriples.ts';
import type { RdfContext } from '../server/rdf/rdf-settings.ts';
import type { QuadSink } from '../server/rdf/term.ts';

/** Gives triples to a sink. */
export type Build = (sink: QuadSink) => void;

const FIXTURES = sharedPath('fixtures', 'wikibase');

export function readText(path: string): string {
  return readFileSync(`${FIXTURES}/${path}`, 'utf8');
}

/** The lines that some expected files hold together. */
export function expectedLines(folder: string, files: readonly string[]): string[] {
  return distinctLines(files.map((file) => readText(`${folder}/${file}.nt`)).join('\n'));
}

export function builtLines(build: Build): string[] {
  return distinctLines(writtenLines(build).join('\n'));
}

/** Every line as often as it was written. */
export function writtenLines(build: Build): string[] {
  const lines: string[] = [];
  build((...quad) => lines.push(ntriplesLine(...quad).trimEnd()));
  return lines;
}

export function distinctLines(text: string): string[] {
  return [...new Set(text.split('\n').filter((line) => line !== ''))].toSorted();
}

/** The expected files whose names match, by path below the folder of all test data. */
export function goldenFiles(folders: readonly string[], name: RegExp): string[] {
  if (!existsSync(FIXTURES)) return [];
  return folders.flatMap((folder) =>
    readdirSync(`${FIXTURES}/${folder}`)
      .filter((file) => name.test(file))
      .map((file) => `${folder}/${file}`),
  );
}

/** Statement ids in the files are of no known form; they come back as they were. */
export function readFixture(path: string): Entity {
  const ids: string[] = [];
  const subject = path.slice(path.lastIndexOf('/') + 1);
  const json: unknown = JSON.parse(readText(`${path}.json`), (key, value: unknown) => {
    if (key !== 'id' || typeof value !== 'string' || !value.startsWith('TEST-')) return value;
    ids.push(value);
    return `${subject}$00000000-0000-4000-8000-${String(ids.length - 1).padStart(12, '0')}`;
  });
  const read = readEntity(json);
  if (!read.ok || read.value.type === 'redirect') throw new Error(JSON.stringify(read));
  const entity = read.value;
  const statements = entity.statements.map((statement) => ({
    ...statement,
    id: ids[Number(statement.id.slice(-12))] as Statement['id'],
  }));
  return { ...entity, statements };
}

export function readItem(id: string): Item {
  return readFixture(`wikibase-rdf/entities/${id}`) as Item;
}

export function readLexeme(): Lexeme {
  return readFixture('lexeme/rdf/entities/L2') as Lexeme;
}

export const datatypes: ReadonlyMap<string, Datatype> = new Map([
  ['P2', 'wikibase-item'],
  ['P3', 'commonsMedia'],
  ['P4', 'globe-coordinate'],
  ['P5', 'monolingualtext'],
  ['P6', 'quantity'],
  ['P7', 'string'],
  ['P8', 'time'],
  ['P9', 'url'],
  ['P10', 'geo-shape'],
  ['P11', 'external-id'],
]);

const sites: Site[] = [
  { id: 'enwiki', group: 'wikipedia', language: 'en', pageUrl: 'http://enwiki.acme.test/$1' },
  { id: 'ruwiki', group: undefined, language: 'ru', pageUrl: 'http://ruwiki.acme.test/$1' },
  { id: 'test', group: 'acmetest', language: 'en-x-test', pageUrl: 'http://test.acme.test/$1' },
];

export const context: RdfContext = {
  namespaces: wikiNamespaces('http://acme.test/', 'http://data.acme.test/'),
  site: { ...defaultSiteSettings, sites },
  sourceName: 'wikidata',
  datatypeOf: (property) => datatypes.get(property),
  uriPatternOf: () => undefined,
};
