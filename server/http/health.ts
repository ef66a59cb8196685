/** Is it well, and how is it doing: for load balancers and for Prometheus. */
import { Hono } from 'hono';
import type { Services } from './services.ts';

interface RequestCounts {
  readonly byStatus: Map<number, number>;
  seconds: number;
}

/** `/health` and `/metrics`; `count` goes before all other routes. */
export function health(services: Services) {
  const counts: RequestCounts = { byStatus: new Map(), seconds: 0 };
  const count = new Hono().use(async (c, next) => {
    const start = performance.now();
    await next();
    counts.seconds += (performance.now() - start) / 1000;
    counts.byStatus.set(c.res.status, (counts.byStatus.get(c.res.status) ?? 0) + 1);
  });
  const routes = new Hono()
    .get('/health', async (c) => {
      const { sequence, timestamp } = await services.edit.storage.records.head();
      c.header('Cache-Control', 'no-store');
      return c.json({ status: 'ok', sequence, lastChange: timestamp ?? null });
    })
    .get('/metrics', async (c) => {
      const text = await metricsText(services, counts);
      return c.body(text, 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
    });
  return { count, routes };
}

async function metricsText(services: Services, counts: RequestCounts): Promise<string> {
  const { records } = services.edit.storage;
  const [{ sequence }, stored] = await Promise.all([records.head(), records.counts()]);
  const documents = Object.entries(stored.documents).map(
    ([kind, value]) => [`{kind="${kind}"}`, value] as const,
  );
  const requests = [...counts.byStatus].map(
    ([status, value]) => [`{status="${status}"}`, value] as const,
  );
  const { heapUsed, rss } = process.memoryUsage();
  return [
    metric('sabir_sequence', 'gauge', 'Newest sequence of the change log.', [['', sequence]]),
    metric('sabir_documents', 'gauge', 'Pages by kind.', documents),
    metric('sabir_revisions', 'gauge', 'Revisions stored.', [['', stored.revisions]]),
    metric('sabir_users', 'gauge', 'Accounts.', [['', stored.users]]),
    metric('sabir_http_requests_total', 'counter', 'Requests answered, by status.', requests),
    metric('sabir_http_request_seconds_total', 'counter', 'Time spent on answering.', [
      ['', counts.seconds],
    ]),
    metric('process_resident_memory_bytes', 'gauge', 'Resident memory.', [['', rss]]),
    metric('nodejs_heap_used_bytes', 'gauge', 'Heap in use.', [['', heapUsed]]),
    metric('process_uptime_seconds', 'gauge', 'Time since the start.', [['', process.uptime()]]),
  ].join('');
}

/** https://prometheus.io/docs/instrumenting/exposition_formats/ */
function metric(
  name: string,
  type: 'gauge' | 'counter',
  help: string,
  samples: readonly (readonly [labels: string, value: number])[],
): string {
  const lines = samples.map(([labels, value]) => `${name}${labels} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}
