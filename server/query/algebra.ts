/**
 * A query as the algebra of SPARQL 1.1, section 18: what is asked, before anyone decides how.
 *
 * Plain data. Variables carry no question mark. Names that a query cannot write begin with a dot:
 * blank nodes of patterns, intermediate nodes of paths, and variables that a sub-select hides.
 */
import type { RdfTerm } from '../rdf/term.ts';

export type Variable = string;

/** One position of a pattern. */
export type PatternTerm =
  | { readonly kind: 'variable'; readonly name: Variable }
  | { readonly kind: 'term'; readonly term: RdfTerm };

export interface TriplePattern {
  readonly subject: PatternTerm;
  readonly predicate: PatternTerm;
  readonly object: PatternTerm;
}

export type PropertyPath =
  | { readonly kind: 'link'; readonly iri: RdfTerm }
  | { readonly kind: 'inverse'; readonly path: PropertyPath }
  | { readonly kind: 'sequence'; readonly steps: readonly PropertyPath[] }
  | { readonly kind: 'alternative'; readonly branches: readonly PropertyPath[] }
  | { readonly kind: 'zero-or-one'; readonly path: PropertyPath }
  | { readonly kind: 'zero-or-more'; readonly path: PropertyPath }
  | { readonly kind: 'one-or-more'; readonly path: PropertyPath }
  | {
      readonly kind: 'negated-set';
      readonly forward: readonly RdfTerm[] | undefined;
      readonly inverse: readonly RdfTerm[] | undefined;
    };

export interface PathPattern {
  readonly subject: PatternTerm;
  readonly path: PropertyPath;
  readonly object: PatternTerm;
}

/** `operator` is a keyword or sign of the grammar in lower case, or the IRI of a function. */
export type Expression =
  | { readonly kind: 'variable'; readonly name: Variable }
  | { readonly kind: 'term'; readonly term: RdfTerm }
  | { readonly kind: 'call'; readonly operator: string; readonly operands: readonly Expression[] }
  | { readonly kind: 'exists'; readonly pattern: Algebra };

export const aggregateNames = [
  'count',
  'sum',
  'avg',
  'min',
  'max',
  'sample',
  'group_concat',
] as const;
export type AggregateName = (typeof aggregateNames)[number];

export interface Aggregate {
  readonly variable: Variable;
  readonly name: AggregateName;
  /** Absent for `COUNT(*)`. */
  readonly operand: Expression | undefined;
  readonly distinct: boolean;
  readonly separator: string;
}

export interface SortKey {
  readonly expression: Expression;
  readonly descending: boolean;
}

/** A label, description or joined aliases that the label service binds. */
export interface LabelRequest {
  readonly subject: PatternTerm;
  readonly predicate: RdfTerm;
  readonly target: Variable;
}

export interface ValuesTable {
  readonly variables: readonly Variable[];
  readonly rows: readonly (readonly (RdfTerm | undefined)[])[];
}

export type Algebra =
  | { readonly kind: 'bgp'; readonly triples: readonly TriplePattern[] }
  | ({ readonly kind: 'path' } & PathPattern)
  | ({ readonly kind: 'values' } & ValuesTable)
  | { readonly kind: 'join'; readonly left: Algebra; readonly right: Algebra }
  | {
      readonly kind: 'left-join';
      readonly left: Algebra;
      readonly right: Algebra;
      readonly condition: readonly Expression[];
    }
  | { readonly kind: 'minus'; readonly left: Algebra; readonly right: Algebra }
  | { readonly kind: 'union'; readonly branches: readonly Algebra[] }
  | {
      /** The pattern over one named graph, or over each of them, whose name the variable is. */
      readonly kind: 'graph';
      readonly name: PatternTerm;
      readonly input: Algebra;
    }
  | { readonly kind: 'filter'; readonly input: Algebra; readonly condition: Expression }
  | {
      readonly kind: 'extend';
      readonly input: Algebra;
      readonly variable: Variable;
      readonly expression: Expression;
    }
  | {
      readonly kind: 'group';
      readonly input: Algebra;
      readonly keys: readonly Variable[];
      readonly aggregates: readonly Aggregate[];
    }
  | { readonly kind: 'order-by'; readonly input: Algebra; readonly keys: readonly SortKey[] }
  | { readonly kind: 'project'; readonly input: Algebra; readonly variables: readonly Variable[] }
  | { readonly kind: 'distinct'; readonly input: Algebra }
  | {
      readonly kind: 'slice';
      readonly input: Algebra;
      readonly offset: number;
      readonly limit: number | undefined;
    }
  | {
      readonly kind: 'label-service';
      readonly input: Algebra;
      readonly languages: readonly string[];
      readonly requests: readonly LabelRequest[];
    }
  | {
      /** A named subquery, evaluated once however often it is included. */
      readonly kind: 'include';
      readonly name: string;
      /** Its variable, and the name that it has here. */
      readonly variables: readonly (readonly [Variable, Variable])[];
    };

export type QueryForm =
  | { readonly kind: 'select'; readonly variables: readonly Variable[] }
  | { readonly kind: 'ask' }
  | { readonly kind: 'construct'; readonly template: readonly TriplePattern[] }
  | { readonly kind: 'describe'; readonly resources: readonly PatternTerm[] };

/** The graphs that are asked, by name: the default graph is the merge of some of them. */
export interface DatasetClause {
  readonly defaults: readonly RdfTerm[];
  readonly named: readonly RdfTerm[];
}

export interface Query {
  readonly form: QueryForm;
  readonly pattern: Algebra;
  /** What `FROM` and `FROM NAMED` say; absent where there is neither. */
  readonly dataset: DatasetClause | undefined;
  /** In an order in which each uses only those before it. */
  readonly named: ReadonlyMap<string, Algebra>;
  /** What `IRI()` resolves against. */
  readonly baseIri: string | undefined;
}

/** One solution that binds nothing: the neutral element of `join`. */
export const unit: Algebra = { kind: 'bgp', triples: [] };

function isUnit(algebra: Algebra): boolean {
  return algebra.kind === 'bgp' && algebra.triples.length === 0;
}

/** Joins two patterns; neighbouring triples stay one basic graph pattern. */
export function join(left: Algebra, right: Algebra): Algebra {
  if (isUnit(left)) return right;
  if (isUnit(right)) return left;
  if (left.kind === 'bgp' && right.kind === 'bgp') {
    return { kind: 'bgp', triples: [...left.triples, ...right.triples] };
  }
  return { kind: 'join', left, right };
}

export function variable(name: Variable): { readonly kind: 'variable'; readonly name: Variable } {
  return { kind: 'variable', name };
}

export function constant(term: RdfTerm): { readonly kind: 'term'; readonly term: RdfTerm } {
  return { kind: 'term', term };
}

export function call(operator: string, ...operands: readonly Expression[]): Expression {
  return { kind: 'call', operator, operands };
}
