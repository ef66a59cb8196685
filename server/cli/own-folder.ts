/** The wiki in a data folder that nobody serves, for the commands that write. */
import { failed, failure, ok, type Result } from '../../schema/failures.ts';
import { conceptBaseOf, type Config } from '../config.ts';
import { claimDataFolder, keptConceptBase } from '../processes/data-folder.ts';
import { openWiki, type Wiki } from '../wiki.ts';

export interface OwnWiki {
  readonly wiki: Wiki;
  readonly conceptBase: string;
  readonly close: () => Promise<void>;
}

/** Makes the folder if it is missing; fails where another process has it. */
export async function openOwnWiki(config: Config): Promise<Result<OwnWiki>> {
  const { dataFolder } = config;
  const claim = claimDataFolder(dataFolder);
  if (claim === undefined) return failed(failure('folder-in-use', { folder: dataFolder }));
  const conceptBase = await keptConceptBase(dataFolder, wantedConceptBase(config));
  if (!conceptBase.ok) {
    claim.release();
    return conceptBase;
  }
  const wiki = await openWiki({
    folder: dataFolder,
    rdf: { conceptBase: conceptBase.value },
    bulk: true,
  });
  return ok({
    wiki,
    conceptBase: conceptBase.value,
    close: async () => {
      await wiki.storage.close();
      claim.release();
    },
  });
}

export function wantedConceptBase(config: Config): {
  explicit: string | undefined;
  fallback: string;
} {
  return { explicit: config.conceptBase, fallback: conceptBaseOf(config, config.port) };
}
