/** Makes plan nodes: their columns, estimates and cost follow from what they are made of. */
import { permutationsWith } from '../../storage/quads/permutation.ts';
import type { Position } from '../../storage/quads/permutation.ts';
import type { Permutation } from '../../storage/quads/quad-index.ts';
import type {
  Aggregate,
  Expression,
  LabelRequest,
  PathPattern,
  PatternTerm,
  SortKey,
  TriplePattern,
  ValuesTable,
  Variable,
} from '../algebra.ts';
import type { RdfTerm } from '../../rdf/term.ts';
import { termVariables, tripleVariables } from '../variables.ts';
import { FILTER_SELECTIVITY, LOOKUP_COST } from './cardinality.ts';
import { comesTogether, lookupOrder, orderWithin, scanOrder } from './sort-order.ts';
import { rowColumn } from './plan.ts';
import type { Plan } from './plan.ts';

/** A look-up where the one before it was near. */
const STEP_COST = 3;
/** Reading a triple into memory, and jumping to it from each of its ends. */
const LEAPFROG_COST = 3;

const none: ReadonlySet<Variable> = new Set();

export const unitPlan: Plan = {
  kind: 'unit',
  variables: [],
  certain: none,
  rows: 1,
  cost: 0,
  sortedBy: [],
  fed: false,
};

/**
 * Where the rows of `from` enter the right side of a join; with them goes their row number.
 *
 * Hash tables of the right side are built once for all rows, so that all of them count here.
 */
export function slotPlan(slot: number, from: Plan, seen: readonly Variable[]): Plan {
  const variables = [...seen, rowColumn(slot)];
  const certain = from.certain.union(new Set([rowColumn(slot)])).intersection(new Set(variables));
  const { rows } = from;
  const sortedBy = orderWithin(from, (name) => seen.includes(name));
  return { kind: 'slot', slot, variables, certain, rows, cost: 0, sortedBy, fed: true };
}

/** Reads all triples of a pattern. */
export function scanPlan(pattern: TriplePattern, rows: number, permutation?: Permutation): Plan {
  const isBound = (position: Position): boolean => pattern[position].kind === 'term';
  const [first = 'spo'] = permutationsWith(isBound);
  const chosen = permutation ?? first;
  const variables = [...new Set(tripleVariables(pattern))];
  return {
    kind: 'scan',
    pattern,
    permutation: chosen,
    variables,
    certain: new Set(variables),
    rows,
    cost: LOOKUP_COST + rows,
    sortedBy: scanOrder(pattern, chosen),
    fed: false,
  };
}

/** Looks the triples up that fit each row. */
export function indexJoinPlan(input: Plan, pattern: TriplePattern, matchesPerRow: number): Plan {
  if (input.kind === 'unit') return scanPlan(pattern, matchesPerRow);
  const rows = input.rows * matchesPerRow;
  const sortedBy = lookupOrder(input, pattern);
  return {
    ...extended(input, tripleVariables(pattern)),
    kind: 'index-join',
    input,
    pattern,
    rows,
    cost: input.cost + input.rows * (sortedBy.length > 0 ? STEP_COST : LOOKUP_COST) + rows,
    sortedBy,
  };
}

/** Both sides are sorted by `key` first. */
export function mergeJoinPlan(left: Plan, right: Plan, key: Variable, rows: number): Plan {
  return {
    kind: 'merge-join',
    left,
    right,
    key,
    variables: [...new Set([...left.variables, ...right.variables])],
    certain: left.certain.union(right.certain),
    rows,
    cost: left.cost + right.cost + (left.rows + right.rows) / 4 + rows,
    sortedBy: [key],
    fed: false,
  };
}

/** Reads all triples of each pattern; `triples` says how many these are together. */
export function leapfrogPlan(
  patterns: readonly TriplePattern[],
  order: readonly Variable[],
  triples: number,
  rows: number,
): Plan {
  return {
    kind: 'leapfrog',
    patterns,
    order,
    variables: order,
    certain: new Set(order),
    rows,
    cost: patterns.length * LOOKUP_COST + triples * LEAPFROG_COST + rows,
    sortedBy: order,
    fed: false,
  };
}

