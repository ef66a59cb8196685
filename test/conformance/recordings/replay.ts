/**
 * Replays the recorded calls of a live Wikibase against a server and says how far each answer agrees.
 *
 * Levels: 1 status, 2 error codes too, 3 the JSON's shape too, 4 the body too. The sentences of
 * messages are every project's own, so they are set aside on both sides before bodies are compared.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comparable } from './comparable.ts';
import type { Answer } from './comparable.ts';
import { movedValueHashes, withMovedHashes, withMovedValueNodes } from './moved-hashes.ts';

export interface ReplayedCall {
  readonly group: string;
  /** The name of the call within its group. */
  readonly id: string;
  readonly level: number;
  /** The first difference; empty where there is none. */
  readonly why: string;
}

interface Transcript {
  /** Where the recorded wiki stood. */
  readonly base: string;
  readonly steps: readonly { readonly response?: Answer }[];
}
interface Kept {
  readonly keep: readonly { readonly r?: Answer }[];
}

/** `recordings` is the folder of the replayer and its transcript. */
export async function replay(url: string, recordings: string): Promise<ReplayedCall[]> {
  const replayer = join(recordings, 'replay.mjs');
  const folder = await mkdtemp(join(tmpdir(), 'sabir-replay-'));
  const file = (name: string): string => join(folder, name);
  try {
    await run(replayer, ['--base', url, '--keep', file('kept.json')]);
    const transcript = await readJson<Transcript>(join(recordings, 'transcript.json'));
    const kept = await readJson<Kept>(file('kept.json'));
    await writeFile(file('transcript.json'), JSON.stringify(comparableTranscript(transcript)));
    await writeFile(
      file('kept.json'),
      JSON.stringify(moved(comparableKept(kept), url, transcript.base)),
    );
    const again = ['--offline', file('kept.json'), '--in', file('transcript.json')];
    await run(replayer, ['--base', url, ...again, '--report', file('report.json')]);
    return await readJson<ReplayedCall[]>(file('report.json'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** How many of the calls reach a level, of 1. */
export function shareAt(level: number, calls: readonly ReplayedCall[]): number {
  return calls.filter((call) => call.level >= level).length / calls.length;
}

/** The replayer ends with 1 where anything differs; what counts is what it wrote. */
function run(replayer: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [replayer, 'replay', ...args], options, (error, _, stderr) => {
      if (error !== null && error.code !== 1) reject(new Error(stderr, { cause: error }));
      else resolve();
    });
  });
}

async function readJson<Value>(path: string): Promise<Value> {
  return JSON.parse(await readFile(path, 'utf8')) as Value;
}

function comparableTranscript(transcript: Transcript): Transcript {
  const steps = transcript.steps.map((step) =>
    step.response === undefined ? step : { ...step, response: comparable(step.response) },
  );
  return { ...transcript, steps };
}

/** As the answers would be, had the server stood where the recorded one did. */
function moved(kept: Kept, here: string, there: string): Kept {
  const hashes = movedValueHashes(kept, here, there);
  const { keep } = withMovedHashes(kept, here, there) as Kept;
  return {
    ...kept,
    keep: keep.map((call) => {
      const { r: answer } = call;
      if (answer?.text === undefined) return call;
      return { ...call, r: { ...answer, text: withMovedValueNodes(answer.text, hashes) } };
    }),
  };
}

function comparableKept(kept: Kept): Kept {
  const keep = kept.keep.map((call) =>
    call.r === undefined ? call : { ...call, r: comparable(call.r) },
  );
  return { ...kept, keep };
}
