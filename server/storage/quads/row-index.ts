/**
 * The plain index: one row a triple, with the sequences between which it lived.
 *
 * A snapshot is a number. It holds no transaction, because no row that it needs ever goes: a
 * triple that is removed keeps its place in every order and only gets the sequence of its death.
 * Scans read a page of rows at a time and go on after the last key.
 */
import type { RdfTerm } from '../../rdf/term.ts';
import type { Database, Statement } from '../sqlite/database.ts';
import { accessTo, hasOnlyObject } from './quad-order.ts';
import type { QuadOrder, RowAccess } from './quad-order.ts';
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
    for (const access of this.#accesses(pattern)) yield* this.#scanOne(access, batchSize);
  }

  count(pattern: QuadPattern): number {
    return this.#accesses(pattern)
      .map((access) => {
        const statement = this.#statements.count(access);
        return statement.get(...valuesOf(access), this.sequence, this.sequence) as number;
      })
      .reduce((total, rows) => total + rows, 0);
  }

  estimate(pattern: QuadPattern): number {
    const accesses = this.#accesses(pattern);
    if (hasOnlyObject(pattern)) return this.#countSome(accesses);
    const { subject, predicate, object } = pattern;
    const most =
      predicate === undefined
        ? this.#statements.allQuads()
        : this.#statements.quadsOfPredicate(predicate);
    if (subject === undefined && object === undefined) return most;
    const counted = this.#countSome(accesses);
    if (counted < COUNTED_FOR_ESTIMATE) return counted;
    // Objects that fill the count are the popular ones: half as much as there can be, at a guess.
    return Math.max(counted, Math.floor(most / 2));
  }

  #accesses(pattern: QuadPattern): RowAccess[] {
    if (!hasOnlyObject(pattern)) return [accessTo(pattern)];
    return this.#statements.predicates().map((predicate) => accessTo({ ...pattern, predicate }));
  }

  *#scanOne(access: RowAccess, batchSize: number): Iterable<QuadBatch> {
    const { order, prefix } = access;
    const batch = new Columns(batchSize);
    let statement = this.#statements.first(access);
    let after: readonly TermId[] = [];
    for (;;) {
      const values = [...valuesOf(access), ...after, this.sequence, this.sequence, batchSize];
      const rows = statement.all(...values) as Row[];
      if (rows.length > 0) yield batch.fill(rows, order);
      const last = rows.at(-1);
      if (last === undefined || rows.length < batchSize || prefix.length === 3) return;
      after = last.slice(prefix.length);
      statement = this.#statements.next(access);
    }
  }

  /** Stops where more would not change a plan. */
  #countSome(accesses: readonly RowAccess[]): number {
    let counted = 0;
    for (const access of accesses) {
      counted += this.#statements.boundedCount(access, COUNTED_FOR_ESTIMATE - counted);
      if (counted >= COUNTED_FOR_ESTIMATE) break;
    }
    return counted;
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

/** The SQL of each way to the rows, prepared when first used. */
class OrderStatements {
  readonly #db: Database;
  readonly #prepared = new Map<string, Statement>();

  constructor(db: Database) {
    this.#db = db;
  }

  first(access: RowAccess): Statement {
    return this.#rows(access, []);
  }

  /** Goes on after a row: takes its unbound columns after the bound ones. */
  next(access: RowAccess): Statement {
    const open = openColumns(access);
    return this.#rows(access, [`(${open.join(', ')}) > (${open.map(() => '?').join(', ')})`]);
  }

  count(access: RowAccess): Statement {
    const where = [...equalities(access), ...LIVED_THEN].join(' AND ');
    return this.#prepare(`SELECT count(*) FROM quad ${access.order.index} WHERE ${where}`, true);
  }

  boundedCount(access: RowAccess, most: number): number {
    const where = [...equalities(access), 'died = 0'].join(' AND ');
    const rows = `SELECT 1 FROM quad ${access.order.index} WHERE ${where} LIMIT ?`;
    const statement = this.#prepare(`SELECT count(*) FROM (${rows})`, true);
    return statement.get(...valuesOf(access), most) as number;
  }

  /** All that ever were. */
  predicates(): TermId[] {
    return this.#prepare('SELECT predicate FROM predicate_count', true).all() as TermId[];
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

  #rows(access: RowAccess, more: readonly string[]): Statement {
    const { columns, index } = access.order;
    const open = openColumns(access);
    const where = [...equalities(access), ...more, ...LIVED_THEN].join(' AND ');
    const sorted = open.length === 0 ? '' : `ORDER BY ${open.join(', ')}`;
    const sql = `SELECT ${columns.join(', ')} FROM quad ${index} WHERE ${where} ${sorted} LIMIT ?`;
    return this.#prepare(sql, false);
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

/** Takes the sequence twice. */
const LIVED_THEN = ['born <= ?', '(died = 0 OR died > ?)'];

function openColumns({ order, prefix }: RowAccess): string[] {
  return order.columns.slice(prefix.length);
}

/** Takes what `valuesOf` gives. */
function equalities({ order, prefix, object }: RowAccess): string[] {
  const bound = order.columns.slice(0, prefix.length).map((column) => `${column} = ?`);
  return object === undefined ? bound : [...bound, 'object = ?'];
}

function valuesOf({ prefix, object }: RowAccess): TermId[] {
  return object === undefined ? [...prefix] : [...prefix, object];
}
