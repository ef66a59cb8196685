/** `sabir import FILE…`: Wikibase JSON dumps into the data folder. */
import { failure } from '../../schema/failures.ts';
import type { Config } from '../config.ts';
import type { Actor } from '../edit/edit.ts';
import { importFile, wrongWithDump } from '../import/import.ts';
import { batchSaver } from '../import/save-batch.ts';
import { loadSiteSettings } from '../import/seeds.ts';
import { wikiItself, type Wiki } from '../wiki.ts';
import { complain, DONE, print, type Command } from './command.ts';
import { openOwnWiki } from './own-folder.ts';
import { openProgress } from './progress.ts';
import { complainOf } from './say.ts';

export const importDumps: Command = {
  usage: 'import FILE…',
  summary: 'reads Wikibase JSON dumps, ids as they are',
  takes: { least: 1, most: Infinity },
  async run({ positionals }, config) {
    // Before the data folder is touched: a wrong file leaves no trace of itself.
    for (const file of positionals) {
      const wrong = await wrongWithDump(file);
      if (wrong !== undefined) return complainOf([wrong]);
    }
    const opened = await openOwnWiki(config);
    if (!opened.ok) return complainOf(opened.failures);
    const { wiki, conceptBase, close } = opened.value;
    try {
      const actor = await wikiItself(wiki.storage);
      await settle(wiki, actor, config, conceptBase);
      for (const file of positionals) await importOne(file, wiki, actor, config);
      return DONE;
    } catch (error) {
      return complainOf([failure('import-broke-off', { reason: messageOf(error) })]);
    } finally {
      await close();
    }
  },
};

/** A new wiki gets the settings of the seeds first, unless it shall start empty. */
async function settle(
  { storage, edit }: Wiki,
  actor: Actor,
  config: Config,
  conceptBase: string,
): Promise<void> {
  const { sequence } = await storage.records.head();
  if (config.seed && sequence === 0) await loadSiteSettings({ ...edit, actor, conceptBase });
}

async function importOne(file: string, wiki: Wiki, actor: Actor, config: Config): Promise<void> {
  const progress = openProgress('entities');
  const started = performance.now();
  const { saved, unchanged, rejected, rejectedFile } = await importFile({
    file,
    dataFolder: config.dataFolder,
    save: batchSaver({ actor, comment: `import of ${file}` }, wiki.edit),
    onProgress: (fraction, entities) => progress.update(fraction, entities),
  });
  progress.end();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  print(
    `${file}: ${saved + unchanged} entities in ${seconds} s (${saved} saved, ${unchanged} as they were), ${rejected} rejected`,
  );
  if (rejected > 0) complain(`what was rejected, and why, is in ${rejectedFile}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
