/**
 * Imports a JSON dump: every entity with the id it has, through the same checks and the same writer
 * as edits.
 *
 * The file is read twice, properties first: a statement has no triples before its property has a
 * datatype. Rejected entities go into a file with their reasons; the others go on.
 */
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Failure, Result } from '../../schema/failures.ts';
import { failed, failure } from '../../schema/failures.ts';
import { parseJson } from '../../schema/model/json-depth.ts';
import { readEntity } from '../../schema/model/json/read-entity.ts';
import type { Entity, EntityRedirect } from '../../schema/model/entity.ts';
import { openDumpFile } from './decompress.ts';
import { openImportJournal, type ImportCounts, type ImportJournal } from './import-position.ts';
import { MAX_ENTITY_BYTES, readDump, type DumpEntry } from './read-dump.ts';

export type ImportedDocument = Entity | EntityRedirect;

/** What became of one document of a batch, in the order of the batch. */
export type ImportOutcome =
  | { readonly outcome: 'saved' | 'unchanged' }
  | { readonly outcome: 'rejected'; readonly failures: readonly Failure[] };

export interface ImportOptions {
  readonly file: string;
  readonly dataFolder: string;
  /** Saves a batch durably. */
  readonly save: (documents: readonly ImportedDocument[]) => Promise<readonly ImportOutcome[]>;
  /** `fraction` of the work, `entities` done so far. */
  readonly onProgress?: (fraction: number, entities: number) => void;
}

export interface ImportSummary extends ImportCounts {
  readonly rejectedFile: string;
  /** Entries that an earlier, interrupted import had done. */
  readonly resumedAt: number;
}

/** Looks at the first entries; a file in which none is an entity is refused unread. */
const SAMPLE = 10;
const BATCH_ENTITIES = 250;
const BATCH_CHARACTERS = 4 << 20;

type Pass = (text: string) => boolean;
const isProperty: Pass = (text) => /"type"\s*:\s*"property"/.test(text);
const PASSES: readonly Pass[] = [isProperty, (text) => !isProperty(text)];

/**
 * Imports one file, with which nothing is wrong (`wrongWithDump`). A file that breaks off rejects,
 * and the next import of it goes on from there.
 */
export async function importFile(options: ImportOptions): Promise<ImportSummary> {
  const journal = await openImportJournal(options.dataFolder, options.file);
  const position = await journal.position();
  const run = new ImportRun(options, journal, position?.counts);
  try {
    for (let pass = position?.pass ?? 0; pass < PASSES.length; pass++) {
      await run.pass(pass, pass === position?.pass ? position.entries : 0);
    }
  } finally {
    await run.close();
  }
  await journal.clear();
  const resumedAt = position?.entries ?? 0;
  return { ...run.counts, rejectedFile: journal.rejectedFile, resumedAt };
}

/** Reads as little as tells whether the file is a dump of entities at all; writes nothing. */
export async function wrongWithDump(file: string): Promise<Failure | undefined> {
  let first: Failure | undefined;
  let seen = 0;
  try {
    const { bytes } = await openDumpFile(file);
    for await (const entry of readDump(bytes)) {
      const entity = entityOf(entry);
      if (entity.ok) return undefined;
      first ??= entity.failures[0];
      if (++seen === SAMPLE) break;
    }
  } catch (error) {
    return failure('unreadable-file', { file, reason: messageOf(error) });
  }
  const reason = first === undefined ? 'empty' : first.code;
  return failure('not-a-dump', { file, reason });
}

/** One import under way. */
class ImportRun {
  counts: ImportCounts;
  readonly #options: ImportOptions;
  readonly #journal: ImportJournal;
  readonly #rejected: WriteStream;
  /** Rejects where the file of rejected entries cannot be written; `close` tells. */
  readonly #rejectedWritten: Promise<void>;
  #batch: { entry: DumpEntry; document: ImportedDocument }[] = [];
  #batchCharacters = 0;
  /** The batch before, written while this one is read. More under way gained nothing. */
  #saving: Promise<void> = Promise.resolve();

  constructor(options: ImportOptions, journal: ImportJournal, counts: ImportCounts | undefined) {
    this.#options = options;
    this.#journal = journal;
    this.counts = counts ?? { saved: 0, unchanged: 0, rejected: 0 };
    const flags = counts === undefined ? 'w' : 'a';
    this.#rejected = createWriteStream(journal.rejectedFile, { flags });
    this.#rejectedWritten = finished(this.#rejected);
    this.#rejectedWritten.catch(() => undefined);
  }

  /** Goes through the file once; the first `skip` entries are done already. */
  async pass(pass: number, skip: number): Promise<void> {
    const file = await openDumpFile(this.#options.file);
    let last = 0;
    for await (const entry of readDump(file.bytes)) {
      last = entry.number;
      if (entry.number <= skip) continue;
      this.#add(pass, entry);
      if (this.#batch.length >= BATCH_ENTITIES || this.#batchCharacters >= BATCH_CHARACTERS) {
        const read = file.sizeBytes === 0 ? 1 : file.readBytes() / file.sizeBytes;
        await this.#save(pass, entry.number, (pass + read) / PASSES.length);
      }
    }
    await this.#save(pass, last, (pass + 1) / PASSES.length);
    await this.#saving;
  }

  /** Also after a failure, when a batch may still be under way. */
  async close(): Promise<void> {
    await this.#saving.catch(() => undefined);
    this.#rejected.end();
    await this.#rejectedWritten;
  }

  #add(pass: number, entry: DumpEntry): void {
    const ofThisPass = PASSES[pass]?.(entry.text ?? '') ?? false;
    if (!ofThisPass) return;
    const entity = entityOf(entry);
    if (!entity.ok) return this.#reject(entry, entity.failures);
    this.#batch.push({ entry, document: entity.value });
    this.#batchCharacters += entry.text?.length ?? 0;
  }

  /** Waits for the batch before, then hands over this one. */
  async #save(pass: number, entries: number, fraction: number): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    this.#batchCharacters = 0;
    await this.#saving;
    this.#saving = this.#saveBatch(batch).then(async () => {
      await this.#journal.note({ pass, entries, counts: this.counts });
      const { saved, unchanged, rejected } = this.counts;
      this.#options.onProgress?.(fraction, saved + unchanged + rejected);
    });
    // Seen by whoever waits for it next.
    this.#saving.catch(() => undefined);
  }

  async #saveBatch(batch: readonly { entry: DumpEntry; document: ImportedDocument }[]) {
    const outcomes = await this.#options.save(batch.map(({ document }) => document));
    for (const [i, outcome] of outcomes.entries()) {
      const entry = batch[i]?.entry;
      if (outcome.outcome !== 'rejected') this.#count(outcome.outcome);
      else if (entry !== undefined) this.#reject(entry, outcome.failures);
    }
  }

  #reject(entry: DumpEntry, failures: readonly Failure[]): void {
    this.#count('rejected');
    this.#rejected.write(
      `${JSON.stringify({ entry: entry.number, failures, text: entry.text })}\n`,
    );
  }

  #count(outcome: keyof ImportCounts): void {
    this.counts = { ...this.counts, [outcome]: this.counts[outcome] + 1 };
  }
}

function entityOf({ text }: DumpEntry): Result<ImportedDocument> {
  if (text === undefined)
    return failed(failure('body-too-large', { limitBytes: MAX_ENTITY_BYTES }));
  const json = parseJson(text);
  return json.ok ? readEntity(json.value, { unknownValues: 'keep' }) : json;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
