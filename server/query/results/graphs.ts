/** What `CONSTRUCT` and `DESCRIBE` give: each triple once, a line a triple, which Turtle allows too. */
import { blankNode, isBlankNode, isLiteral, isNamedNode } from '../../rdf/term.ts';
import type { RdfTerm } from '../../rdf/term.ts';
import { ntriplesLine } from '../../rdf/ntriples.ts';

import type { PatternTerm, QueryForm, TriplePattern } from '../algebra.ts';
import { constantColumn, idAt } from '../../storage/quads/column.ts';
import type { TermId, Triples } from '../../storage/quads/quad-index.ts';
import { UNBOUND } from '../../storage/quads/terms/term-id.ts';
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
  const number = new Int32Array(1);
  for (const triple of triples) {
    limits.work(1);
    const before = seen.size;
    const key = triple.map((id) => constantColumn(id, 1));
    seen.addAll(key, 1, number);
    if (number[0] !== before) continue;
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
        if (column !== undefined) return idAt(batch.columns[column], row);
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
      for (const found of snapshot.scan({ subject })) {
        for (const triple of triplesOf(found)) {
          if (isBlankNode(terms.decode(triple[2]))) open.push(triple[2]);
          yield triple;
        }
      }
    }
  }
}

function triplesOf({ length, subjects, predicates, objects }: Triples): Triple[] {
  return Array.from({ length }, (_, row) => [
    idAt(subjects, row),
    idAt(predicates, row),
    idAt(objects, row),
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
      const id = idAt(batch.columns[column], row);
      if (id !== UNBOUND) yield id;
    }
  }
}
