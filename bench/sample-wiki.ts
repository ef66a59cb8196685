/** Real entities in a new wiki, the way `sabir import` brings them in. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { importFile, type ImportSummary } from '../server/import/import.ts';
import { batchSaver } from '../server/import/save-batch.ts';
import { openWiki, wikiItself, type Wiki } from '../server/wiki.ts';

export const rdf = { conceptBase: 'http://localhost/entity/' };

export interface SampleWiki {
  readonly wiki: Wiki;
  readonly folder: string;
  readonly imported: ImportSummary;
  readonly entities: number;
  readonly seconds: number;
}

/** Imports the file into a folder of its own inside `folder`. The caller closes the wiki. */
export async function openSampleWiki(folder: string, file: string): Promise<SampleWiki> {
  const dataFolder = join(folder, 'wiki');
  await mkdir(dataFolder);
  const wiki = await openWiki({ folder: dataFolder, rdf, bulk: true });
  const actor = await wikiItself(wiki.storage);
  const start = performance.now();
  const save = batchSaver({ actor, comment: 'benchmark' }, wiki.edit);
  const imported = await importFile({ file, dataFolder, save });
  return {
    wiki,
    folder: dataFolder,
    imported,
    entities: imported.saved + imported.unchanged,
    seconds: (performance.now() - start) / 1000,
  };
}
