import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONCEPT_BASE, engineOver, indexOf, indexOfGraphs, quadsOf } from '../example.fixture.ts';
import { namedNode } from '../../rdf/term.ts';
import type { MemoryIndex } from '../../storage/quads/memory-index.ts';
import { idAt } from '../../storage/quads/column.ts';
import { UNBOUND } from '../../storage/quads/terms/term-id.ts';
import { Dataset } from '../dataset.ts';
import { parseQuery } from '../parse/translate.ts';
import { prefixes, wikiNamespaces } from '../../../schema/vocabulary.ts';
import type { Plan } from './plan.ts';
import { planQuery } from './planner.ts';
import { keyOf, solutionsOf } from './reference.fixture.ts';

const PROLOGUE = 'PREFIX : <http://example.org/> ';
const dialect = { prefixes: prefixes(wikiNamespaces(CONCEPT_BASE)), languages: [] };

const variable = fc.constantFrom('?a', '?b', '?c', '?d');
const node = fc.oneof({ weight: 4, arbitrary: variable }, fc.constantFrom(':1', ':2', ':3'));
const triple = fc
  .tuple(node, fc.constantFrom(':p', ':q', '?p'), node)
  .map((parts) => `${parts.join(' ')} .`);
const condition = fc.oneof(
  fc.tuple(variable, fc.constantFrom('=', '!='), node).map((parts) => parts.join(' ')),
  variable.map((name) => `BOUND(${name})`),
  variable.map((name) => `!BOUND(${name})`),
);
const values = fc.constantFrom('VALUES ?a { :1 :2 }', 'VALUES (?a ?b) { (:1 UNDEF) (UNDEF :2) }');

/** What may stand in a group whose own groups are made by `inside`. */
function partsOf(
  inside: fc.Arbitrary<string>,
  asked: fc.Arbitrary<string>,
): fc.Arbitrary<string>[] {
  return [
    triple,
    triple,
    values,
    condition.map((each) => `FILTER(${each})`),
    inside.map((each) => `OPTIONAL ${each}`),
    fc.tuple(inside, inside).map(([left, right]) => `${left} UNION ${right}`),
    inside,
    inside.map((each) => `{ SELECT ?a ?b ${each} }`),
    inside.map((each) => `{ SELECT DISTINCT ?b ?c ${each} }`),
    fc
      .tuple(fc.constantFrom(':2', ':9', '?d'), inside)
      .map(([name, each]) => `GRAPH ${name} ${each}`),
    fc
      .tuple(fc.constantFrom('', 'NOT '), asked)
      .map(([not, each]) => `FILTER ${not}EXISTS ${each}`),
  ];
}

function groupOf(part: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `{ ${parts.join(' ')} }`);
}

const options = { depthSize: 'small', withCrossShrink: true } as const;

const { group } = fc.letrec<Record<'group' | 'part' | 'asked' | 'askedPart', string>>((tie) => ({
  group: groupOf(tie('part')),
  part: fc.oneof(
    options,
    ...partsOf(tie('group'), tie('asked')),
    tie('group').map((each) => `MINUS ${each}`),
  ),
  // Whether MINUS takes what the row of EXISTS binds for bound on its left, the standard leaves open.
  asked: groupOf(tie('askedPart')),
  askedPart: fc.oneof(options, ...partsOf(tie('asked'), tie('asked'))),
}));

const graph = fc
  .uniqueArray(
    fc
      .tuple(
        fc.constantFrom(':1', ':2', ':3'),
        fc.constantFrom(':p', ':q'),
        fc.constantFrom(':1', ':2', ':3'),
      )
      .map((parts) => `${parts.join(' ')} .`),
    { maxLength: 8 },
  )
  .map((triples) => triples.join(' '));

