/**
 * Compaction in the writer itself: while nobody is served, and when edits come faster than the
 * process that compacts beside them can take in.
 */
import { dirname, join } from 'node:path';
import { BlockFileReader } from '../quads/block-file.ts';
import type { ColumnarIndexWriter } from '../quads/columnar-index-writer.ts';
import { restartLongLog } from '../sqlite/checkpoint.ts';
import type { Database } from '../sqlite/database.ts';
import { Adoption, clearOrphans } from './adopt.ts';

/** To be called between two transactions. */
export function compactLongDelta(db: Database, index: ColumnarIndexWriter, longest: number): void {
  if (index.backlog <= longest) return;
  const path = join(dirname(db.name), 'blocks-of-writer');
  if (!index.compactTo(path)) return;
  const file = BlockFileReader.open(path);
  if (file === undefined) return;
  clearOrphans(db);
  const adoption = new Adoption(db, index, file);
  while (db.transaction(() => adoption.step()).immediate() === 'more') restartLongLog(db);
  file.close();
  BlockFileReader.remove(path);
}
