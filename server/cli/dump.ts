/** `sabir dump DIR`: everything public as of now, also beside a running server. */
import { writeDump } from '../dump/dump.ts';
import { keptConceptBase } from '../processes/data-folder.ts';
import { openStorageForReading } from '../storage/storage.ts';
import { complain, DONE, FAILED, print, type Command } from './command.ts';
import { wantedConceptBase } from './own-folder.ts';
import { openProgress } from './progress.ts';
import { complainOf } from './say.ts';

export const dump: Command = {
  usage: 'dump DIR',
  summary: 'writes JSON, N-Triples and truthy N-Triples of one moment',
  takes: { least: 1, most: 1 },
  async run({ positionals: [folder = ''] }, config) {
    const store = openStorageForReading({ folder: config.dataFolder });
    const conceptBase = await keptConceptBase(config.dataFolder, wantedConceptBase(config));
    if (!conceptBase.ok) return complainOf(conceptBase.failures);
    const progress = openProgress('pages');
    try {
      const summary = await writeDump({
        records: store.records,
        rdf: { conceptBase: conceptBase.value },
        folder,
        onProgress: (done, total) => progress.update(total === 0 ? 1 : done / total, done),
      });
      if (summary === undefined) {
        complain('The wiki is empty: there is nothing to dump.');
        return FAILED;
      }
      progress.end();
      print(
        `${summary.entities} entities, ${summary.triples} triples (${summary.truthyTriples} truthy) as of ${summary.sequence}`,
      );
      for (const { name, sizeBytes } of summary.files) print(`  ${name}  ${sizeBytes} bytes`);
      return DONE;
    } finally {
      await store.close();
    }
  },
};
