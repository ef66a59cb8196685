/** Takes past triples out of the index for good, and blanks the terms that nothing else uses. */
import type { RdfTerm } from '../../rdf/term.ts';
import type { Database, Statement } from '../sqlite/database.ts';
import type { TermId } from './quad-index.ts';
import { Dictionary } from './terms/dictionary.ts';
import { hiOf, isInlined } from './terms/term-id.ts';

export class RowPurge {
  readonly #dictionary: Dictionary;
  readonly #delete: Statement;
  readonly #isUsed: Statement;
  readonly #note: Statement;

  constructor(db: Database) {
    this.#dictionary = new Dictionary(db);
    this.#delete = db
      .prepare(
        `DELETE FROM quad WHERE subject = ? AND died > 0 AND born >= ? AND died <= ?
         RETURNING subject, predicate, object`,
      )
      .raw();
    this.#isUsed = db
      .prepare(
        `SELECT EXISTS (SELECT 1 FROM quad WHERE subject = @term)
           OR EXISTS (SELECT 1 FROM quad INDEXED BY quad_pos WHERE predicate = @term)
           OR EXISTS (
             SELECT 1 FROM predicate_count p CROSS JOIN quad q INDEXED BY quad_pos
             WHERE q.predicate = p.predicate AND q.object = @term)
           OR EXISTS (SELECT 1 FROM shared_node WHERE node = @term)`,
      )
      .pluck();
    this.#note = db.prepare('UPDATE index_state SET purges = purges + 1');
  }

  /** Purges the triples of these subjects whose whole life lies between two sequences. */
  purge(subjects: Iterable<RdfTerm>, born: number, died: number): void {
    const terms = new Set<TermId>();
    for (const subject of subjects) {
      const id = this.#dictionary.find(subject);
      const rows = id === undefined ? [] : (this.#delete.all(id, born, died) as TermId[][]);
      for (const term of rows.flat()) terms.add(term);
    }
    for (const term of terms) {
      // What is inlined is nowhere but in its triples.
      if (isInlined(hiOf(term)) || this.#isUsed.get({ term }) === 1) continue;
      this.#dictionary.blank(term);
    }
    // Every reader forgets what it remembers of terms.
    this.#note.run();
    this.#dictionary.forget();
  }
}
