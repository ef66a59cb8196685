/**
 * Which nodes a property path leads to (SPARQL 1.1, section 18.4), from many starts at once.
 *
 * What is reached is a set of pairs: the number of a start, and a node. A step brings the pairs
 * into the order of their nodes and passes one cursor along them, however many starts there are;
 * a closure goes on with the pairs that are new.
 */
import { ColumnBuilder } from '../../storage/quads/column-builder.ts';
import { idAt, idsOf } from '../../storage/quads/column.ts';
import type { Column } from '../../storage/quads/column.ts';
import type { QuadPattern, TripleCursor } from '../../storage/quads/quad-index.ts';
import type { RdfTerm } from '../../rdf/term.ts';
import type { PropertyPath } from '../algebra.ts';
import { gatherColumn } from './batch.ts';
import { KeyTable } from './key-table.ts';
import { reach, runEnd } from './match-sorted.ts';
import type { ExecutionContext } from './operator.ts';
import { isIndexId } from './query-terms.ts';
import { sortRows } from './sort-rows.ts';
import { columnAt } from './triple-positions.ts';

/** Pairs in no order. */
export interface Reached {
  readonly length: number;
  /** The number of a start, as the low half of an id. */
  readonly starts: Column;
  readonly nodes: Column;
}

/** Gathers pairs, each once, in the order in which they were found. */
class PairSet {
  readonly #table: KeyTable;
  #numbers = new Int32Array(0);

  constructor(context: ExecutionContext) {
    this.#table = new KeyTable(2, context.limits);
  }

  add({ length, starts, nodes }: Reached): void {
    if (this.#numbers.length < length) this.#numbers = new Int32Array(length);
    this.#table.addAll([starts, nodes], length, this.#numbers);
  }

  get length(): number {
    return this.#table.size;
  }

  /** A copy, which lasts when the set is freed. */
  from(first: number): Reached {
    const [starts, nodes] = this.#table.keys.map((column) => {
      const copy = new ColumnBuilder(this.length - first);
      copy.append(column, first, this.length);
      return copy;
    });
    return { length: this.length - first, starts, nodes };
  }

  takeAll(): Reached {
    const pairs = this.from(0);
    this.#table.free();
    return pairs;
  }
}

type Direction = 'forward' | 'backward';

export class PathSearch {
  readonly #context: ExecutionContext;

  constructor(context: ExecutionContext) {
    this.#context = context;
  }

  /** From each of the starts, which are different from each other; each pair comes once. */
  search(path: PropertyPath, starts: Column, length: number): Reached {
    const numbers = new ColumnBuilder(length);
    for (let start = 0; start < length; start++) numbers.push(start);
    return this.#step(path, { length, starts: numbers, nodes: starts });
  }

  #step(path: PropertyPath, from: Reached): Reached {
    switch (path.kind) {
      case 'link':
        return this.#link(path.iri, from, 'forward');
      case 'inverse':
        return path.path.kind === 'link'
          ? this.#link(path.path.iri, from, 'backward')
          : this.#step(reverse(path.path), from);
      case 'sequence':
        return path.steps.reduce((pairs, step) => this.#union([this.#step(step, pairs)]), from);
      case 'alternative':
        return this.#union(path.branches.map((branch) => this.#step(branch, from)));
      case 'zero-or-one':
        return this.#union([from, this.#step(path.path, from)]);
      case 'zero-or-more':
        return this.#closure(path.path, from);
      case 'one-or-more':
        return this.#closure(path.path, this.#step(path.path, from));
      case 'negated-set':
        return this.#union([
          this.#negated(path.forward, from, 'forward'),
          this.#negated(path.inverse, from, 'backward'),
        ]);
    }
  }

  #union(parts: readonly Reached[]): Reached {
    const all = new PairSet(this.#context);
    for (const part of parts) all.add(part);
    return all.takeAll();
  }

  /** `from`, and whatever further steps lead to. */
  #closure(path: PropertyPath, from: Reached): Reached {
    const reached = new PairSet(this.#context);
    reached.add(from);
    for (let frontier = from; frontier.length > 0;) {
      const before = reached.length;
      reached.add(this.#step(path, frontier));
      frontier = reached.from(before);
    }
    return reached.takeAll();
  }

  #link(iri: RdfTerm, from: Reached, direction: Direction): Reached {
    const predicate = this.#context.terms.find(iri);
    if (predicate === undefined) return nothing;
    return this.#neighbours(from, direction, { predicate }, undefined);
  }

  #negated(iris: readonly RdfTerm[] | undefined, from: Reached, direction: Direction): Reached {
    if (iris === undefined) return nothing;
    const excluded = new Set(iris.map((iri) => this.#context.terms.find(iri)));
    return this.#neighbours(from, direction, {}, excluded);
  }

  /** Sorted by node, all pairs are served by one pass over the index. */
  #neighbours(
    { length, starts, nodes }: Reached,
    direction: Direction,
    bound: QuadPattern,
    excluded: ReadonlySet<number | undefined> | undefined,
  ): Reached {
    const { snapshot, limits } = this.#context;
    const order = sortRows([nodes], length);
    const sortedNodes = order === undefined ? nodes : gatherColumn(nodes, order, length);
    const sortedStarts = order === undefined ? starts : gatherColumn(starts, order, length);
    const cursor = snapshot.cursor(bound, permutationOf(direction, bound));
    const ends = new EndReader(cursor, direction, excluded);
    const foundStarts = new ColumnBuilder(64);
    const foundNodes = new ColumnBuilder(64);
    for (let row = 0; row < length;) {
      const node = idAt(sortedNodes, row);
      let next = row + 1;
      while (next < length && idAt(sortedNodes, next) === node) next++;
      limits.work(1);
      if (isIndexId(node)) {
        const reached = ends.of(node);
        limits.work(reached.length * (next - row));
        for (let i = row; i < next; i++) {
          foundStarts.fill(idAt(sortedStarts, i), reached.length);
          foundNodes.append(reached, 0, reached.length);
        }
      }
      row = next;
    }
    return { length: foundNodes.length, starts: foundStarts, nodes: foundNodes };
  }
}

