/** How fast a dump comes in and goes out again, and what it takes of disk and memory. */
import { statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DumpFile } from '../server/dump/dump-file.ts';
import { writeDump } from '../server/dump/dump.ts';
import { openDumpFile } from '../server/import/decompress.ts';
import { readDump } from '../server/import/read-dump.ts';
import { openStorageForReading, storePath } from '../server/storage/storage.ts';
import type { Benchmark } from './figure.ts';
import { PlainTable } from './plain-table.ts';
import { openSampleWiki, rdf } from './sample-wiki.ts';

const SAMPLE = ['data', 'wikidata-16k.jsonl.gz'] as const;
/** As many as an import saves at once. */
const ROWS_PER_TRANSACTION = 250;
const MEMORY_LOOK_MS = 50;

export const importing: Benchmark = async ({ folder, shared }) => {
  if (shared === undefined) return undefined;
  const file = join(shared, ...SAMPLE);

  const memory = watchMemory();
  const sample = await openSampleWiki(folder, file);
  const peakBytes = memory.stop();
  const { entities, seconds, imported } = sample;
  const snapshot = sample.wiki.storage.quads.snapshot();
  const triples = snapshot.count({ subject: undefined, predicate: undefined, object: undefined });
  await sample.wiki.storage.close();
  const sizeBytes = statSync(storePath(sample.folder)).size;
  const dumpSeconds = await secondsOf(() => dump(sample.folder, join(folder, 'dump')));

  const plain = new PlainTable(folder);
  const plainSeconds = await secondsOf(() => importPlainly(file, plain));
  const plainDumpSeconds = await secondsOf(() => dumpPlainly(plain, join(folder, 'plain-dump')));
  const plainBytes = plain.close();

  return [
    {
      name: 'import',
      value: entities / seconds,
      unit: 'entities/s',
      baseline: entities / plainSeconds,
    },
    { name: 'import', value: triples / seconds, unit: 'triples/s' },
    { name: 'rejected', value: imported.rejected, unit: 'entities' },
    {
      name: 'on disk, with index and search',
      value: sizeBytes / entities,
      unit: 'bytes/entity',
      baseline: plainBytes / entities,
    },
    { name: 'peak memory of the import', value: peakBytes / 2 ** 20, unit: 'MiB' },
    {
      name: 'dump: JSON, N-Triples, truthy',
      value: entities / dumpSeconds,
      unit: 'entities/s',
      baseline: entities / plainDumpSeconds,
    },
  ];
};

async function dump(dataFolder: string, folder: string): Promise<void> {
  const store = openStorageForReading({ folder: dataFolder });
  await writeDump({ records: store.records, rdf, folder });
  await store.close();
}

/** Reads and parses the same file, and keeps each entity as it stands there. */
async function importPlainly(file: string, table: PlainTable): Promise<void> {
  let rows: [id: string, json: string][] = [];
  const { bytes } = await openDumpFile(file);
  for await (const { text = '{}' } of readDump(bytes)) {
    const { id } = JSON.parse(text) as { id: string };
    rows.push([id, text]);
    if (rows.length < ROWS_PER_TRANSACTION) continue;
    table.insert(rows);
    rows = [];
  }
  table.insert(rows);
}

/** Packs the JSON as it stands there, into one file. */
async function dumpPlainly(table: PlainTable, folder: string): Promise<void> {
  await mkdir(folder);
  const file = new DumpFile(folder, 'plain.json.gz');
  for (const text of table.texts()) await file.write(`${text}\n`);
  await file.finish();
  await file.publish();
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** All threads of the process together; what the system says now and then, so a little less than the peak. */
function watchMemory(): { stop(): number } {
  let peak = 0;
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, MEMORY_LOOK_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}
