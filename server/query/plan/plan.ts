/**
 * A plan: the algebra with every decision taken. Plain data, so that it can be shown, compared and
 * cached; `execute/build.ts` turns it into operators.
 *
 * Most nodes extend the rows of an `input`: they keep its columns and add their own. A join whose
 * right side is worked out anew for rows of its left side names a slot, and the `slot` leaf of
 * the right side is where these rows come in.
 */
import type { RdfTerm } from '../../rdf/term.ts';
import type { Permutation } from '../../storage/quads/quad-index.ts';
import type {
  Aggregate,
  Expression,
  LabelRequest,
  PathPattern,
  SortKey,
  TriplePattern,
  Variable,
} from '../algebra.ts';

export interface PlanEstimates {
  /** The columns of its rows. */
  readonly variables: readonly Variable[];
  /** Those that are bound in every row. */
  readonly certain: ReadonlySet<Variable>;
  /** How many rows are expected. */
  readonly rows: number;
  /** Work up to here, in units of one row read in sequence. */
  readonly cost: number;
  /** The variables by whose ids its rows are sorted, the first counting most; bound in every row. */
  readonly sortedBy: readonly Variable[];
  /** Whether its rows begin at the slot of an enclosing join, and so change with each use. */
  readonly fed: boolean;
}

export type PlanNode =
  | { readonly kind: 'unit' }
  | { readonly kind: 'slot'; readonly slot: number }
  /** The triples that fit a pattern, in the order of the permutation. */
  | { readonly kind: 'scan'; readonly pattern: TriplePattern; readonly permutation: Permutation }
  /** Index look-ups: for each row of the input, the triples that fit it. */
  | { readonly kind: 'index-join'; readonly input: Plan; readonly pattern: TriplePattern }
  | { readonly kind: 'path'; readonly input: Plan; readonly pattern: PathPattern }
  | { readonly kind: 'count-scan'; readonly pattern: TriplePattern; readonly variable: Variable }
  | {
      readonly kind: 'values';
      readonly rowsOfTerms: readonly (readonly (RdfTerm | undefined)[])[];
    }
  | {
      readonly kind: 'merge-join';
      readonly left: Plan;
      readonly right: Plan;
      /** Both sides are sorted by it first. */
      readonly key: Variable;
    }
  | {
      /** Patterns that form cycles, all at once. */
      readonly kind: 'leapfrog';
      readonly patterns: readonly TriplePattern[];
      /** Of their variables; what comes out is sorted by it. */
      readonly order: readonly Variable[];
    }
  | {
      readonly kind: 'hash-join';
      readonly probe: Plan;
      /** Read once into a hash table; never fed by a slot. */
      readonly build: Plan;
      /** Shared, and bound in every row of both sides; other shared variables are compared. */
      readonly keys: readonly Variable[];
    }
  | {
      readonly kind: 'left-join';
      readonly left: Plan;
      readonly slot: number;
      readonly right: Plan;
      readonly condition: readonly Expression[];
    }
  | {
      /** Which rows of the left side have a partner on the right; never more rows than before. */
      readonly kind: 'semi-join';
      readonly left: Plan;
      readonly slot: number;
      /** The columns that the right side sees. */
      readonly seen: readonly Variable[];
      readonly right: Plan;
      /** Keep rows with or without partner, or keep all and say in a column which they are. */
      readonly keep: 'matched' | 'unmatched' | { readonly mark: Variable };
    }
  | { readonly kind: 'hash-minus'; readonly left: Plan; readonly right: Plan }
  | {
      readonly kind: 'union';
      readonly branches: readonly Plan[];
      /** Present where the branches start from the rows of another plan. */
      readonly source: { readonly slot: number; readonly input: Plan } | undefined;
    }
  | {
      /** The input's rows in one named graph; `variable` is bound to its name. */
      readonly kind: 'graph';
      readonly input: Plan;
      readonly graph: RdfTerm;
      readonly variable: Variable | undefined;
    }
  | { readonly kind: 'filter'; readonly input: Plan; readonly condition: Expression }
  | {
      readonly kind: 'extend';
      readonly input: Plan;
      readonly variable: Variable;
      readonly expression: Expression;
    }
  | {
      readonly kind: 'group';
      readonly input: Plan;
      readonly keys: readonly Variable[];
      readonly aggregates: readonly Aggregate[];
      /** Whether the rows of a group come one after the other. */
      readonly sorted: boolean;
    }
  | {
      readonly kind: 'sort';
      readonly input: Plan;
      readonly keys: readonly SortKey[];
      /** Only that many rows from the front are needed. */
      readonly limit: number | undefined;
    }
  | { readonly kind: 'project'; readonly input: Plan }
  | {
      readonly kind: 'distinct';
      readonly input: Plan;
      /** Whether equal rows come one after the other. */
      readonly sorted: boolean;
    }
  | {
      readonly kind: 'slice';
      readonly input: Plan;
      readonly offset: number;
      readonly limit: number | undefined;
    }
  | {
      readonly kind: 'label';
      readonly input: Plan;
      readonly languages: readonly string[];
      readonly requests: readonly LabelRequest[];
    }
  /** The rows of a named subquery. */
  | { readonly kind: 'shared'; readonly name: string; readonly columns: readonly Variable[] };

export type Plan = PlanNode & PlanEstimates;

export interface QueryPlan {
  readonly root: Plan;
  /** In an order in which each uses only those before it. */
  readonly named: ReadonlyMap<string, Plan>;
}

/** The column in which a fed row keeps the number that it has in its batch. */
export function rowColumn(slot: number): Variable {
  return `.row${slot}`;
}
