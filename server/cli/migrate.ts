/** `sabir migrate`: a store of an older version in the layout of this one. */
import { failure } from '../../schema/failures.ts';
import { claimDataFolder, keptConceptBase } from '../processes/data-folder.ts';
import { migrateStorage } from '../storage/storage.ts';
import { DONE, print, type Command } from './command.ts';
import { wantedConceptBase } from './own-folder.ts';
import { complainOf } from './say.ts';

export const migrate: Command = {
  usage: 'migrate',
  summary: 'brings the store of an older version to the layout of this one',
  takes: { least: 0, most: 0 },
  async run(_args, config) {
    const { dataFolder: folder } = config;
    const claim = claimDataFolder(folder);
    if (claim === undefined) return complainOf([failure('folder-in-use', { folder })]);
    try {
      const conceptBase = await keptConceptBase(folder, wantedConceptBase(config));
      if (!conceptBase.ok) return complainOf(conceptBase.failures);
      const { from, to } = migrateStorage({
        folder,
        rdf: { conceptBase: conceptBase.value },
        onIndexing: ({ done, total }) => print(`Indexed ${done} of ${total} revisions.`),
      });
      print(from === to ? `The store has the newest layout, ${to}.` : `Layout ${from} → ${to}.`);
      return DONE;
    } finally {
      claim.release();
    }
  },
};
