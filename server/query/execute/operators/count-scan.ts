import { XSD } from '../../../../schema/vocabulary.ts';
import { literal } from '../../../rdf/term.ts';
import type { PatternTerm, TriplePattern, Variable } from '../../algebra.ts';
import type { Batch } from '../batch.ts';
import type { ExecutionContext, Operator } from '../operator.ts';

/** How many triples match a pattern: the index knows without anyone reading them. */
export class CountScan implements Operator {
  readonly variables: readonly Variable[];
  readonly #pattern: TriplePattern;
  readonly #context: ExecutionContext;

  constructor(pattern: TriplePattern, variable: Variable, context: ExecutionContext) {
    this.variables = [variable];
    this.#pattern = pattern;
    this.#context = context;
  }

  *open(): Generator<Batch, void, undefined> {
    const { terms } = this.#context;
    const count = literal(String(this.#count()), `${XSD}integer`);
    yield { length: 1, columns: [Float64Array.of(terms.encode(count))] };
  }

  #count(): number {
    const { snapshot, terms } = this.#context;
    const { subject, predicate, object } = this.#pattern;
    const isUnknown = (term: PatternTerm): boolean =>
      term.kind === 'term' && terms.find(term.term) === undefined;
    if ([subject, predicate, object].some(isUnknown)) return 0;
    const id = (term: PatternTerm) => (term.kind === 'term' ? terms.find(term.term) : undefined);
    return snapshot.count({ subject: id(subject), predicate: id(predicate), object: id(object) });
  }
}
