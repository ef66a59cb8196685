/**
 * The pass that lets a number in a triple pattern find what Wikibase writes for it: `12.5` finds
 * `"+12.5"^^xsd:decimal` and `"+12.50"^^xsd:decimal`.
 *
 * Amounts keep their sign and their last zeros in RDF, and nobody writes them so in a query. Only
 * amounts are found by value, and only by a number in the query: everywhere else a term is the same
 * as another where both are spelled alike, as SPARQL has it.
 */
import { amountFrom } from '../../../schema/model/values/decimal.ts';
import { XSD } from '../../../schema/vocabulary.ts';
import { datatypeOf, isLiteral, lexicalForm, literal } from '../../rdf/term.ts';
import type { RdfTerm } from '../../rdf/term.ts';
import type { QuadSnapshot } from '../../storage/quads/quad-index.ts';
import { constant, join, unit, variable } from '../algebra.ts';
import type { Algebra, PatternTerm, TriplePattern } from '../algebra.ts';
import { mapChildren, mapExpressions, mapPatterns } from '../traversal.ts';
import { tripleVariables } from '../variables.ts';

/** Among 70,000 amounts of Wikidata none ends in more than six. */
const LAST_ZEROS_AT_MOST = 16;

/** Seen by no pattern but its own. */
const NUMBER = variable('.number');

const NUMBER_FORMS: ReadonlyMap<string, RegExp> = new Map([
  [`${XSD}integer`, /^[+-]?\d+$/],
  [`${XSD}decimal`, /^[+-]?(?:\d+\.?\d*|\.\d+)$/],
]);

export function matchNumbers(algebra: Algebra, snapshot: QuadSnapshot): Algebra {
  const inside = (pattern: Algebra): Algebra => matchNumbers(pattern, snapshot);
  const matched = mapExpressions(mapChildren(algebra, inside), (expression) =>
    mapPatterns(expression, inside),
  );
  if (matched.kind !== 'bgp') return matched;
  return matched.triples.map((triple) => matchNumber(triple, snapshot)).reduce(join, unit);
}

function matchNumber(triple: TriplePattern, snapshot: QuadSnapshot): Algebra {
  const { object } = triple;
  if (object.kind === 'variable') return { kind: 'bgp', triples: [triple] };
  const amounts = amountsLike(object.term);
  const spellings =
    amounts.length === 0 ? [] : occurring([object.term, ...amounts], triple, snapshot);
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

/** The amounts of Wikibase that have the value of the literal. */
function amountsLike(term: RdfTerm): RdfTerm[] {
  if (!isLiteral(term)) return [];
  const lexical = lexicalForm(term);
  if (NUMBER_FORMS.get(datatypeOf(term))?.test(lexical) !== true) return [];
  const [whole = '', fraction = ''] = amountFrom(lexical).split('.');
  const digits = fraction.replace(/0+$/, '');
  return Array.from({ length: LAST_ZEROS_AT_MOST + 1 }, (_, zeros) => {
    const decimals = digits + '0'.repeat(zeros);
    return literal(decimals === '' ? whole : `${whole}.${decimals}`, `${XSD}decimal`);
  });
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
