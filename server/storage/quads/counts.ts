/**
 * How many parts of pages use each shared node, and which triples more than one page says: what
 * the tables hold, and in memory what the rows of the delta add to it.
 */
import type { Database, Statement } from '../sqlite/database.ts';
import type { DeltaRow } from './delta-row.ts';
import type { DeltaListener } from './index-state.ts';
import type { TermId } from './quad-index.ts';

type RepeatedRow = readonly [subject: TermId, predicate: TermId, object: TermId, repeats: number];

export class Counts implements DeltaListener {
  readonly #nodeUses: Statement;
  readonly #allNodes: Statement;
  readonly #allRepeated: Statement;
  readonly #addUses: Statement;
  readonly #addRepeats: Statement;
  readonly #dropUnused: Statement;
  readonly #dropUnrepeated: Statement;
  readonly #nodes = new Map<TermId, number>();
  readonly #repeated = new Map<string, number>();

  constructor(db: Database) {
    this.#nodeUses = db.prepare('SELECT uses FROM shared_node WHERE node = ?').pluck();
    this.#allNodes = db.prepare('SELECT node, uses FROM shared_node').raw();
    this.#allRepeated = db
      .prepare('SELECT subject, predicate, object, repeats FROM repeated_triple')
      .raw();
    this.#addUses = db.prepare(
      `INSERT INTO shared_node VALUES (?, ?)
       ON CONFLICT (node) DO UPDATE SET uses = uses + excluded.uses`,
    );
    this.#addRepeats = db.prepare(
      `INSERT INTO repeated_triple VALUES (?, ?, ?, ?)
       ON CONFLICT (subject, predicate, object) DO UPDATE SET repeats = repeats + excluded.repeats`,
    );
    this.#dropUnused = db.prepare('DELETE FROM shared_node WHERE node = ? AND uses = 0');
    this.#dropUnrepeated = db.prepare('DELETE FROM repeated_triple WHERE repeats = 0');
  }

  /** By parts of pages, of a shared node. */
  uses(node: TermId): number {
    const stored = (this.#nodeUses.get(node) as number | undefined) ?? 0;
    return stored + (this.#nodes.get(node) ?? 0);
  }

  nodes(): Map<TermId, number> {
    const uses = new Map(this.#allNodes.all() as [TermId, number][]);
    for (const [node, change] of this.#nodes) addTo(uses, node, change);
    return uses;
  }

  /** By how many pages besides the first a triple (as text) is said. */
  repeats(triple: string): number {
    return this.#repeated.get(triple) ?? 0;
  }

  restart(): void {
    this.#nodes.clear();
    this.#repeated.clear();
    for (const [subject, predicate, object, repeats] of this.#allRepeated.all() as RepeatedRow[]) {
      this.#repeated.set(String([subject, predicate, object]), repeats);
    }
  }

  row({ nodes, repeated }: DeltaRow): void {
    for (const [node, change] of nodes) addTo(this.#nodes, node, change);
    for (const [triple, change] of repeated) addTo(this.#repeated, String(triple), change);
  }

  /** Writes down what a row of the delta added, when the blocks take it in. */
  store({ nodes, repeated }: Pick<DeltaRow, 'nodes' | 'repeated'>): void {
    for (const [node, change] of nodes) {
      this.#addUses.run(node, change);
      this.#dropUnused.run(node);
    }
    for (const [triple, change] of repeated) this.#addRepeats.run(...triple, change);
    if (repeated.length > 0) this.#dropUnrepeated.run();
  }
}

function addTo<Key>(sums: Map<Key, number>, key: Key, change: number): void {
  const sum = (sums.get(key) ?? 0) + change;
  if (sum === 0) sums.delete(key);
  else sums.set(key, sum);
}
