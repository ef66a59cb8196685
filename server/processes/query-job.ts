/** One query on its way through a worker, as main sees it: its answer, its bytes, its end. */
import { failure } from '../../schema/failures.ts';
import type { Failure } from '../../schema/failures.ts';
import { QueryInterrupted } from '../query/limits.ts';
import type { QueryAnswer } from '../query/query-backend.ts';
import { STOP, TAKEN, newFlow } from './query-messages.ts';
import type { WorkerMessage } from './query-messages.ts';

export class QueryJob {
  readonly flow = newFlow();
  readonly answer: Promise<QueryAnswer>;
  readonly #resolveAnswer: (answer: QueryAnswer) => void;
  readonly #onStop: () => void;
  #chunks: Uint8Array[] = [];
  #state: 'open' | 'done' | Failure = 'open';
  #wake: (() => void) | undefined;

  /** `onStop` is called when the query is asked to stop, so that somebody can see to it. */
  constructor(onStop: () => void) {
    this.#onStop = onStop;
    const { promise, resolve } = Promise.withResolvers<QueryAnswer>();
    this.answer = promise;
    this.#resolveAnswer = resolve;
  }

  get isOver(): boolean {
    return this.#state !== 'open';
  }

  take(message: WorkerMessage): void {
    switch (message.kind) {
      case 'running': {
        const { sequence, mediaType } = message;
        this.#resolveAnswer({ outcome: 'running', sequence, mediaType, body: this.#body() });
        break;
      }
      case 'chunk':
        this.#chunks.push(message.bytes);
        break;
      case 'done':
        this.#state = 'done';
        break;
      case 'failed':
        this.fail(message.failure);
        break;
      case 'fault':
        this.fail(failure('internal-error', {}));
        break;
    }
    this.#wake?.();
  }

  /** Ends the query from this side; what is told is the first reason. */
  fail(reason: Failure): void {
    if (this.isOver) return;
    this.#state = reason;
    this.#resolveAnswer({ outcome: 'failed', failure: reason });
    this.#wake?.();
  }

  /** Asks the worker to stop, wherever it is. */
  stop(): void {
    if (this.isOver) return;
    Atomics.store(this.flow, STOP, 1);
    Atomics.notify(this.flow, TAKEN);
    this.#onStop();
  }

  async *#body(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (;;) {
        const chunk = this.#chunks.shift();
        if (chunk !== undefined) {
          yield chunk;
          Atomics.add(this.flow, TAKEN, 1);
          Atomics.notify(this.flow, TAKEN);
        } else if (this.#state === 'done') {
          return;
        } else if (this.#state === 'open') {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        } else {
          throw new QueryInterrupted(this.#state);
        }
      }
    } finally {
      // Whoever leaves early does not want the rest.
      this.stop();
      this.#chunks = [];
    }
  }
}
