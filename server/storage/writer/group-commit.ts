/**
 * One transaction for all the jobs that wait, one fsync for all of them; yet each succeeds or fails
 * alone: where one throws, all go back and are done again one by one. That is so seldom that a
 * savepoint before each job, which copies every page of the file that the job writes to, costs
 * more.
 */
import type { RdfSettings } from '../../rdf/rdf-settings.ts';
import { accountJobs } from '../records/sqlite/accounts.ts';
import { blockJobs } from '../records/sqlite/blocks.ts';
import { credentialJobs } from '../records/sqlite/credentials.ts';
import { logEventJobs } from '../records/sqlite/log-events.ts';
import { protectionJobs } from '../records/sqlite/protections.ts';
import { patrolJobs } from '../records/sqlite/patrol.ts';
import type { Synchronous } from '../records/sqlite/synchronous.ts';
import { tagJobs } from '../records/sqlite/tags.ts';
import { userJobs } from '../records/sqlite/users.ts';
import { watchlistJobs } from '../records/sqlite/watchlist.ts';
import { emptyLog } from '../sqlite/checkpoint.ts';
import { severityOf, StorageError } from '../sqlite/database.ts';
import type { Database, Statement } from '../sqlite/database.ts';
import { Adoptions, clearOrphans, clearRetired } from './adopt.ts';
import { compactLongDelta } from './compact-here.ts';
import { CommitWriter } from './complete-commit.ts';
import type { Job, JobResult, JobValues, OtherWrites } from './job.ts';
import { Suppressor } from './suppressor.ts';
import { WriterParts } from './writer-parts.ts';

/** What stands beside the blocks is in the memory of every process that reads: about 50 bytes each. */
const LONGEST_DELTA = 512 * 1024;
/** A transaction takes no further job after this, so that whoever comes next waits little. */
const LONGEST_TRANSACTION_MS = 60;
/** When only an import is waiting: a long transaction writes a page of the file once, not often. */
const LONGEST_IMPORT_MS = 250;

export class GroupCommit {
  readonly #db: Database;
  readonly #parts: WriterParts;
  readonly #commits: CommitWriter;
  readonly #others: Synchronous<OtherWrites>;
  readonly #suppressor: Suppressor;
  readonly #adoptions: Adoptions;
  readonly #sql: Record<'begin' | 'commit' | 'rollback', Statement>;

  constructor(db: Database, rdf: RdfSettings, nowMs: () => number = Date.now) {
    this.#db = db;
    this.#parts = new WriterParts(db, rdf);
    this.#commits = new CommitWriter(this.#parts, nowMs);
    this.#others = {
      ...accountJobs(db, nowMs),
      ...blockJobs(db, nowMs),
      ...credentialJobs(db, nowMs),
      ...logEventJobs(db, nowMs),
      ...patrolJobs(db, nowMs),
      ...protectionJobs(db, nowMs),
      ...tagJobs(db, nowMs),
      ...userJobs(db, nowMs),
      ...watchlistJobs(db, nowMs),
    };
    this.#suppressor = new Suppressor(this.#parts, nowMs);
    this.#adoptions = new Adoptions(db, this.#parts.index, nowMs);
    clearOrphans(db);
    this.#sql = {
      begin: db.prepare('BEGIN IMMEDIATE'),
      commit: db.prepare('COMMIT'),
      rollback: db.prepare('ROLLBACK'),
    };
  }

  /** The newest durable sequence. */
  get sequence(): number {
    return this.#parts.log.head().sequence;
  }

  /**
   * Runs the first jobs, at least one, and returns their results in order; the rest is for the next
   * call. Throws where the store is broken: then nothing may be acknowledged any more.
   */
  run(jobs: readonly Job[]): JobResult[] {
    try {
      return this.#transaction(jobs);
    } catch (error) {
      if (this.#db.inTransaction) this.#sql.rollback.run();
      const severity = severityOf(error);
      if (severity === 'broken') throw error;
      this.#parts.rollback();
      this.#adoptions.forget();
      // The others are not to blame, and there may be room for some.
      if (jobs.length > 1) return jobs.map((job) => this.run([job])[0]);
      return jobs.map((job) => (severity === 'disk-full' ? refusedForSpace(job) : failed(error)));
    }
  }

  /** Between two transactions: where edits come faster than others compact, the writer does. */
  compactLongDelta(): void {
    if (this.#parts.index.backlog <= LONGEST_DELTA) return;
    this.#adoptions.forget();
    compactLongDelta(this.#db, this.#parts.index, LONGEST_DELTA);
  }

  #transaction(jobs: readonly Job[]): JobResult[] {
    const results: JobResult[] = [];
    this.#sql.begin.run();
    const end = performance.now() + longestFor(jobs);
    for (const job of jobs) {
      results.push({ ok: true, value: this.#do(job) });
      if (performance.now() > end) break;
    }
    this.#parts.index.finish(this.sequence);
    this.#sql.commit.run();
    // What was erased must not live on in the log either.
    if (jobs.some(({ type }) => type === 'suppress')) emptyLog(this.#db);
    return results;
  }

  #do(job: Job): JobValues[keyof JobValues] {
    switch (job.type) {
      case 'commit':
        return this.#commits.write(job.commit);
      case 'suppress':
        return this.#suppressor.suppress(job.suppression);
      case 'adopt':
        return this.#adoptions.step(job.path);
      case 'clear-retired':
        return clearRetired(this.#db, job.untilMs) ? 'more' : 'done';
      case 'other': {
        const run = this.#others[job.name] as (...args: unknown[]) => JobValues['other'];
        return run(...job.args);
      }
    }
  }
}

function longestFor(jobs: readonly Job[]): number {
  const isImport = jobs.every(
    (job) => job.type === 'commit' && job.commit.keyConflicts === 'keep-holder',
  );
  return isImport ? LONGEST_IMPORT_MS : LONGEST_TRANSACTION_MS;
}

function failed(error: unknown): JobResult {
  return { ok: false, error: error instanceof Error ? error : new Error(String(error)) };
}

function refusedForSpace(job: Job): JobResult {
  return job.type === 'commit'
    ? { ok: true, value: { outcome: 'refused', reason: 'disk-full' } }
    : { ok: false, error: new StorageError('disk-full', 'The disk is full; nothing was written.') };
}