test('a plan gives what the algebra says', () => {
  fc.assert(
    fc.property(graph, graph, group, (turtle, named, where) => {
      const text = `${PROLOGUE} SELECT * ${where}`;
      const parsed = parseQuery(text, dialect);
      if (!parsed.ok) return;
      const graphs = { '': turtle, 2: named, 3: ':1 :q :2 .' };
      const data = {
        quads: quadsOf(turtle),
        named: new Map(
          Object.entries(graphs).flatMap(([name, each]) =>
            name === '' || each === ''
              ? []
              : [[namedNode(`http://example.org/${name}`), quadsOf(each)] as const],
          ),
        ),
      };
      const expected = solutionsOf(parsed.value.pattern, data).map(keyOf);
      expect(planned(indexOfGraphs(graphs), text).toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 500 },
  );
});

/** The rows of a query in the reference's notation. */
function planned(index: MemoryIndex, text: string): string[] {
  const opened = engineOver(index).open({ text });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failures));
  const { operator, context } = opened.value;
  const rows: string[] = [];
  for (const batch of operator.open()) {
    for (let row = 0; row < batch.length; row++) {
      const bound = operator.variables.flatMap((name, column) => {
        const id = idAt(batch.columns[column], row);
        return id === UNBOUND ? [] : [[name, context.terms.decode(id)] as const];
      });
      rows.push(keyOf(new Map(bound)));
    }
  }
  return rows;
}

describe('plans', () => {
  const people = Array.from({ length: 200 }, (_, i) => `:i${i} :p :class ; :name "${i}" .`).join(
    ' ',
  );
  const links = Array.from(
    { length: 200 },
    (_, i) => `:i${i} :to :i${(i * 7) % 50} , :i${i % 3} .`,
  );
  const data = `${people} ${links.join(' ')} :i7 :rare :thing .`;

  test.each([
    ['SELECT * { ?x :p :class . ?x :rare :thing }', 'project(index-join :p(scan :rare))'],
    ['SELECT * { ?x :p ?c . ?x :name ?n }', 'project(merge-join(scan :p, scan :name))'],
    ['SELECT * { ?x :to ?y . ?y :to ?z . ?z :to ?x }', 'project(leapfrog)'],
    [
      'SELECT * { ?x :to ?y . ?y :to ?z . ?z :to ?x . ?x :rare ?r }',
      'project(index-join :to(index-join :to(index-join :to(scan :rare))))',
    ],
    ['SELECT DISTINCT ?c { ?x :p ?c }', 'distinct in order(project(scan :p))'],
    [
      'SELECT ?c (COUNT(*) AS ?n) { ?x :p ?c } GROUP BY ?c',
      'project(extend(group in order(scan :p)))',
    ],
    ['SELECT (COUNT(*) AS ?n) { ?x :p :class }', 'project(extend(count-scan))'],
    ['SELECT * { ?x :name ?n FILTER(?x = :i7) }', 'project(index-join :name(filter(values)))'],
    [
      'SELECT * { ?x :rare ?y FILTER NOT EXISTS { ?x :p :other } }',
      'project(semi-join(scan :rare, index-join :p(slot)))',
    ],
  ])('%s is %s', (query, plan) => {
    const parsed = parseQuery(PROLOGUE + query, dialect);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.failures));
    expect(outline(planQuery(parsed.value, new Dataset(indexOf(data).snapshot())).root)).toBe(plan);
  });
});

/** The shape of a plan: its operators and whose triples they read. */
function outline(plan: Plan): string {
  const children = ['probe', 'build', 'left', 'right', 'input'].flatMap((name) => {
    const child = (plan as unknown as Record<string, Plan | undefined>)[name];
    return child === undefined ? [] : [outline(child)];
  });
  const predicate =
    (plan.kind === 'scan' || plan.kind === 'index-join') && plan.pattern.predicate.kind === 'term'
      ? plan.pattern.predicate.term
      : '';
  const kind = 'sorted' in plan && plan.sorted ? `${plan.kind} in order` : plan.kind;
  const name =
    predicate === '' ? kind : `${plan.kind} :${predicate.slice(predicate.lastIndexOf('/') + 1)}`;
  return children.length === 0 ? name : `${name}(${children.join(', ')})`;
}
