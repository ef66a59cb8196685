/**
 * Durable edits: how many a second, one after the other and from many at once, and what an edit
 * costs on the disk. Beside it the plainest durable thing there is: one row, one fsync.
 */
import { statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Datatype } from '../schema/datatypes.ts';
import type { DataValue } from '../schema/model/data-value.ts';
import { GREGORIAN_CALENDAR } from '../schema/model/data-value.ts';
import { kindOf } from '../schema/model/documents/kinds.ts';
import type { Document } from '../schema/model/documents/kinds.ts';
import { emptyItem, emptyProperty } from '../schema/model/entity.ts';
import type { Item } from '../schema/model/entity.ts';
import { newStatementId } from '../schema/model/statement.ts';
import type { Statement } from '../schema/model/statement.ts';
import { writeStored } from '../schema/model/stored-json.ts';
import { openStorage, storePath } from '../server/storage/storage.ts';
import type { Storage } from '../server/storage/storage.ts';
import type { Benchmark } from './figure.ts';
import { percentile } from './figure.ts';
import { PlainTable } from './plain-table.ts';

const ITEMS = 400;
const STATEMENTS = 30;
const CLIENTS = 16;
/** Rounds of all measurements by turns, so that a noisy machine disturbs them alike. */
const ROUNDS = 5;
const ROUND_MS = 1500;

/** The datatypes of the properties, which are used in turn. */
const DATATYPES = ['wikibase-item', 'string', 'time', 'quantity'] as const satisfies Datatype[];

const author = { userId: 1, name: 'Benchmark', bot: true };

export const edits: Benchmark = async ({ folder }) => {
  const dataFolder = join(folder, 'edits');
  const plainFolder = join(folder, 'plain');
  await Promise.all([mkdir(dataFolder), mkdir(plainFolder)]);
  const emptyBytes = await sizeAfter(dataFolder, async () => {});
  const filledBytes = await sizeAfter(dataFolder, fill);

  const alone = new Rate();
  const together = new Rate();
  const plain = new Rate();
  const row = writeStored(itemOf(1, 0));
  const table = new PlainTable(plainFolder);
  let count = 0;
  const editedBytes = await sizeAfter(dataFolder, async (storage) => {
    const editor = new Editor(storage);
    await editor.load();
    for (let round = 0; round < ROUNDS; round++) {
      await plain.measure(1, async () => table.insert([[`row ${count++}`, row]]));
      await alone.measure(1, (client) => editor.edit(client));
      await together.measure(CLIENTS, (client) => editor.edit(client));
    }
  });
  table.close();

  return [
    { name: 'one client', value: alone.perSecond, unit: 'edits/s', baseline: plain.perSecond },
    {
      name: `${CLIENTS} clients`,
      value: together.perSecond,
      unit: 'edits/s',
      baseline: plain.perSecond,
    },
    { name: 'the plain row, median', value: percentile(plain.times, 0.5), unit: 'ms' },
    { name: 'one client, median', value: percentile(alone.times, 0.5), unit: 'ms' },
    { name: 'one client, 99 of 100', value: percentile(alone.times, 0.99), unit: 'ms' },
    { name: `${CLIENTS} clients, 99 of 100`, value: percentile(together.times, 0.99), unit: 'ms' },
    {
      name: `on disk: item of ${STATEMENTS} statements`,
      value: (filledBytes - emptyBytes) / ITEMS,
      unit: 'bytes/entity',
      baseline: row.length,
    },
    {
      name: 'on disk: edit of one statement',
      value: (editedBytes - filledBytes) / (alone.count + together.count),
      unit: 'bytes/edit',
      baseline: row.length,
    },
  ];
};

/** Changes one statement of an item at a time; no two clients have the same item. */
class Editor {
  readonly #storage: Storage;
  readonly #latest: { document: Item; revisionId: number }[] = [];
  #edits = 0;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async load(): Promise<void> {
    for (let number = 1; number <= ITEMS; number++) {
      const stored = await this.#storage.records.document(`Q${number}`);
      const document = itemOf(number, 0);
      this.#latest.push({ document, revisionId: stored?.revisionId ?? 0 });
    }
  }

  async edit(client: number): Promise<void> {
    const number = this.#edits++;
    const place = (Math.floor(number / CLIENTS) * CLIENTS + client) % ITEMS;
    const { document, revisionId } = this.#latest[place];
    const at = number % STATEMENTS;
    const old = document.statements[at];
    const statement = { ...old, ...statementOf(at, number), id: old.id };
    const edited = { ...document, statements: document.statements.with(at, statement) };
    const saved = await save(this.#storage, edited, revisionId);
    this.#latest[place] = { document: edited, revisionId: saved };
  }
}

