/**
 * The algebra evaluated to the letter of SPARQL 1.1, section 18.5: bottom up, without any plan, on
 * plain maps. Slow and obviously right, so that plans can be compared with it.
 */
import type { Quad, RdfTerm } from '../../rdf/term.ts';
import type { Algebra, Expression, PatternTerm, TriplePattern } from '../algebra.ts';
import { termVariables, tripleVariables } from '../variables.ts';

export interface ReferenceData {
  /** Of the graph that is asked. */
  readonly quads: readonly Quad[];
  readonly named: ReadonlyMap<RdfTerm, readonly Quad[]>;
  /** Inside `EXISTS`: the row that asks. Its terms stand for its variables wherever they occur. */
  readonly asking?: Solution;
}

export type Solution = ReadonlyMap<string, RdfTerm>;

export function solutionsOf(algebra: Algebra, data: ReferenceData): readonly Solution[] {
  const evaluate = (part: Algebra): readonly Solution[] => solutionsOf(part, data);
  switch (algebra.kind) {
    case 'bgp':
      return algebra.triples.reduce<readonly Solution[]>(
        (rows, triple) => rows.flatMap((row) => matches(row, triple, data.quads)),
        [asked(data, algebra.triples.flatMap(tripleVariables))],
      );
    case 'values':
      return algebra.rows.flatMap((row) => {
        const bound = algebra.variables.flatMap((name, c) =>
          row[c] ? [[name, row[c]] as const] : [],
        );
        return merge(asked(data, algebra.variables), new Map(bound)) ?? [];
      });
    case 'join':
      return evaluate(algebra.left).flatMap((left) => partners(left, evaluate(algebra.right)));
    case 'left-join':
      return evaluate(algebra.left).flatMap((left) => {
        const joined = partners(left, evaluate(algebra.right)).filter((row) =>
          algebra.condition.every((each) => holds(each, row, data)),
        );
        return joined.length > 0 ? joined : [left];
      });
    case 'minus': {
      const right = evaluate(algebra.right);
      return evaluate(algebra.left).filter(
        (left) =>
          !right.some(
            (row) => merge(left, row) !== undefined && [...row.keys()].some((n) => left.has(n)),
          ),
      );
    }
    case 'union':
      return algebra.branches.flatMap(evaluate);
    case 'filter':
      return evaluate(algebra.input).filter((row) => holds(algebra.condition, row, data));
    case 'project':
      return evaluate(algebra.input).map(
        (row) => new Map([...row].filter(([name]) => algebra.variables.includes(name))),
      );
    case 'distinct': {
      const seen = new Map(evaluate(algebra.input).map((row) => [keyOf(row), row]));
      return [...seen.values()];
    }
    case 'extend':
      return evaluate(algebra.input).map((row) => {
        const term = termOf(algebra.expression, visible(row, data));
        return term === undefined ? row : new Map([...row, [algebra.variable, term]]);
      });
    case 'graph': {
      const { name, input } = algebra;
      return [...data.named].flatMap(([graph, quads]) => {
        if (name.kind === 'term' && name.term !== graph) return [];
        const bound = name.kind === 'term' ? [] : [[name.name, graph] as const];
        const named = merge(asked(data, termVariables(name)), new Map(bound));
        if (named === undefined) return [];
        return solutionsOf(input, { ...data, quads }).flatMap((row) => merge(row, named) ?? []);
      });
    }
    case 'path':
    case 'include':
    case 'group':
    case 'order-by':
    case 'slice':
    case 'label-service':
      throw new Error(`The reference does not know ${algebra.kind}.`);
  }
}

/** What the row that asks says of the variables. */
function asked({ asking }: ReferenceData, variables: readonly string[]): Solution {
  return new Map([...(asking ?? [])].filter(([name]) => variables.includes(name)));
}

function visible(row: Solution, { asking }: ReferenceData): Solution {
  return new Map([...(asking ?? []), ...row]);
}

export function keyOf(row: Solution): string {
  return [...row]
    .map(([name, term]) => `${name}=${term}`)
    .toSorted()
    .join(' ');
}

function matches(row: Solution, triple: TriplePattern, quads: readonly Quad[]): Solution[] {
  return quads.flatMap((quad) => {
    const found = new Map(row);
    const fits = (term: PatternTerm, value: RdfTerm): boolean => {
      if (term.kind === 'term') return term.term === value;
      const known = found.get(term.name) ?? value;
      found.set(term.name, known);
      return known === value;
    };
    return fits(triple.subject, quad.subject) &&
      fits(triple.predicate, quad.predicate) &&
      fits(triple.object, quad.object)
      ? [found]
      : [];
  });
}

function partners(left: Solution, right: readonly Solution[]): Solution[] {
  return right.flatMap((row) => merge(left, row) ?? []);
}

/** Both together, if they agree on what both bind. */
function merge(left: Solution, right: Solution): Solution | undefined {
  for (const [name, term] of right) if ((left.get(name) ?? term) !== term) return undefined;
  return new Map([...left, ...right]);
}

function holds(expression: Expression, row: Solution, data: ReferenceData): boolean {
  return truth(expression, visible(row, data), data) === true;
}

/** Only what the random queries use; `undefined` is an error. */
function truth(expression: Expression, row: Solution, data: ReferenceData): boolean | undefined {
  if (expression.kind === 'exists') {
    return solutionsOf(expression.pattern, { ...data, asking: row }).length > 0;
  }
  if (expression.kind !== 'call') throw new Error('The reference does not know this condition.');
  const [first, second] = expression.operands;
  if (first === undefined) throw new Error('An operand is missing.');
  if (expression.operator === '!') {
    const inner = truth(first, row, data);
    return inner === undefined ? undefined : !inner;
  }
  if (expression.operator === 'bound') return termOf(first, row) !== undefined;
  const [a, b] = [termOf(first, row), second && termOf(second, row)];
  if (a === undefined || b === undefined) return undefined;
  return (a === b) === (expression.operator === '=');
}

function termOf(expression: Expression, row: Solution): RdfTerm | undefined {
  if (expression.kind === 'variable') return row.get(expression.name);
  return expression.kind === 'term' ? expression.term : undefined;
}
