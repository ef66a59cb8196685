/** What OpenRefine waits for: batches of ten names, as they are written and as they are mistyped. */
import { join } from 'node:path';
import { EntityCache } from '../server/read/entity-cache.ts';
import { PropertyReader } from '../server/read/properties.ts';
import { SiteReader } from '../server/read/site.ts';
import { StatementFinder } from '../server/read/statement-finder.ts';
import { reconcile } from '../server/search/reconcile/reconcile.ts';
import type { ReconcileContext, ReconcileQuery } from '../server/search/reconcile/reconcile.ts';
import type { PropertyCondition } from '../server/search/reconcile/reconcile.ts';
import { defaultSiteSettings } from '../schema/model/documents/site-settings.ts';
import { openForReading } from '../server/storage/sqlite/database.ts';
import { openStorageForReading, storePath } from '../server/storage/storage.ts';
import { percentile, type Benchmark, type Figure } from './figure.ts';
import { openSampleWiki, rdf } from './sample-wiki.ts';

const SAMPLE = ['data', 'wikidata-16k.jsonl.gz'] as const;
const BATCHES = 60;
const BATCH_SIZE = 10;
const LIMIT_MS = 60_000;

/** Roles as in the sample, which is Wikidata's. */
const site = {
  ...defaultSiteSettings,
  properties: new Map([
    ['instanceOf', 'P31'],
    ['subclassOf', 'P279'],
  ] as const),
};
const country: PropertyCondition = {
  pid: 'P17',
  path: { kind: 'property', property: 'P17' },
  cells: [{ text: 'Germany', id: undefined }],
};

export const reconciling: Benchmark = async ({ folder, shared }) => {
  if (shared === undefined) return undefined;
  const sample = await openSampleWiki(folder, join(shared, ...SAMPLE));
  await sample.wiki.storage.close();
  const names = namesIn(sample.folder);
  const mistyped = names.map((name) => name.slice(0, -2) + name.slice(-1));
  const swapped = names.map((name) => name.split(' ').toReversed().join(' '));
  return [
    ...(await figuresOf('names, first time', names, {}, sample.folder)),
    ...(await figuresOf('names', names, {}, sample.folder, 'again')),
    ...(await figuresOf('names of humans', names, { types: ['Q5'] }, sample.folder, 'again')),
    ...(await figuresOf(
      'names in a country',
      names,
      { conditions: [country] },
      sample.folder,
      'again',
    )),
    ...(await figuresOf('mistyped names', mistyped, {}, sample.folder, 'again')),
    ...(await figuresOf('words in another order', swapped, {}, sample.folder, 'again')),
  ];
};

/** English labels from all over the sample. */
function namesIn(folder: string): string[] {
  const db = openForReading(storePath(folder));
  const names = db
    .prepare(
      `SELECT text FROM search_term WHERE language = 'en' AND alias = 0 ORDER BY page * 7919 % 10007`,
    )
    .pluck()
    .all() as string[];
  db.close();
  return names.filter((name) => name.length > 4).slice(0, BATCHES * BATCH_SIZE);
}

async function figuresOf(
  name: string,
  texts: readonly string[],
  query: Partial<ReconcileQuery>,
  folder: string,
  again?: 'again',
): Promise<Figure[]> {
  const store = openStorageForReading({ folder });
  const properties = new PropertyReader(store.records, new SiteReader(store.records));
  const context: ReconcileContext = {
    records: store.records,
    statements: new StatementFinder(store.quads, rdf.conceptBase, properties),
    entities: new EntityCache(store.records),
    properties,
    site,
    addresses: { base: 'http://localhost', conceptBase: rdf.conceptBase },
    language: 'en',
    kind: 'item',
  };
  if (again !== undefined) await timesOf(texts, query, context);
  const times = await timesOf(texts, query, context);
  await store.close();
  return [0.5, 0.99].map((share) => ({
    name: `ten ${name}, p${share * 100}`,
    value: percentile(times, share),
    unit: 'ms',
  }));
}

async function timesOf(
  texts: readonly string[],
  query: Partial<ReconcileQuery>,
  context: ReconcileContext,
): Promise<number[]> {
  const times: number[] = [];
  for (let start = 0; start < texts.length; start += BATCH_SIZE) {
    const batch = texts.slice(start, start + BATCH_SIZE).map((text): ReconcileQuery => ({
      text,
      types: [],
      typeStrict: 'any',
      conditions: [],
      limit: 10,
      ...query,
    }));
    const before = performance.now();
    const found = await reconcile(batch, context, LIMIT_MS);
    if (!found.ok) throw new Error(JSON.stringify(found.failures));
    times.push(performance.now() - before);
  }
  return times;
}
