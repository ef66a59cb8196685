/** What one query may use: time, memory, and the patience of whoever asked. */
import { failure } from '../../schema/failures.ts';
import type { Failure } from '../../schema/failures.ts';

/** Thrown inside the engine where a query must end without an answer. */
export class QueryInterrupted extends Error {
  override readonly name = 'QueryInterrupted';
  readonly failure: Failure;

  constructor(reason: Failure) {
    super(reason.code);
    this.failure = reason;
  }
}

export interface QueryLimitOptions {
  readonly timeoutMs?: number;
  readonly memoryBytes?: number;
  /** When the deadline's clock began; a query that waited in a queue has less time left. */
  readonly startedAtMs?: number;
  /** Its first element is non-zero once the query must stop. */
  readonly stopFlag?: Int32Array;
}

export const DEFAULT_TIMEOUT_MS = 60_000;
export const DEFAULT_MEMORY_BYTES = 512 * 1024 * 1024;

/** Every operator reports to one of these; each call may throw `QueryInterrupted`. */
export class QueryLimits {
  readonly #timeoutMs: number;
  readonly #deadlineMs: number;
  readonly #memoryBytes: number;
  readonly #stopFlag: Int32Array | undefined;
  #usedBytes = 0;
  #work = 0;

  constructor(options: QueryLimitOptions = {}) {
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#deadlineMs = (options.startedAtMs ?? Date.now()) + this.#timeoutMs;
    this.#memoryBytes = options.memoryBytes ?? DEFAULT_MEMORY_BYTES;
    this.#stopFlag = options.stopFlag;
  }

  get usedBytes(): number {
    return this.#usedBytes;
  }

  /** Looks at the clock and the stop flag. */
  check(): void {
    if (this.#stopFlag !== undefined && Atomics.load(this.#stopFlag, 0) !== 0) {
      throw new QueryInterrupted(failure('query-cancelled', {}));
    }
    if (Date.now() > this.#deadlineMs) {
      throw new QueryInterrupted(failure('query-timeout', { limitMs: this.#timeoutMs }));
    }
  }

  /** Counts rows or look-ups, and checks every now and then. */
  work(amount: number): void {
    this.#work += amount;
    if (this.#work < 1024) return;
    this.#work = 0;
    this.check();
  }

  /** Counts memory that is held until `free`. */
  allocate(bytes: number): void {
    this.#usedBytes += bytes;
    if (this.#usedBytes > this.#memoryBytes) {
      throw new QueryInterrupted(failure('query-memory', { limitBytes: this.#memoryBytes }));
    }
  }

  free(bytes: number): void {
    this.#usedBytes -= bytes;
  }
}
