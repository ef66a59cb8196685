/** A worker over a small index in memory; two texts make it behave as no query can. */
import { parentPort } from 'node:worker_threads';
import { engineOver, indexOf } from '../query/example.fixture.ts';
import type { RunMessage } from './query-messages.ts';
import { serveQueries } from './query-service.ts';

const triples = Array.from({ length: 500 }, (_, i) => `:s${i} :p ${i} .`).join(' ');

if (parentPort === null) throw new Error('This is a worker.');
parentPort.on('message', ({ request }: RunMessage) => {
  if (request.text === 'hang') for (;;);
  if (request.text === 'exit') process.exit(1);
});
serveQueries(parentPort, engineOver(indexOf(triples)));
