/**
 * The writer: the one thread that changes the store. While one group is on its way to the disk the
 * next one gathers in the port, so that the load itself makes the groups.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { CommitOutcome } from '../records/commit.ts';
import { restartLongLog } from '../sqlite/checkpoint.ts';
import { openForWriting, severityOf, StorageError } from '../sqlite/database.ts';
import type { Database } from '../sqlite/database.ts';
import { migrate } from '../sqlite/migrate.ts';
import { fillDerived } from './fill-derived.ts';
import { GroupCommit } from './group-commit.ts';
import { withoutKnownContents } from './saved-contents.ts';
import { rebuildIndex } from './rebuild-index.ts';
import type { FromWriter, Job, JobResult, NumberedJob, ToWriter, WriterSettings } from './job.ts';

class WriterThread {
  readonly #db: Database;
  readonly #group: GroupCommit;
  #waiting: NumberedJob[] = [];
  #scheduled = false;
  #closing = false;

  constructor({ path, rdf, options }: WriterSettings) {
    this.#db = openForWriting(path, options);
    migrate(this.#db);
    fillDerived(this.#db);
    rebuildIndex(this.#db, rdf, (progress) => send({ type: 'indexing', progress }));
    this.#group = new GroupCommit(this.#db, rdf);
  }

  get sequence(): number {
    return this.#group.sequence;
  }

  receive(message: ToWriter): void {
    if (message.type === 'close') this.#closing = true;
    else this.#waiting.push(...message.jobs);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#work();
    });
  }

  #work(): void {
    if (this.#waiting.length > 0) this.#runGroup();
    if (this.#waiting.length > 0) this.#schedule();
    else if (this.#closing) this.#close();
  }

  #runGroup(): void {
    try {
      const results = this.#group.run(this.#waiting.map(({ job }) => job));
      const done = this.#waiting.splice(0, results.length);
      send({
        type: 'done',
        sequence: this.#group.sequence,
        results: done.map(({ id, job }, index) => ({ id, result: toSend(job, results[index]) })),
      });
      this.#group.compactLongDelta();
      this.#restartLongLog();
    } catch (error) {
      // Not one more transaction: after a failed fsync nobody knows what is on the disk.
      this.#waiting = [];
      send({ type: 'broken', reason: String(error) });
      parentPort?.close();
    }
  }

  #restartLongLog(): void {
    try {
      restartLongLog(this.#db);
    } catch (error) {
      // Without room in the file the pages stay in the log.
      if (severityOf(error) !== 'disk-full') throw error;
    }
  }

  #close(): void {
    this.#db.close();
    parentPort?.close();
  }
}

function toSend(job: Job, result: JobResult): JobResult {
  if (job.type !== 'commit' || !result.ok) return result;
  return { ok: true, value: withoutKnownContents(result.value as CommitOutcome, job.commit) };
}

function send(message: FromWriter): void {
  parentPort?.postMessage(message);
}

try {
  const writer = new WriterThread(workerData as WriterSettings);
  parentPort?.on('message', (message: ToWriter) => writer.receive(message));
  send({ type: 'ready', sequence: writer.sequence });
} catch (error) {
  const code = error instanceof StorageError ? error.code : undefined;
  send({ type: 'refused', reason: String(error instanceof Error ? error.message : error), code });
  parentPort?.close();
}
