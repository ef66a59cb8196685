/** Which variables a pattern can bind, which it always binds, and which an expression reads. */
import type { Algebra, Expression, PatternTerm, TriplePattern, Variable } from './algebra.ts';
import { childrenOf, expressionsOf } from './traversal.ts';

type VariableSet = ReadonlySet<Variable>;

interface Bindings {
  /** Bound in at least one solution, as far as the shape of the pattern tells. */
  readonly possible: VariableSet;
  /** Bound in every solution. */
  readonly certain: VariableSet;
}

const known = new WeakMap<Algebra, Bindings>();

/** In SPARQL's words: the variables that are in scope. */
export function possibleVariables(algebra: Algebra): VariableSet {
  return bindingsOf(algebra).possible;
}

export function certainVariables(algebra: Algebra): VariableSet {
  return bindingsOf(algebra).certain;
}

function bindingsOf(algebra: Algebra): Bindings {
  const found = known.get(algebra);
  if (found !== undefined) return found;
  const bindings = findBindings(algebra);
  known.set(algebra, bindings);
  return bindings;
}

function findBindings(algebra: Algebra): Bindings {
  switch (algebra.kind) {
    case 'bgp':
      return same(new Set(algebra.triples.flatMap(tripleVariables)));
    case 'path':
      return same(new Set([algebra.subject, algebra.object].flatMap(termVariables)));
    case 'values':
      return {
        possible: new Set(algebra.variables),
        certain: new Set(
          algebra.variables.filter((_, column) =>
            algebra.rows.every((row) => row[column] !== undefined),
          ),
        ),
      };
    case 'include': {
      // Whether the subquery always binds them is not known here.
      return { possible: new Set(algebra.variables.map(([, name]) => name)), certain: new Set() };
    }
    case 'join': {
      const [left, right] = [bindingsOf(algebra.left), bindingsOf(algebra.right)];
      return {
        possible: left.possible.union(right.possible),
        certain: left.certain.union(right.certain),
      };
    }
    case 'left-join': {
      const [left, right] = [bindingsOf(algebra.left), bindingsOf(algebra.right)];
      return { possible: left.possible.union(right.possible), certain: left.certain };
    }
    case 'minus':
      return bindingsOf(algebra.left);
    case 'union': {
      const branches = algebra.branches.map(bindingsOf);
      return branches.reduce((all, branch) => ({
        possible: all.possible.union(branch.possible),
        certain: all.certain.intersection(branch.certain),
      }));
    }
    case 'graph': {
      const input = bindingsOf(algebra.input);
      const names = new Set(termVariables(algebra.name));
      return { possible: input.possible.union(names), certain: input.certain.union(names) };
    }
    case 'filter':
    case 'order-by':
    case 'distinct':
    case 'slice':
      return bindingsOf(algebra.input);
    case 'extend': {
      const input = bindingsOf(algebra.input);
      const possible = input.possible.union(new Set([algebra.variable]));
      return algebra.expression.kind === 'term'
        ? { possible, certain: input.certain.union(new Set([algebra.variable])) }
        : { possible, certain: input.certain };
    }
    case 'group': {
      const { certain } = bindingsOf(algebra.input);
      const counts = algebra.aggregates.filter(({ name }) => name === 'count');
      return {
        possible: new Set([...algebra.keys, ...algebra.aggregates.map((each) => each.variable)]),
        certain: new Set([
          ...algebra.keys.filter((key) => certain.has(key)),
          ...counts.map((each) => each.variable),
        ]),
      };
    }
    case 'project': {
      const input = bindingsOf(algebra.input);
      const kept = new Set(algebra.variables);
      return {
        possible: input.possible.intersection(kept),
        certain: input.certain.intersection(kept),
      };
    }
    case 'label-service': {
      const input = bindingsOf(algebra.input);
      const targets = new Set(algebra.requests.map((request) => request.target));
      return { possible: input.possible.union(targets), certain: input.certain };
    }
  }
}

function same(variables: VariableSet): Bindings {
  return { possible: variables, certain: variables };
}

export function termVariables(term: PatternTerm): Variable[] {
  return term.kind === 'variable' ? [term.name] : [];
}

export function tripleVariables(triple: TriplePattern): Variable[] {
  return [triple.subject, triple.predicate, triple.object].flatMap(termVariables);
}

/** The variables that an expression reads, those inside its `EXISTS` patterns included. */
export function expressionVariables(expression: Expression): Set<Variable> {
  const variables = new Set<Variable>();
  collectExpression(expression, variables);
  return variables;
}

/** Every variable that occurs anywhere in a pattern, in its expressions too. */
export function mentionedVariables(algebra: Algebra): Set<Variable> {
  const variables = new Set<Variable>();
  collectAlgebra(algebra, variables);
  return variables;
}

function collectExpression(expression: Expression, into: Set<Variable>): void {
  switch (expression.kind) {
    case 'variable':
      into.add(expression.name);
      break;
    case 'term':
      break;
    case 'call':
      for (const operand of expression.operands) collectExpression(operand, into);
      break;
    case 'exists':
      collectAlgebra(expression.pattern, into);
      break;
  }
}

function collectAlgebra(algebra: Algebra, into: Set<Variable>): void {
  for (const name of possibleVariables(algebra)) into.add(name);
  for (const expression of expressionsOf(algebra)) collectExpression(expression, into);
  for (const child of childrenOf(algebra)) collectAlgebra(child, into);
  if (algebra.kind === 'label-service') {
    for (const { subject } of algebra.requests) termVariables(subject).forEach((v) => into.add(v));
  }
}
