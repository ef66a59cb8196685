/**
 * The plain index: one row a triple, with the sequences between which it lived.
 *
 * A snapshot is a number. It holds no transaction, because no row that it needs ever goes: a
 * triple that is removed keeps its place in every order and only gets the sequence of its death.
 * Scans read a page of rows at a time and go on after the last key.
 */
import type { RdfTerm } from '../../rdf/term.ts';
import type { Database, Statement } from '../sqlite/database.ts';
import { chooseOrder } from './quad-order.ts';
import type { QuadOrder } from './quad-order.ts';
import type { QuadBatch, QuadIndex, QuadPattern, QuadSnapshot, TermId } from './quad-index.ts';
import { Dictionary } from './terms/dictionary.ts';

const DEFAULT_BATCH_SIZE = 1024;
/** Up to here an estimate counts rows; beyond, it guesses. */
const COUNTED_FOR_ESTIMATE = 8192;

export class RowIndex implements QuadIndex {
  readonly #db: Database;
  readonly #dictionary: Dictionary;
  readonly #statements: OrderStatements;
  readonly #state: Statement;
  #purges = 0;

  /** `db` is closed with the index. */
  constructor(db: Database) {
    this.#db = db;
    this.#dictionary = new Dictionary(db);
    this.#statements = new OrderStatements(db);
    this.#state = db.prepare('SELECT applied_sequence, purges FROM index_state');
  }

  snapshot(sequence?: number): QuadSnapshot {
    const { applied_sequence: newest, purges } = this.#readState();
    // A term that was blanked gets a new number when it comes back.
    if (purges !== this.#purges) this.#dictionary.forget();
    this.#purges = purges;
    return new RowSnapshot(sequence ?? newest, this.#dictionary, this.#statements);
  }

  appliedSequence(): number {
    return this.#readState().applied_sequence;
  }

  close(): void {
    this.#db.close();
  }

  #readState(): IndexState {
    return this.#state.get() as IndexState;
  }
}

interface IndexState {
  readonly applied_sequence: number;
  readonly purges: number;
}

class RowSnapshot implements QuadSnapshot {
  readonly sequence: number;
  readonly #dictionary: Dictionary;
  readonly #statements: OrderStatements;

  constructor(sequence: number, dictionary: Dictionary, statements: OrderStatements) {
    this.sequence = sequence;
    this.#dictionary = dictionary;
    this.#statements = statements;
  }

  encode(term: RdfTerm): TermId | undefined {
    return this.#dictionary.find(term);
  }

  decode(id: TermId): RdfTerm {
    return this.#dictionary.decode(id);
  }

