import type { Database } from './database.ts';

/** One short transaction for many look-ups: each by itself would lock and unlock the file. */
export function readTogether<Value>(db: Database, read: () => Iterable<Value>): Value[] {
  return db.transaction(() => [...read()])();
}
