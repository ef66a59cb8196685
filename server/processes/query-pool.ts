/**
 * The `QueryBackend` of a server: worker threads that each run one query at a time.
 *
 * The deadline counts from arrival. A query that waits too long for a free worker is refused; one
 * that does not stop when it is told to takes its worker with it, and a new one steps in.
 */
import { Worker } from 'node:worker_threads';
import { failure } from '../../schema/failures.ts';
import type { Failure } from '../../schema/failures.ts';
import { DEFAULT_MEMORY_BYTES, DEFAULT_TIMEOUT_MS } from '../query/limits.ts';
import type { QueryAnswer, QueryBackend, QueryRequest } from '../query/query-backend.ts';
import type { RdfSettings } from '../rdf/rdf-settings.ts';
import { QueryJob } from './query-job.ts';
import type { RunMessage, WorkerMessage } from './query-messages.ts';

export interface QueryPoolOptions {
  readonly folder: string;
  readonly rdf: RdfSettings;
  readonly workers?: number;
  /** No query may ask for longer. */
  readonly timeoutMs?: number;
  readonly memoryBytes?: number;
  readonly queueWaitMs?: number;
  /** Told of faults in our own code, with their stack. */
  readonly onFault?: (details: string) => void;
  /** The worker's entry. */
  readonly entry?: URL;
}

/** So long a query may take to notice that it must stop. */
const GRACE_MS = 1000;
const QUEUE_WAIT_MS = 5000;
const QUEUE_LENGTH = 1000;
/** JavaScript objects beside the counted columns: strings, maps, the parser. */
const HEAP_MB = 768;

export function openQueryPool(options: QueryPoolOptions): QueryBackend {
  return new QueryPool(options);
}

interface WaitingQuery {
  readonly start: (lane: Lane) => void;
  readonly giveUp: (reason: Failure) => void;
}

class QueryPool implements QueryBackend {
  readonly #options: Required<Omit<QueryPoolOptions, 'onFault'>>;
  readonly #lanes: readonly Lane[];
  readonly #waiting: WaitingQuery[] = [];
  #isClosed = false;
  #jobs = 0;

  constructor(options: QueryPoolOptions) {
    this.#options = {
      workers: 2,
      timeoutMs: DEFAULT_TIMEOUT_MS,
      memoryBytes: DEFAULT_MEMORY_BYTES,
      queueWaitMs: QUEUE_WAIT_MS,
      entry: new URL('./query-worker.ts', import.meta.url),
      ...options,
    };
    const { entry, folder, rdf, workers } = this.#options;
    const onFault = options.onFault ?? (() => undefined);
    const startWorker = (): Worker =>
      new Worker(entry, {
        workerData: { folder, rdf },
        resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
      });
    this.#lanes = Array.from({ length: workers }, () => new Lane(startWorker, onFault));
  }

  async run(request: QueryRequest): Promise<QueryAnswer> {
    const startedAtMs = Date.now();
    const lane = await this.#freeLane(request.signal);
    if (!(lane instanceof Lane)) return { outcome: 'failed', failure: lane };
    const { signal, ...plain } = request;
    const { timeoutMs, memoryBytes } = this.#options;
    const limitMs = Math.min(request.timeoutMs ?? timeoutMs, timeoutMs);
    this.#jobs += 1;
    const job = lane.start(
      { job: this.#jobs, request: plain, timeoutMs: limitMs, memoryBytes, startedAtMs },
      () => this.#laneIsFree(lane),
    );
    const stop = (): void => job.stop();
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted === true) stop();
    return job.answer;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const waiting of this.#waiting.splice(0)) waiting.giveUp(failure('query-busy', {}));
    await Promise.all(this.#lanes.map((lane) => lane.close()));
  }

  /** A lane that is free now or soon, or why there is none. It is taken in the same moment. */
  #freeLane(signal: AbortSignal | undefined): Promise<Lane | Failure> | Lane | Failure {
    if (signal?.aborted === true) return failure('query-cancelled', {});
    if (this.#isClosed || this.#waiting.length >= QUEUE_LENGTH) return failure('query-busy', {});
    const free = this.#lanes.find((lane) => lane.isFree);
    if (free !== undefined) {
      free.isFree = false;
      return free;
    }
    return new Promise((resolve) => {
      const leave = (result: Lane | Failure): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        const place = this.#waiting.indexOf(query);
        if (place >= 0) this.#waiting.splice(place, 1);
        resolve(result);
      };
      const abort = (): void => leave(failure('query-cancelled', {}));
      const query: WaitingQuery = { start: leave, giveUp: leave };
      const timer = setTimeout(() => leave(failure('query-busy', {})), this.#options.queueWaitMs);
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiting.push(query);
    });
  }

  #laneIsFree(lane: Lane): void {
    const next = this.#waiting[0];
    if (next === undefined) lane.isFree = true;
    else next.start(lane);
  }
}

