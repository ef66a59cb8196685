/** What main and a query worker say to each other. */
import type { Failure } from '../../schema/failures.ts';
import type { RdfSettings } from '../rdf/rdf-settings.ts';
import type { QueryRequest } from '../query/query-backend.ts';

/** What a worker is started with. */
export interface QueryWorkerData {
  readonly folder: string;
  readonly rdf: RdfSettings;
}

export interface RunMessage {
  readonly job: number;
  readonly request: Omit<QueryRequest, 'signal'>;
  readonly timeoutMs: number;
  readonly memoryBytes: number;
  readonly startedAtMs: number;
  readonly flow: Int32Array<SharedArrayBuffer>;
}

export type WorkerMessage = { readonly job: number } & (
  | { readonly kind: 'running'; readonly sequence: number; readonly mediaType: string }
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array }
  | { readonly kind: 'done' }
  /** Before or after the first chunk. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** A broken promise of our own code, with its stack. */
  | { readonly kind: 'fault'; readonly details: string }
);

/** The cells of `flow`, the memory that both sides share during a query. */
export const STOP = 0;
/** How many chunks were taken from the answer. */
export const TAKEN = 1;

export function newFlow(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(8));
}

/** So many chunks may wait to be taken. */
export const CHUNKS_AHEAD = 8;
