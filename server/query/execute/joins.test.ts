import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idAt } from '../../storage/quads/column.ts';
import { MemoryIndex } from '../../storage/quads/memory-index.ts';
import type { TermId } from '../../storage/quads/quad-index.ts';
import { UNBOUND } from '../../storage/quads/terms/term-id.ts';
import { namedNode } from '../../rdf/term.ts';
import type { TriplePattern, Variable } from '../algebra.ts';
import { constant, variable } from '../algebra.ts';
import { Dataset } from '../dataset.ts';
import { CONCEPT_BASE } from '../example.fixture.ts';
import { QueryLimits } from '../limits.ts';
import { cyclicPatterns, variableOrder } from '../plan/cycles.ts';
import { scanPlan } from '../plan/nodes.ts';
import { scanOrder } from '../plan/sort-order.ts';
import { BatchBuilder } from './batch.ts';
import type { Batch } from './batch.ts';
import { TermValues } from './expression/term-values.ts';
import type { ExecutionContext, Operator, Rows } from './operator.ts';
import { HashJoin } from './operators/hash-join.ts';
import { IndexJoin } from './operators/index-join.ts';
import { IndexScan } from './operators/index-scan.ts';
import { Leapfrog } from './operators/leapfrog.ts';
import { MergeJoin } from './operators/merge-join.ts';
import { QueryTerms } from './query-terms.ts';

type Row = readonly TermId[];

/** Ids of two kinds, so that high halves differ within a column. */
const item = (number: number) => namedNode(`${CONCEPT_BASE}Q${number}`);
const node = (number: number) => (number % 3 === 0 ? namedNode(`x:${number}`) : item(number));
const link = namedNode('x:p');

const index = new MemoryIndex(CONCEPT_BASE);
index.apply({
  added: Array.from({ length: 40 }, (_, number) => [
    { subject: node(number % 12), predicate: link, object: node((number * 7) % 11) },
    { subject: node(number), predicate: link, object: node(1) },
  ]).flat(),
});

function contextOf(graph: MemoryIndex = index): ExecutionContext {
  const snapshot = graph.snapshot();
  const limits = new QueryLimits();
  const terms = new QueryTerms(snapshot, limits);
  const values = new TermValues(terms);
  const others = { slots: new Map(), conceptBase: CONCEPT_BASE, baseIri: undefined, nowMs: 0 };
  return { snapshot, dataset: new Dataset(snapshot), limits, terms, values, ...others };
}

/** Rows that are there already, cut into batches of the given size. */
class Given implements Operator {
  readonly variables: readonly Variable[];
  readonly #rows: readonly Row[];
  readonly #batchRows: number;

  constructor(variables: readonly Variable[], rows: readonly Row[], batchRows: number) {
    this.variables = variables;
    this.#rows = rows;
    this.#batchRows = batchRows;
  }

  *open(): Rows {
    for (let start = 0; start < this.#rows.length; start += this.#batchRows) {
      yield batchOf(this.#rows.slice(start, start + this.#batchRows), this.variables.length);
    }
  }
}

function batchOf(rows: readonly Row[], width: number): Batch {
  const builder = new BatchBuilder(width);
  for (const row of rows) {
    row.forEach((id, column) => builder.columns[column].push(id));
    builder.commit(1);
  }
  return builder.take();
}

function rowsOf(operator: Operator): string[] {
  const rows: string[] = [];
  for (const { length, columns } of operator.open()) {
    for (let row = 0; row < length; row++) {
      rows.push(columns.map((column) => idAt(column, row)).join(' '));
    }
  }
  return rows.toSorted();
}

/** Nested loops; what is unbound agrees with everything. */
function nestedLoops(
  left: { variables: readonly Variable[]; rows: readonly Row[] },
  right: { variables: readonly Variable[]; rows: readonly Row[] },
  variables: readonly Variable[],
): string[] {
  const rows = left.rows.flatMap((ours) =>
    right.rows.flatMap((theirs) => {
      const merged = new Map(left.variables.map((name, column) => [name, ours[column]]));
      for (const [column, name] of right.variables.entries()) {
        const [a, b] = [merged.get(name) ?? UNBOUND, theirs[column]];
        if (a !== UNBOUND && b !== UNBOUND && a !== b) return [];
        merged.set(name, a === UNBOUND ? b : a);
      }
      return [variables.map((name) => merged.get(name) ?? UNBOUND).join(' ')];
    }),
  );
  return rows.toSorted();
}

const ids = Array.from({ length: 20 }, (_, number) =>
  contextOf().terms.encode(node(number)),
).toSorted((a, b) => a - b);
const id = fc.constantFrom(...ids);
const someIds = (most: number) => fc.integer({ min: 0, max: most }).map((at) => ids[at]);
const maybeId = fc.option(id, { nil: UNBOUND, freq: 3 });
const batchRows = fc.integer({ min: 1, max: 9 });
/** Few keys, so that runs are long; or many. */
const table = fc
  .integer({ min: 0, max: 19 })
  .chain((most) => fc.array(fc.tuple(someIds(most), maybeId), { maxLength: 60 }));

function byKey(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => a[0] - b[0]);
}

