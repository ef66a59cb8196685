import { serve } from '@hono/node-server';
import type { ServerType } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONCEPT_BASE, engineOver, indexOf } from '../../query/example.fixture.ts';
import type { QueryBackend, QueryRequest } from '../../query/query-backend.ts';
import { QueryInterrupted } from '../../query/limits.ts';
import { failure } from '../../../schema/failures.ts';
import { sparqlRoutes } from './protocol.ts';

const index = indexOf(':a :p 1 . wd:Q1 rdfs:label "one"@en, "eins"@de .', ':a :p 2 .');
let server: ServerType;
let base: string;
let left: Promise<void>;
let sequence = 2;

/** The engine without a pool, and one query that fails after its first bytes or never ends. */
const backend: QueryBackend = {
  async run(request: QueryRequest) {
    if (request.text === 'breaks' || request.text === 'endless') {
      const body = request.text === 'breaks' ? breaking() : endless(request.signal);
      return { outcome: 'running', sequence, mediaType: 'text/csv', body };
    }
    const { signal: _, ...plain } = request;
    const answer = engineOver(index).run(plain);
    if (answer.outcome === 'failed') return answer;
    const { chunks, ...head } = answer;
    return {
      ...head,
      body: (async function* () {
        yield* chunks;
      })(),
    };
  },
  async close() {
    // Nothing is open.
  },
};

async function* breaking(): AsyncGenerator<Uint8Array> {
  for (let chunk = 0; chunk < 10; chunk++) {
    yield new Uint8Array(50_000).fill(65);
    await new Promise((next) => setTimeout(next, 5));
  }
  throw new QueryInterrupted(failure('query-timeout', { limitMs: 1 }));
}

function endless(signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  const { promise, resolve } = Promise.withResolvers<void>();
  left = promise;
  const isAborted = (): boolean => signal?.aborted === true;
  return (async function* () {
    try {
      for (; !isAborted();) {
        yield new Uint8Array(50_000).fill(65);
        await new Promise((next) => setImmediate(next));
      }
    } finally {
      resolve();
    }
  })();
}

beforeAll(async () => {
  const records = {
    head: async () => ({ sequence }),
    sequenceAt: async (at: { sequence: number } | { timeMs: number }) =>
      'sequence' in at ? at.sequence : at.timeMs < Date.parse('2020-01-01') ? 1 : 2,
  };
  const app = sparqlRoutes({ query: backend, edit: { storage: { records } } });
  await new Promise<void>((ready) => {
    server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
      base = `http://127.0.0.1:${port}/sparql`;
      ready();
    });
  });
});

afterAll(() => {
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
});

const VALUES = 'SELECT ?v { <http://example.org/a> ?p ?v } ORDER BY ?v';

function get(parameters: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(`${base}?${new URLSearchParams(parameters).toString()}`, {
    headers,
    redirect: 'manual',
  });
}

function post(body: string, type: string, query = '') {
  return fetch(base + query, { method: 'POST', body, headers: { 'Content-Type': type } });
}

describe('the three forms of a query', () => {
  test.each([
    ['GET', () => get({ query: VALUES, format: 'csv' })],
    [
      'a form',
      () =>
        post(
          new URLSearchParams({ query: VALUES, format: 'csv' }).toString(),
          'application/x-www-form-urlencoded',
        ),
    ],
    [
      'the query in the address, without a body',
      () => {
        const address = new URLSearchParams({ query: VALUES, format: 'csv' }).toString();
        return post('', 'multipart/form-data', `?${address}`);
      },
    ],
    [
      'the query itself',
      () => post(VALUES, 'application/sparql-query; charset=UTF-8', '?format=csv'),
    ],
    [
      'the address that tools for Wikidata know',
      () => {
        base = base.replace('/sparql', '/bigdata/namespace/wdq/sparql');
        const answer = get({ query: VALUES, format: 'csv' });
        base = base.replace('/bigdata/namespace/wdq/sparql', '/sparql');
        return answer;
      },
    ],
  ])('%s', async (_, send) => {
    const response = await send();
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(await response.text()).toBe('v\r\n1\r\n2\r\n');
  });
});

describe('formats', () => {
  const CONSTRUCT = 'CONSTRUCT WHERE { <http://example.org/a> ?p ?v }';
  test.each([
    [VALUES, '*/*', 'application/sparql-results+json'],
    [VALUES, 'application/json', 'application/sparql-results+json'],
    [VALUES, 'application/sparql-results+xml', 'application/sparql-results+xml'],
    [VALUES, 'text/csv;q=0.5, text/tab-separated-values', 'text/tab-separated-values'],
    [
      VALUES,
      'text/turtle, application/sparql-results+json;q=0.5',
      'application/sparql-results+json',
    ],
    [CONSTRUCT, 'text/turtle, application/sparql-results+json', 'text/turtle'],
    [CONSTRUCT, 'application/n-triples', 'application/n-triples'],
    [CONSTRUCT, '*/*', 'text/turtle'],
    ['ASK { ?s ?p ?o }', '*/*', 'application/sparql-results+json'],
  ])('%s for %s is %s', async (query, accept, type) => {
    const response = await get({ query }, { Accept: accept });
    expect(response.headers.get('Content-Type')).toBe(`${type}; charset=utf-8`);
    expect((await response.text()).length).toBeGreaterThan(0);
  });
});