/** One worker and the query that it is busy with. */
class Lane {
  isFree = true;
  readonly #startWorker: () => Worker;
  readonly #onFault: (details: string) => void;
  #worker: Worker | undefined;
  #current: { readonly id: number; readonly job: QueryJob; readonly end: () => void } | undefined;
  #killTimer: NodeJS.Timeout | undefined;

  constructor(startWorker: () => Worker, onFault: (details: string) => void) {
    this.#startWorker = startWorker;
    this.#onFault = onFault;
    // Warm before the first query comes.
    this.#worker = this.#newWorker();
  }

  start(run: Omit<RunMessage, 'flow'>, onFree: () => void): QueryJob {
    const job = new QueryJob(() => this.#killAfter(GRACE_MS, failure('query-cancelled', {})));
    const end = (): void => {
      clearTimeout(this.#killTimer);
      this.#worker?.unref();
      this.#current = undefined;
      onFree();
    };
    this.#current = { id: run.job, job, end };
    const leftMs = run.startedAtMs + run.timeoutMs - Date.now();
    this.#killAfter(leftMs + GRACE_MS, failure('query-timeout', { limitMs: run.timeoutMs }));
    this.#worker ??= this.#newWorker();
    this.#worker.ref();
    const message: RunMessage = { ...run, flow: job.flow };
    this.#worker.postMessage(message);
    return job;
  }

  async close(): Promise<void> {
    clearTimeout(this.#killTimer);
    this.#current?.job.fail(failure('query-cancelled', {}));
    this.#current = undefined;
    await this.#worker?.terminate();
  }

  #newWorker(): Worker {
    const worker = this.#startWorker();
    worker.unref();
    worker.on('message', (message: WorkerMessage) => this.#receive(message));
    worker.on('error', (error) => this.#lost(worker, error));
    worker.on('exit', () => this.#lost(worker, undefined));
    return worker;
  }

  #receive(message: WorkerMessage): void {
    const current = this.#current;
    if (current === undefined || current.id !== message.job) return;
    if (message.kind === 'fault') this.#onFault(message.details);
    current.job.take(message);
    if (current.job.isOver) current.end();
  }

  #killAfter(delayMs: number, reason: Failure): void {
    clearTimeout(this.#killTimer);
    this.#killTimer = setTimeout(() => this.#kill(reason), Math.max(delayMs, 0));
  }

  #kill(reason: Failure): void {
    const worker = this.#worker;
    this.#worker = this.#newWorker();
    this.#current?.job.fail(reason);
    this.#current?.end();
    void worker?.terminate();
  }

  /** The worker ended on its own: too much memory, a fault, or a store that it cannot open. */
  #lost(worker: Worker, error: (Error & { code?: string }) | undefined): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    const isMemory = error?.code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (error !== undefined && !isMemory) this.#onFault(error.stack ?? error.message);
    const reason = isMemory
      ? failure('query-memory', { limitBytes: HEAP_MB * 1024 * 1024 })
      : failure('internal-error', {});
    this.#current?.job.fail(reason);
    this.#current?.end();
  }
}