describe.each([[['k', 'a', 'b']], [['b', 'k']], [['a']], [[]]])(
  'joins that give %j',
  (variables) => {
    test.each([
      ['apart', ['k', 'a'], ['k', 'b']],
      ['with another variable in common', ['k', 'a'], ['k', 'a']],
    ])('two tables %s', (_, leftNames, rightNames) => {
      fc.assert(
        fc.property(table, table, batchRows, batchRows, (leftRows, rightRows, l, r) => {
          const left = { variables: leftNames, rows: byKey(leftRows) };
          const right = { variables: rightNames, rows: byKey(rightRows) };
          const [ours, theirs] = [
            new Given(leftNames, left.rows, l),
            new Given(rightNames, right.rows, r),
          ];
          const context = contextOf();
          const expected = nestedLoops(left, right, variables);
          // A batch without columns says no more than how many rows it has.
          expect(rowsOf(new MergeJoin(ours, theirs, 'k', variables, context))).toEqual(expected);
          expect(rowsOf(new HashJoin(ours, theirs, ['k'], variables, context))).toEqual(expected);
          expect(context.limits.usedBytes).toBeGreaterThanOrEqual(0);
        }),
        { numRuns: 150 },
      );
    });
  },
);

const edges = fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(5)), {
  maxLength: 25,
  selector: (pair) => pair.join(),
});
const corner = fc.constantFrom('a', 'b', 'c', 'd').map(variable);
const cycle = fc.array(fc.tuple(corner, fc.constantFrom('x:p', 'x:q'), corner), {
  minLength: 3,
  maxLength: 6,
});

function edgeBy(predicate: string) {
  return ([from, to]: readonly [number, number]) => ({
    subject: node(from),
    predicate: namedNode(predicate),
    object: node(to),
  });
}

test('patterns that form cycles give what joining them one by one gives', () => {
  fc.assert(
    fc.property(edges, edges, cycle, (some, more, triples) => {
      const graph = new MemoryIndex(CONCEPT_BASE);
      graph.apply({ added: [...some.map(edgeBy('x:p')), ...more.map(edgeBy('x:q'))] });
      const context = contextOf(graph);
      const core = cyclicPatterns(
        triples.map(([subject, predicate, object]) => ({
          subject,
          predicate: constant(namedNode(predicate)),
          object,
        })),
      );
      if (core.length === 0) return;
      const order = variableOrder(core);
      const tables = core.map((triple) => {
        const variables = scanOrder(triple, 'pso');
        const scan = new IndexScan(triple, 'pso', variables, context);
        return { variables, rows: rowsOf(scan).map((row) => row.split(' ').map(Number)) };
      });
      const expected = tables.reduce(
        (left, right) => {
          const variables = [...new Set([...left.variables, ...right.variables])];
          const rows = nestedLoops(left, right, variables);
          return { variables, rows: rows.map((row) => row.split(' ').map(Number)) };
        },
        { variables: [] as readonly Variable[], rows: [[]] as readonly Row[] },
      );
      const columns = order.map((name) => expected.variables.indexOf(name));
      const rows = expected.rows.map((row) => columns.map((column) => row[column]).join(' '));
      const found = rowsOf(new Leapfrog(core, order, order, context));
      expect(found).toEqual(rows.toSorted());
    }),
    { numRuns: 400 },
  );
});

const patternTerm = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('k', 'a', 'c').map(variable) },
  fc.constantFrom(0, 1, 2, 3).map((number) => constant(node(number))),
);
const pattern: fc.Arbitrary<TriplePattern> = fc.record({
  subject: patternTerm,
  predicate: fc.constantFrom(constant(link), variable('p')),
  object: patternTerm,
});

test('looking rows up gives what joining with all triples gives', () => {
  fc.assert(
    fc.property(pattern, table, batchRows, (triple, rows, size) => {
      const context = contextOf();
      const plan = scanPlan(triple, 0);
      if (plan.kind !== 'scan') return;
      const names = plan.variables;
      const all = new IndexScan(triple, plan.permutation, names, context);
      const left = { variables: ['k', 'a'], rows };
      const right = {
        variables: names,
        rows: rowsOf(all).map((row) => (row === '' ? [] : row.split(' ').map(Number))),
      };
      const variables = [...new Set(['k', 'a', ...names])];
      const given = new Given(left.variables, rows, size);
      const joined = new IndexJoin(given, triple, new Set(['k']), variables, context);
      expect(rowsOf(joined)).toEqual(nestedLoops(left, right, variables));
    }),
    { numRuns: 400 },
  );
});
