/**
 * Changes the index, inside the writer's transaction: an edit writes one row.
 *
 * A triple lives as long as a page says it; a shared node (a value, a reference, a site) as long as
 * one part of a page uses it. What is written is what really changes: each triple that is added was
 * not there, each that is removed was, so that counts are sums. Removing what is not there does
 * nothing: refusing the edit would not mend the gap, and `verify` names it.
 */
import type { IndexChange } from '../../rdf/index-parts.ts';
import type { Quad, RdfTerm } from '../../rdf/term.ts';
import type { Database, Statement } from '../sqlite/database.ts';
import { encodeDeltaRow } from './delta-row.ts';
import type { DeltaRow, IdTriple } from './delta-row.ts';
import { IndexPurge } from './index-purge.ts';
import { IndexSnapshot } from './index-snapshot.ts';
import { IndexState } from './index-state.ts';
import type { QuadSnapshot, TermId } from './quad-index.ts';
import { compact } from './compact.ts';
import { Counts } from './counts.ts';
import { idAt } from './column.ts';
import { Dictionary } from './terms/dictionary.ts';
import { RecentTerms } from './terms/recent-terms.ts';

/** What an edit has done so far, by the ids of the triples. */
interface Pending {
  readonly sequence: number;
  readonly changed: Map<string, { readonly triple: IdTriple; readonly sign: 1 | -1 }>;
  readonly repeated: Map<string, { readonly triple: IdTriple; change: number }>;
  readonly nodes: Map<TermId, number>;
}

export class ColumnarIndexWriter {
  readonly #db: Database;
  readonly #state: IndexState;
  readonly #counts: Counts;
  readonly #insert: Statement;
  #snapshot: IndexSnapshot | undefined;
  #pending: Pending = nothingAt(0);

  constructor(db: Database) {
    this.#db = db;
    this.#counts = new Counts(db);
    const terms = new RecentTerms(new Dictionary(db));
    this.#state = new IndexState(db, terms, this.#counts);
    this.#insert = db.prepare('INSERT INTO quad_delta VALUES (?, ?)');
    this.#state.catchUp();
  }

  /** What one page's change does to the index, at its place in the log. */
  apply({ removed, added, unlinked, linked }: IndexChange, sequence: number): void {
    this.#begin(sequence);
    for (const quad of removed) this.#remove(this.#ids(quad));
    for (const quad of added) this.#add(this.#ids(quad));
    for (const node of unlinked) this.#unlink(this.#state.terms.encode(node));
    for (const [node, quads] of linked) this.#link(this.#state.terms.encode(node), quads);
  }

