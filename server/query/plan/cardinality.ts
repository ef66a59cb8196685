/** How many rows a pattern will give: exact counts where the index has them, rules of thumb else. */
import type { Algebra, PathPattern, PatternTerm, TriplePattern, Variable } from '../algebra.ts';
import type { QuadPattern, QuadSnapshot, TermId } from '../../storage/quads/quad-index.ts';
import type { RdfTerm } from '../../rdf/term.ts';
import type { Dataset } from '../dataset.ts';
import { possibleVariables } from '../variables.ts';

/** What one index look-up costs, in rows read in sequence. */
export const LOOKUP_COST = 30;
const PATH_FAN_OUT = 5;
const PATH_SET = 200;
/** How many rows a filter lets pass. */
export const FILTER_SELECTIVITY = 0.4;

type Bound = ReadonlySet<Variable>;

/** Asks one graph, and remembers. */
export class Cardinalities {
  readonly #dataset: Dataset;
  readonly #snapshot: QuadSnapshot;
  readonly #named: ReadonlyMap<string, { readonly rows: number }>;
  readonly #counts = new Map<string, number>();
  readonly #fanOuts = new Map<string, FanOut>();
  readonly #patterns = new WeakMap<Algebra, number>();
  readonly #graphs = new Map<RdfTerm | undefined, Cardinalities>();

  constructor(
    dataset: Dataset,
    named: ReadonlyMap<string, { readonly rows: number }>,
    snapshot: QuadSnapshot = dataset.defaultGraph,
  ) {
    this.#dataset = dataset;
    this.#named = named;
    this.#snapshot = snapshot;
  }

  /** What patterns inside `GRAPH` give: over all named graphs together where it names a variable. */
  inGraph(name: PatternTerm): Cardinalities {
    const key = name.kind === 'term' ? name.term : undefined;
    const found = this.#graphs.get(key);
    if (found !== undefined) return found;
    const graph = new Cardinalities(this.#dataset, this.#named, this.#dataset.graph(name));
    this.#graphs.set(key, graph);
    return graph;
  }

  /** All triples that the constants of the pattern leave. */
  triples(pattern: TriplePattern): number {
    const ids = [pattern.subject, pattern.predicate, pattern.object].map((term) =>
      term.kind === 'term' ? (this.#snapshot.encode(term.term) ?? 'none') : undefined,
    );
    if (ids.includes('none')) return 0;
    const [subject, predicate, object] = ids as (TermId | undefined)[];
    return this.#count({ subject, predicate, object });
  }

  /** Matches for one row that binds the variables in `bound`. */
  matchesPerRow(pattern: TriplePattern, bound: Bound): number {
    const total = this.triples(pattern);
    if (total === 0) return 0;
    const isBound = (term: PatternTerm): boolean =>
      term.kind === 'variable' && bound.has(term.name);
    let matches = total;
    const fanOut = this.#fanOut(pattern);
    if (isBound(pattern.subject)) {
      const open = { ...pattern, object: { kind: 'variable', name: '.open' } } as const;
      matches =
        pattern.object.kind === 'term'
          ? Math.min(1, total / Math.max(this.triples(open), 1))
          : Math.min(matches, fanOut.perSubject);
      if (isBound(pattern.object)) matches = Math.min(matches, 0.5);
    } else if (isBound(pattern.object)) {
      matches = Math.min(matches, fanOut.perObject);
    }
    // Most predicates do not lead from a given node, and fewer still between two.
    if (isBound(pattern.predicate)) matches /= isBound(pattern.object) ? 500 : 20;
    return matches;
  }

  pathPerRow(pattern: PathPattern, bound: Bound): number {
    const known = [pattern.subject, pattern.object].filter(
      (term) => term.kind === 'term' || bound.has(term.name),
    );
    if (known.length === 2) return 0.5;
    if (known.some((term) => term.kind === 'term')) return PATH_SET;
    return known.length === 1 ? PATH_FAN_OUT : this.#count(everything);
  }

  /** Solutions of a whole pattern on its own. */
  solutions(algebra: Algebra): number {
    const found = this.#patterns.get(algebra);
    if (found !== undefined) return found;
    const rows = this.#solutions(algebra);
    this.#patterns.set(algebra, rows);
    return rows;
  }

  #solutions(algebra: Algebra): number {
    switch (algebra.kind) {
      case 'bgp':
      case 'join':
        return this.#joined(partsOf(algebra));
      case 'path':
        return this.pathPerRow(algebra, new Set());
      case 'values':
        return algebra.rows.length;
      case 'include':
        return this.#named.get(algebra.name)?.rows ?? 1000;
      case 'left-join':
      case 'minus':
        return this.solutions(algebra.left);
      case 'union':
        return algebra.branches.reduce((sum, branch) => sum + this.solutions(branch), 0);
      case 'graph':
        return this.inGraph(algebra.name).solutions(algebra.input);
      case 'filter':
        return this.solutions(algebra.input) * FILTER_SELECTIVITY;
      case 'extend':
      case 'order-by':
      case 'project':
      case 'label-service':
        return this.solutions(algebra.input);
      case 'distinct':
        return Math.ceil(this.solutions(algebra.input) * 0.7);
      case 'group':
        return algebra.keys.length === 0 ? 1 : Math.sqrt(this.solutions(algebra.input)) * 4;
      case 'slice':
        return Math.min(this.solutions(algebra.input), algebra.limit ?? Infinity);
    }
  }

  /** As if the parts were joined one after the other, the rarest first. */
  #joined(parts: readonly Algebra[]): number {
    const alone = (part: Algebra): number => {
      const triple = singleTriple(part);
      return triple === undefined ? this.solutions(part) : this.triples(triple);
    };
    const sorted = parts
      .map((part) => ({ part, rows: alone(part) }))
      .toSorted((a, b) => a.rows - b.rows);
    let bound: ReadonlySet<Variable> = new Set();
    let rows = 1;
    for (const { part, rows: ownRows } of sorted) {
      const triple = singleTriple(part);
      const variables = possibleVariables(part);
      if (triple !== undefined) rows *= this.matchesPerRow(triple, bound);
      else if (part.kind === 'path') rows *= this.pathPerRow(part, bound);
      else rows = joinedRows(rows, ownRows, !variables.isDisjointFrom(bound));
      bound = bound.union(variables);
    }
    return rows;
  }

