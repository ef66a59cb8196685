/**
 * The aggregates of `GROUP BY` (SPARQL 1.1, section 18.5.1), each over all groups at once: its
 * state lies in columns, one entry a group. A batch comes with the group of each of its rows, or,
 * where the input is sorted, run by run.
 */
import { ColumnBuilder } from '../../storage/quads/column-builder.ts';
import { constantColumn, idAt } from '../../storage/quads/column.ts';
import type { Column } from '../../storage/quads/column.ts';
import { integerOf } from '../../storage/quads/terms/number-terms.ts';
import { hiOf, loOf, TAG, tagOf, UNBOUND } from '../../storage/quads/terms/term-id.ts';
import type { TermId } from '../../storage/quads/terms/term-id.ts';
import type { Aggregate } from '../algebra.ts';
import { computedColumn } from './batch.ts';
import type { Batch } from './batch.ts';
import { arithmetic } from './expression/arithmetic.ts';
import { compareForOrder } from './expression/compare.ts';
import { compileExpression } from './expression/compile.ts';
import { integer, isNumeric, lexicalText, termOf, text } from './expression/value.ts';
import type { Evaluated } from './expression/value.ts';
import { KeyTable } from './key-table.ts';
import type { ExecutionContext, Operator } from './operator.ts';
import { columnIndex } from './operator.ts';

export interface AggregateColumn {
  /** Makes room for groups with numbers below `size`. */
  grow(size: number): void;
  /** Adds the rows to the group that each belongs to. */
  addRows(batch: Batch, groups: Int32Array): void;
  /** Adds the rows from `start` to `end` to one group; where that is no gain, there is none. */
  addRun?(batch: Batch, start: number, end: number, group: number): void;
  result(group: number): TermId;
}

export function aggregateColumn(
  aggregate: Aggregate,
  input: Operator,
  context: ExecutionContext,
): AggregateColumn {
  const { operand } = aggregate;
  if (operand === undefined) {
    return aggregate.distinct
      ? new DistinctColumn(wholeRow, new RowCount(context), context)
      : new RowCount(context);
  }
  const readIds = idReader(aggregate, input, context);
  if (aggregate.distinct) {
    // Of what is left nothing repeats, and it is a column of its own.
    const plain = columnOver(aggregate, (batch) => batch.columns[0], context);
    return new DistinctColumn((batch) => [readIds(batch)], plain, context);
  }
  return columnOver(aggregate, readIds, context);
}

type IdReader = (batch: Batch) => Column;

function unbound({ length }: Batch): Column {
  return constantColumn(UNBOUND, length);
}

/** A variable is its column; anything else is worked out first. */
function idReader({ operand }: Aggregate, input: Operator, context: ExecutionContext): IdReader {
  if (operand === undefined) return unbound;
  if (operand.kind === 'variable') {
    const index = columnIndex(input.variables, operand.name);
    return index === undefined ? unbound : (batch) => batch.columns[index];
  }
  const evaluate = compileExpression(operand, input.variables, context);
  return (batch) =>
    computedColumn(batch.length, (row) => {
      const value = evaluate(batch, row);
      return value === undefined ? UNBOUND : context.terms.encode(termOf(value));
    });
}

function columnOver(
  aggregate: Aggregate,
  readIds: IdReader,
  context: ExecutionContext,
): AggregateColumn {
  switch (aggregate.name) {
    case 'count':
      return new Count(readIds, context);
    case 'sum':
      return new Sum(readIds, context, false);
    case 'avg':
      return new Sum(readIds, context, true);
    case 'min':
      return new Extreme(readIds, context, -1);
    case 'max':
      return new Extreme(readIds, context, 1);
    case 'sample':
      return new Sample(readIds, context);
    case 'group_concat':
      return new GroupConcat(readIds, context, aggregate.separator);
  }
}

/** `COUNT(*)`: looks at no column. */
class RowCount implements AggregateColumn {
  readonly #context: ExecutionContext;
  #counts = new Float64Array(0);

  constructor(context: ExecutionContext) {
    this.#context = context;
  }

  grow(size: number): void {
    this.#counts = grown(this.#counts, size, this.#context);
  }

  addRows(batch: Batch, groups: Int32Array): void {
    const counts = this.#counts;
    for (let row = 0; row < batch.length; row++) counts[groups[row]]++;
  }

  addRun(_: Batch, start: number, end: number, group: number): void {
    this.#counts[group] += end - start;
  }

  result(group: number): TermId {
    return this.#context.terms.encodeInteger(this.#counts[group]);
  }
}

