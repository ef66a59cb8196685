/**
 * One query from end to end: text → algebra → plan → operators → bytes.
 *
 * Works in the thread that calls it, for as long as the query takes; `processes/query-pool.ts`
 * keeps it away from everybody else. A query sees exactly one snapshot.
 */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Failure, Result } from '../../schema/failures.ts';
import { prefixes, wikiNamespaces } from '../../schema/vocabulary.ts';
import type { RdfSettings } from '../rdf/rdf-settings.ts';
import { namedNode } from '../rdf/term.ts';
import type { QuadIndex, QuadSnapshot } from '../storage/quads/quad-index.ts';
import type { DatasetClause, QueryForm } from './algebra.ts';
import { Dataset } from './dataset.ts';
import { buildOperators } from './execute/build.ts';
import { TermValues } from './execute/expression/term-values.ts';
import type { ExecutionContext, Operator } from './execute/operator.ts';
import { QueryTerms } from './execute/query-terms.ts';
import { QueryInterrupted, QueryLimits } from './limits.ts';
import type { QueryLimitOptions } from './limits.ts';
import type { DialectOptions } from './parse/translation.ts';
import { planQuery } from './plan/planner.ts';
import type { QueryRequest } from './query-backend.ts';
import { QueryCache } from './query-cache.ts';
import { formatFor, mediaTypes, writeResults } from './results/results.ts';

export interface EngineOptions {
  readonly index: QuadIndex;
  readonly rdf: RdfSettings;
  /** What relative IRIs of a query are relative to. */
  readonly baseIri?: string;
}

export type EngineAnswer =
  | {
      readonly outcome: 'running';
      readonly sequence: number;
      readonly mediaType: string;
      /** Throws `QueryInterrupted` where the query fails after its first bytes. */
      readonly chunks: Iterable<Uint8Array>;
    }
  | { readonly outcome: 'failed'; readonly failure: Failure };

/** A query that is ready to run. */
export interface OpenQuery {
  readonly form: QueryForm;
  readonly operator: Operator;
  readonly context: ExecutionContext;
}

export class QueryEngine {
  readonly #options: EngineOptions;
  readonly #prefixes: ReadonlyMap<string, string>;
  readonly #cache = new QueryCache();

  constructor(options: EngineOptions) {
    this.#options = options;
    const { conceptBase, dataBase } = options.rdf;
    this.#prefixes = prefixes(wikiNamespaces(conceptBase, dataBase));
  }

  /** Answers once the first bytes are there, so that most failures come before any of them. */
  run(request: QueryRequest, limits: QueryLimitOptions = {}): EngineAnswer {
    try {
      const opened = this.open(request, limits);
      if (!opened.ok) return { outcome: 'failed', failure: firstOf(opened.failures) };
      const { form, operator, context } = opened.value;
      const format = formatFor(form, request);
      const chunks = writeResults(form, format, operator, context);
      return {
        outcome: 'running',
        sequence: context.snapshot.sequence,
        mediaType: mediaTypes[format],
        chunks: startedAt(chunks.next(), chunks),
      };
    } catch (error) {
      if (error instanceof QueryInterrupted) return { outcome: 'failed', failure: error.failure };
      throw error;
    }
  }

  /** Parses, plans and builds. */
  open(
    request: Pick<QueryRequest, 'text' | 'at' | 'dataset' | 'languages' | 'timeoutMs'>,
    limitOptions: QueryLimitOptions = {},
  ): Result<OpenQuery> {
    const dialect = this.#dialect(request.languages ?? []);
    const query = this.#cache.parse(request.text, dialect);
    if (!query.ok) return query;
    const snapshot = this.#snapshot(request.at);
    if (!snapshot.ok) return snapshot;
    const { timeoutMs = limitOptions.timeoutMs } = request;
    const limits = new QueryLimits({
      ...limitOptions,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    const dataset = this.#dataset(snapshot.value, request.dataset, query.value.dataset);
    const terms = new QueryTerms(snapshot.value, limits);
    const context: ExecutionContext = {
      snapshot: dataset.defaultGraph,
      dataset,
      terms,
      values: new TermValues(terms),
      limits,
      slots: new Map(),
      conceptBase: this.#options.rdf.conceptBase,
      baseIri: query.value.baseIri,
      nowMs: Date.now(),
    };
    try {
      const plan = planQuery(query.value, dataset);
      return ok({ form: query.value.form, operator: buildOperators(plan, context), context });
    } catch (error) {
      if (error instanceof QueryInterrupted) return failed(error.failure);
      throw error;
    }
  }

  #dialect(languages: readonly string[]): DialectOptions {
    const { baseIri } = this.#options;
    return {
      prefixes: this.#prefixes,
      languages,
      ...(baseIri === undefined ? {} : { baseIri }),
    };
  }

  /** What the request says about graphs beats what the query says. */
  #dataset(
    snapshot: QuadSnapshot,
    asked: QueryRequest['dataset'],
    written: DatasetClause | undefined,
  ): Dataset {
    const clause = asked && {
      defaults: asked.defaults.map(namedNode),
      named: asked.named.map(namedNode),
    };
    return new Dataset(snapshot, clause ?? written, namedNode(this.#options.rdf.conceptBase));
  }

  #snapshot(at: number | undefined): Result<QuadSnapshot> {
    const { index } = this.#options;
    if (at === undefined) return ok(index.snapshot());
    const newest = index.appliedSequence();
    if (Number.isSafeInteger(at) && at >= 0 && at <= newest) return ok(index.snapshot(at));
    return failed(failure('wrong-type', { field: 'at', expected: `a number from 0 to ${newest}` }));
  }
}

function* startedAt(
  first: IteratorResult<Uint8Array, void>,
  rest: Generator<Uint8Array, void, undefined>,
): Generator<Uint8Array, void, undefined> {
  try {
    if (!first.done) yield first.value;
    yield* rest;
  } finally {
    rest.return();
  }
}

function firstOf(failures: readonly Failure[]): Failure {
  return failures[0] ?? failure('internal-error', {});
}