  /** Gives a shared node that stays in use the triples that it has now. */
  replaceNode(node: RdfTerm, quads: readonly Quad[], sequence: number): void {
    this.#begin(sequence);
    const wanted = new Map(quads.map((quad) => this.#ids(quad)).map((ids) => [String(ids), ids]));
    for (const triple of this.#triplesOf(this.#state.terms.encode(node))) {
      if (!wanted.delete(String(triple))) this.#remove(triple);
    }
    for (const triple of wanted.values()) this.#add(triple);
  }

  /** Ends the work of a transaction: the index shows `sequence`, whatever that edit changed. */
  finish(sequence: number): void {
    this.#begin(sequence);
    if (this.#state.sequence < sequence) this.#write();
  }

  /** After the last transaction. */
  snapshot(): QuadSnapshot {
    return this.#before();
  }

  /** The uses of all shared nodes, by parts of pages. */
  nodes(): Map<TermId, number> {
    return this.#counts.nodes();
  }

  /** By how many pages besides the first a triple is said. */
  repeats(triple: IdTriple): number {
    return this.#counts.repeats(String(triple));
  }

  /** How many changes of triples the blocks have not taken in yet. */
  get backlog(): number {
    return this.#state.delta.length;
  }

  /** Writes all that the delta says into a file of blocks; false where it says nothing. */
  compactTo(path: string): boolean {
    return compact(this.#state, path);
  }

  /** After a rollback, an adoption of blocks or a suppression: what counts is what is stored. */
  forget(): void {
    this.#pending = nothingAt(0);
    this.#snapshot = undefined;
    this.#state.forget();
    this.#state.catchUp();
  }

  /**
   * Erases the triples of these subjects whose whole life lies between two sequences, and the terms
   * that nothing else uses.
   */
  purge(subjects: Iterable<RdfTerm>, born: number, died: number): void {
    new IndexPurge(this.#db, this.#state, (node) => this.#counts.uses(node)).purge(
      subjects,
      born,
      died,
    );
    this.#snapshot = undefined;
  }

  /**
   * Writes the terms of rows of the delta into the dictionary. Until the rows go, they are found in
   * both.
   */
  storeTerms({ terms }: DeltaRow): void {
    const { dictionary } = this.#state.terms;
    for (const [id, term] of terms) {
      if (dictionary.find(term) === undefined) dictionary.store(id, term);
    }
  }

  /** Writes the counts of a row of the delta into their tables; the row must go. */
  storeCounts(row: DeltaRow): void {
    this.#counts.store(row);
  }

  /** Every edit of a transaction has a row of its own. */
  #begin(sequence: number): void {
    if (this.#pending.sequence === sequence) return;
    const { changed, repeated, nodes } = this.#pending;
    if (changed.size + repeated.size + nodes.size > 0) this.#write();
    this.#pending = nothingAt(sequence);
  }

  #write(): void {
    const { sequence, changed, repeated, nodes } = this.#pending;
    const changes = [...changed.values()];
    const row: DeltaRow = {
      terms: this.#state.terms.takeFresh(),
      removed: changes.filter(({ sign }) => sign < 0).map(({ triple }) => triple),
      added: changes.filter(({ sign }) => sign > 0).map(({ triple }) => triple),
      repeated: Array.from(repeated.values(), ({ triple, change }) => [triple, change] as const),
      nodes: [...nodes].filter(([, change]) => change !== 0),
    };
    this.#insert.run(sequence, encodeDeltaRow(row));
    this.#state.take(row, sequence);
    this.#snapshot = undefined;
    this.#pending = nothingAt(sequence);
  }

  #add(triple: IdTriple): void {
    const key = String(triple);
    const { changed } = this.#pending;
    const sign = changed.get(key)?.sign;
    if (sign === -1) changed.delete(key);
    else if (sign === 1 || this.#wasThere(triple)) this.#repeat(key, triple, 1);
    else changed.set(key, { triple, sign: 1 });
  }

  #remove(triple: IdTriple): void {
    const key = String(triple);
    const { changed } = this.#pending;
    const sign = changed.get(key)?.sign;
    if (sign === -1) return;
    if (this.#repeats(key) > 0) this.#repeat(key, triple, -1);
    else if (sign === 1) changed.delete(key);
    else if (this.#wasThere(triple)) changed.set(key, { triple, sign: -1 });
  }

  #repeats(key: string): number {
    return this.#counts.repeats(key) + (this.#pending.repeated.get(key)?.change ?? 0);
  }

  #repeat(key: string, triple: IdTriple, change: number): void {
    const entry = this.#pending.repeated.get(key);
    if (entry === undefined) this.#pending.repeated.set(key, { triple, change });
    else entry.change += change;
  }

  /** Before this edit. */
  #wasThere([subject, predicate, object]: IdTriple): boolean {
    const { terms } = this.#state;
    if (terms.isFresh(subject) || terms.isFresh(object)) return false;
    return this.#before().has(subject, predicate, object);
  }

  #link(node: TermId, quads: readonly Quad[]): void {
    if (this.#changeUses(node, 1) === 1) for (const quad of quads) this.#add(this.#ids(quad));
  }

  #unlink(node: TermId): void {
    if (this.#changeUses(node, -1) > 0) return;
    for (const triple of this.#triplesOf(node)) this.#remove(triple);
  }

  /** Returns how many uses there are then. */
  #changeUses(node: TermId, change: 1 | -1): number {
    const { nodes } = this.#pending;
    const sum = (nodes.get(node) ?? 0) + change;
    nodes.set(node, sum);
    return this.#counts.uses(node) + sum;
  }

  /** As they are in the middle of the edit. */
  #triplesOf(subject: TermId): IdTriple[] {
    const triples = new Map<string, IdTriple>();
    for (const { length, subjects, predicates, objects } of this.#before().scan({ subject })) {
      for (let row = 0; row < length; row++) {
        const triple: IdTriple = [idAt(subjects, row), idAt(predicates, row), idAt(objects, row)];
        triples.set(String(triple), triple);
      }
    }
    for (const [key, { triple, sign }] of this.#pending.changed) {
      if (triple[0] !== subject) continue;
      if (sign > 0) triples.set(key, triple);
      else triples.delete(key);
    }
    return [...triples.values()];
  }

  #before(): IndexSnapshot {
    this.#snapshot ??= new IndexSnapshot(this.#state);
    return this.#snapshot;
  }

  #ids({ subject, predicate, object }: Quad): IdTriple {
    const { terms } = this.#state;
    return [terms.encode(subject), terms.encode(predicate), terms.encode(object)];
  }
}

function nothingAt(sequence: number): Pending {
  return { sequence, changed: new Map(), repeated: new Map(), nodes: new Map() };
}
