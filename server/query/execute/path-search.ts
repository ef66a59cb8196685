/**
 * Which nodes a property path leads to (SPARQL 1.1, section 18.4): breadth first, each node once.
 * What was found from a node is kept for the rows that ask again.
 */
import type { RdfTerm } from '../../rdf/term.ts';
import type { QuadPattern, TermId } from '../../storage/quads/quad-index.ts';
import type { PropertyPath } from '../algebra.ts';
import type { ExecutionContext } from './operator.ts';
import { isIndexId } from './query-terms.ts';

type Nodes = ReadonlySet<TermId>;

const KEPT_NODES = 1_000_000;
const NODE_BYTES = 40;
const nowhere: Nodes = new Set();

export class PathSearch {
  readonly #path: PropertyPath;
  readonly #backwards: PropertyPath;
  readonly #context: ExecutionContext;
  readonly #found = { forward: new Map<TermId, Nodes>(), backward: new Map<TermId, Nodes>() };
  readonly #isNode = new Map<TermId, boolean>();
  #kept = 0;

  constructor(path: PropertyPath, context: ExecutionContext) {
    this.#path = path;
    this.#backwards = reverse(path);
    this.#context = context;
  }

  from(start: TermId): Nodes {
    return this.#remembered(this.#found.forward, this.#path, start);
  }

  to(end: TermId): Nodes {
    return this.#remembered(this.#found.backward, this.#backwards, end);
  }

  isNode(id: TermId): boolean {
    const known = this.#isNode.get(id);
    if (known !== undefined) return known;
    const isNode =
      this.#matches({ ...open, subject: id }) || this.#matches({ ...open, object: id });
    this.#isNode.set(id, isNode);
    return isNode;
  }

  /** Every subject and object. */
  allNodes(): Nodes {
    const { snapshot, limits } = this.#context;
    const nodes = new Set<TermId>();
    for (const batch of snapshot.scan(open)) {
      limits.work(batch.length);
      const before = nodes.size;
      for (let i = 0; i < batch.length; i++) {
        nodes.add(batch.subjects[i]);
        nodes.add(batch.objects[i]);
      }
      limits.allocate((nodes.size - before) * NODE_BYTES);
    }
    return nodes;
  }

  #remembered(known: Map<TermId, Nodes>, path: PropertyPath, start: TermId): Nodes {
    const before = known.get(start);
    if (before !== undefined) return before;
    const nodes = this.#step(path, start);
    if (this.#kept + nodes.size > KEPT_NODES) {
      this.#found.forward.clear();
      this.#found.backward.clear();
      this.#context.limits.free(this.#kept * NODE_BYTES);
      this.#kept = 0;
    }
    this.#kept += nodes.size;
    this.#context.limits.allocate(nodes.size * NODE_BYTES);
    known.set(start, nodes);
    return nodes;
  }

  #step(path: PropertyPath, start: TermId): Nodes {
    switch (path.kind) {
      case 'link':
        return this.#link(path.iri, start, 'forward');
      case 'inverse':
        return path.path.kind === 'link'
          ? this.#link(path.path.iri, start, 'backward')
          : this.#step(reverse(path.path), start);
      case 'sequence':
        return path.steps.reduce<Nodes>(
          (nodes, step) => this.#stepAll(step, nodes),
          new Set([start]),
        );
      case 'alternative':
        return path.branches.reduce<Nodes>(
          (nodes, branch) => nodes.union(this.#step(branch, start)),
          nowhere,
        );
      case 'zero-or-one':
        return new Set([start]).union(this.#step(path.path, start));
      case 'zero-or-more':
        return this.#closure(path.path, new Set([start]), [start]);
      case 'one-or-more': {
        const first = this.#step(path.path, start);
        return this.#closure(path.path, new Set(first), [...first]);
      }
      case 'negated-set':
        return this.#negated(path, start);
    }
  }

  #stepAll(path: PropertyPath, nodes: Nodes): Nodes {
    const next = new Set<TermId>();
    for (const node of nodes) for (const reached of this.#step(path, node)) next.add(reached);
    return next;
  }

  /** Grows `reached` until nothing new is found. */
  #closure(path: PropertyPath, reached: Set<TermId>, frontier: TermId[]): Nodes {
    for (let node = frontier.pop(); node !== undefined; node = frontier.pop()) {
      for (const next of this.#step(path, node)) {
        if (reached.has(next)) continue;
        reached.add(next);
        frontier.push(next);
      }
    }
    return reached;
  }

  #link(iri: RdfTerm, start: TermId, direction: 'forward' | 'backward'): Nodes {
    const predicate = this.#context.terms.find(iri);
    if (predicate === undefined || !isIndexId(start)) return nowhere;
    return this.#neighbours(start, direction, { ...open, predicate }, () => true);
  }

  #negated(path: PropertyPath & { kind: 'negated-set' }, start: TermId): Nodes {
    if (!isIndexId(start)) return nowhere;
    const others = (iris: readonly RdfTerm[] | undefined, direction: 'forward' | 'backward') => {
      if (iris === undefined) return nowhere;
      const excluded = new Set(iris.map((iri) => this.#context.terms.find(iri)));
      return this.#neighbours(start, direction, open, (predicate) => !excluded.has(predicate));
    };
    return others(path.forward, 'forward').union(others(path.inverse, 'backward'));
  }

  #neighbours(
    start: TermId,
    direction: 'forward' | 'backward',
    pattern: QuadPattern,
    accepts: (predicate: TermId) => boolean,
  ): Nodes {
    const { snapshot, limits } = this.#context;
    const from = direction === 'forward' ? { subject: start } : { object: start };
    const nodes = new Set<TermId>();
    limits.work(1);
    for (const batch of snapshot.scan({ ...pattern, ...from })) {
      limits.work(batch.length);
      const ends = direction === 'forward' ? batch.objects : batch.subjects;
      for (let i = 0; i < batch.length; i++) {
        if (accepts(batch.predicates[i])) nodes.add(ends[i]);
      }
    }
    return nodes;
  }

  #matches(pattern: QuadPattern): boolean {
    for (const batch of this.#context.snapshot.scan(pattern, 1)) return batch.length > 0;
    return false;
  }
}

const open: QuadPattern = { subject: undefined, predicate: undefined, object: undefined };

/** The path that leads from its end to its start. */
function reverse(path: PropertyPath): PropertyPath {
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