  #count(pattern: QuadPattern): number {
    const key = `${pattern.subject ?? '?'} ${pattern.predicate ?? '?'} ${pattern.object ?? '?'}`;
    const found = this.#counts.get(key) ?? this.#snapshot.count(pattern);
    this.#counts.set(key, found);
    return found;
  }

  #fanOut({ predicate }: TriplePattern): FanOut {
    const term = predicate.kind === 'term' ? predicate.term : '';
    const found = this.#fanOuts.get(term);
    if (found !== undefined) return found;
    const id = predicate.kind === 'term' ? this.#snapshot.encode(predicate.term) : undefined;
    const fanOut = id === undefined ? this.#anyFanOut() : this.#fanOutOf(id);
    this.#fanOuts.set(term, fanOut);
    return fanOut;
  }

  #fanOutOf(predicate: TermId): FanOut {
    const { triples, subjects, objects } = this.#snapshot.statistics(predicate);
    return {
      perSubject: triples / Math.max(subjects, 1),
      perObject: triples / Math.max(objects, 1),
    };
  }

  /** A guess for any predicate. */
  #anyFanOut(): FanOut {
    return { perSubject: 2, perObject: Math.sqrt(this.#count(everything)) };
  }
}

/** What is joined: single triples and whatever else there is. */
export function partsOf(algebra: Algebra): readonly Algebra[] {
  if (algebra.kind === 'join') return [...partsOf(algebra.left), ...partsOf(algebra.right)];
  if (algebra.kind !== 'bgp') return [algebra];
  return algebra.triples.map((triple) => ({ kind: 'bgp', triples: [triple] }));
}

export function singleTriple(part: Algebra): TriplePattern | undefined {
  return part.kind === 'bgp' ? part.triples[0] : undefined;
}

interface FanOut {
  readonly perSubject: number;
  readonly perObject: number;
}

const everything: QuadPattern = {};

/** Rows of a join of two sides, neither of which is a single triple. */
export function joinedRows(left: number, right: number, connected: boolean): number {
  return connected ? Math.max(left, right) : left * right;
}