/** `COUNT(?x)`: the rows that bind it; nothing is decoded. */
class Count implements AggregateColumn {
  readonly #readIds: IdReader;
  readonly #context: ExecutionContext;
  #counts = new Float64Array(0);
  #batch: Batch | undefined;
  #bound: Column = constantColumn(UNBOUND, 0);

  constructor(readIds: IdReader, context: ExecutionContext) {
    this.#readIds = readIds;
    this.#context = context;
  }

  grow(size: number): void {
    this.#counts = grown(this.#counts, size, this.#context);
  }

  addRows(batch: Batch, groups: Int32Array): void {
    const counts = this.#counts;
    const { hi, lo } = this.#readIds(batch);
    if (typeof hi === 'number') {
      if (hi !== 0) for (let row = 0; row < batch.length; row++) counts[groups[row]]++;
      else for (let row = 0; row < batch.length; row++) if (lo[row] !== 0) counts[groups[row]]++;
    } else {
      for (let row = 0; row < batch.length; row++) if (hi[row] !== 0) counts[groups[row]]++;
    }
  }

  addRun(batch: Batch, start: number, end: number, group: number): void {
    if (batch !== this.#batch) {
      this.#batch = batch;
      this.#bound = this.#readIds(batch);
    }
    const { hi, lo } = this.#bound;
    if (typeof hi === 'number' && hi !== 0) {
      this.#counts[group] += end - start;
      return;
    }
    let count = 0;
    const halves = typeof hi === 'number' ? lo : hi;
    for (let row = start; row < end; row++) if (halves[row] !== 0) count++;
    this.#counts[group] += count;
  }

  result(group: number): TermId {
    return this.#context.terms.encodeInteger(this.#counts[group]);
  }
}

/** Those that take an id at a time. */
abstract class IdAggregate implements AggregateColumn {
  protected readonly context: ExecutionContext;
  readonly #readIds: IdReader;
  #batch: Batch | undefined;
  #ids: Column = constantColumn(UNBOUND, 0);

  constructor(readIds: IdReader, context: ExecutionContext) {
    this.#readIds = readIds;
    this.context = context;
  }

  addRows(batch: Batch, groups: Int32Array): void {
    const ids = this.#readIds(batch);
    for (let row = 0; row < batch.length; row++) this.add(groups[row], idAt(ids, row));
  }

