/**
 * The pass that lets a number in a triple pattern find the amount that has its value: `12`, `12.0` and
 * `"+12.50"^^xsd:decimal` find what Wikibase's `+12` and `+12.5` are in the index, decimals in canonical form.
 *
 * Only amounts are found by value, and only by a number in the query: everywhere else a term is the
 * same as another where both are spelled alike, as SPARQL has it.
 */
import { canonicalDecimal } from '../../../schema/model/values/decimal.ts';
import { XSD } from '../../../schema/vocabulary.ts';
import { datatypeOf, isLiteral, lexicalForm, literal } from '../../rdf/term.ts';
import type { RdfTerm } from '../../rdf/term.ts';
import type { QuadSnapshot } from '../../storage/quads/quad-index.ts';
import { constant, join, unit, variable } from '../algebra.ts';
import type { Algebra, PatternTerm, TriplePattern } from '../algebra.ts';
import type { Dataset } from '../dataset.ts';
import { mapChildren, mapExpressions, mapPatterns } from '../traversal.ts';
import { tripleVariables } from '../variables.ts';

/** Seen by no pattern but its own. */
const NUMBER = variable('.number');

const NUMBER_FORMS: ReadonlyMap<string, RegExp> = new Map([
  [`${XSD}integer`, /^[+-]?\d+$/],
  [`${XSD}decimal`, /^[+-]?(?:\d+\.?\d*|\.\d+)$/],
]);

export function matchNumbers(
  algebra: Algebra,
  dataset: Dataset,
  snapshot: QuadSnapshot = dataset.defaultGraph,
): Algebra {
  const graph = algebra.kind === 'graph' ? dataset.graph(algebra.name) : snapshot;
  const inside = (pattern: Algebra): Algebra => matchNumbers(pattern, dataset, graph);
  const matched = mapExpressions(mapChildren(algebra, inside), (expression) =>
    mapPatterns(expression, inside),
  );
  if (matched.kind !== 'bgp') return matched;
  return matched.triples.map((triple) => matchNumber(triple, snapshot)).reduce(join, unit);
}

function matchNumber(triple: TriplePattern, snapshot: QuadSnapshot): Algebra {
  const { object } = triple;
  if (object.kind === 'variable') return { kind: 'bgp', triples: [triple] };
  const amount = amountLike(object.term);
  const spellings = amount === undefined ? [] : occurring([object.term, amount], triple, snapshot);
  const [only = object.term, ...others] = spellings;
  if (others.length === 0) return { kind: 'bgp', triples: [{ ...triple, object: constant(only) }] };
  const table: Algebra = {
    kind: 'values',
    variables: [NUMBER.name],
    rows: spellings.map((each) => [each]),
  };
  const input = join(table, { kind: 'bgp', triples: [{ ...triple, object: NUMBER }] });
  // One solution however often the number is spelled: by value these are one triple.
  return {
    kind: 'distinct',
    input: { kind: 'project', input, variables: tripleVariables(triple) },
  };
}

/** The amount that has the value of the literal, where that is a number. */
function amountLike(term: RdfTerm): RdfTerm | undefined {
  if (!isLiteral(term)) return undefined;
  const lexical = lexicalForm(term);
  if (NUMBER_FORMS.get(datatypeOf(term))?.test(lexical) !== true) return undefined;
  return literal(canonicalDecimal(lexical), `${XSD}decimal`);
}

/** Those that are the object of a triple which fits the constants of the pattern. */
function occurring(
  terms: readonly RdfTerm[],
  { subject, predicate }: TriplePattern,
  snapshot: QuadSnapshot,
): RdfTerm[] {
  const known = (term: PatternTerm) =>
    term.kind === 'term' ? snapshot.encode(term.term) : undefined;
  const [subjectId, predicateId] = [known(subject), known(predicate)];
  return [...new Set(terms)].filter((term) => {
    const object = snapshot.encode(term);
    if (object === undefined) return false;
    const pattern = { subject: subjectId, predicate: predicateId, object };
    return snapshot.cursor(pattern).next() !== undefined;
  });
}
