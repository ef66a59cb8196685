/**
 * Main's side of the writer: hands jobs to the thread and resolves each when its transaction is
 * durable. Main never waits for SQLite's lock, nor for the disk.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Commit, CommitOutcome, SavedRevision } from '../records/commit.ts';
import type { AccountWrites } from '../records/record-store.ts';
import type { Suppression, SuppressionOutcome } from '../records/suppression.ts';
import { StorageError } from '../sqlite/database.ts';
import type {
  AccountJob,
  FromCheckpoints,
  FromWriter,
  Job,
  JobResult,
  JobValues,
  ToWriter,
  WriterSettings,
} from './job.ts';

interface Pending {
  readonly resolve: (value: JobValues[Job['type']]) => void;
  readonly reject: (error: Error) => void;
}

export interface WriterListeners {
  readonly onCommitted: (sequence: number) => void;
  /** Called once; nothing is acknowledged after it, and the process should end. */
  readonly onBroken: (error: StorageError) => void;
}

export class Writer {
  readonly accounts: AccountWrites = this.#accountWrites();
  readonly #thread: Worker;
  readonly #checkpoints: Worker;
  readonly #listeners: WriterListeners;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #sequence: number;
  /** Why nothing more is taken. */
  #ended: StorageError | undefined;

  private constructor(
    thread: Worker,
    checkpoints: Worker,
    listeners: WriterListeners,
    sequence: number,
  ) {
    this.#thread = thread;
    this.#checkpoints = checkpoints;
    this.#listeners = listeners;
    this.#sequence = sequence;
    thread.on('message', (message: FromWriter) => this.#receive(message));
    thread.on('error', (error) => this.#break(String(error)));
    checkpoints.on('message', ({ reason }: FromCheckpoints) => this.#break(reason));
    checkpoints.on('error', (error) => this.#break(String(error)));
  }

  /** Opens the file, or makes it, and brings it to the newest layout. */
  static async start(settings: WriterSettings, listeners: WriterListeners): Promise<Writer> {
    const thread = startThread('./writer-thread.ts', settings);
    const [message] = (await once(thread, 'message')) as [FromWriter];
    if (message.type === 'refused') {
      await once(thread, 'exit');
      throw message.code === undefined
        ? new Error(message.reason)
        : new StorageError(message.code, message.reason);
    }
    const sequence = message.type === 'ready' ? message.sequence : 0;
    const checkpoints = startThread('./checkpoint-thread.ts', settings);
    return new Writer(thread, checkpoints, listeners, sequence);
  }

  async commit(commit: Commit): Promise<CommitOutcome> {
    const outcome = (await this.#run({ type: 'commit', commit })) as CommitOutcome;
    return outcome.outcome === 'saved' ? withContents(outcome, commit) : outcome;
  }

  async suppress(suppression: Suppression): Promise<SuppressionOutcome> {
    return (await this.#run({ type: 'suppress', suppression })) as SuppressionOutcome;
  }

  /** Finishes what is waiting; nothing is taken after it. */
  async close(): Promise<void> {
    if (this.#ended !== undefined) return;
    this.#ended = new StorageError('closed', 'The store is closed.');
    this.#checkpoints.postMessage('stop');
    await once(this.#checkpoints, 'exit');
    const exit = once(this.#thread, 'exit');
    this.#send({ type: 'close' });
    await exit;
  }

  #accountWrites(): AccountWrites {
    const run = <Name extends keyof AccountWrites>(
      name: Name,
      ...args: Parameters<AccountWrites[Name]>
    ) =>
      this.#run({ type: 'account', name, args } as AccountJob) as ReturnType<AccountWrites[Name]>;
    return {
      createUser: (user) => run('createUser', user),
      setPassword: (userId, passwordHash) => run('setPassword', userId, passwordHash),
      setGroups: (userId, groups) => run('setGroups', userId, groups),
      createSession: (session) => run('createSession', session),
      deleteSession: (tokenHash) => run('deleteSession', tokenHash),
    };
  }

  #run(job: Job): Promise<JobValues[Job['type']]> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const { promise, resolve, reject } = Promise.withResolvers<JobValues[Job['type']]>();
    const id = this.#nextId++;
    this.#pending.set(id, { resolve, reject });
    this.#send({ type: 'job', id, job });
    return promise;
  }

  #send(message: ToWriter): void {
    this.#thread.postMessage(message);
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
    void this.#thread.terminate();
    void this.#checkpoints.terminate();
  }
}

function startThread(file: string, settings: WriterSettings): Worker {
  return new Worker(new URL(file, import.meta.url), { workerData: settings });
}

/** The thread leaves out the contents that it took over unchanged. */
function withContents(
  outcome: Extract<CommitOutcome, { outcome: 'saved' }>,
  { changes }: Commit,
): CommitOutcome {
  const revisions = outcome.revisions.map((revision, index): SavedRevision => {
    const { documentId, content } = changes[index];
    return documentId === undefined ? revision : { ...revision, content };
  });
  return { ...outcome, revisions };
}