  decodeMany(ids: readonly TermId[]): RdfTerm[] {
    return ids.map((id) => this.#dictionary.decode(id));
  }

  *scan(pattern: QuadPattern, batchSize: number = DEFAULT_BATCH_SIZE): Iterable<QuadBatch> {
    const { order, prefix } = chooseOrder(pattern);
    const batch = new Columns(batchSize);
    let statement = this.#statements.first(order, prefix.length);
    let after: readonly TermId[] = [];
    for (;;) {
      const rows = statement.all(
        ...prefix,
        ...after,
        this.sequence,
        this.sequence,
        batchSize,
      ) as Row[];
      if (rows.length > 0) yield batch.fill(rows, order);
      const last = rows.at(-1);
      if (last === undefined || rows.length < batchSize || prefix.length === 3) return;
      after = last.slice(prefix.length);
      statement = this.#statements.next(order, prefix.length);
    }
  }

  count(pattern: QuadPattern): number {
    const { order, prefix } = chooseOrder(pattern);
    const statement = this.#statements.count(order, prefix.length);
    return statement.get(...prefix, this.sequence, this.sequence) as number;
  }

  estimate(pattern: QuadPattern): number {
    const { order, prefix } = chooseOrder(pattern);
    if (prefix.length === 0) return this.#statements.allQuads();
    const { subject, predicate, object } = pattern;
    const ofPredicate =
      predicate === undefined ? Infinity : this.#statements.quadsOfPredicate(predicate);
    if (subject === undefined && object === undefined) return ofPredicate;
    const counted = this.#statements.boundedCount(order, prefix, COUNTED_FOR_ESTIMATE);
    if (counted < COUNTED_FOR_ESTIMATE) return counted;
    // Objects that fill the count are the popular ones: half as much as there can be, at a guess.
    const most = Math.min(ofPredicate, this.#statements.allQuads());
    return Math.max(counted, Math.floor(most / 2));
  }
}

type Row = readonly [TermId, TermId, TermId];

/** The reused columns of one scan. */
class Columns implements QuadBatch {
  length = 0;
  readonly subjects: Float64Array;
  readonly predicates: Float64Array;
  readonly objects: Float64Array;

  constructor(capacity: number) {
    this.subjects = new Float64Array(capacity);
    this.predicates = new Float64Array(capacity);
    this.objects = new Float64Array(capacity);
  }

  fill(rows: readonly Row[], order: QuadOrder): QuadBatch {
    const first = this[`${order.columns[0]}s`];
    const second = this[`${order.columns[1]}s`];
    const third = this[`${order.columns[2]}s`];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      first[i] = row[0];
      second[i] = row[1];
      third[i] = row[2];
    }
    this.length = rows.length;
    return this;
  }
}

/** The SQL of each order and number of bound columns, prepared when first used. */
class OrderStatements {
  readonly #db: Database;
  readonly #prepared = new Map<string, Statement>();

  constructor(db: Database) {
    this.#db = db;
  }

  first(order: QuadOrder, bound: number): Statement {
    return this.#rows(order, bound, false);
  }

  /** Goes on after a row: takes its unbound columns after the bound ones. */
  next(order: QuadOrder, bound: number): Statement {
    return this.#rows(order, bound, true);
  }

  count(order: QuadOrder, bound: number): Statement {
    return this.#prepare(
      `SELECT count(*) FROM quad ${order.index} WHERE ${conditions(order, bound)}`,
      true,
    );
  }

  boundedCount(order: QuadOrder, prefix: readonly TermId[], most: number): number {
    const where = equalities(order, prefix.length).concat('died = 0').join(' AND ');
    const rows = `SELECT 1 FROM quad ${order.index} WHERE ${where} LIMIT ?`;
    return this.#prepare(`SELECT count(*) FROM (${rows})`, true).get(...prefix, most) as number;
  }

  quadsOfPredicate(predicate: TermId): number {
    const sql = 'SELECT quads FROM predicate_count WHERE predicate = ?';
    return (this.#prepare(sql, true).get(predicate) as number | undefined) ?? 0;
  }

  allQuads(): number {
    return this.#prepare(
      'SELECT coalesce(sum(quads), 0) FROM predicate_count',
      true,
    ).get() as number;
  }

  #rows(order: QuadOrder, bound: number, goingOn: boolean): Statement {
    const columns = order.columns.join(', ');
    const open = order.columns.slice(bound);
    const after = `(${open.join(', ')}) > (${open.map(() => '?').join(', ')})`;
    const where = conditions(order, bound, goingOn ? [after] : []);
    const sorted = open.length === 0 ? '' : `ORDER BY ${open.join(', ')}`;
    return this.#prepare(
      `SELECT ${columns} FROM quad ${order.index} WHERE ${where} ${sorted} LIMIT ?`,
      false,
    );
  }

  #prepare(sql: string, pluck: boolean): Statement {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      statement = pluck ? statement.pluck() : statement.raw();
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}

function equalities(order: QuadOrder, bound: number): string[] {
  return order.columns.slice(0, bound).map((column) => `${column} = ?`);
}

/** Ends with what lived at a sequence, which is given twice. */
function conditions(order: QuadOrder, bound: number, more: readonly string[] = []): string {
  return [...equalities(order, bound), ...more, 'born <= ?', '(died = 0 OR died > ?)'].join(
    ' AND ',
  );
}
