/** `sabir verify`: every hash of the history, and the index against the records. */
import { failure } from '../../schema/failures.ts';
import { claimDataFolder, keptConceptBase } from '../processes/data-folder.ts';
import { verifyStorage } from '../storage/verify.ts';
import { DONE, FAILED, print, type Command } from './command.ts';
import { wantedConceptBase } from './own-folder.ts';
import { complainOf } from './say.ts';

export const verify: Command = {
  usage: 'verify',
  summary: 'recomputes every hash and compares the index with the records',
  takes: { least: 0, most: 0 },
  async run(_args, config) {
    const { dataFolder: folder } = config;
    const claim = claimDataFolder(folder);
    if (claim === undefined) return complainOf([failure('folder-in-use', { folder })]);
    try {
      const conceptBase = await keptConceptBase(folder, wantedConceptBase(config));
      if (!conceptBase.ok) return complainOf(conceptBase.failures);
      let problems = 0;
      for (const problem of verifyStorage({ folder, rdf: { conceptBase: conceptBase.value } })) {
        problems++;
        print(`${problem.code} ${problem.subject}: ${problem.detail}`);
      }
      print(problems === 0 ? 'Nothing is wrong.' : `${problems} problems.`);
      return problems === 0 ? DONE : FAILED;
    } finally {
      claim.release();
    }
  },
};
