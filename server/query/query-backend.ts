/**
 * The port to SPARQL: what everybody outside `server/query` sees of it.
 *
 * Results come as bytes in the asked format, chunk by chunk; nobody on the way reads them.
 */
import type { Failure } from '../../schema/failures.ts';

export const resultFormats = ['json', 'csv', 'tsv', 'xml', 'turtle', 'ntriples'] as const;
export type ResultFormat = (typeof resultFormats)[number];

export type GraphFormat = Extract<ResultFormat, 'turtle' | 'ntriples'>;

export interface QueryDataset {
  /** The default graph is the merge of these. */
  readonly defaults: readonly string[];
  readonly named: readonly string[];
}

export interface QueryRequest {
  readonly text: string;
  /** How to write rows and the answer to `ASK`; a graph format is taken for JSON. */
  readonly format: ResultFormat;
  /** How to write what `CONSTRUCT` and `DESCRIBE` give: the same, or Turtle, where this is absent. */
  readonly graphFormat?: GraphFormat;
  /** Sequence to answer for; without it the newest. */
  readonly at?: number;
  /** IRIs of the graphs to ask, in place of those that the query names. */
  readonly dataset?: QueryDataset;
  readonly timeoutMs?: number;
  /** Languages that `[AUTO_LANGUAGE]` stands for, best first. */
  readonly languages?: readonly string[];
  /** Ends the query early, for example because the client left. */
  readonly signal?: AbortSignal;
}

export type QueryAnswer =
  | {
      readonly outcome: 'running';
      /** The sequence that the answer shows. */
      readonly sequence: number;
      readonly mediaType: string;
      /** Throws (a `QueryInterrupted`) where the query fails after its first byte. */
      readonly body: AsyncIterable<Uint8Array>;
    }
  | { readonly outcome: 'failed'; readonly failure: Failure };

export interface QueryBackend {
  run(request: QueryRequest): Promise<QueryAnswer>;
  close(): Promise<void>;
}
