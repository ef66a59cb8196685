/**
 * What the calls that bots and tools make most cost over HTTP: processor time of the server and
 * calls a second, from one client and from many. Beside it what the same calls cost a live
 * Wikibase on the same kind of machine.
 */
import { Bot } from './bot.ts';
import type { Json } from './bot.ts';
import type { Benchmark, Figure } from './figure.ts';
import { startServerProcess } from './server-process.ts';
import type { ServerProcess } from './server-process.ts';

const ITEMS = 200;
const CLIENTS = 16;
const WARM_UP_MS = 1_000;
const MEASURED_MS = 3_000;
const LANGUAGES = ['en', 'de', 'fr', 'ru', 'zh'];

interface Call {
  readonly name: string;
  /** Processor time of a live Wikibase, in milliseconds. */
  readonly wikibaseCpuMs: number;
  run(bot: Bot, number: number): Promise<unknown>;
}

export const api: Benchmark = async ({ folder }) => {
  const server = await startServerProcess(folder);
  try {
    const bots: Bot[] = [];
    for (let i = 0; i < CLIENTS; i++) bots.push(await Bot.logIn(server));
    const figures: Figure[] = [];
    for (const call of await prepare(bots[0])) {
      figures.push(...(await measure(call, bots, server)));
    }
    return figures;
  } finally {
    await server.close();
  }
};

async function prepare(bot: Bot): Promise<Call[]> {
  const property = await bot.create('property', { ...termsOf('a text'), datatype: 'string' });
  const ids: string[] = [];
  for (let i = 0; i < ITEMS; i++)
    ids.push(await bot.create('item', itemOf(`thing ${i}`, property)));
  const idOf = (number: number): string => ids[number % ITEMS];
  const entityData = (format: string) => (by: Bot, number: number) =>
    by.load(`/wiki/Special:EntityData/${idOf(number)}.${format}`);
  const fifty = ids.slice(0, 50).join('|');
  return [
    {
      name: 'create: 5 labels, 10 statements',
      wikibaseCpuMs: 105,
      run: (by, number) => by.create('item', itemOf(`new ${number}`, property)),
    },
    {
      name: 'wbsetlabel',
      wikibaseCpuMs: 110,
      run: (by, number) => {
        const fields = { id: idOf(number), language: 'it', value: `etichetta ${number}` };
        return by.post({ action: 'wbsetlabel', ...fields });
      },
    },
    {
      name: 'wbcreateclaim',
      wikibaseCpuMs: 90,
      // items of their own: an item of thousands of statements is another question
      run: (() => {
        let target = '';
        return async (by: Bot, number: number) => {
          if (number % 50 === 0) target = await by.create('item', termsOf(`claims ${number}`));
          const value = JSON.stringify(`value ${number}`);
          const fields = { entity: target || idOf(number), property, snaktype: 'value', value };
          return by.post({ action: 'wbcreateclaim', ...fields });
        };
      })(),
    },
    {
      name: 'wbgetentities, 1 id',
      wikibaseCpuMs: 34,
      run: (by, number) => by.get({ action: 'wbgetentities', ids: idOf(number) }),
    },
    {
      name: 'wbgetentities, 50 ids',
      wikibaseCpuMs: 200,
      run: (by) => by.get({ action: 'wbgetentities', ids: fifty }),
    },
    {
      name: 'wbsearchentities',
      wikibaseCpuMs: 31,
      run: (by, number) =>
        by.get({ action: 'wbsearchentities', search: `thing ${number % 100}`, language: 'en' }),
    },
    { name: 'EntityData, json', wikibaseCpuMs: 35, run: entityData('json') },
    { name: 'EntityData, ttl', wikibaseCpuMs: 45, run: entityData('ttl') },
    { name: 'EntityData, nt', wikibaseCpuMs: 45, run: entityData('nt') },
    {
      name: 'recentchanges',
      wikibaseCpuMs: 25,
      run: (by) => by.get({ action: 'query', list: 'recentchanges', rclimit: '50' }),
    },
  ];
}

async function measure(call: Call, bots: readonly Bot[], server: ServerProcess): Promise<Figure[]> {
  const counter = { next: 0 };
  await repeat(call, bots, counter, WARM_UP_MS);
  const alone = await repeat(call, bots.slice(0, 1), counter, MEASURED_MS);
  const cpuBefore = server.cpuMs();
  const together = await repeat(call, bots, counter, MEASURED_MS);
  const cpuMs = (server.cpuMs() - cpuBefore) / together.calls;
  const { name, wikibaseCpuMs: peer } = call;
  return [
    { name: `${name}: CPU`, value: cpuMs, unit: 'ms/call', peer },
    { name: `${name}: 1 client`, value: alone.perSecond, unit: 'calls/s' },
    { name: `${name}: ${bots.length} clients`, value: together.perSecond, unit: 'calls/s' },
  ];
}

async function repeat(
  call: Call,
  bots: readonly Bot[],
  counter: { next: number },
  ms: number,
): Promise<{ calls: number; perSecond: number }> {
  const start = performance.now();
  let calls = 0;
  const work = async (bot: Bot): Promise<void> => {
    while (performance.now() < start + ms) {
      await call.run(bot, counter.next++);
      calls++;
    }
  };
  await Promise.all(bots.map(work));
  return { calls, perSecond: (calls / (performance.now() - start)) * 1000 };
}

function termsOf(text: string): Json {
  const labels = LANGUAGES.map((language) => [
    language,
    { language, value: `${text} ${language}` },
  ]);
  return { labels: Object.fromEntries(labels) };
}

function itemOf(text: string, property: string): Json {
  const claims = Array.from({ length: 10 }, (_, index) => ({
    mainsnak: {
      snaktype: 'value',
      property,
      datavalue: { type: 'string', value: `${text}, ${index}` },
    },
    type: 'statement',
    rank: 'normal',
  }));
  return { ...termsOf(text), claims };
}
