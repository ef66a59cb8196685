/**
 * The graphs that one query sees (SPARQL 1.1, section 13).
 *
 * What the wiki knows is the index's default graph; in `FROM` and `FROM NAMED` it goes by the IRI
 * that all its entities begin with. A graph that the index does not have is empty: none is fetched.
 */
import type { RdfTerm } from '../rdf/term.ts';
import type { QuadSnapshot } from '../storage/quads/quad-index.ts';
import type { DatasetClause, PatternTerm } from './algebra.ts';
import { GraphUnion, indexDefault } from './graph-union.ts';
import type { GraphKey } from './graph-union.ts';

export class Dataset {
  /** What is asked outside `GRAPH`. */
  readonly defaultGraph: QuadSnapshot;
  readonly #snapshot: QuadSnapshot;
  readonly #named: ReadonlyMap<RdfTerm, GraphKey>;

  /** Without a clause: all that the index has. `own` is the name of its default graph. */
  constructor(snapshot: QuadSnapshot, clause?: DatasetClause, own?: RdfTerm) {
    const known = new Map<RdfTerm, GraphKey>(
      snapshot.graphs().map((id) => [snapshot.decode(id), id]),
    );
    this.#snapshot = snapshot;
    if (clause === undefined) {
      this.defaultGraph = snapshot;
      this.#named = known;
      return;
    }
    if (own !== undefined) known.set(own, indexDefault);
    const defaults = new Set(clause.defaults.flatMap((name) => known.get(name) ?? []));
    this.defaultGraph = this.#merged([...defaults]);
    const isNamed = new Set(clause.named);
    this.#named = new Map([...known].filter(([name]) => isNamed.has(name)));
  }

  /** The named graphs that `GRAPH` asks. */
  graphNames(name: PatternTerm): readonly RdfTerm[] {
    if (name.kind === 'variable') return [...this.#named.keys()];
    return this.#named.has(name.term) ? [name.term] : [];
  }

  /** For a variable, all named graphs together. */
  graph(name: PatternTerm): QuadSnapshot {
    return this.#merged(this.graphNames(name).flatMap((each) => this.#named.get(each) ?? []));
  }

  #merged(graphs: readonly GraphKey[]): QuadSnapshot {
    const isWhole = graphs.length === 1 && graphs[0] === indexDefault;
    return isWhole ? this.#snapshot : new GraphUnion(this.#snapshot, graphs);
  }
}
