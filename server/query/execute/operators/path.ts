import { ColumnBuilder } from '../../../storage/quads/column-builder.ts';
import { columnOf, constantColumn, idAt } from '../../../storage/quads/column.ts';
import type { Column } from '../../../storage/quads/column.ts';
import type { QuadPattern, TermId } from '../../../storage/quads/quad-index.ts';
import type { PathPattern, PatternTerm, PropertyPath, Variable } from '../../algebra.ts';
import { BATCH_ROWS, gather, gatherColumn } from '../batch.ts';
import type { Batch } from '../batch.ts';
import { partsByBoundness } from '../boundness.ts';
import { JoinedRows } from '../joined-rows.ts';
import { KeyTable } from '../key-table.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';
import { columnIndex } from '../operator.ts';
import { PathSearch, firstLinks, reverse } from '../path-search.ts';
import type { Reached } from '../path-search.ts';
import { isIndexId } from '../query-terms.ts';

/** One end of the path: a term, or a column that may be bound already. */
interface End {
  readonly constant: TermId | undefined;
  readonly inputColumn: number | undefined;
  readonly name: Variable | undefined;
}

/** Pairs of nodes that the path connects; `near` is where the search began. */
interface Connected {
  readonly length: number;
  readonly near: Column;
  readonly far: Column;
}

const NONE = -1;

