/**
 * Main's side of the writer: hands jobs to the thread and resolves each when its transaction is
 * durable. Main never waits for SQLite's lock, nor for the disk.
 */
import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { StorageError } from '../sqlite/database.ts';
import type {
  FromCheckpoints,
  FromWriter,
  Job,
  JobResult,
  JobValues,
  NumberedJob,
  ToWriter,
  WriterSettings,
} from './job.ts';
import type { IndexProgress } from './rebuild-index.ts';

interface Pending {
  readonly resolve: (value: JobValues[Job['type']]) => void;
  readonly reject: (error: Error) => void;
}

export interface WriterListeners {
  readonly onCommitted: (sequence: number) => void;
  /** Called once; nothing is acknowledged after it, and the process should end. */
  readonly onBroken: (error: StorageError) => void;
  /** While the index of an older version is made anew, before anything else is done. */
  readonly onIndexing?: (progress: IndexProgress) => void;
}

export class Writer {
  readonly #thread: Thread;
  readonly #checkpoints: Thread;
  readonly #listeners: WriterListeners;
  readonly #pending = new Map<number, Pending>();
  /** What will be sent at the end of this turn of the event loop. */
  #unsent: NumberedJob[] = [];
  #nextId = 1;
  #sequence: number;
  /** Why nothing more is taken. */
  #ended: StorageError | undefined;

  private constructor(
    thread: Thread,
    checkpoints: Thread,
    sequence: number,
    listeners: WriterListeners,
  ) {
    this.#thread = thread;
    this.#checkpoints = checkpoints;
    this.#sequence = sequence;
    this.#listeners = listeners;
    thread.worker.on('message', (message: FromWriter) => this.#receive(message));
    checkpoints.worker.on('message', ({ reason }: FromCheckpoints) => this.#break(reason));
    for (const { worker } of [thread, checkpoints]) {
      worker.on('error', (error) => this.#break(String(error)));
    }
  }

  /** Opens the file, or makes it, and brings it to the newest layout. */
  static async start(settings: WriterSettings, listeners: WriterListeners): Promise<Writer> {
    const thread = startThread('./writer-thread.ts', settings);
    const message = await firstMessage(thread, listeners);
    if (message?.type === 'ready') {
      const checkpoints = startThread('./checkpoint-thread.ts', settings);
      return new Writer(thread, checkpoints, message.sequence, listeners);
    }
    await thread.exit;
    const { reason, code } = message?.type === 'refused' ? message : REFUSED;
    throw code === undefined ? new Error(reason) : new StorageError(code, reason);
  }

  /** The newest durable sequence that the listeners know of. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Resolves when the job's transaction is durable. */
  run(job: Job): Promise<JobValues[Job['type']]> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const { promise, resolve, reject } = Promise.withResolvers<JobValues[Job['type']]>();
    const id = this.#nextId++;
    this.#pending.set(id, { resolve, reject });
    // One message for all that come together: each wakes the thread, which costs more than what
    // is in it.
    if (this.#unsent.length === 0) setImmediate(() => this.#sendJobs());
    this.#unsent.push({ id, job });
    return promise;
  }

  /** Finishes what is waiting; nothing is taken after it. */
  async close(): Promise<void> {
    if (this.#ended === undefined) {
      this.#ended = new StorageError('closed', 'The store is closed.');
      this.#checkpoints.worker.postMessage('stop');
      await this.#checkpoints.exit;
      this.#sendJobs();
      this.#send({ type: 'close' });
    }
    await Promise.all([this.#thread.exit, this.#checkpoints.exit]);
  }

  #sendJobs(): void {
    const jobs = this.#unsent;
    this.#unsent = [];
    if (jobs.length > 0) this.#send({ type: 'jobs', jobs });
  }

  #send(message: ToWriter): void {
    this.#thread.worker.postMessage(message);
  }

  #receive(message: FromWriter): void {
    if (message.type === 'broken') this.#break(message.reason);
    // The checkpoints may have found the disk broken while this was on its way.
    if (message.type !== 'done' || this.#ended?.code === 'broken') return;
    // Listeners come first, so that whoever awaits a commit finds nothing stale.
    if (message.sequence > this.#sequence) {
      this.#sequence = message.sequence;
      this.#listeners.onCommitted(message.sequence);
    }
    for (const { id, result } of message.results) this.#settle(id, result);
  }

  #settle(id: number, result: JobResult): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (result.ok) pending?.resolve(result.value);
    else pending?.reject(result.error);
  }

  #break(reason: string): void {
    if (this.#ended?.code === 'broken') return;
    const error = new StorageError(
      'broken',
      `The disk failed while the store was written (${reason}). ` +
        'No edit was acknowledged after that. Check the disk, then start again.',
    );
    this.#ended = error;
    this.#listeners.onBroken(error);
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
    for (const { worker } of [this.#thread, this.#checkpoints]) void worker.terminate();
  }
}

interface Thread {
  readonly worker: Worker;
  readonly exit: Promise<unknown>;
}

/** What the thread says when it has made the index, where it had to. */
async function firstMessage(
  { worker }: Thread,
  { onIndexing }: WriterListeners,
): Promise<FromWriter | undefined> {
  for await (const [message] of on(worker, 'message', { close: ['exit'] })) {
    const said = message as FromWriter;
    if (said.type !== 'indexing') return said;
    onIndexing?.(said.progress);
  }
  return undefined;
}

const REFUSED = { reason: 'The writer did not start.', code: undefined };

function startThread(file: string, settings: WriterSettings): Thread {
  const worker = new Worker(new URL(file, import.meta.url), { workerData: settings });
  return { worker, exit: new Promise((resolve) => worker.once('exit', resolve)) };
}
