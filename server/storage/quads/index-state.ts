/**
 * What one connection knows of the index: the manifest, and in memory all that edits did since the
 * blocks were built. It catches up in one short transaction; blocks and terms are read singly later.
 */
import { BlockCache, SqliteBlockStore } from './blocks/block-store.ts';
import type { Database, Statement } from '../sqlite/database.ts';
import { Delta } from './delta.ts';
import { decodeDeltaRow } from './delta-row.ts';
import type { DeltaRow } from './delta-row.ts';
import { Manifest, readManifest } from './manifest.ts';
import type { RecentTerms } from './terms/recent-terms.ts';

/** Takes part in what the state learns from the rows of the delta. */
export interface DeltaListener {
  /** All rows that are there follow: those that were told before count no more. */
  restart(): void;
  row(row: DeltaRow, sequence: number): void;
}

interface StoredState {
  readonly taken_in: number;
  readonly manifest_version: number;
  readonly purges: number;
  /** Of the rows of the delta; null where there are none. */
  readonly newest: number | null;
}

type StoredRow = readonly [sequence: number, data: Buffer];

export class IndexState {
  blocks: BlockCache;
  readonly terms: RecentTerms;
  manifest = new Manifest(-1, []);
  delta = Delta.empty;
  /** The sequence that all of this shows. */
  sequence = 0;
  /** How often something was erased. */
  purges = -1;
  readonly #db: Database;
  readonly #state: Statement;
  readonly #rows: Statement;
  readonly #listener: DeltaListener | undefined;
  #takenIn = 0;
  #isForgotten = true;

  constructor(db: Database, terms: RecentTerms, listener?: DeltaListener) {
    this.#db = db;
    this.terms = terms;
    this.blocks = new BlockCache(new SqliteBlockStore(db));
    this.#listener = listener;
    this.#state = db.prepare(
      `SELECT taken_in, manifest_version, purges,
         (SELECT max(sequence) FROM quad_delta) AS newest FROM quad_state`,
    );
    this.#rows = db
      .prepare('SELECT sequence, data FROM quad_delta WHERE sequence > ? ORDER BY sequence')
      .raw();
  }

  /** Learns of all that was committed. */
  catchUp(): void {
    if (this.#isCurrent(this.#state.get() as StoredState)) return;
    const rows = this.#db.transaction(() => this.#read())();
    const edits = rows.map(([sequence, data]) => ({ change: decodeDeltaRow(data), sequence }));
    this.delta = this.delta.appendAll(edits);
    for (const { change, sequence } of edits) this.#learn(change, sequence);
  }

  /** What an edit did; sequences grow. */
  take(row: DeltaRow, sequence: number): void {
    this.delta = this.delta.append(row, sequence);
    this.#learn(row, sequence);
  }

  #learn(row: DeltaRow, sequence: number): void {
    for (const [id, term] of row.terms) this.terms.add(id, term, sequence);
    this.sequence = sequence;
    this.#listener?.row(row, sequence);
  }

  /** The delta is read again at the next occasion: what is known of it may not be what is stored. */
  forget(): void {
    this.#isForgotten = true;
  }

  #isCurrent({ taken_in, manifest_version, purges, newest }: StoredState): boolean {
    return (
      !this.#isForgotten &&
      purges === this.purges &&
      manifest_version === this.manifest.version &&
      Math.max(newest ?? 0, taken_in) === this.sequence
    );
  }

  #read(): StoredRow[] {
    const { taken_in, manifest_version, purges } = this.#state.get() as StoredState;
    if (purges !== this.purges) this.#startAnew(purges);
    if (this.#isForgotten) this.#dropDelta();
    if (manifest_version !== this.manifest.version) {
      this.manifest = readManifest(this.#db, manifest_version, this.blocks);
    }
    if (taken_in > this.#takenIn) {
      this.delta = this.delta.after(taken_in);
      this.terms.dropUntil(taken_in);
    }
    this.#takenIn = taken_in;
    this.sequence = Math.max(this.sequence, taken_in);
    return this.#rows.all(this.sequence) as StoredRow[];
  }

  /** What was erased must not be found in memory either. */
  #startAnew(purges: number): void {
    this.purges = purges;
    this.blocks = new BlockCache(new SqliteBlockStore(this.#db));
    this.manifest = new Manifest(-1, []);
    this.#isForgotten = true;
  }

  #dropDelta(): void {
    this.delta = Delta.empty;
    this.sequence = 0;
    this.#takenIn = 0;
    this.terms.forget();
    this.#listener?.restart();
    this.#isForgotten = false;
  }
}