export function pathPlan(input: Plan, pattern: PathPattern, matchesPerRow: number): Plan {
  const ends = [pattern.subject, pattern.object];
  const rows = input.rows * matchesPerRow;
  // From a constant end, one search serves every row.
  const searches = ends.some((term) => term.kind === 'term') ? 1 : input.rows;
  return {
    ...extended(input, ends.flatMap(termVariables)),
    kind: 'path',
    input,
    pattern,
    rows,
    cost: input.cost + searches * LOOKUP_COST * 20 + rows + input.rows,
    sortedBy: [],
  };
}

export function countScanPlan(pattern: TriplePattern, variable: Variable): Plan {
  const variables = [variable];
  const certain = new Set(variables);
  const cost = LOOKUP_COST;
  const estimates = { variables, certain, rows: 1, cost, sortedBy: [], fed: false };
  return { kind: 'count-scan', pattern, variable, ...estimates };
}

export function valuesPlan(table: ValuesTable, certain: ReadonlySet<Variable>): Plan {
  const rows = table.rows.length;
  const rowsOfTerms = table.rows;
  const { variables } = table;
  const estimates = { variables, certain, rows, cost: rows, sortedBy: [], fed: false };
  return { kind: 'values', rowsOfTerms, ...estimates };
}

export function sharedPlan(
  name: string,
  pairs: readonly (readonly [Variable, Variable])[],
  from: Plan,
): Plan {
  const kept = pairs.filter(([inner]) => from.variables.includes(inner));
  const certain = kept.filter(([inner]) => from.certain.has(inner)).map(([, outer]) => outer);
  return {
    kind: 'shared',
    name,
    columns: kept.map(([inner]) => inner),
    variables: kept.map(([, outer]) => outer),
    certain: new Set(certain),
    rows: from.rows,
    cost: from.rows,
    sortedBy: [],
    fed: false,
  };
}

/** Builds on the smaller side where it may: a side that a slot feeds is never the build side. */
export function hashJoinPlan(left: Plan, right: Plan, rows: number): Plan {
  if (left.kind === 'unit') return right;
  const [probe, build] = !left.fed && left.rows < right.rows ? [right, left] : [left, right];
  const keys = build.variables.filter((name) => build.certain.has(name) && probe.certain.has(name));
  return {
    kind: 'hash-join',
    probe,
    build,
    keys,
    variables: [...new Set([...probe.variables, ...build.variables])],
    certain: probe.certain.union(build.certain),
    rows,
    cost: probe.cost + probe.rows + build.cost + build.rows * 3 + rows,
    sortedBy: probe.sortedBy,
    fed: probe.fed,
  };
}

export function leftJoinPlan(
  left: Plan,
  slot: number,
  right: Plan,
  condition: readonly Expression[],
): Plan {
  const rows = Math.max(left.rows, right.rows);
  return {
    kind: 'left-join',
    left,
    slot,
    right,
    condition,
    variables: [...new Set([...left.variables, ...withoutRow(right, slot)])],
    certain: left.certain,
    rows,
    cost: left.cost + right.cost + rows,
    sortedBy: [],
    fed: left.fed,
  };
}

export function semiJoinPlan(
  left: Plan,
  slot: number,
  right: Plan,
  seen: readonly Variable[],
  keep: (Plan & { kind: 'semi-join' })['keep'],
): Plan {
  const cost = left.cost + right.cost;
  const { sortedBy, fed } = left;
  const shared = { kind: 'semi-join' as const, left, slot, seen, right, keep, cost, sortedBy, fed };
  if (typeof keep !== 'object') {
    return { ...shared, ...columnsOf(left), rows: left.rows * FILTER_SELECTIVITY };
  }
  const columns = extended(left, [keep.mark]);
  return { ...shared, variables: columns.variables, certain: columns.certain, rows: left.rows };
}

export function hashMinusPlan(left: Plan, right: Plan): Plan {
  const cost = left.cost + left.rows + right.cost + right.rows * 3;
  const { sortedBy, fed } = left;
  return { kind: 'hash-minus', left, right, ...columnsOf(left), cost, sortedBy, fed };
}

