/**
 * The algebra evaluated to the letter of SPARQL 1.1, section 18.5: bottom up, without any plan, on
 * plain maps. Slow and obviously right, so that plans can be compared with it.
 */
import type { Quad, RdfTerm } from '../../rdf/term.ts';
import type { Algebra, Expression, PatternTerm, TriplePattern } from '../algebra.ts';

export type Solution = ReadonlyMap<string, RdfTerm>;

export function solutionsOf(algebra: Algebra, quads: readonly Quad[]): readonly Solution[] {
  const evaluate = (part: Algebra): readonly Solution[] => solutionsOf(part, quads);
  switch (algebra.kind) {
    case 'bgp':
      return algebra.triples.reduce<readonly Solution[]>(
        (rows, triple) => rows.flatMap((row) => matches(row, triple, quads)),
        [new Map()],
      );
    case 'values':
      return algebra.rows.map(
        (row) => new Map(algebra.variables.flatMap((name, c) => (row[c] ? [[name, row[c]]] : []))),
      );
    case 'join':
      return evaluate(algebra.left).flatMap((left) => partners(left, evaluate(algebra.right)));
    case 'left-join':
      return evaluate(algebra.left).flatMap((left) => {
        const joined = partners(left, evaluate(algebra.right)).filter((row) =>
          algebra.condition.every((each) => holds(each, row, quads)),
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
      return evaluate(algebra.input).filter((row) => holds(algebra.condition, row, quads));
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
        const term = termOf(algebra.expression, row);
        return term === undefined ? row : new Map([...row, [algebra.variable, term]]);
      });
    case 'path':
    case 'graph':
    case 'include':
    case 'group':
    case 'order-by':
    case 'slice':
    case 'label-service':
      throw new Error(`The reference does not know ${algebra.kind}.`);
  }
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

function holds(expression: Expression, row: Solution, quads: readonly Quad[]): boolean {
  return truth(expression, row, quads) === true;
}

/** Only what the random queries use; `undefined` is an error. */
function truth(expression: Expression, row: Solution, quads: readonly Quad[]): boolean | undefined {
  if (expression.kind === 'exists') {
    return solutionsOf(substitute(expression.pattern, row), quads).length > 0;
  }
  if (expression.kind !== 'call') throw new Error('The reference does not know this condition.');
  const [first, second] = expression.operands;
  if (first === undefined) throw new Error('An operand is missing.');
  if (expression.operator === '!') {
    const inner = truth(first, row, quads);
    return inner === undefined ? undefined : !inner;
  }
  if (expression.operator === 'bound') return first.kind === 'variable' && row.has(first.name);
  const [a, b] = [termOf(first, row), second && termOf(second, row)];
  if (a === undefined || b === undefined) return undefined;
  return (a === b) === (expression.operator === '=');
}

function termOf(expression: Expression, row: Solution): RdfTerm | undefined {
  if (expression.kind === 'variable') return row.get(expression.name);
  return expression.kind === 'term' ? expression.term : undefined;
}

/** The row's terms in place of its variables, as `EXISTS` is defined. */
function substitute(algebra: Algebra, row: Solution): Algebra {
  const replaced = JSON.parse(JSON.stringify(algebra), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('kind' in value)) return value;
    if (value.kind !== 'variable' || !('name' in value)) return value;
    const term = row.get(String(value.name));
    return term === undefined ? value : { kind: 'term', term };
  }) as Algebra;
  return replaced;
}
