/**
 * How far the import of a file has come, kept beside the data, so that it can go on after an
 * interruption. Losing the position costs time, never data: importing an entity again changes nothing.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

export interface ImportPosition {
  /** Which of the passes over the file. */
  readonly pass: number;
  /** How many entries of that pass are done for good. */
  readonly entries: number;
  readonly counts: ImportCounts;
}

export interface ImportCounts {
  readonly saved: number;
  readonly unchanged: number;
  readonly rejected: number;
}

export interface ImportJournal {
  /** Where the interrupted import of just this file stopped; `undefined` where there was none. */
  position(): Promise<ImportPosition | undefined>;
  note(position: ImportPosition): Promise<void>;
  /** The import is complete: the next one starts from the beginning. */
  clear(): Promise<void>;
  /** Where rejected entries are written. */
  readonly rejectedFile: string;
}

/** A file is known by its path, size and time: a new version of it is a new import. */
export async function openImportJournal(dataFolder: string, file: string): Promise<ImportJournal> {
  const folder = join(dataFolder, 'imports');
  await mkdir(folder, { recursive: true });
  const { size, mtimeMs } = await stat(file);
  const identity = createHash('sha256').update(`${resolve(file)}\n${size}\n${mtimeMs}`);
  const name = `${basename(file)}-${identity.digest('hex').slice(0, 12)}`;
  const positionFile = join(folder, `${name}.position.json`);
  return {
    rejectedFile: join(folder, `${name}.rejected.jsonl`),
    position: () => readPosition(positionFile),
    async note(position) {
      await writeFile(`${positionFile}.partial`, JSON.stringify(position));
      await rename(`${positionFile}.partial`, positionFile);
    },
    clear: () => rm(positionFile, { force: true }),
  };
}

async function readPosition(file: string): Promise<ImportPosition | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as ImportPosition;
  } catch {
    return undefined;
  }
}
