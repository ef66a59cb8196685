/**
 * The worker's side of a query: runs one after the other and hands the bytes over as fast as they
 * are taken. While nobody takes them the thread sleeps, and wakes for the stop flag.
 */
import type { MessagePort } from 'node:worker_threads';
import type { QueryEngine } from '../query/engine.ts';
import { QueryInterrupted, QueryLimits } from '../query/limits.ts';
import { CHUNKS_AHEAD, TAKEN } from './query-messages.ts';
import type { RunMessage, WorkerMessage } from './query-messages.ts';

const WAKE_MS = 200;

export function serveQueries(port: MessagePort, engine: QueryEngine): void {
  port.on('message', (message: RunMessage) => {
    try {
      runQuery(message, port, engine);
    } catch (error) {
      const { job } = message;
      const answer: WorkerMessage =
        error instanceof QueryInterrupted
          ? { job, kind: 'failed', failure: error.failure }
          : { job, kind: 'fault', details: describe(error) };
      port.postMessage(answer);
    }
  });
}

function runQuery(message: RunMessage, port: MessagePort, engine: QueryEngine): void {
  const { job, request, flow, timeoutMs, memoryBytes, startedAtMs } = message;
  const post = (answer: WorkerMessage, transfer: ArrayBuffer[] = []): void =>
    port.postMessage(answer, transfer);
  const limitOptions = { timeoutMs, memoryBytes, startedAtMs, stopFlag: flow };
  const limits = new QueryLimits(limitOptions);
  const answer = engine.run({ ...request, timeoutMs }, limitOptions);
  if (answer.outcome === 'failed') {
    post({ job, kind: 'failed', failure: answer.failure });
    return;
  }
  const { sequence, mediaType } = answer;
  post({ job, kind: 'running', sequence, mediaType });
  let sent = 0;
  for (const bytes of answer.chunks) {
    post({ job, kind: 'chunk', bytes }, [bytes.buffer as ArrayBuffer]);
    sent++;
    waitUntilTaken(sent - CHUNKS_AHEAD, flow, limits);
  }
  post({ job, kind: 'done' });
}

/** Back-pressure: sleeps until so many chunks were taken. */
function waitUntilTaken(chunks: number, flow: Int32Array, limits: QueryLimits): void {
  for (let taken = Atomics.load(flow, TAKEN); taken < chunks; taken = Atomics.load(flow, TAKEN)) {
    limits.check();
    Atomics.wait(flow, TAKEN, taken, WAKE_MS);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