describe('graphs', () => {
  const own = CONCEPT_BASE;
  const NAMES = 'SELECT ?g { GRAPH ?g { <http://example.org/a> ?p 1 } }';
  test.each([
    [{ query: VALUES, 'default-graph-uri': own }, 'v\r\n1\r\n2\r\n'],
    [{ query: VALUES, 'default-graph-uri': 'x:none' }, 'v\r\n'],
    [{ query: VALUES, 'named-graph-uri': own }, 'v\r\n'],
    [{ query: NAMES, 'named-graph-uri': own }, `g\r\n${own}\r\n`],
  ])('%j', async (parameters, text) => {
    const response = await get({ ...parameters, format: 'csv' });
    expect(await response.text()).toBe(text);
  });

  test('several may be named, and in the address of a query that is posted', async () => {
    const graphs = `?format=csv&default-graph-uri=x:none&default-graph-uri=${own}`;
    const response = await post(VALUES, 'application/sparql-query', graphs);
    expect(await response.text()).toBe('v\r\n1\r\n2\r\n');
  });

  test('answers about other graphs have other tags', async () => {
    const etag = (await get({ query: VALUES })).headers.get('ETag') ?? '';
    const known = { 'If-None-Match': etag };
    expect((await get({ query: VALUES, 'named-graph-uri': own }, known)).status).toBe(200);
  });
});

describe('refusals', () => {
  const FORM = 'application/x-www-form-urlencoded';
  test.each([
    ['no query', () => get({}), 400, ''],
    ['two queries', () => fetch(`${base}?query=a&query=b`), 422, ''],
    ['a syntax error', () => get({ query: 'SELECT ?x {\n ?x' }), 400, 'MalformedQueryException'],
    ['an unknown feature', () => get({ query: 'SELECT * { SERVICE ?g { } }' }), 400, 'SERVICE'],
    ['an update', () => get({ query: 'CLEAR ALL' }), 400, 'Malformed'],
    ['an update by its parameter', () => get({ update: 'CLEAR ALL' }), 400, 'Malformed'],
    [
      'an update by its type',
      () => post('CLEAR ALL', 'application/sparql-update'),
      400,
      'Malformed',
    ],
    ['another type', () => post(VALUES, 'text/plain'), 415, ''],
    ['another charset', () => post(VALUES, `${FORM}; charset=UTF-16`), 415, ''],
    ['a format that there is not', () => get({ query: VALUES, format: 'docx' }), 406, ''],
    ['another method', () => fetch(base, { method: 'PUT', body: VALUES }), 405, ''],
    ['a time that is none', () => get({ query: VALUES, asof: 'yesterday' }), 400, 'asof'],
    ['a sequence to come', () => get({ query: VALUES, at: '99' }), 400, 'at'],
    ['a timeout that is none', () => get({ query: VALUES, timeout: '-1' }), 400, 'timeout'],
  ])('%s', async (_, send, status, text) => {
    const response = await send();
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(text);
  });

  test('programs get line and column as JSON', async () => {
    const response = await get({ query: 'SELECT ?x {\n ?x ) }' }, { Accept: 'application/json' });
    expect(await response.json()).toMatchObject({ code: 'query-syntax', line: 2, column: 5 });
  });
});

describe('time', () => {
  test.each([
    [{ at: '1' }, 'v\r\n1\r\n'],
    [{ asof: '2019-06-01T00:00:00Z' }, 'v\r\n1\r\n'],
    [{ asof: '2' }, 'v\r\n1\r\n2\r\n'],
  ])('%j', async (when, text) => {
    const response = await get({ query: VALUES, format: 'csv', ...when });
    expect(await response.text()).toBe(text);
  });

  test('an answer that the client has is not sent again until the next edit', async () => {
    const query = { query: VALUES, format: 'csv' };
    const etag = (await get(query)).headers.get('ETag') ?? '';
    const known = { 'If-None-Match': etag };
    expect((await get(query, known)).status).toBe(304);
    expect((await get({ ...query, format: 'json' }, known)).status).toBe(200);
    sequence = 3;
    expect((await get(query, known)).status).toBe(200);
    sequence = 2;
  });

  test('what differs each time has no tag', async () => {
    const response = await get({ query: 'SELECT (NOW() AS ?n) {}' });
    expect(response.headers.get('ETag')).toBeNull();
  });
});

test('names come in the language of the reader', async () => {
  const query = `SELECT ?xLabel { VALUES ?x { wd:Q1 }
    SERVICE wikibase:label { bd:serviceParam wikibase:language "[AUTO_LANGUAGE]" } }`;
  const response = await get({ query, format: 'csv' }, { 'Accept-Language': 'de-DE,en;q=0.5' });
  expect(await response.text()).toBe('xLabel\r\neins\r\n');
});

test('a browser without a query is sent to the editor', async () => {
  const response = await fetch(base, { headers: { Accept: 'text/html' }, redirect: 'manual' });
  expect([response.status, response.headers.get('Location')]).toEqual([303, '/query/']);
});

test('other sites may ask', async () => {
  const response = await fetch(base, {
    method: 'OPTIONS',
    headers: { Origin: 'https://other.example', 'Access-Control-Request-Method': 'POST' },
  });
  expect(response.headers.get('Access-Control-Allow-Methods')).toContain('POST');
});

test('an answer that breaks off is seen to be incomplete', async () => {
  const response = await get({ query: 'breaks' });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow('terminated');
});

test('a client that leaves ends its query', async () => {
  const controller = new AbortController();
  const response = await fetch(`${base}?query=endless`, { signal: controller.signal });
  expect(response.status).toBe(200);
  controller.abort();
  await left;
});
