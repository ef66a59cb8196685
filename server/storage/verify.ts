/**
 * Checks a store from end to end: the log and its hash chains, each content, each page, and all
 * that is derived from the pages against what they say. Reads in short transactions; the store
 * should rest meanwhile, since what is saved during the check may look like a difference.
 */
import type { RdfSettings } from '../rdf/rdf-settings.ts';
import { openForReading } from './sqlite/database.ts';
import { requireNewestVersion } from './sqlite/migrate.ts';
import { storePath } from './storage.ts';
import { reportingUnreadable } from './verify/problem.ts';
import type { Problem } from './verify/problem.ts';
import { IndexVerifier } from './verify/verify-index.ts';
import { LogVerifier } from './verify/verify-log.ts';
import { PageVerifier } from './verify/verify-pages.ts';
import { WriterParts } from './writer/writer-parts.ts';

export type { Problem } from './verify/problem.ts';

export interface VerifyOptions {
  readonly folder: string;
  readonly rdf: RdfSettings;
}

/** Yields what is wrong, as it is found; nothing for a sound store. */
export function* verifyStorage({ folder, rdf }: VerifyOptions): Iterable<Problem> {
  const db = openForReading(storePath(folder));
  try {
    requireNewestVersion(db);
    yield* reportingUnreadable('the log', new LogVerifier(db).verify());
    const parts = new WriterParts(db, rdf);
    const pages = new PageVerifier(parts);
    yield* reportingUnreadable('the pages', pages.verify());
    const index = new IndexVerifier(parts);
    yield* reportingUnreadable(
      'the index',
      index.verify(() => pages.documentIds()),
    );
  } finally {
    db.close();
  }
}
