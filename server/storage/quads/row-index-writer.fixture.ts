/**
 * Changes the rows of the index, inside the writer's transaction.
 *
 * A triple lives as long as a part of a page says it; a shared node (a value, a reference, a site)
 * as long as one uses it. Removing what is not there does nothing: refusing the edit would not mend the
 * gap, and `verify` names it.
 */
import type { Quad, RdfTerm } from '../../rdf/term.ts';
import type { IndexChange } from '../../rdf/index-parts.ts';
import type { Database, Statement } from '../sqlite/database.ts';
import type { TermId } from './quad-index.ts';
import { Dictionary } from './terms/dictionary.ts';

type Row = readonly [subject: TermId, predicate: TermId, object: TermId];

/** Makes the tables of rows, which no store has. */
export function createRowTables(db: Database): void {
  db.exec(`
    CREATE TABLE quad (
      subject INTEGER NOT NULL,
      predicate INTEGER NOT NULL,
      object INTEGER NOT NULL,
      born INTEGER NOT NULL,
      died INTEGER NOT NULL, -- 0 while it lives
      uses INTEGER NOT NULL, -- how many pages say it
      PRIMARY KEY (subject, predicate, object, born)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX quad_pos ON quad (predicate, object, subject, born);
    CREATE TABLE predicate_count (
      predicate INTEGER PRIMARY KEY,
      quads INTEGER NOT NULL
    ) STRICT;
  `);
}

export class RowIndexWriter {
  readonly #dictionary: Dictionary;
  readonly #addUse: Statement;
  readonly #addQuad: Statement;
  readonly #endQuad: Statement;
  readonly #dropUse: Statement;
  readonly #ofSubject: Statement;
  readonly #isSubject: Statement;
  readonly #nodeUses: Statement;
  readonly #setNodeUses: Statement;
  readonly #deleteNode: Statement;
  readonly #addToCount: Statement;
  readonly #setApplied: Statement;
  /** Of the subjects of this change: was nothing said of them before? */
  readonly #newSubjects = new Map<TermId, boolean>();
  /** Living triples gained and lost by predicate, since they were last written down. */
  #counts = new Map<TermId, number>();