/** How often something can be done one after the other, by so many at once. */
class Rate {
  readonly times: number[] = [];
  #elapsedMs = 0;

  get count(): number {
    return this.times.length;
  }

  get perSecond(): number {
    return (this.count / this.#elapsedMs) * 1000;
  }

  async measure(clients: number, act: (client: number) => Promise<void>): Promise<void> {
    const start = performance.now();
    const end = start + ROUND_MS;
    const run = async (client: number): Promise<void> => {
      for (let before = performance.now(); before < end;) {
        await act(client);
        const after = performance.now();
        this.times.push(after - before);
        before = after;
      }
    };
    await Promise.all(Array.from({ length: clients }, (_, client) => run(client)));
    this.#elapsedMs += performance.now() - start;
  }
}

async function fill(storage: Storage): Promise<void> {
  for (const [index, datatype] of DATATYPES.entries()) {
    await save(storage, emptyProperty(`P${index + 1}`, datatype), 0);
  }
  const items = Array.from({ length: ITEMS }, (_, index) => itemOf(index + 1, 0));
  await Promise.all(items.map((item) => save(storage, item, 0)));
}

async function save(storage: Storage, document: Document, parent: number): Promise<number> {
  const outcome = await storage.commit({
    changes: [
      {
        kind: kindOf(document),
        documentId: document.id,
        parentRevisionId: parent,
        content: writeStored(document),
        summary: '/* wbsetclaim-update:2||1 */',
        tags: [],
        minor: false,
      },
    ],
    author,
    keyConflicts: 'refuse',
  });
  if (outcome.outcome !== 'saved') throw new Error(JSON.stringify(outcome));
  return outcome.revisions[0].revisionId;
}

/** Size of the file when all is in it and the store is closed. */
async function sizeAfter(
  folder: string,
  work: (storage: Storage) => Promise<void>,
): Promise<number> {
  const storage = await openStorage({ folder, rdf: { conceptBase: 'http://localhost/entity/' } });
  await work(storage);
  await storage.close();
  return statSync(storePath(folder)).size;
}

const statementIds = new Map<string, Statement['id']>();

function itemOf(number: number, version: number): Item {
  const id = `Q${number}` as const;
  const statements = Array.from({ length: STATEMENTS }, (_, index) => {
    const key = `${number} ${index}`;
    const statementId = statementIds.get(key) ?? newStatementId(id);
    statementIds.set(key, statementId);
    return { ...statementOf(index, version * 1000 + number), id: statementId };
  });
  const labels = ['en', 'de', 'fr', 'ru', 'zh'].map((code) => [code, `item ${number} ${code}`]);
  return {
    ...emptyItem(id),
    labels: new Map(labels as [string, string][]),
    descriptions: new Map([['en', `the ${number}th item of the benchmark`]]),
    statements: statements.toSorted((a, b) =>
      a.mainSnak.property.localeCompare(b.mainSnak.property),
    ),
  };
}

/** Every third has a qualifier, every second one of ten references. */
function statementOf(index: number, seed: number): Omit<Statement, 'id'> {
  const property = (offset: number) => `P${((index + offset) % DATATYPES.length) + 1}` as const;
  const snak = (offset: number, value: number) => ({
    kind: 'value' as const,
    property: property(offset),
    value: valueOf(DATATYPES[(index + offset) % DATATYPES.length], value),
  });
  return {
    mainSnak: snak(0, seed * STATEMENTS + index),
    rank: 'normal',
    qualifiers: index % 3 === 0 ? [snak(1, seed)] : [],
    references: index % 2 === 0 ? [{ snaks: [snak(2, index % 10)] }] : [],
  };
}

function valueOf(datatype: (typeof DATATYPES)[number], seed: number): DataValue {
  switch (datatype) {
    case 'wikibase-item':
      return { type: 'wikibase-entityid', id: `Q${(seed % ITEMS) + 1}` };
    case 'time':
      return {
        type: 'time',
        time: `+${String(1000 + (seed % 1000))}-01-01T00:00:00Z`,
        timezone: 0,
        before: 0,
        after: 0,
        precision: 9,
        calendarmodel: GREGORIAN_CALENDAR,
      };
    case 'quantity':
      return { type: 'quantity', amount: `+${seed}`, unit: '1' };
    case 'string':
      return { type: 'string', value: `value number ${seed}` };
  }
}
