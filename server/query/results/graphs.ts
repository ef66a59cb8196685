/** What `CONSTRUCT` and `DESCRIBE` give: each triple once, a line a triple, which Turtle allows too. */
import { blankNode, isBlankNode, isLiteral, isNamedNode } from '../../rdf/term.ts';
import type { RdfTerm } from '../../rdf/term.ts';
import { ntriplesLine } from '../../rdf/ntriples.ts';
import type { TermId } from '../../storage/quads/quad-index.ts';
import type { PatternTerm, QueryForm, TriplePattern } from '../algebra.ts';
import { UNBOUND } from '../execute/batch.ts';
import type { Batch } from '../execute/batch.ts';
import { KeyTable } from '../execute/key-table.ts';
import type { ExecutionContext, Operator } from '../execute/operator.ts';
import { columnIndex } from '../execute/operator.ts';
import { isIndexId } from '../execute/query-terms.ts';

export function* writeGraph(
  form: Extract<QueryForm, { kind: 'construct' | 'describe' }>,
  solutions: Operator,
  context: ExecutionContext,
): Generator<string, void, undefined> {
  const triples =
    form.kind === 'construct'
      ? constructed(form.template, solutions, context)
      : described(form.resources, solutions, context);
  const { terms, limits } = context;
  const seen = new KeyTable(3, limits);
  const key = [new Float64Array(1), new Float64Array(1), new Float64Array(1)];
  for (const triple of triples) {
    limits.work(1);
    triple.forEach((id, position) => {
      (key[position] as Float64Array)[0] = id;
    });
    const before = seen.size;
    if (seen.add(key, 0) !== before) continue;
    const [subject, predicate, object] = triple.map((id) => terms.decode(id)) as [
      RdfTerm,
      RdfTerm,
      RdfTerm,
    ];
    yield ntriplesLine(subject, predicate, object);
  }
}

type Triple = readonly [TermId, TermId, TermId];

/** The template filled in for each solution; what would be no triple is left away. */
function* constructed(
  template: readonly TriplePattern[],
  solutions: Operator,
  context: ExecutionContext,
): Generator<Triple, void, undefined> {
  const { terms } = context;
  for (const batch of solutions.open()) {
    for (let row = 0; row < batch.length; row++) {
      const blankNodes = new Map<string, TermId>();
      const fill = (term: PatternTerm): TermId => {
        if (term.kind === 'term') return terms.encode(term.term);
        const column = columnIndex(solutions.variables, term.name);
        if (column !== undefined) return batch.columns[column][row];
        // Only the template's own blank nodes have names with a dot.
        if (!term.name.startsWith('.')) return UNBOUND;
        const known = blankNodes.get(term.name);
        const id = known ?? terms.encode(blankNode(terms.freshBlankNode()));
        blankNodes.set(term.name, id);
        return id;
      };
      for (const { subject, predicate, object } of template) {
        const triple = [fill(subject), fill(predicate), fill(object)] as const;
        if (isTriple(triple, context)) yield triple;
      }
    }
  }
}

function isTriple([subject, predicate, object]: Triple, { terms }: ExecutionContext): boolean {
  if (subject === UNBOUND || predicate === UNBOUND || object === UNBOUND) return false;
  return !isLiteral(terms.decode(subject)) && isNamedNode(terms.decode(predicate));
}

/** All that is said of a resource, and of the blank nodes that this leads to. */
function* described(
  resources: readonly PatternTerm[],
  solutions: Operator,
  context: ExecutionContext,
): Generator<Triple, void, undefined> {
  const { snapshot, terms } = context;
  const done = new Set<TermId>();
  for (const start of startingPoints(resources, solutions, context)) {
    const open = [start];
    for (let subject = open.pop(); subject !== undefined; subject = open.pop()) {
      if (done.has(subject) || !isIndexId(subject)) continue;
      done.add(subject);
      for (const found of snapshot.scan({ subject, predicate: undefined, object: undefined })) {
        for (const triple of triplesOf(found)) {
          if (isBlankNode(terms.decode(triple[2]))) open.push(triple[2]);
          yield triple;
        }
      }
    }
  }
}

function triplesOf(found: {
  length: number;
  subjects: Float64Array;
  predicates: Float64Array;
  objects: Float64Array;
}): Triple[] {
  return Array.from({ length: found.length }, (_, i) => [
    found.subjects[i],
    found.predicates[i],
    found.objects[i],
  ]);
}

function* startingPoints(
  resources: readonly PatternTerm[],
  solutions: Operator,
  { terms }: ExecutionContext,
): Generator<TermId, void, undefined> {
  for (const resource of resources) {
    if (resource.kind === 'term') yield terms.encode(resource.term);
  }
  const columns = resources.flatMap((resource) =>
    resource.kind === 'variable' ? (columnIndex(solutions.variables, resource.name) ?? []) : [],
  );
  if (columns.length === 0) return;
  for (const batch of solutions.open()) yield* boundIds(batch, columns);
}

function* boundIds(batch: Batch, columns: readonly number[]): Generator<TermId, void, undefined> {
  for (const column of columns) {
    for (let row = 0; row < batch.length; row++) {
      const id = batch.columns[column][row];
      if (id !== UNBOUND) yield id;
    }
  }
}
