/**
 * Whether the server's memory stays where it is, however many edits it takes. What is resident grows
 * until the page caches of SQLite are full (128 MiB for the writer, 32 for each reader): 800 MiB after
 * 240,000 edits, 30 MiB of that in the last 60,000. The heap goes up and down between 50 and 130.
 */
import { Bot } from './bot.ts';
import type { Benchmark, Figure } from './figure.ts';
import { startServerProcess } from './server-process.ts';

const EDITS = 100_000;
const CLIENTS = 16;
const ITEMS = 500;
const LOOKS = 5;

export const memory: Benchmark = async ({ folder }) => {
  const server = await startServerProcess(folder);
  try {
    const bots: Bot[] = [];
    for (let i = 0; i < CLIENTS; i++) bots.push(await Bot.logIn(server));
    const ids: string[] = [];
    for (let i = 0; i < ITEMS; i++) ids.push(await bots[0].create('item', {}));
    const figures: Figure[] = [];
    let next = 0;
    const start = performance.now();
    for (let look = 1; look <= LOOKS; look++) {
      const end = (EDITS / LOOKS) * look;
      const work = async (bot: Bot, client: number): Promise<void> => {
        // no two clients have the same item
        for (let number = next++; number < end; number = next++) {
          const id = ids[(Math.floor(number / CLIENTS) * CLIENTS + client) % ITEMS];
          const fields = { id, language: 'en', value: `label ${number}` };
          await bot.post({ action: 'wbsetlabel', ...fields });
        }
      };
      await Promise.all(bots.map(work));
      next = end;
      figures.push({
        name: `resident after ${end.toLocaleString('en')} edits`,
        value: server.residentMiB(),
        unit: 'MiB',
      });
      figures.push({
        name: `of these main's heap after ${end.toLocaleString('en')} edits`,
        value: await heapMiB(server.url),
        unit: 'MiB',
      });
    }
    const seconds = (performance.now() - start) / 1000;
    return [...figures, { name: 'edits meanwhile', value: EDITS / seconds, unit: 'edits/s' }];
  } finally {
    await server.close();
  }
};

async function heapMiB(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const bytes = /^nodejs_heap_used_bytes (\d+)$/m.exec(metrics)?.[1] ?? Number.NaN;
  return Number(bytes) / 1024 / 1024;
}
