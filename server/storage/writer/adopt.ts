/**
 * Takes a file of blocks into the store: in transactions of a few megabytes, so that no edit waits
 * long, then all that makes the blocks count in one. A crash in between leaves blocks that nothing
 * names; they are cleared when the writer starts.
 */
import { BlockFileReader } from '../quads/block-file.ts';
import type { BlockFileContents } from '../quads/block-file.ts';
import type { ColumnarIndexWriter } from '../quads/columnar-index-writer.ts';
import { decodeDeltaRow } from '../quads/delta-row.ts';
import type { DeltaRow } from '../quads/delta-row.ts';
import { foldTerms } from '../quads/terms/term-table.ts';
import type { Database, Statement } from '../sqlite/database.ts';

const MOST_BYTES = 4 * 1024 * 1024;
/** Each hash goes to a page of its own. */
const MOST_TERMS = 500;
/** Blocks of terms. */
const MOST_FOLDED = 64;
const MOST_CLEARED = 64;

/** `outdated`: the index changed since the file was made; it is of no use. */
export type AdoptionStep = 'more' | 'adopted' | 'outdated';

interface State {
  readonly manifest_version: number;
  readonly purges: number;
  readonly next_block: number;
}

type StoredRow = readonly [sequence: number, data: Buffer];

export class Adoption {
  readonly #db: Database;
  readonly #index: ColumnarIndexWriter;
  readonly #file: BlockFileReader;
  readonly #nowMs: () => number;
  readonly #state: Statement;
  readonly #rows: Statement;
  #firstBlock = 0;
  #blocks = 0;
  /** The terms of the rows up to here are in the dictionary. */
  #termsUntil = 0;

  constructor(
    db: Database,
    index: ColumnarIndexWriter,
    file: BlockFileReader,
    nowMs: () => number = Date.now,
  ) {
    this.#db = db;
    this.#index = index;
    this.#file = file;
    this.#nowMs = nowMs;
    this.#state = db.prepare('SELECT manifest_version, purges, next_block FROM quad_state');
    this.#rows = db
      .prepare(
        `SELECT sequence, data FROM quad_delta
         WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?`,
      )
      .raw();
  }

  /** Some of it, within a transaction of the caller; nothing is done after a step that ends it. */
  step(): AdoptionStep {
    const { manifestVersion, purges, blocks } = this.#contents;
    const state = this.#state.get() as State;
    if (state.manifest_version !== manifestVersion || state.purges !== purges) {
      clearOrphans(this.#db);
      return 'outdated';
    }
    if (this.#blocks < blocks.length) this.#insertBlocks(state);
    else if (this.#termsUntil < this.#contents.takenIn) this.#storeTerms();
    else if (foldTerms(this.#db, MOST_FOLDED) < MOST_FOLDED) return this.#swap();
    return 'more';
  }

  get #contents(): BlockFileContents {
    return this.#file.contents;
  }

  #insertBlocks({ next_block: next }: State): void {
    const { blocks } = this.#contents;
    if (this.#blocks === 0) {
      this.#firstBlock = next;
      this.#db.prepare('UPDATE quad_state SET next_block = ?').run(next + blocks.length);
    }
    const insert = this.#db.prepare('INSERT INTO quad_block VALUES (?, ?)');
    let bytes = 0;
    while (bytes < MOST_BYTES && this.#blocks < blocks.length) {
      const block = blocks[this.#blocks];
      insert.run(this.#firstBlock + this.#blocks, this.#file.read(block));
      this.#blocks++;
      bytes += block.bytes;
    }
  }

  #storeTerms(): void {
    let terms = 0;
    while (terms < MOST_TERMS && this.#termsUntil < this.#contents.takenIn) {
      const [next] = this.#rowsAfter(this.#termsUntil, 1);
      if (next === undefined) {
        this.#termsUntil = this.#contents.takenIn;
        return;
      }
      this.#index.storeTerms(next.row);
      terms += next.row.terms.length;
      this.#termsUntil = next.sequence;
    }
  }

  #swap(): AdoptionStep {
    const db = this.#db;
    const { blocks, replaced, takenIn } = this.#contents;
    for (const { row } of this.#rowsAfter(0, -1)) this.#index.storeCounts(row);
    db.prepare('DELETE FROM quad_delta WHERE sequence <= ?').run(takenIn);
    const name = db.prepare('INSERT INTO quad_manifest VALUES (?, ?, ?, ?, ?, ?)');
    for (const [i, { graph, permutation, level, kind, header }] of blocks.entries()) {
      const block = this.#firstBlock + i;
      name.run(block, graph, permutation, level, kind, Buffer.from(header, 'base64'));
    }
    const drop = db.prepare('DELETE FROM quad_manifest WHERE block = ?');
    const retire = db.prepare('INSERT INTO quad_retired VALUES (?, ?)');
    for (const block of replaced) {
      drop.run(block);
      retire.run(block, this.#nowMs());
    }
    db.prepare(
      `UPDATE quad_state
       SET taken_in = ?, manifest_version = manifest_version + 1, settled_block = next_block`,
    ).run(takenIn);
    this.#index.forget();
    return 'adopted';
  }

  #rowsAfter(sequence: number, atMost: number): { sequence: number; row: DeltaRow }[] {
    const rows = this.#rows.all(sequence, this.#contents.takenIn, atMost) as StoredRow[];
    return rows.map(([number, data]) => ({ sequence: number, row: decodeDeltaRow(data) }));
  }
}

/** The file that is being taken in: each step is a job of the writer. */
export class Adoptions {
  readonly #db: Database;
  readonly #index: ColumnarIndexWriter;
  readonly #nowMs: () => number;
  #current:
    | { readonly path: string; readonly file: BlockFileReader; adoption: Adoption }
    | undefined;

  constructor(db: Database, index: ColumnarIndexWriter, nowMs: () => number) {
    this.#db = db;
    this.#index = index;
    this.#nowMs = nowMs;
  }

  step(path: string): AdoptionStep {
    const { adoption } = this.#open(path);
    const step = adoption.step();
    if (step !== 'more') this.forget();
    return step;
  }

  /** After a rollback nobody knows what was done: it begins again. */
  forget(): void {
    this.#current?.file.close();
    this.#current = undefined;
  }

  #open(path: string): { adoption: Adoption } {
    if (this.#current?.path === path) return this.#current;
    this.forget();
    const file = BlockFileReader.open(path);
    if (file === undefined) throw new Error(`${path} is no whole file of blocks.`);
    clearOrphans(this.#db);
    const adoption = new Adoption(this.#db, this.#index, file, this.#nowMs);
    this.#current = { path, file, adoption };
    return this.#current;
  }
}

/** Deletes blocks that went out of use before `untilMs`, some at a time; false when all are gone. */
export function clearRetired(db: Database, untilMs: number): boolean {
  const retired = db
    .prepare(`SELECT block FROM quad_retired WHERE retired_ms <= ? LIMIT ${MOST_CLEARED}`)
    .pluck();
  const blocks = retired.all(untilMs) as number[];
  const erase = db.prepare('DELETE FROM quad_block WHERE block = ?');
  const forget = db.prepare('DELETE FROM quad_retired WHERE block = ?');
  for (const block of blocks) {
    erase.run(block);
    forget.run(block);
  }
  return blocks.length === MOST_CLEARED;
}

/** Deletes the blocks of adoptions that came to no end. */
export function clearOrphans(db: Database): void {
  db.prepare('DELETE FROM quad_block WHERE block >= (SELECT settled_block FROM quad_state)').run();
}
