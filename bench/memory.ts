/**
 * Whether the server's memory stays where it is, however many edits it takes.
 *
 * What is resident goes up with the pages that are edited, until the caches are full, and not with
 * their edits. Four things made it grow with these: page caches of SQLite, of up to 128 MiB; contents
 * of revisions that newer ones had replaced; terms and tokens that nobody asked for again; and the
 * young generation of V8, of up to 128 MiB in each busy thread, which comes to be touched bit by bit
 * (hence the `--…-semi-space-size` of `npm start`).
 */
import { Bot } from './bot.ts';
import type { Benchmark, Figure } from './figure.ts';
import { percentile } from './figure.ts';
import { startServerProcess } from './server-process.ts';
import type { ServerProcess } from './server-process.ts';

const EDITS = 100_000;
const CLIENTS = 16;
const ITEMS = 500;
const LOOKS = 5;
/** The heap goes up and down as it is swept: a look is the median of the last seconds. */
const GLANCE_EVERY_MS = 200;
const GLANCES = 25;
/** What the last look may be, as a part of the first. */
const FLAT = 1.1;

export const memory: Benchmark = async ({ folder }) => {
  const server = await startServerProcess(folder);
  try {
    const bots: Bot[] = [];
    for (let i = 0; i < CLIENTS; i++) bots.push(await Bot.logIn(server));
    const ids: string[] = [];
    for (let i = 0; i < ITEMS; i++) ids.push(await bots[0].create('item', {}));
    const resident: number[] = [];
    const heap: number[] = [];
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
      resident.push(await medianResidentMiB(server, Promise.all(bots.map(work))));
      next = end;
      heap.push(await heapMiB(server.url));
    }
    const seconds = (performance.now() - start) / 1000;
    return [
      ...resident.map((value, look) => figureAt(look, 'resident', value)),
      ...heap.map((value, look) => figureAt(look, "of these main's heap", value)),
      {
        name: `resident after ${madeBy(LOOKS - 1)} by that after ${madeBy(0)}`,
        value: resident[LOOKS - 1] / resident[0],
        unit: '×',
        bar: FLAT,
      },
      { name: 'edits meanwhile', value: EDITS / seconds, unit: 'edits/s' },
    ];
  } finally {
    await server.close();
  }
};

function figureAt(look: number, name: string, value: number): Figure {
  return { name: `${name} after ${madeBy(look)} edits`, value, unit: 'MiB' };
}

function madeBy(look: number): string {
  return ((EDITS / LOOKS) * (look + 1)).toLocaleString('en');
}

/** Towards the end of the work. */
async function medianResidentMiB(server: ServerProcess, work: Promise<unknown>): Promise<number> {
  const glances: number[] = [];
  const timer = setInterval(() => glances.push(server.residentMiB()), GLANCE_EVERY_MS);
  await work.finally(() => clearInterval(timer));
  return percentile(glances.slice(-GLANCES), 0.5);
}

async function heapMiB(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const bytes = /^nodejs_heap_used_bytes (\d+)$/m.exec(metrics)?.[1] ?? Number.NaN;
  return Number(bytes) / 1024 / 1024;
}