/** For each row of the input, the nodes that a path of any length connects. */
export class Path implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;
  readonly #path: PropertyPath;
  readonly #subject: End;
  readonly #object: End;
  readonly #certain: ReadonlySet<Variable>;
  readonly #search: PathSearch;
  readonly #context: ExecutionContext;
  readonly #isNode = new Map<TermId, boolean>();
  /** What a constant end is connected with. */
  #fromConstant: Reached | undefined;
  #constantNodes: KeyTable | undefined;

  constructor(
    input: Operator,
    pattern: PathPattern,
    certain: ReadonlySet<Variable>,
    variables: readonly Variable[],
    context: ExecutionContext,
  ) {
    this.variables = variables;
    this.#input = input;
    this.#path = pattern.path;
    this.#certain = certain;
    this.#context = context;
    const end = (term: PatternTerm): End =>
      term.kind === 'term'
        ? { constant: context.terms.encode(term.term), inputColumn: undefined, name: undefined }
        : {
            constant: undefined,
            inputColumn: columnIndex(input.variables, term.name),
            name: term.name,
          };
    this.#subject = end(pattern.subject);
    this.#object = end(pattern.object);
    this.#search = new PathSearch(context);
  }

  *open(): Rows {
    const forward = this.#joined(this.#subject, this.#object);
    const backward = this.#joined(this.#object, this.#subject);
    const ends = [this.#subject.inputColumn, this.#object.inputColumn];
    for (const batch of this.#input.open()) {
      this.#context.limits.work(batch.length);
      for (const [part, [subjectIsOpen, objectIsOpen]] of partsByBoundness(batch, ends)) {
        const subject = subjectIsOpen ? undefined : this.#subject.inputColumn;
        const object = objectIsOpen ? undefined : this.#object.inputColumn;
        if (this.#subject.constant !== undefined) {
          yield* this.#fromTerm(part, this.#subject.constant, this.#path, object, forward);
        } else if (this.#object.constant !== undefined) {
          const path = reverse(this.#path);
          yield* this.#fromTerm(part, this.#object.constant, path, subject, backward);
        } else if (subject !== undefined) {
          yield* this.#fromColumn(part, subject, this.#path, forward);
        } else if (object !== undefined) {
          yield* this.#fromColumn(part, object, reverse(this.#path), backward);
        } else {
          yield* this.#fromEverywhere(part, forward);
        }
      }
    }
    for (const joined of [forward, backward]) {
      const rest = joined.rest();
      if (rest !== undefined) yield rest;
    }
  }

  #joined(near: End, far: End): JoinedRows {
    const names = [near.name, far.name];
    const keys = names.filter((name) => name !== undefined && this.#certain.has(name));
    // The far end is found whatever the row binds, and has to be compared.
    const compared = keys.filter((name) => name !== far.name) as Variable[];
    return new JoinedRows(this.#input.variables, names, compared, this.variables);
  }

  /** One search serves every row. */
  *#fromTerm(
    batch: Batch,
    start: TermId,
    path: PropertyPath,
    farColumn: number | undefined,
    joined: JoinedRows,
  ): Rows {
    this.#fromConstant ??= this.#search.search(path, constantColumn(start, 1), 1);
    const { nodes, length } = this.#fromConstant;
    if (farColumn !== undefined) {
      const kept = this.#amongNodes(batch, farColumn, start);
      const far = kept.columns[farColumn];
      const found = { length: kept.length, near: constantColumn(start, kept.length), far };
      yield* this.#write(kept, found, joined, (row) => row, NO_MORE);
      return;
    }
    const other = this.#subject.constant === undefined ? this.#subject : this.#object;
    const wanted = other.constant;
    const rows = Int32Array.from({ length }, (_, row) => row).filter(
      (row) => wanted === undefined || idAt(nodes, row) === wanted,
    );
    const found = {
      length: rows.length,
      near: constantColumn(start, rows.length),
      far: gatherColumn(nodes, rows, rows.length),
    };
    yield* this.#write(
      batch,
      found,
      joined,
      () => (rows.length > 0 ? 0 : NONE),
      (at) => (at + 1 < rows.length ? at + 1 : NONE),
    );
  }

  /** The rows whose far end the constant is connected with. */
  #amongNodes(batch: Batch, farColumn: number, start: TermId): Batch {
    const table = this.#nodeTable();
    const numbers = new Int32Array(batch.length);
    const column = batch.columns[farColumn];
    table.findAll([column], batch.length, numbers);
    const rows = Int32Array.from({ length: batch.length }, (_, row) => row).filter((row) => {
      if (numbers[row] === NONE) return false;
      const id = idAt(column, row);
      return id !== start || this.#isInGraph(id);
    });
    return gather(batch, rows, rows.length);
  }

  #nodeTable(): KeyTable {
    if (this.#constantNodes !== undefined) return this.#constantNodes;
    const { nodes, length } = this.#fromConstant ?? NOWHERE;
    const table = new KeyTable(1, this.#context.limits);
    table.addAll([nodes], length, new Int32Array(length));
    this.#constantNodes = table;
    return table;
  }

  *#fromColumn(batch: Batch, column: number, path: PropertyPath, joined: JoinedRows): Rows {
    const table = new KeyTable(1, this.#context.limits);
    const startOf = new Int32Array(batch.length);
    table.addAll([batch.columns[column]], batch.length, startOf);
    const reached = this.#search.search(path, table.keys[0], table.size);
    const connected = this.#connected(reached, table.keys[0]);
    const { firsts, nexts } = chains(connected.startOf, table.size);
    yield* this.#write(
      batch,
      connected,
      joined,
      (row) => firsts[startOf[row]],
      (at) => nexts[at],
    );
    table.free();
  }

  /** Both ends are open: each node from which the path can begin is a start. */
  *#fromEverywhere(batch: Batch, joined: JoinedRows): Rows {
    const nodes = this.#startingNodes();
    for (let start = 0; start < nodes.length; start += BATCH_ROWS) {
      const starts = columnOf(nodes.subarray(start, start + BATCH_ROWS));
      const reached = this.#search.search(this.#path, starts, starts.lo.length);
      const connected = this.#connected(reached, starts);
      yield* this.#write(
        batch,
        connected,
        joined,
        () => (connected.length > 0 ? 0 : NONE),
        (at) => (at + 1 < connected.length ? at + 1 : NONE),
      );
    }
  }

  /** In ascending order. */
  #startingNodes(): Float64Array {
    const { snapshot, terms, limits } = this.#context;
    const table = new KeyTable(1, limits);
    const numbers = new Int32Array(BATCH_ROWS);
    // A path that may have no length begins everywhere.
    const links = firstLinks(this.#path) ?? [undefined, undefined];
    links.forEach((link, index) => {
      const predicate = link && terms.find(link.iri);
      if (link !== undefined && predicate === undefined) return;
      const isForward = link === undefined ? index === 0 : link.isForward;
      for (const { length, subjects, objects } of snapshot.scan({ predicate })) {
        limits.work(length);
        table.addAll([isForward ? subjects : objects], length, numbers);
      }
    });
    const nodes = Float64Array.from({ length: table.size }, (_, row) => idAt(table.keys[0], row));
    table.free();
    return nodes.toSorted();
  }

  /** The pairs that count: loops alone where both ends are one variable, nodes of the graph. */
  #connected({ length, starts, nodes }: Reached, ids: Column): Connected & { startOf: Int32Array } {
    const isLoop = this.#subject.name === this.#object.name;
    const kept = Int32Array.from({ length }, (_, row) => row).filter((row) => {
      const far = idAt(nodes, row);
      const isSelf = idAt(ids, starts.lo[row]) === far;
      return isSelf ? this.#isInGraph(far) : !isLoop;
    });
    const startOf = Int32Array.from(kept, (row) => starts.lo[row]);
    return {
      length: kept.length,
      startOf,
      near: gatherColumn(ids, startOf, kept.length),
      far: gatherColumn(nodes, kept, kept.length),
    };
  }

  *#write(
    batch: Batch,
    { near, far }: Connected,
    joined: JoinedRows,
    first: (row: number) => number,
    next: (at: number) => number,
  ): Rows {
    const { leftRows, rightRows } = joined;
    let pairs = 0;
    for (let row = 0; row < batch.length; row++) {
      for (let at = first(row); at !== NONE; at = next(at)) {
        leftRows[pairs] = row;
        rightRows[pairs++] = at;
        if (pairs < BATCH_ROWS) continue;
        this.#context.limits.work(pairs);
        const full = joined.add(batch.columns, [near, far], pairs);
        if (full !== undefined) yield full;
        pairs = 0;
      }
    }
    const full = joined.add(batch.columns, [near, far], pairs);
    if (full !== undefined) yield full;
  }

  /** A variable ranges over the nodes of the graph, even where the path has no length. */
  #isInGraph(id: TermId): boolean {
    const known = this.#isNode.get(id);
    if (known !== undefined) return known;
    const isNode =
      isIndexId(id) && (this.#matches({ subject: id }) || this.#matches({ object: id }));
    this.#isNode.set(id, isNode);
    return isNode;
  }

  #matches(pattern: QuadPattern): boolean {
    return this.#context.snapshot.cursor(pattern).next() !== undefined;
  }
}

const NO_MORE = (): number => NONE;

const NOWHERE: Reached = { length: 0, starts: new ColumnBuilder(0), nodes: new ColumnBuilder(0) };

/** The pairs of each start, one after the other. */
function chains(startOf: Int32Array, starts: number) {
  const firsts = new Int32Array(starts).fill(NONE);
  const nexts = new Int32Array(startOf.length);
  for (let at = startOf.length - 1; at >= 0; at--) {
    nexts[at] = firsts[startOf[at]];
    firsts[startOf[at]] = at;
  }
  return { firsts, nexts };
}