  constructor(db: Database) {
    this.#dictionary = new Dictionary(db);
    this.#addUse = db.prepare(
      `UPDATE quad SET uses = uses + 1
       WHERE subject = ? AND predicate = ? AND object = ? AND died = 0`,
    );
    this.#addQuad = db.prepare(
      `INSERT INTO quad (subject, predicate, object, born, died, uses) VALUES (?, ?, ?, ?, 0, 1)
       ON CONFLICT (subject, predicate, object, born) DO UPDATE SET
         uses = CASE WHEN died = 0 THEN uses + 1 ELSE 1 END, died = 0`,
    );
    this.#endQuad = db.prepare(
      `UPDATE quad SET died = ?
       WHERE subject = ? AND predicate = ? AND object = ? AND died = 0 AND uses = 1`,
    );
    this.#dropUse = db.prepare(
      `UPDATE quad SET uses = uses - 1
       WHERE subject = ? AND predicate = ? AND object = ? AND died = 0 AND uses > 1`,
    );
    this.#ofSubject = db
      .prepare('SELECT subject, predicate, object FROM quad WHERE subject = ? AND died = 0')
      .raw();
    this.#isSubject = db.prepare('SELECT EXISTS (SELECT 1 FROM quad WHERE subject = ?)').pluck();
    this.#nodeUses = db.prepare('SELECT uses FROM shared_node WHERE node = ?').pluck();
    this.#setNodeUses = db.prepare('INSERT OR REPLACE INTO shared_node VALUES (?, ?)');
    this.#deleteNode = db.prepare('DELETE FROM shared_node WHERE node = ?');
    this.#addToCount = db.prepare(
      `INSERT INTO predicate_count VALUES (?, ?)
       ON CONFLICT (predicate) DO UPDATE SET quads = quads + excluded.quads`,
    );
    this.#setApplied = db.prepare('UPDATE index_state SET applied_sequence = ?');
  }

  /** What one page's change does to the index, at its place in the log. */
  apply({ removed, added, unlinked, linked }: IndexChange, sequence: number): void {
    this.#dictionary.ageAll();
    this.#newSubjects.clear();
    for (const quad of removed) this.#end(this.#row(quad), sequence);
    for (const quad of added) this.#add(this.#row(quad), sequence);
    for (const node of unlinked) this.#unlink(node, sequence);
    for (const [node, quads] of linked) this.#link(node, quads, sequence);
  }

  /** Gives a shared node that stays in use the triples that it has now. */
  replaceNode(node: RdfTerm, quads: readonly Quad[], sequence: number): void {
    const wanted = new Map(quads.map((quad) => this.#row(quad)).map((row) => [row.join(), row]));
    for (const row of this.#rowsOf(this.#dictionary.encode(node))) {
      if (!wanted.delete(row.join())) this.#end(row, sequence);
    }
    for (const row of wanted.values()) this.#add(row, sequence);
  }

  /** Ends the work of a transaction. */
  finish(sequence: number): void {
    for (const [predicate, quads] of this.#counts) {
      if (quads !== 0) this.#addToCount.run(predicate, quads);
    }
    this.#counts.clear();
    this.#setApplied.run(sequence);
  }

  /** What to hand to `rollback` when the transaction goes back to where it is now. */
  savepoint(): ReadonlyMap<TermId, number> {
    return new Map(this.#counts);
  }

  rollback(savepoint: ReadonlyMap<TermId, number>): void {
    this.#counts = new Map(savepoint);
    this.forget();
  }

  /** After terms were lost or blanked. */
  forget(): void {
    this.#dictionary.forget();
  }

  #link(node: RdfTerm, quads: readonly Quad[], sequence: number): void {
    const id = this.#dictionary.encode(node);
    const uses = (this.#nodeUses.get(id) as number | undefined) ?? 0;
    this.#setNodeUses.run(id, uses + 1);
    if (uses === 0) for (const quad of quads) this.#add(this.#row(quad), sequence);
  }

  #unlink(node: RdfTerm, sequence: number): void {
    const id = this.#dictionary.encode(node);
    const uses = (this.#nodeUses.get(id) as number | undefined) ?? 0;
    if (uses > 1) {
      this.#setNodeUses.run(id, uses - 1);
      return;
    }
    this.#deleteNode.run(id);
    for (const row of this.#rowsOf(id)) this.#end(row, sequence);
  }

  #rowsOf(subject: TermId): Row[] {
    return this.#ofSubject.all(subject) as Row[];
  }

  #row({ subject, predicate, object }: Quad): Row {
    const dictionary = this.#dictionary;
    return [dictionary.encode(subject), dictionary.encode(predicate), dictionary.encode(object)];
  }

  #add([subject, predicate, object]: Row, sequence: number): void {
    const isKnown =
      !this.#isNew(subject) && this.#addUse.run(subject, predicate, object).changes > 0;
    if (!isKnown) this.#addQuad.run(subject, predicate, object, sequence);
    this.#count(predicate, 1);
  }

  /** Whatever a new subject has, it has since this sequence: inserting finds it without a look. */
  #isNew(subject: TermId): boolean {
    let isNew = this.#newSubjects.get(subject);
    if (isNew === undefined) {
      isNew = this.#dictionary.isFresh(subject) || this.#isSubject.get(subject) === 0;
      this.#newSubjects.set(subject, isNew);
    }
    return isNew;
  }

  #end([subject, predicate, object]: Row, sequence: number): void {
    const ended = this.#endQuad.run(sequence, subject, predicate, object).changes;
    const dropped = ended === 0 ? this.#dropUse.run(subject, predicate, object).changes : 1;
    if (dropped > 0) this.#count(predicate, -1);
  }

  #count(predicate: TermId, change: number): void {
    this.#counts.set(predicate, (this.#counts.get(predicate) ?? 0) + change);
  }
}