export function unionPlan(
  branches: readonly Plan[],
  source: (Plan & { kind: 'union' })['source'],
): Plan {
  const certain = branches.map((branch) => branch.certain);
  return {
    kind: 'union',
    branches,
    source,
    variables: [...new Set(branches.flatMap((branch) => withoutRow(branch, source?.slot)))],
    certain: certain.reduce((all, each) => all.intersection(each), certain[0] ?? none),
    rows: sum(branches.map((branch) => branch.rows)),
    cost: sum(branches.map((branch) => branch.cost)) + (source?.input.cost ?? 0),
    sortedBy: [],
    fed: source?.input.fed ?? false,
  };
}

export function graphPlan(input: Plan, graph: RdfTerm, name: PatternTerm): Plan {
  const [variable] = termVariables(name);
  return {
    ...base(input),
    ...extended(input, termVariables(name)),
    kind: 'graph',
    input,
    graph,
    variable,
  };
}

export function filterPlan(input: Plan, condition: Expression): Plan {
  const rows = input.rows * FILTER_SELECTIVITY;
  return { ...base(input), kind: 'filter', input, condition, rows };
}

export function extendPlan(input: Plan, variable: Variable, expression: Expression): Plan {
  const certain = expression.kind === 'term' ? [variable] : [];
  const variables = [...input.variables.filter((name) => name !== variable), variable];
  return {
    ...base(input),
    kind: 'extend',
    input,
    variable,
    expression,
    variables,
    certain: input.certain.union(new Set(certain)),
    sortedBy: orderWithin(input, (name) => name !== variable),
  };
}

export function groupPlan(
  input: Plan,
  keys: readonly Variable[],
  aggregates: readonly Aggregate[],
): Plan {
  const sorted = comesTogether(input, keys);
  const counts = aggregates.filter(({ name }) => name === 'count').map(({ variable }) => variable);
  return {
    kind: 'group',
    input,
    keys,
    aggregates,
    variables: [...keys, ...aggregates.map(({ variable }) => variable)],
    certain: new Set([...keys.filter((key) => input.certain.has(key)), ...counts]),
    sorted,
    rows: keys.length === 0 ? 1 : Math.sqrt(input.rows) * 4,
    cost: input.cost + input.rows * (sorted ? 1 : 2),
    sortedBy: sorted ? orderWithin(input, (name) => keys.includes(name)) : [],
    fed: false,
  };
}

export function sortPlan(input: Plan, keys: readonly SortKey[], limit: number | undefined): Plan {
  const cost = input.cost + input.rows * Math.log2(input.rows + 2);
  return { ...base(input), kind: 'sort', input, keys, limit, cost, sortedBy: [] };
}

export function projectPlan(input: Plan, variables: readonly Variable[]): Plan {
  const certain = input.certain.intersection(new Set(variables));
  const sortedBy = orderWithin(input, (name) => variables.includes(name));
  return { ...base(input), kind: 'project', input, variables, certain, sortedBy };
}

export function distinctPlan(input: Plan): Plan {
  const sorted = comesTogether(input, input.variables);
  return { ...base(input), kind: 'distinct', input, sorted, rows: input.rows * 0.7 };
}

export function slicePlan(input: Plan, offset: number, limit: number | undefined): Plan {
  const rows = Math.min(input.rows, limit ?? Infinity);
  return { ...base(input), kind: 'slice', input, offset, limit, rows };
}

export function labelPlan(
  input: Plan,
  languages: readonly string[],
  requests: readonly LabelRequest[],
): Plan {
  return {
    ...base(input),
    ...extended(
      input,
      requests.map(({ target }) => target),
    ),
    certain: input.certain,
    kind: 'label',
    input,
    languages,
    requests,
    cost: input.cost + input.rows * LOOKUP_COST * requests.length,
  };
}

function withoutRow(plan: Plan, slot: number | undefined): readonly Variable[] {
  return plan.variables.filter((name) => slot === undefined || name !== rowColumn(slot));
}

function base(input: Plan) {
  const { sortedBy, fed } = input;
  return { ...columnsOf(input), cost: input.cost + input.rows, sortedBy, fed };
}

function columnsOf({ variables, certain, rows }: Plan) {
  return { variables, certain, rows };
}

/** The columns of a plan and others that are bound in every row. */
function extended(input: Plan, added: readonly Variable[]) {
  return {
    variables: [...new Set([...input.variables, ...added])],
    certain: input.certain.union(new Set(added)),
    fed: input.fed,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
