/**
 * The index: immutable blocks of packed columns, and in memory what edits did since.
 *
 * A snapshot holds no transaction. It keeps the manifest and the delta of its moment; the blocks
 * that the manifest names stay readable for longer than any query may run.
 */
import type { Database } from '../sqlite/database.ts';
import { compact } from './compact.ts';
import { IndexSnapshot } from './index-snapshot.ts';
import { IndexState } from './index-state.ts';
import type { QuadIndex, QuadSnapshot } from './quad-index.ts';
import { Dictionary } from './terms/dictionary.ts';
import { RecentTerms } from './terms/recent-terms.ts';

export class ColumnarIndex implements QuadIndex {
  readonly #db: Database;
  readonly #state: IndexState;

  /** `db` is closed with the index. */
  constructor(db: Database) {
    this.#db = db;
    this.#state = new IndexState(db, new RecentTerms(new Dictionary(db)));
  }

  snapshot(sequence?: number): QuadSnapshot {
    this.#state.catchUp();
    return new IndexSnapshot(this.#state, sequence);
  }

  appliedSequence(): number {
    this.#state.catchUp();
    return this.#state.sequence;
  }

  /** How many changes of triples the blocks have not taken in yet. */
  backlog(): number {
    this.#state.catchUp();
    return this.#state.delta.length;
  }

  /** Writes all that edits did into a file of blocks; false where there is nothing to do. */
  compactTo(path: string): boolean {
    this.#state.catchUp();
    return compact(this.#state, path);
  }

  close(): void {
    this.#db.close();
  }
}
