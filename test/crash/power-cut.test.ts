/**
 * Replays what a running store wrote onto a disk that loses power at any moment. Killing a process
 * cannot tell a store that waits for the disk from one that does not: this can.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { openForWriting } from '../../server/storage/sqlite/database.ts';
import { migrate } from '../../server/storage/sqlite/migrate.ts';
import { storePath } from '../../server/storage/storage.ts';
import { verifyStorage } from '../../server/storage/verify.ts';
import { rebuildIndex } from '../../server/storage/writer/rebuild-index.ts';
import { TEST_RDF } from '../test-store.ts';
import { startCommitter } from './committer-process.ts';
import { Disk } from './power-cut.ts';
import { describeWithStrace, readRecording, recordingTo } from './strace.ts';
import type { FileEvent } from './strace.ts';

const COMMITS = 150;
const IMAGES = 400;
/** So many writes and syncs it takes to make an empty store. */
const EVENTS_OF_MAKING = 60;
/** Every so many images are looked at from end to end, not only for what was acknowledged. */
const VERIFY_EVERY = 10;

interface Verdict {
  readonly acknowledged: number;
  /** The last revision that the store still has; -1 where it cannot be read. */
  readonly sequence: number;
  readonly problems: readonly string[];
}

describeWithStrace('a power cut', () => {
  test(`full durability: ${IMAGES} times, nothing acknowledged is lost`, async () => {
    const verdicts = await cutPower('full', IMAGES);
    expect(verdicts).toHaveLength(IMAGES);
    expect(verdicts.flatMap(({ problems }) => problems)).toEqual([]);
    expect(verdicts.filter(hasLoss)).toEqual([]);
    expect(Math.max(...verdicts.map(({ acknowledged }) => acknowledged))).toBeGreaterThan(100);
  });

  test('while a store is made, every moment leaves something that can be opened', async () => {
    const verdicts = await cutPower('full', IMAGES, EVENTS_OF_MAKING);
    expect(verdicts.flatMap(({ problems }) => problems)).toEqual([]);
    expect(verdicts.filter(hasLoss)).toEqual([]);
  });

  test('no durability: the same test sees acknowledged edits lost', async () => {
    const verdicts = await cutPower('none', 40);
    expect(verdicts.filter(hasLoss).length).toBeGreaterThan(0);
  });
});

function hasLoss({ acknowledged, sequence }: Verdict): boolean {
  return sequence < acknowledged;
}

async function cutPower(
  durability: 'full' | 'none',
  images: number,
  firstEvents = Infinity,
): Promise<Verdict[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'sabir-power-'));
  try {
    const folder = join(scratch, 'store');
    const events = await record(scratch, folder, durability);
    return await replay(events.slice(0, firstEvents), join(scratch, 'image'), images);
  } finally {
    await rm(scratch, { recursive: true });
  }
}

async function record(
  scratch: string,
  folder: string,
  durability: 'full' | 'none',
): Promise<FileEvent[]> {
  const recording = join(scratch, 'recording');
  const under = recordingTo(recording);
  await startCommitter({ folder, clients: 3, durability, commits: COMMITS, under }).ended;
  const events: FileEvent[] = [];
  for await (const event of readRecording(recording)) {
    const isOurs = !('path' in event) || event.path.startsWith(storePath(folder));
    if (isOurs && !('path' in event && event.path.endsWith('-shm'))) events.push(event);
  }
  // Moving pages from the log into the file is a part of what must survive.
  expect(pagesMoved(events, storePath(folder))).toBeGreaterThan(0);
  return events;
}

function pagesMoved(events: readonly FileEvent[], path: string): number {
  const working = events.slice(events.findIndex(({ kind }) => kind === 'said'));
  return working.filter((event) => event.kind === 'write' && event.path === path).length;
}

/** Cuts the power at random moments of the recording. */
async function replay(
  events: readonly FileEvent[],
  image: string,
  images: number,
): Promise<Verdict[]> {
  const disk = new Disk(Math.random);
  const moments = Array.from({ length: images }, () => Math.floor(Math.random() * events.length));
  moments.sort((one, other) => one - other);
  const verdicts: Verdict[] = [];
  let acknowledged = 0;
  for (const [index, event] of events.entries()) {
    disk.apply(event);
    if (event.kind === 'said') acknowledged = Math.max(acknowledged, lastIn(event.text));
    while (moments[verdicts.length] === index) {
      const number = verdicts.length;
      await write(
        disk.afterPowerCut(number % 2 === 0 ? 'all of it lost' : 'some of it kept'),
        image,
      );
      verdicts.push({ acknowledged, ...look(image, number % VERIFY_EVERY === 0) });
      await rm(image, { recursive: true });
    }
  }
  return verdicts;
}

function lastIn(text: string): number {
  return Number(/^ack (\d+)\n$/.exec(text)?.[1] ?? 0);
}

async function write(files: ReadonlyMap<string, Buffer>, image: string): Promise<void> {
  await mkdir(image, { recursive: true });
  for (const [path, content] of files) await writeFile(join(image, basename(path)), content);
}

/** Opens an image as a restart after the power cut would. */
function look(image: string, closely: boolean): Pick<Verdict, 'sequence' | 'problems'> {
  try {
    const db = openForWriting(storePath(image), { durability: 'none' });
    migrate(db);
    rebuildIndex(db, TEST_RDF);
    const sequence = db.prepare('SELECT coalesce(max(revision), 0) FROM revision').pluck().get();
    const check = String(db.pragma('quick_check', { simple: true }));
    db.close();
    const problems = closely ? [...verifyStorage({ folder: image, rdf: TEST_RDF })] : [];
    return {
      sequence: sequence as number,
      problems: [
        ...(check === 'ok' ? [] : [check]),
        ...problems.map((each) => JSON.stringify(each)),
      ],
    };
  } catch (error) {
    return { sequence: -1, problems: [String(error)] };
  }
}