  addRun(batch: Batch, start: number, end: number, group: number): void {
    if (batch !== this.#batch) {
      this.#batch = batch;
      this.#ids = this.#readIds(batch);
    }
    for (let row = start; row < end; row++) this.add(group, idAt(this.#ids, row));
  }

  abstract grow(size: number): void;
  abstract result(group: number): TermId;
  /** `UNBOUND` where the operand fails for the row. */
  protected abstract add(group: number, id: TermId): void;

  protected encode(value: Evaluated): TermId {
    return value === undefined ? UNBOUND : this.context.terms.encode(termOf(value));
  }
}

/** Sums of integers that are their own id stay plain numbers for as long as these are exact. */
class Sum extends IdAggregate {
  readonly #isAverage: boolean;
  #integers = new Float64Array(0);
  #counts = new Float64Array(0);
  /** What is not in `#integers`; `undefined` where one value was no number, which spoils it. */
  readonly #others = new Map<number, Evaluated>();

  constructor(readIds: IdReader, context: ExecutionContext, isAverage: boolean) {
    super(readIds, context);
    this.#isAverage = isAverage;
  }

  grow(size: number): void {
    this.#integers = grown(this.#integers, size, this.context);
    this.#counts = grown(this.#counts, size, this.context);
  }

  protected add(group: number, id: TermId): void {
    this.#counts[group]++;
    const hi = hiOf(id);
    if (tagOf(hi) === TAG.integer) {
      const sum = this.#integers[group] + integerOf(hi, loOf(id));
      if (Number.isSafeInteger(sum)) {
        this.#integers[group] = sum;
        return;
      }
    }
    const before = this.#others.has(group) ? this.#others.get(group) : integer(0);
    if (before === undefined) return;
    const value = id === UNBOUND ? undefined : this.context.values.of(id);
    const isNumber = value !== undefined && isNumeric(value);
    this.#others.set(group, isNumber ? arithmetic('+', before, value) : undefined);
  }

  result(group: number): TermId {
    return this.encode(this.#value(group));
  }

  #value(group: number): Evaluated {
    let sum: Evaluated = integer(this.#integers[group] ?? 0);
    if (this.#others.has(group)) {
      const others = this.#others.get(group);
      sum = others === undefined ? undefined : arithmetic('+', sum, others);
    }
    const count = this.#counts[group] ?? 0;
    if (!this.#isAverage || sum === undefined || count === 0) return sum;
    return arithmetic('/', sum, integer(count));
  }
}

/** Minimum or maximum in the order of `ORDER BY`; rows whose operand fails do not count. */
class Extreme extends IdAggregate {
  readonly #sign: 1 | -1;
  #best = new Float64Array(0);

  constructor(readIds: IdReader, context: ExecutionContext, sign: 1 | -1) {
    super(readIds, context);
    this.#sign = sign;
  }

  grow(size: number): void {
    this.#best = grown(this.#best, size, this.context);
  }

  protected add(group: number, id: TermId): void {
    const best = this.#best[group];
    if (id === UNBOUND || id === best) return;
    if (best === UNBOUND || this.#compare(id, best) * this.#sign > 0) this.#best[group] = id;
  }

  result(group: number): TermId {
    return this.#best[group] ?? UNBOUND;
  }

  #compare(a: TermId, b: TermId): number {
    const tag = tagOf(hiOf(a));
    if (tag === tagOf(hiOf(b)) && sortsAsIds(tag)) return a - b;
    const { values } = this.context;
    return compareForOrder(values.of(a), values.of(b));
  }
}

/** Whether ids of the tag sort as their values do. */
export function sortsAsIds(tag: number): boolean {
  return tag === TAG.integer || tag === TAG.day || tag === TAG.instant;
}

class Sample extends IdAggregate {
  #ids = new Float64Array(0);

  grow(size: number): void {
    this.#ids = grown(this.#ids, size, this.context);
  }

  protected add(group: number, id: TermId): void {
    if (this.#ids[group] === UNBOUND) this.#ids[group] = id;
  }

  result(group: number): TermId {
    return this.#ids[group] ?? UNBOUND;
  }
}

class GroupConcat extends IdAggregate {
  readonly #separator: string;
  readonly #texts: string[] = [];

  constructor(readIds: IdReader, context: ExecutionContext, separator: string) {
    super(readIds, context);
    this.#separator = separator;
  }

  grow(): void {
    // The list grows by itself.
  }

  protected add(group: number, id: TermId): void {
    if (id === UNBOUND) return;
    const value = this.context.values.of(id);
    if (value.kind === 'blank') return;
    const part = lexicalText(value);
    const before = this.#texts[group];
    this.context.limits.allocate(part.length * 2);
    this.#texts[group] = before === undefined ? part : before + this.#separator + part;
  }

  result(group: number): TermId {
    return this.encode(text(this.#texts[group] ?? ''));
  }
}

function wholeRow(batch: Batch): readonly Column[] {
  return batch.columns;
}

/** Hands on each value once a group. */
class DistinctColumn implements AggregateColumn {
  readonly #read: (batch: Batch) => readonly Column[];
  readonly #plain: AggregateColumn;
  readonly #context: ExecutionContext;
  #seen: KeyTable | undefined;

  constructor(
    read: (batch: Batch) => readonly Column[],
    plain: AggregateColumn,
    context: ExecutionContext,
  ) {
    this.#read = read;
    this.#plain = plain;
    this.#context = context;
  }

  grow(size: number): void {
    this.#plain.grow(size);
  }

  addRows(batch: Batch, groups: Int32Array): void {
    const columns = this.#read(batch);
    this.#seen ??= new KeyTable(columns.length + 1, this.#context.limits);
    const before = this.#seen.size;
    const groupColumn: Column = { hi: 0, lo: Uint32Array.from(groups.subarray(0, batch.length)) };
    const numbers = new Int32Array(batch.length);
    this.#seen.addAll([groupColumn, ...columns], batch.length, numbers);
    // What is new lies behind what was seen, in the order of the rows.
    const [groupsOfNew, ...valuesOfNew] = this.#seen.keys.map((column) => {
      const added = new ColumnBuilder(0);
      added.append(column, before, this.#seen?.size ?? before);
      return added;
    });
    const fresh = { length: groupsOfNew.length, columns: valuesOfNew };
    this.#plain.addRows(fresh, Int32Array.from(groupsOfNew.lo.subarray(0, fresh.length)));
  }

  result(group: number): TermId {
    return this.#plain.result(group);
  }
}

/** Room for `size` groups, counted; twice as much as before at least. */
function grown(values: Float64Array, size: number, { limits }: ExecutionContext) {
  if (size <= values.length) return values as Float64Array<ArrayBuffer>;
  const capacity = Math.max(size, values.length * 2, 64);
  limits.allocate((capacity - values.length) * 8);
  const larger = new Float64Array(capacity);
  larger.set(values);
  return larger;
}
