/** `sabir backup FILE`: the whole database as one file. */
import { existsSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { failure } from '../../schema/failures.ts';
import { backUp } from '../storage/sqlite/backup.ts';
import { storePath } from '../storage/storage.ts';
import { DONE, print, type Command } from './command.ts';
import { complainOf } from './say.ts';

export const backup: Command = {
  usage: 'backup FILE [--force]',
  summary: 'copies the database into one file, also beside a running server',
  flags: ['force'],
  takes: { least: 1, most: 1 },
  async run(args, config) {
    const [file = ''] = args.positionals;
    const database = storePath(config.dataFolder);
    const mayReplace = args.flag('force') && !(await areOne(file, database));
    if (existsSync(file) && !mayReplace) return complainOf([failure('file-exists', { file })]);
    await backUp(database, file);
    print(`${file}  ${(await stat(file)).size} bytes`);
    return DONE;
  },
};

/** The database itself is nothing that a copy of it may replace: a server may have it open. */
async function areOne(file: string, database: string): Promise<boolean> {
  if (!existsSync(file) || !existsSync(database)) return false;
  return (await realpath(file)) === (await realpath(database));
}
