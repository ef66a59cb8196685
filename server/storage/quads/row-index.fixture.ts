/**
 * The plain index: one row a triple, with the sequences between which it lived.
 *
 * A snapshot is a number. It holds no transaction, because no row that it needs ever goes: a
 * triple that is removed keeps its place in every order and only gets the sequence of its death.
 * Scans read a page of rows at a time and go on after the last key.
 */
import type { RdfTerm } from '../../rdf/term.ts';
import type { Database, Statement } from '../sqlite/database.ts';
import { ColumnBuilder } from './column-builder.ts';
import { columnOf, idsOf } from './column.ts';
import type { Column } from './column.ts';
import { permutationFor, prefixOf } from './permutation.ts';
import type { Position } from './permutation.ts';
import { POS, SPO, accessTo, hasOnlyObject, orderOf } from './row-order.fixture.ts';
import type { QuadOrder, RowAccess } from './row-order.fixture.ts';
import type {
  IdRange,
  Permutation,
  PredicateStatistics,
  QuadIndex,
  QuadPattern,
  QuadSnapshot,
  TermId,
  TripleCursor,
  Triples,
} from './quad-index.ts';
import { SortedTriples } from './sorted-triples.ts';
import type { TripleIds } from './sorted-triples.ts';
import { Dictionary } from './terms/dictionary.ts';

const FIRST_PAGE_ROWS = 64;
const PAGE_ROWS = 2048;

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

  decodeColumn({ hi, lo }: Column, length: number): RdfTerm[] {
    return this.#dictionary.decodeColumn(hi, lo, length);
  }

  /** Of the four orders two are kept; the others are sorted in memory. */
  cursor(
    pattern: QuadPattern,
    permutation: Permutation = permutationFor(pattern),
    range?: IdRange,
  ): TripleCursor {
    const prefix = prefixOf(pattern, permutation);
    if (pattern.graph !== undefined) return new SortedTriples(NO_TRIPLES, permutation).cursor([]);
    const order = orderOf(permutation);
    if (order === undefined) {
      return new SortedTriples(triplesIn(this.scan(pattern)), permutation).cursor(prefix, range);
    }
    const access = range === undefined ? { order, prefix } : { order, prefix, range };
    return new RowCursor(access, permutation, this.sequence, this.#statements);
  }

  *scan(pattern: QuadPattern): Iterable<Triples> {
    if (pattern.graph !== undefined) return;
    for (const access of this.#accesses(pattern)) {
      const permutation = access.order === SPO ? 'spo' : 'pos';
      const cursor = new RowCursor(access, permutation, this.sequence, this.#statements);
      for (let found = cursor.next(); found !== undefined; found = cursor.next()) yield found;
    }
  }

  has(subject: TermId, predicate: TermId, object: TermId): boolean {
    return this.count({ subject, predicate, object }) > 0;
  }

  count(pattern: QuadPattern): number {
    if (pattern.graph !== undefined) return 0;
    const known = this.#knownCount(pattern);
    if (known !== undefined) return known;
    return this.#accesses(pattern)
      .map((access) => {
        const statement = this.#statements.count(access);
        return statement.get(...valuesOf(access), this.sequence, this.sequence) as number;
      })
      .reduce((total, rows) => total + rows, 0);
  }

  statistics(predicate: TermId): PredicateStatistics {
    const triples = this.count({ predicate });
    return this.#statements.statistics(predicate, triples, this.sequence);
  }

  graphs(): readonly TermId[] {
    return [];
  }

  /** What is written down of the newest state. */
  #knownCount({ subject, predicate, object }: QuadPattern): number | undefined {
    if (subject !== undefined || object !== undefined) return undefined;
    if (this.sequence !== this.#statements.appliedSequence()) return undefined;
    return predicate === undefined
      ? this.#statements.allQuads()
      : this.#statements.quadsOfPredicate(predicate);
  }

  #accesses(pattern: QuadPattern): RowAccess[] {
    if (!hasOnlyObject(pattern)) return [accessTo(pattern)];
    return this.#statements.predicates().map((predicate) => accessTo({ ...pattern, predicate }));
  }
}

/** Reads pages of rows, the first of them small, and goes on after the last row of each. */
class RowCursor implements TripleCursor {
  readonly permutation: Permutation;
  readonly #access: RowAccess;
  readonly #sequence: number;
  readonly #statements: OrderStatements;
  #rows = FIRST_PAGE_ROWS;
  /** The open columns of the row to go on from, and whether that row itself still counts. */
  #from: readonly TermId[] | undefined;
  #inclusive = false;
  #ended = false;

  constructor(
    access: RowAccess,
    permutation: Permutation,
    sequence: number,
    statements: OrderStatements,
  ) {
    this.#access = access;
    this.permutation = permutation;
    this.#sequence = sequence;
    this.#statements = statements;
  }

