/**
 * The SPARQL 1.1 Protocol, read-only: `/sparql`, and the address that tools made for Wikidata know.
 *
 * Bytes stream from the engine to the client as fast as they are taken; who leaves ends the query.
 * An answer is as old as its sequence says: the same query at the same sequence is a 304.
 */
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { cors } from 'hono/cors';
import { failure } from '../../../schema/failures.ts';
import type { QueryBackend, QueryRequest } from '../../query/query-backend.ts';
import { isNotModified, notModified } from '../response/conditional.ts';
import { refuseQuery } from './query-failure.ts';
import { readSparqlRequest } from './sparql-request.ts';
import type { SparqlRequest } from './sparql-request.ts';

/** What the endpoint needs of the house. */
export interface SparqlServices {
  readonly query: QueryBackend;
  readonly edit: { readonly storage: { readonly records: SequenceReader } };
}

interface SequenceReader {
  head(): Promise<{ readonly sequence: number }>;
  sequenceAt(moment: { readonly sequence: number } | { readonly timeMs: number }): Promise<number>;
}

export const SPARQL_PATHS = ['/sparql', '/bigdata/namespace/wdq/sparql'];
/** These give another value each time. */
const VOLATILE = /\b(?:now|rand|uuid|struuid|bnode)\s*\(/i;

export function sparqlRoutes({ query, edit }: SparqlServices): Hono {
  const routes = new Hono();
  const { records } = edit.storage;
  const allowed = cors({
    origin: '*',
    allowMethods: ['GET', 'POST', 'OPTIONS'],
    exposeHeaders: ['ETag', 'Retry-After', 'X-Sabir-Sequence'],
    maxAge: 86_400,
  });
  for (const path of SPARQL_PATHS) {
    routes.use(path, allowed);
    routes.on(['GET', 'POST'], path, async (c) => {
      if (isForEditor(c)) return c.redirect('/query/', 303);
      const request = await readSparqlRequest(c.req.raw);
      if (!request.ok) return refuseQuery(c, request.failures[0] ?? failure('internal-error', {}));
      return answer(c, request.value, query, records);
    });
    routes.all(path, (c) => c.text('Queries come by GET or POST.\n', 405, { Allow: 'GET, POST' }));
  }
  return routes;
}

/** A browser that comes without a query wants to write one. */
function isForEditor(c: Context): boolean {
  const accept = c.req.header('Accept') ?? '';
  return c.req.method === 'GET' && accept.includes('text/html') && new URL(c.req.url).search === '';
}

async function answer(
  c: Context,
  { query, asOf }: SparqlRequest,
  backend: QueryBackend,
  records: SequenceReader,
): Promise<Response> {
  c.header('Vary', 'Accept, Accept-Language');
  const at = asOf && ('sequence' in asOf ? asOf.sequence : await records.sequenceAt(asOf));
  if (!VOLATILE.test(query.text)) {
    const sequence = at ?? (await records.head()).sequence;
    if (isNotModified(c, { etag: etagOf(query, sequence) })) return notModified(c);
  }
  const answered = await backend.run({
    ...query,
    signal: c.req.raw.signal,
    ...(at === undefined ? {} : { at }),
  });
  if (answered.outcome === 'failed') {
    c.header('ETag', undefined);
    return refuseQuery(c, answered.failure);
  }
  const { sequence, mediaType, body } = answered;
  if (!VOLATILE.test(query.text)) c.header('ETag', `W/"${etagOf(query, sequence)}"`);
  c.header('X-Sabir-Sequence', String(sequence));
  c.header('Cache-Control', 'public, max-age=0, must-revalidate');
  return c.body(asStream(body), 200, { 'Content-Type': `${mediaType}; charset=utf-8` });
}

function etagOf(query: Omit<QueryRequest, 'at' | 'signal'>, sequence: number): string {
  const { text, format, graphFormat, languages, dataset } = query;
  const asked = JSON.stringify([text, format, graphFormat, languages, dataset]);
  return `${sequence}-${createHash('sha256').update(asked).digest('base64url').slice(0, 22)}`;
}

/** Takes a chunk when the client has room for one. An error cuts the answer off, visibly. */
function asStream(body: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}
