/**
 * Replays the recorded calls of a live Wikibase against a server and says how far each answer agrees.
 *
 * Levels: 1 status, 2 error codes too, 3 the JSON's shape too, 4 the body too. The sentences of
 * messages are every project's own, so they are set aside on both sides before bodies are compared;
 * codes, names of messages and their parameters stay.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { movedValueHashes, withMovedHashes, withMovedValueNodes } from './moved-hashes.ts';

export interface ReplayedCall {
  readonly group: string;
  /** The name of the call within its group. */
  readonly id: string;
  readonly level: number;
  /** The first difference; empty where there is none. */
  readonly why: string;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

interface Answer {
  readonly json?: Json;
  readonly text?: string;
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
    await writeFile(file('transcript.json'), JSON.stringify(withoutSentences(transcript)));
    await writeFile(
      file('kept.json'),
      JSON.stringify(keptWithoutSentences(moved(kept, url, transcript.base))),
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

function withoutSentences(transcript: Transcript): Transcript {
  const steps = transcript.steps.map((step) =>
    step.response === undefined ? step : { ...step, response: answerWithout(step.response) },
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

function keptWithoutSentences(kept: Kept): Kept {
  const keep = kept.keep.map((call) =>
    call.r === undefined ? call : { ...call, r: answerWithout(call.r) },
  );
  return { ...kept, keep };
}

function answerWithout<A extends Answer>(answer: A): A {
  const { json } = answer;
  return json === undefined ? answer : { ...answer, json: quiet(json) };
}

/** Where sentences stand: in an error, a list of errors, warnings and the failures of REST. */
function quiet(json: Json): Json {
  if (!isObject(json)) return json;
  const { code, message } = json;
  if (typeof code === 'string' && typeof message === 'string') return { ...json, message: '~' };
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => {
      if (key === 'docref' || key === 'messageTranslations') return [key, '~'];
      if (key === 'error' || key === 'errors' || key === 'warnings') return [key, silenced(value)];
      return [key, key === 'results' || isObject(value) ? resultsWithout(value) : value];
    }),
  );
}

/** Each parsed value and each log-in brings the sentence of its own failure. */
function resultsWithout(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(resultsWithout);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) =>
      ['error-info', 'error-html', 'reason'].includes(key) ? [key, '~'] : [key, member],
    ),
  );
}

const SENTENCES = new Set(['info', '*', 'text', 'html', 'docref', 'warnings', 'message']);

function silenced(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(silenced);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (SENTENCES.has(key) && typeof member === 'string') return [key, '~'];
      // the reasons why two items could not be merged
      if (key === 'extradata' && Array.isArray(member)) return [key, member.map(() => '~')];
      return [key, silenced(member)];
    }),
  );
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