  next(): Triples | undefined {
    if (this.#ended) return undefined;
    const { order, prefix } = this.#access;
    const statement =
      this.#from === undefined
        ? this.#statements.first(this.#access)
        : this.#statements.next(this.#access, this.#inclusive ? '>=' : '>');
    const values = [
      ...valuesOf(this.#access),
      ...(this.#from ?? []),
      this.#sequence,
      this.#sequence,
      this.#rows,
    ];
    const rows = statement.all(...values) as Row[];
    const last = rows.at(-1);
    this.#ended = last === undefined || rows.length < this.#rows || prefix.length === 3;
    if (last === undefined) return undefined;
    this.#from = last.slice(prefix.length);
    this.#inclusive = false;
    this.#rows = Math.min(PAGE_ROWS, this.#rows * 4);
    return columnsOf(rows, order);
  }

  seek(key: readonly TermId[]): void {
    const open = 3 - this.#access.prefix.length;
    const target = Array.from({ length: open }, (_, index) => key[index] ?? 0);
    if (this.#from !== undefined && compareKeys(target, this.#from) <= 0) return;
    this.#from = target;
    this.#inclusive = true;
  }
}

function compareKeys(a: readonly TermId[], b: readonly TermId[]): number {
  for (const [index, id] of a.entries()) if (id !== b[index]) return id - b[index];
  return 0;
}

type Row = readonly [TermId, TermId, TermId];

function columnsOf(rows: readonly Row[], order: QuadOrder): Triples {
  const column = (position: Position): Column => {
    const index = order.columns.indexOf(position);
    return columnOf(Float64Array.from(rows, (row) => row[index]));
  };
  return {
    length: rows.length,
    subjects: column('subject'),
    predicates: column('predicate'),
    objects: column('object'),
  };
}

const NO_TRIPLES = {
  subject: new Float64Array(),
  predicate: new Float64Array(),
  object: new Float64Array(),
};

function triplesIn(batches: Iterable<Triples>): TripleIds {
  const subjects = new ColumnBuilder(0);
  const predicates = new ColumnBuilder(0);
  const objects = new ColumnBuilder(0);
  for (const batch of batches) {
    subjects.append(batch.subjects, 0, batch.length);
    predicates.append(batch.predicates, 0, batch.length);
    objects.append(batch.objects, 0, batch.length);
  }
  const { length } = subjects;
  return {
    subject: idsOf(subjects, length),
    predicate: idsOf(predicates, length),
    object: idsOf(objects, length),
  };
}

/** The SQL of each way to the rows, prepared when first used. */
class OrderStatements {
  readonly #db: Database;
  readonly #prepared = new Map<string, Statement>();
  readonly #statistics = new Map<TermId, PredicateStatistics>();

  constructor(db: Database) {
    this.#db = db;
  }

  first(access: RowAccess): Statement {
    return this.#rows(access, []);
  }

  /** Goes on at or after a row: takes its unbound columns after the bound ones. */
  next(access: RowAccess, comparison: '>' | '>='): Statement {
    const open = openColumns(access);
    const places = open.map(() => '?').join(', ');
    return this.#rows(access, [`(${open.join(', ')}) ${comparison} (${places})`]);
  }

  count(access: RowAccess): Statement {
    const where = [...equalities(access), ...LIVED_THEN].join(' AND ');
    return this.#prepare(`SELECT count(*) FROM quad ${access.order.index} WHERE ${where}`, true);
  }

  appliedSequence(): number {
    return this.#prepare('SELECT applied_sequence FROM index_state', true).get() as number;
  }

  /** Counted anew where the predicate has 2 % more or fewer triples than when it was counted. */
  statistics(predicate: TermId, triples: number, sequence: number): PredicateStatistics {
    const known = this.#statistics.get(predicate);
    if (known !== undefined && Math.abs(known.triples - triples) * 50 <= triples) {
      return { ...known, triples };
    }
    const distinct = (column: 'subject' | 'object'): number => {
      const where = ['predicate = ?', ...LIVED_THEN].join(' AND ');
      const sql = `SELECT count(DISTINCT ${column}) FROM quad ${POS.index} WHERE ${where}`;
      return this.#prepare(sql, true).get(predicate, sequence, sequence) as number;
    };
    const statistics = { triples, subjects: distinct('subject'), objects: distinct('object') };
    this.#statistics.set(predicate, statistics);
    return statistics;
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
function equalities({ order, prefix, object, range }: RowAccess): string[] {
  return [
    ...order.columns.slice(0, prefix.length).map((column) => `${column} = ?`),
    ...(object === undefined ? [] : ['object = ?']),
    ...(range === undefined ? [] : [`${order.columns[prefix.length]} BETWEEN ? AND ?`]),
  ];
}

function valuesOf({ prefix, object, range }: RowAccess): TermId[] {
  return [
    ...prefix,
    ...(object === undefined ? [] : [object]),
    ...(range === undefined ? [] : [range.from, range.to]),
  ];
}
