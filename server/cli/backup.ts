/** `sabir backup FILE`: the whole database as one file. */
import { stat } from 'node:fs/promises';
import { backUp } from '../storage/sqlite/backup.ts';
import { storePath } from '../storage/storage.ts';
import { DONE, print, type Command } from './command.ts';

export const backup: Command = {
  usage: 'backup FILE',
  summary: 'copies the database into one file, also beside a running server',
  takes: { least: 1, most: 1 },
  async run({ positionals: [file = ''] }, config) {
    await backUp(storePath(config.dataFolder), file);
    print(`${file}  ${(await stat(file)).size} bytes`);
    return DONE;
  },
};
