/** The entry of a query worker: reads the store on its own and answers one query at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { QueryEngine } from '../query/engine.ts';
import { openStorageForReading } from '../storage/storage.ts';
import type { QueryWorkerData } from './query-messages.ts';
import { serveQueries } from './query-service.ts';

const { folder, rdf } = workerData as QueryWorkerData;
const { quads } = openStorageForReading({ folder });
if (parentPort === null) throw new Error('query-worker.ts runs as a worker thread only.');
serveQueries(parentPort, new QueryEngine({ index: quads, rdf }));