function permutationOf(direction: Direction, { predicate }: QuadPattern) {
  if (predicate === undefined) return direction === 'forward' ? 'spo' : 'osp';
  return direction === 'forward' ? 'pso' : 'pos';
}

/** Reads what each of ascending nodes leads to. */
class EndReader {
  readonly #cursor: TripleCursor;
  readonly #direction: Direction;
  readonly #excluded: ReadonlySet<number | undefined> | undefined;
  readonly #ends = new ColumnBuilder(64);
  #found: ReturnType<TripleCursor['next']>;
  #keys: Float64Array = noKeys;
  #row = 0;
  #ended = false;

  constructor(
    cursor: TripleCursor,
    direction: Direction,
    excluded: ReadonlySet<number | undefined> | undefined,
  ) {
    this.#cursor = cursor;
    this.#direction = direction;
    this.#excluded = excluded;
  }

  /** Lasts until the next call. */
  of(node: number): ColumnBuilder {
    this.#ends.clear();
    const [from, to] =
      this.#direction === 'forward'
        ? (['subject', 'object'] as const)
        : (['object', 'subject'] as const);
    this.#seek(node, from);
    while (this.#found !== undefined) {
      const start = this.#row;
      const { length } = this.#keys;
      if (start < length && this.#keys[start] === node)
        this.#row = runEnd(this.#keys, start, length);
      this.#take(columnAt(this.#found, to), start, this.#row);
      if (this.#row < length) break;
      this.#read(from);
    }
    return this.#ends;
  }

  #seek(node: number, from: 'subject' | 'object'): void {
    this.#row = reach(this.#keys, this.#row, this.#keys.length, node);
    if (this.#row < this.#keys.length || this.#ended) return;
    this.#cursor.seek([node]);
    this.#read(from);
  }

  #read(from: 'subject' | 'object'): void {
    this.#found = this.#cursor.next();
    this.#ended = this.#found === undefined;
    this.#row = 0;
    this.#keys =
      this.#found === undefined ? noKeys : idsOf(columnAt(this.#found, from), this.#found.length);
  }

  #take(ends: Column, start: number, end: number): void {
    const excluded = this.#excluded;
    if (excluded === undefined || this.#found === undefined) {
      this.#ends.append(ends, start, end);
      return;
    }
    for (let row = start; row < end; row++) {
      if (!excluded.has(idAt(this.#found.predicates, row))) this.#ends.append(ends, row, row + 1);
    }
  }
}

const noKeys = new Float64Array(0);
const nothing: Reached = {
  length: 0,
  starts: new ColumnBuilder(0),
  nodes: new ColumnBuilder(0),
};

/** The links with which a path can begin; `undefined` where it can do so with anything, or nothing. */
export function firstLinks(path: PropertyPath): readonly FirstLink[] | undefined {
  switch (path.kind) {
    case 'link':
      return [{ iri: path.iri, isForward: true }];
    case 'inverse':
      return path.path.kind === 'link'
        ? [{ iri: path.path.iri, isForward: false }]
        : firstLinks(reverse(path.path));
    case 'sequence':
      return path.steps[0] && firstLinks(path.steps[0]);
    case 'alternative': {
      const links = path.branches.map(firstLinks);
      return links.includes(undefined) ? undefined : links.flatMap((each) => each ?? []);
    }
    case 'one-or-more':
      return firstLinks(path.path);
    case 'zero-or-one':
    case 'zero-or-more':
    case 'negated-set':
      return undefined;
  }
}

interface FirstLink {
  readonly iri: RdfTerm;
  readonly isForward: boolean;
}

/** The path that leads from its end to its start. */
export function reverse(path: PropertyPath): PropertyPath {
  switch (path.kind) {
    case 'link':
      return { kind: 'inverse', path };
    case 'inverse':
      return path.path;
    case 'sequence':
      return { ...path, steps: path.steps.map(reverse).toReversed() };
    case 'alternative':
      return { ...path, branches: path.branches.map(reverse) };
    case 'zero-or-one':
    case 'zero-or-more':
    case 'one-or-more':
      return { ...path, path: reverse(path.path) };
    case 'negated-set':
      return { ...path, forward: path.inverse, inverse: path.forward };
  }
}
