/**
 * A dump: everything public as of one sequence, as Wikibase JSON, N-Triples and truthy N-Triples.
 *
 * All files appear together, once every byte of them is on the disk.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RdfSettings } from '../rdf/rdf-settings.ts';
import { dumpFlavors } from '../rdf/flavor.ts';
import type { RecordStore } from '../storage/records/record-store.ts';
import { DumpFile, type WrittenFile } from './dump-file.ts';
import { openDumpSnapshot, type DumpPage, type DumpSnapshot } from './dump-snapshot.ts';
import {
  JSON_DUMP_END,
  JSON_DUMP_SEPARATOR,
  JSON_DUMP_START,
  jsonDumpLine,
} from './formats/entity-json.ts';
import { openRdfDump } from './formats/rdf.ts';

export interface DumpOptions {
  readonly records: RecordStore;
  readonly rdf: RdfSettings;
  readonly folder: string;
  /** Called now and then with how many of how many pages are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface DumpSummary {
  readonly sequence: number;
  readonly timestamp: string;
  readonly entities: number;
  readonly redirects: number;
  readonly triples: number;
  readonly truthyTriples: number;
  readonly licence: string;
  readonly files: readonly WrittenFile[];
}

const LICENCE = 'CC0-1.0';
const NOTICE = `The data in this folder is dedicated to the public domain under CC0 1.0:
https://creativecommons.org/publicdomain/zero/1.0/

You may copy, change and use it for any purpose, without asking and without naming anybody.
`;

/** A file of the dump while it is written: what a page adds to it, and its end. */
interface Part {
  readonly file: DumpFile;
  add(page: DumpPage): Promise<void>;
  end(): Promise<void>;
}

/** Resolves to `undefined` where there is nothing to dump. Rejects, and leaves no file, on failure. */
export async function writeDump(options: DumpOptions): Promise<DumpSummary | undefined> {
  const snapshot = await openDumpSnapshot(options.records, options.rdf);
  if (snapshot === undefined) return undefined;
  await mkdir(options.folder, { recursive: true });
  const counts = { entities: 0, redirects: 0 };
  const json = await jsonPart(options.folder, snapshot);
  const full = rdfPart(options.folder, snapshot, 'all.nt.gz', 'full');
  const truthy = rdfPart(options.folder, snapshot, 'truthy.nt.gz', 'truthy');
  const parts: readonly Part[] = [json, full, truthy];
  try {
    await writePages(options, snapshot, parts, counts);
    const files = await Promise.all(parts.map(({ file }) => file.finish()));
    for (const { file } of parts) await file.publish();
    const summary: DumpSummary = {
      sequence: snapshot.sequence,
      timestamp: snapshot.timestamp,
      ...counts,
      triples: full.triples(),
      truthyTriples: truthy.triples(),
      licence: LICENCE,
      files,
    };
    await writeFile(join(options.folder, 'LICENSE.txt'), NOTICE);
    await writeFile(join(options.folder, 'dump.json'), `${JSON.stringify(summary, null, 2)}\n`);
    return summary;
  } catch (error) {
    await Promise.all(parts.map(({ file }) => file.discard()));
    throw error;
  }
}

async function writePages(
  { records, onProgress }: DumpOptions,
  snapshot: DumpSnapshot,
  parts: readonly Part[],
  counts: { entities: number; redirects: number },
): Promise<void> {
  const { documents } = await records.counts();
  const total = Object.values(documents).reduce((sum, count) => sum + count, 0);
  for await (const page of snapshot.pages()) {
    if (page.document.type === 'redirect') counts.redirects++;
    else counts.entities++;
    for (const part of parts) await part.add(page);
    onProgress?.(counts.entities + counts.redirects, total);
  }
  for (const part of parts) await part.end();
}

async function jsonPart(folder: string, snapshot: DumpSnapshot): Promise<Part> {
  const file = new DumpFile(folder, fileName(snapshot, 'all.json.gz'));
  await file.write(JSON_DUMP_START);
  let separator = '';
  return {
    file,
    async add({ document, revisionId }) {
      if (document.type === 'redirect') return;
      await file.write(separator + jsonDumpLine(document, revisionId, snapshot.datatypeOf));
      separator = JSON_DUMP_SEPARATOR;
    },
    end: () => file.write(JSON_DUMP_END),
  };
}

function rdfPart(
  folder: string,
  snapshot: DumpSnapshot,
  name: string,
  flavor: keyof typeof dumpFlavors,
): Part & { readonly triples: () => number } {
  const file = new DumpFile(folder, fileName(snapshot, name));
  let pending: string[] = [];
  const dump = openRdfDump(snapshot, dumpFlavors[flavor], (chunk) => pending.push(chunk));
  const writePending = async (): Promise<void> => {
    const chunks = pending;
    pending = [];
    for (const chunk of chunks) await file.write(chunk);
  };
  return {
    file,
    triples: dump.triples,
    add(page) {
      dump.add(page);
      return writePending();
    },
    end() {
      dump.end();
      return writePending();
    },
  };
}

/** The sequence is in the name: two dumps of one state are the same files. */
function fileName({ sequence }: DumpSnapshot, name: string): string {
  return `sabir-${String(sequence).padStart(10, '0')}-${name}`;
}
