/** `sabir backup FILE`: the whole database as one file, and beside it what a data folder decided once. */
import { existsSync } from 'node:fs';
import { readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { failure } from '../../schema/failures.ts';
import { conceptBasePath, serverKeyPath } from '../processes/data-folder.ts';
import { backUp } from '../storage/sqlite/backup.ts';
import { storePath } from '../storage/storage.ts';
import { DONE, print, type Command } from './command.ts';
import { complainOf } from './say.ts';

export const backup: Command = {
  usage: 'backup FILE [--force]',
  summary:
    'copies the database into one file, the server’s key beside it; also beside a running server',
  flags: ['force'],
  takes: { least: 1, most: 1 },
  async run(args, config) {
    const [file = ''] = args.positionals;
    const database = storePath(config.dataFolder);
    const mayReplace = args.flag('force') && !(await areOne(file, database));
    const companions = await companionsOf(config.dataFolder, file);
    // another key is what the secrets of another wiki follow from: nothing replaces it
    const taken = [
      ...(existsSync(file) && !mayReplace ? [file] : []),
      ...companions.filter(({ state }) => state === 'other').map(({ target }) => target),
    ];
    if (taken.length > 0)
      return complainOf(taken.map((each) => failure('file-exists', { file: each })));
    await backUp(database, file);
    print(`${file}  ${(await stat(file)).size} bytes`);
    for (const { target, content, mode, state } of companions) {
      if (state === 'missing') await writeFile(target, content, { mode, flag: 'wx', flush: true });
      print(target);
    }
    return DONE;
  },
};

interface Companion {
  readonly target: string;
  readonly content: Buffer;
  /** Of a new file: the key is for its owner alone. */
  readonly mode: number;
  /** What stands at the target. */
  readonly state: 'missing' | 'same' | 'other';
}

/** The small files of the folder without which its database is not the same wiki. */
async function companionsOf(folder: string, file: string): Promise<Companion[]> {
  const wanted = [
    { source: serverKeyPath(folder), name: 'server-key', mode: 0o600 },
    { source: conceptBasePath(folder), name: 'concept-base', mode: 0o644 },
  ].filter(({ source }) => existsSync(source));
  return Promise.all(
    wanted.map(async ({ source, name, mode }) => {
      const target = `${file}.${name}`;
      const content = await readFile(source);
      if (!existsSync(target)) return { target, content, mode, state: 'missing' };
      const isSame = content.equals(await readFile(target));
      return { target, content, mode, state: isSame ? 'same' : 'other' };
    }),
  );
}

/** The database itself is nothing that a copy of it may replace: a server may have it open. */
async function areOne(file: string, database: string): Promise<boolean> {
  if (!existsSync(file) || !existsSync(database)) return false;
  return (await realpath(file)) === (await realpath(database));
}
