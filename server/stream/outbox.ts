/**
 * The change log as it grows: what is in it already, then what comes, in order, each change once.
 *
 * A follower reads the log itself, from its own position; commits only wake it. So there is nothing
 * that could overflow, get lost or come twice when it passes from the old changes to the new ones,
 * and a slow follower costs nobody anything: its backlog is the log.
 */
import type { RecordStore, RevisionInfo } from '../storage/records/record-store.ts';

export interface ChangeLog {
  readonly records: Pick<RecordStore, 'changes'>;
  onCommitted(listener: (sequence: number) => void): () => void;
}

/** Read at once. A follower that lags is not let to hold the others up for longer than that takes. */
const BATCH = 200;

export class Outbox {
  readonly #records: ChangeLog['records'];
  readonly #unsubscribe: () => void;
  readonly #closing = new AbortController();
  /** The newest sequence that was announced; 0 before the first. */
  #newest = 0;
  #nextNews = Promise.withResolvers<void>();
  /** Followers that are up to date ask for the same changes at the same moment. */
  readonly #reads = new Map<number, Promise<readonly RevisionInfo[]>>();

  constructor(log: ChangeLog) {
    this.#records = log.records;
    this.#unsubscribe = log.onCommitted((sequence) => {
      this.#newest = sequence;
      this.#wake();
    });
  }

  /** Changes after the sequence, without an end: until `signal` aborts or the outbox closes. */
  async *follow(
    after: number,
    signal: AbortSignal,
  ): AsyncGenerator<readonly RevisionInfo[], void, undefined> {
    const ended = AbortSignal.any([signal, this.#closing.signal]);
    const wake = (): void => this.#wake();
    ended.addEventListener('abort', wake);
    let position = after;
    try {
      while (!ended.aborted) {
        const news = this.#nextNews.promise;
        const changes = await this.#read(position);
        const last = changes.at(-1);
        if (last !== undefined) {
          position = last.revisionId;
          yield changes;
        } else if (this.#newest <= position) {
          await news;
        }
      }
    } finally {
      ended.removeEventListener('abort', wake);
    }
  }

  /** Ends all followers. */
  close(): void {
    this.#unsubscribe();
    this.#closing.abort();
  }

  /**
   * Also when a follower ends. A promise that lasts as long as a follower, raced against each
   * commit, would remember every one of these races.
   */
  #wake(): void {
    this.#nextNews.resolve();
    this.#nextNews = Promise.withResolvers();
  }

  #read(after: number): Promise<readonly RevisionInfo[]> {
    const running = this.#reads.get(after);
    if (running !== undefined) return running;
    const read = this.#records.changes(after, BATCH);
    this.#reads.set(after, read);
    // kept no longer than this: what is suppressed later must not be in it
    setImmediate(() => this.#reads.delete(after));
    return read;
  }
}
