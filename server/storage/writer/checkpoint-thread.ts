/** Moves committed pages from the write-ahead log into the file, beside the writer. */
import { parentPort, workerData } from 'node:worker_threads';
import { moveWhatGathered } from '../sqlite/checkpoint.ts';
import { openForCheckpoints, severityOf } from '../sqlite/database.ts';
import type { FromCheckpoints, WriterSettings } from './job.ts';

const LOOK_EVERY_MS = 100;

const { path, options } = workerData as WriterSettings;
const db = openForCheckpoints(path, options);
const timer = setInterval(look, LOOK_EVERY_MS);
parentPort?.on('message', stop);

function look(): void {
  try {
    moveWhatGathered(db);
  } catch (error) {
    // Without room in the file the pages stay in the log.
    if (severityOf(error) !== 'broken') return;
    parentPort?.postMessage({ type: 'broken', reason: String(error) } satisfies FromCheckpoints);
    stop();
  }
}

function stop(): void {
  clearInterval(timer);
  db.close();
  parentPort?.close();
}
