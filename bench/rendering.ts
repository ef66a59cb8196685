/** How long a reader waits for the largest page of the sample, from the request to its last byte. */
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { readStored } from '../schema/model/stored-json.ts';
import { entityJson } from '../schema/model/json/write-entity.ts';
import { readConfig } from '../server/config.ts';
import { openLog } from '../server/log.ts';
import { startServer } from '../server/main.ts';
import type { RecordStore, StoredDocument } from '../server/storage/records/record-store.ts';
import { percentile, type Benchmark } from './figure.ts';
import { openSampleWiki, rdf } from './sample-wiki.ts';

const SAMPLE = ['data', 'wikidata-16k.jsonl.gz'] as const;
const PAGES = 20;

export const rendering: Benchmark = async ({ folder, shared }) => {
  if (shared === undefined) return undefined;
  const sample = await openSampleWiki(folder, join(shared, ...SAMPLE));
  const { storage } = sample.wiki;
  const page = await largestItem(storage.records);
  const stringifyMs = await medianMs(stringifying(page));
  await storage.close();

  const server = await serve(sample.folder);
  const path = `${server.url}/wiki/${page.documentId}`;
  const first = await timed(() => fetchPage(path, 'identity'));
  const { bytes: packedBytes } = await fetchPage(path, 'gzip');
  const plainMs = await medianMs(() => fetchPage(path, 'identity'));
  const packedMs = await medianMs(() => fetchPage(path, 'gzip'));
  await server.close();

  const { documentId: id } = page;
  const { bytes } = first.value;
  return [
    { name: `${id}, stored`, value: page.sizeBytes, unit: 'bytes' },
    { name: `page of ${id}`, value: bytes, unit: 'bytes', baseline: page.sizeBytes },
    { name: `page of ${id}, gzip`, value: packedBytes, unit: 'bytes', baseline: page.sizeBytes },
    { name: `page of ${id}, first time`, value: first.ms, unit: 'ms', baseline: stringifyMs },
    { name: `page of ${id}, p50`, value: plainMs, unit: 'ms', baseline: stringifyMs },
    { name: `page of ${id}, gzip, p50`, value: packedMs, unit: 'ms', baseline: stringifyMs },
  ];
};

async function largestItem(records: RecordStore): Promise<StoredDocument> {
  const { revisions } = await records.counts();
  const changes = await records.changes(0, revisions);
  const items = changes.filter(({ kind }) => kind === 'item');
  const largest = items.reduce((a, b) => (a.sizeBytes < b.sizeBytes ? b : a));
  const page = await records.document(largest.documentId);
  if (page === undefined) throw new Error(`${largest.documentId} is missing`);
  return page;
}

/** The baseline: the same entity as JSON, without looking up a single label. */
function stringifying({ kind, content }: StoredDocument): () => Promise<string> {
  const item = readStored(kind, content);
  if (item.type !== 'item') throw new Error(`${item.id} is no item`);
  const json = entityJson(item, 'api', () => undefined);
  return () => Promise.resolve(JSON.stringify(json));
}

async function serve(folder: string): Promise<{ url: string; close(): Promise<void> }> {
  const config = readConfig(
    { SABIR_DATA: folder, SABIR_PORT: '0', SABIR_SEED: 'off', SABIR_CONCEPT_BASE: rdf.conceptBase },
    {},
  );
  if (!config.ok) throw new Error(JSON.stringify(config.failures));
  const server = await startServer(config.value, openLog('warn'));
  if (!server.ok) throw new Error(JSON.stringify(server.failures));
  return server.value;
}

/** `bytes` as they come over the wire, which is why this is not `fetch`. */
async function fetchPage(path: string, encoding: string): Promise<{ bytes: number }> {
  const request = get(path, { headers: { 'Accept-Encoding': encoding } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode}`);
  let bytes = 0;
  for await (const chunk of response) bytes += (chunk as Buffer).length;
  return { bytes };
}

async function timed<Value>(work: () => Promise<Value>): Promise<{ value: Value; ms: number }> {
  const start = performance.now();
  const value = await work();
  return { value, ms: performance.now() - start };
}

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < PAGES; i++) times.push((await timed(work)).ms);
  return percentile(times, 0.5);
}
