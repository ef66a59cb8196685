import { afterEach, describe, expect, test } from 'vitest';
import type { QueryAnswer, QueryBackend, QueryRequest } from '../query/query-backend.ts';
import { openQueryPool } from './query-pool.ts';
import type { QueryPoolOptions } from './query-pool.ts';

let pool: QueryBackend | undefined;

afterEach(async () => {
  await pool?.close();
});

function open(options: Partial<QueryPoolOptions> = {}): QueryBackend {
  const entry = new URL('./query-worker.fixture.ts', import.meta.url);
  const rdf = { conceptBase: 'http://wiki.example/entity/' };
  pool = openQueryPool({ folder: '', rdf, entry, workers: 1, ...options });
  return pool;
}

async function ask(backend: QueryBackend, text: string, more: Partial<QueryRequest> = {}) {
  return outcomeOf(await backend.run({ text, format: 'csv', ...more }));
}

/** The text of the answer, or the code of its failure. */
async function outcomeOf(answer: QueryAnswer): Promise<string> {
  if (answer.outcome === 'failed') return answer.failure.code;
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const COUNT = 'SELECT (COUNT(*) AS ?n) { ?s <http://example.org/p> ?o }';
const ENDLESS = 'SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }';

describe('a pool of query workers', () => {
  test('answers', async () => {
    expect(await ask(open(), COUNT)).toBe('n\r\n500\r\n');
  });

  test('tells why a query cannot be answered', async () => {
    const backend = open();
    expect(await ask(backend, 'SELECT')).toBe('query-syntax');
    expect(await ask(backend, 'hang', { timeoutMs: 1 })).toBe('query-timeout');
  });

  test('runs more queries than it has workers, one after the other', async () => {
    const backend = open({ workers: 2 });
    const answers = await Promise.all(Array.from({ length: 9 }, () => ask(backend, COUNT)));
    expect(new Set(answers)).toEqual(new Set(['n\r\n500\r\n']));
  });

  test('ends a query at its deadline and goes on', async () => {
    const backend = open({ timeoutMs: 300 });
    const sorted = `${ENDLESS} ORDER BY ?l`;
    expect(await ask(backend, sorted, { timeoutMs: 99_999 })).toBe('query-timeout');
    expect(await ask(backend, COUNT)).toContain('500');
  });

  test('replaces a worker that does not stop', async () => {
    const backend = open({ timeoutMs: 100 });
    expect(await ask(backend, 'hang')).toBe('query-timeout');
    expect(await ask(backend, 'SELECT (1 AS ?x) {}', { timeoutMs: 100 })).toMatch(
      /1|query-timeout/,
    );
  });

  test('replaces a worker that died', async () => {
    const backend = open();
    expect(await ask(backend, 'exit')).toBe('internal-error');
    expect(await ask(backend, COUNT)).toContain('500');
  });

  test('refuses who would wait too long', async () => {
    const backend = open({ queueWaitMs: 20 });
    const controller = new AbortController();
    const first = backend.run({ text: ENDLESS, format: 'csv', signal: controller.signal });
    expect(await ask(backend, COUNT)).toBe('query-busy');
    controller.abort();
    expect(['query-cancelled', 'running']).toContain(
      await first.then((answer) => ('failure' in answer ? answer.failure.code : answer.outcome)),
    );
  });

  test('holds back the bytes that nobody takes, and stops when the reader leaves', async () => {
    const backend = open();
    const answer = await backend.run({ text: ENDLESS, format: 'csv' });
    if (answer.outcome === 'failed') throw new Error(answer.failure.code);
    let chunks = 0;
    for await (const chunk of answer.body) {
      expect(chunk.length).toBeGreaterThan(0);
      if (++chunks === 20) break;
    }
    expect(await ask(backend, COUNT)).toContain('500');
  });

  test('stops a query whose signal is aborted', async () => {
    const backend = open();
    const controller = new AbortController();
    const answer = await backend.run({ text: ENDLESS, format: 'csv', signal: controller.signal });
    if (answer.outcome === 'failed') throw new Error(answer.failure.code);
    controller.abort();
    const reading = (async () => {
      for await (const chunk of answer.body) void chunk;
    })();
    await expect(reading).rejects.toMatchObject({ failure: { code: 'query-cancelled' } });
    expect(await ask(backend, COUNT)).toContain('500');
  });
});
