/** `sabir query 'SPARQL'`: an answer on standard output, also beside a running server. */
import { once } from 'node:events';
import { keptConceptBase } from '../processes/data-folder.ts';
import { openQueryPool } from '../processes/query-pool.ts';
import { resultFormats, type ResultFormat } from '../query/query-backend.ts';
import { openStorageForReading } from '../storage/storage.ts';
import { complain, DONE, WRONG_USAGE, type Command } from './command.ts';
import { wantedConceptBase } from './own-folder.ts';
import { complainOf } from './say.ts';

export const query: Command = {
  usage: "query 'SPARQL' [--format …] [--at …]",
  summary: 'answers a query on standard output, as of now or of a sequence or time',
  options: ['format', 'at'],
  takes: { least: 1, most: 1 },
  async run(args, config) {
    const [text = ''] = args.positionals;
    const format = args.option('format') ?? 'csv';
    if (!isFormat(format)) {
      complain(`--format is one of ${resultFormats.join(', ')}.`);
      return WRONG_USAGE;
    }
    const { dataFolder: folder } = config;
    const at = await sequenceAt(folder, args.option('at'));
    if (Number.isNaN(at)) {
      complain('--at is a sequence number or an ISO 8601 time.');
      return WRONG_USAGE;
    }
    const conceptBase = await keptConceptBase(folder, wantedConceptBase(config));
    if (!conceptBase.ok) return complainOf(conceptBase.failures);
    const pool = openQueryPool({
      folder,
      rdf: { conceptBase: conceptBase.value },
      workers: 1,
      timeoutMs: config.queryTimeoutMs,
    });
    try {
      const answer = await pool.run({ text, format, ...(at === undefined ? {} : { at }) });
      if (answer.outcome === 'failed') return complainOf([answer.failure]);
      for await (const chunk of answer.body) {
        if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
      }
      return DONE;
    } finally {
      await pool.close();
    }
  },
};

function isFormat(name: string): name is ResultFormat {
  return (resultFormats as readonly string[]).includes(name);
}

/**
 * The sequence that was the newest at a time; NaN for what is neither number nor time. Throws where
 * the store cannot be read, in words that a worker could not say.
 */
async function sequenceAt(folder: string, at: string | undefined): Promise<number | undefined> {
  const store = openStorageForReading({ folder });
  try {
    if (at === undefined) return undefined;
    if (/^\d{1,15}$/.test(at)) return Number(at);
    const timeMs = Date.parse(at);
    return Number.isNaN(timeMs) ? Number.NaN : await store.records.sequenceAt({ timeMs });
  } finally {
    await store.close();
  }
}
