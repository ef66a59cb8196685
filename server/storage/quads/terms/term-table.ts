/**
 * Where the texts of numbered terms are kept: recent ones as rows, the others in blocks that rows are
 * folded into once all of a block are there. Both are read alike.
 */
import { RowCache } from '../../sqlite/row-cache.ts';
import type { Database, Statement } from '../../sqlite/database.ts';
import type { StoredText } from './stored-term.ts';
import { SUPPRESSED } from './stored-term.ts';
import { BLOCK_TERMS, packTermBlock, TermBlock } from './term-block.ts';
import { hiOf, idOf } from './term-id.ts';
import type { TermId } from './term-id.ts';

const CACHED_BYTES = 8 * 1024 * 1024;
/** From here on, reading the whole range of a block costs less than one row after the other. */
const READ_TOGETHER = 12;

type Row = readonly [term: TermId, text: StoredText];

export class TermTable {
  readonly #row: Statement;
  readonly #rows: Statement;
  readonly #block: Statement;
  readonly #insert: Statement;
  readonly #blank: Statement;
  readonly #replaceBlock: Statement;
  readonly #lastRow: Statement;
  readonly #lastBlock: Statement;
  readonly #blocks = new RowCache<TermId, TermBlock>(CACHED_BYTES, ({ byteLength }) => byteLength);

  constructor(db: Database) {
    this.#row = db.prepare('SELECT text FROM term WHERE term = ?').pluck();
    this.#rows = db
      .prepare('SELECT term, text FROM term WHERE term >= ? AND term <= ? ORDER BY term')
      .raw();
    this.#block = db.prepare('SELECT data FROM term_block WHERE first = ?').pluck();
    this.#insert = db.prepare('INSERT INTO term VALUES (?, ?)');
    this.#blank = db.prepare('UPDATE term SET text = ? WHERE term = ?');
    this.#replaceBlock = db.prepare('UPDATE term_block SET data = ? WHERE first = ?');
    this.#lastRow = db.prepare('SELECT max(term) FROM term WHERE term >= ? AND term < ?').pluck();
    this.#lastBlock = db
      .prepare('SELECT max(first) FROM term_block WHERE first >= ? AND first < ?')
      .pluck();
  }

  read(id: TermId): StoredText | undefined {
    const first = blockOf(id);
    const known = this.#blocks.get(first);
    if (known !== undefined) return known.text(id - first);
    const row = this.#row.get(id) as StoredText | undefined;
    return row ?? this.#readBlock(first)?.text(id - first);
  }

  /** The texts of many terms; `ids` are sorted, and each stands there once. */
  readSorted(ids: Float64Array): StoredText[] {
    const texts: StoredText[] = [];
    for (let start = 0; start < ids.length;) {
      const first = blockOf(ids[start]);
      let end = start + 1;
      while (end < ids.length && ids[end] < first + BLOCK_TERMS) end += 1;
      const block = this.#blocks.get(first) ?? this.#readBlock(first);
      if (block === undefined) this.#readRows(ids.subarray(start, end), texts);
      else for (let at = start; at < end; at++) texts.push(block.text(ids[at] - first));
      start = end;
    }
    return texts;
  }

  insert(id: TermId, text: StoredText): void {
    this.#insert.run(id, text);
  }

  /** Erases the text; the number stays taken. */
  blank(id: TermId): void {
    if (this.#blank.run(SUPPRESSED, id).changes > 0) return;
    const first = blockOf(id);
    const block = this.#readBlock(first);
    if (block === undefined) return;
    this.#replaceBlock.run(block.suppressing(id - first), first);
    this.#blocks.delete(first);
  }

  /** The next number that nobody has among the ids with this high half. */
  nextId(hi: number): TermId {
    const [from, until] = [idOf(hi, 0), idOf(hi + 1, 0)];
    const row = this.#lastRow.get(from, until) as TermId | null;
    if (row !== null) return row + 1;
    const block = this.#lastBlock.get(from, until) as TermId | null;
    return block === null ? from : block + BLOCK_TERMS;
  }

  /** After a rollback, and when texts were blanked. */
  forget(): void {
    this.#blocks.clear();
  }

  #readBlock(first: TermId): TermBlock | undefined {
    const data = this.#block.get(first) as Buffer | undefined;
    if (data === undefined) return undefined;
    const block = new TermBlock(data);
    this.#blocks.set(first, block);
    return block;
  }

  #readRows(ids: Float64Array, texts: StoredText[]): void {
    if (ids.length < READ_TOGETHER) {
      for (const id of ids) texts.push(present(this.read(id), id));
      return;
    }
    const rows = this.#rows.all(ids[0], ids[ids.length - 1]) as Row[];
    let at = 0;
    for (const id of ids) {
      while (at < rows.length && rows[at][0] < id) at += 1;
      // What is missing was folded since we looked for its block.
      texts.push(present(rows[at]?.[0] === id ? rows[at][1] : this.read(id), id));
    }
  }
}

/**
 * Folds rows into blocks, at most so many; returns how many it made. To be called in a transaction,
 * again and again while it makes as many as it may.
 */
export function foldTerms(db: Database, atMost: number): number {
  // Where a text is erased later, no copy of it may be left in a page that its row was on.
  db.pragma('secure_delete = on');
  try {
    return foldSome(db, atMost);
  } finally {
    db.pragma('secure_delete = fast');
  }
}

function foldSome(db: Database, atMost: number): number {
  const next = db
    .prepare(`SELECT term, text FROM term WHERE term >= ? ORDER BY term LIMIT ${BLOCK_TERMS}`)
    .raw();
  const insert = db.prepare('INSERT INTO term_block VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM term WHERE term >= ? AND term < ?');
  let made = 0;
  let from: TermId = 0;
  while (made < atMost) {
    const rows = next.all(from) as Row[];
    if (rows.length === 0) break;
    const [first] = rows[0];
    const last = rows[rows.length - 1][0];
    if (first === blockOf(first) && last === first + BLOCK_TERMS - 1) {
      insert.run(first, packTermBlock(rows.map(([, text]) => text)));
      remove.run(first, first + BLOCK_TERMS);
      made += 1;
      from = first + BLOCK_TERMS;
    } else {
      // Of each kind of terms, the last block is not full yet.
      from = idOf(hiOf(first) + 1, 0);
    }
  }
  return made;
}

/** The first id of the block that a term is in, or will be. */
function blockOf(id: TermId): TermId {
  return id - (id % BLOCK_TERMS);
}

export function present(text: StoredText | undefined, id: TermId): StoredText {
  if (text === undefined) throw new RangeError(`No term has the number ${id}`);
  return text;
}
