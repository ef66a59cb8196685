/**
 * The order in which the parts of a join are taken, and how each is joined: greedily, always the
 * part that leaves the least work and the fewest rows. Filters apply as soon as their variables
 * are settled.
 */
import { isNamedNode } from '../../rdf/term.ts';
import type { Algebra, Expression, ValuesTable, Variable } from '../algebra.ts';
import { certainVariables, expressionVariables, possibleVariables } from '../variables.ts';
import { LOOKUP_COST, joinedRows, partsOf, singleTriple } from './cardinality.ts';
import type { Cardinalities } from './cardinality.ts';
import { cyclicPatterns, variableOrder } from './cycles.ts';
import { mayFeed } from './feeding.ts';
import * as node from './nodes.ts';
import type { Plan } from './plan.ts';
import { sortedFirstBy } from './reorder.ts';

/** What join ordering needs of the planner. */
export interface PartPlanner {
  readonly cardinalities: Cardinalities;
  plan(algebra: Algebra, input?: Plan): Plan;
  filter(input: Plan, condition: Expression): Plan;
  /** A part that has to be taken before the others, whatever it costs. */
  urgent(parts: readonly Algebra[]): Algebra | undefined;
}

/** Plans a join and the filters over it as the continuation of `input`. */
export function planJoin(
  algebra: Algebra,
  conditions: readonly Expression[],
  input: Plan,
  planner: PartPlanner,
): Plan {
  const parts: readonly Algebra[] = [
    ...partsOf(algebra),
    ...conditions.flatMap((condition) => enumerated(condition, certainVariables(algebra))),
  ];
  const oneByOne = planParts(parts, conditions, input, planner);
  const cycles = input.kind === 'unit' ? planCycles(parts, planner.cardinalities) : undefined;
  if (cycles === undefined) return oneByOne;
  const cyclesFirst = planParts(cycles.others, conditions, cycles.plan, planner);
  return cyclesFirst.cost < oneByOne.cost ? cyclesFirst : oneByOne;
}

function planParts(
  parts: readonly Algebra[],
  conditions: readonly Expression[],
  input: Plan,
  planner: PartPlanner,
): Plan {
  let remaining = parts;
  let waiting = conditions;
  let plan = input;
  const filterWhatCanBe = (): void => {
    const open = new Set(remaining.flatMap((part) => [...possibleVariables(part)]));
    for (const condition of waiting) {
      const settled = [...expressionVariables(condition)].every(
        (name) => plan.certain.has(name) || !open.has(name),
      );
      if (settled) plan = planner.filter(plan, condition);
    }
    waiting = waiting.filter((condition) =>
      [...expressionVariables(condition)].some((name) => !plan.certain.has(name) && open.has(name)),
    );
  };
  while (remaining.length > 0) {
    const next = planner.urgent(remaining) ?? cheapest(remaining, plan, planner.cardinalities);
    remaining = remaining.filter((part) => part !== next);
    plan = joinPart(next, plan, planner);
    filterWhatCanBe();
  }
  return waiting.reduce((filtered, condition) => planner.filter(filtered, condition), plan);
}

/** The patterns that form cycles joined at once, and the parts that are left. */
function planCycles(
  parts: readonly Algebra[],
  cardinalities: Cardinalities,
): { readonly plan: Plan; readonly others: readonly Algebra[] } | undefined {
  const core = cyclicPatterns(parts.flatMap((part) => singleTriple(part) ?? []));
  if (core.length === 0) return undefined;
  const triples = core.reduce((sum, pattern) => sum + cardinalities.triples(pattern), 0);
  const rows = cardinalities.solutions({ kind: 'bgp', triples: core });
  const plan = node.leapfrogPlan(core, variableOrder(core), triples, rows);
  const others = parts.filter((part) => !core.some((pattern) => pattern === singleTriple(part)));
  return { plan, others };
}

/** `?x = <a>` and `?x IN (<a>, <b>)` over IRIs are a table to start from. */
function enumerated(condition: Expression, certain: ReadonlySet<Variable>): readonly Algebra[] {
  if (condition.kind !== 'call') return [];
  if (!['=', 'in', 'sameterm'].includes(condition.operator)) return [];
  const [subject, ...options] =
    condition.operands[0]?.kind === 'term' ? condition.operands.toReversed() : condition.operands;
  if (subject?.kind !== 'variable' || !certain.has(subject.name)) return [];
  const rows = options.map((option) =>
    option.kind === 'term' && isNamedNode(option.term) ? option.term : undefined,
  );
  if (rows.length === 0 || rows.includes(undefined)) return [];
  const table: ValuesTable = {
    variables: [subject.name],
    rows: [...new Set(rows)].map((term) => [term]),
  };
  return [{ kind: 'values', ...table }];
}

interface Estimate {
  readonly rows: number;
  readonly cost: number;
}

/** Parts that share no variable with the rows so far wait, because they multiply the rows. */
function cheapest(
  parts: readonly Algebra[],
  plan: Plan,
  cardinalities: Cardinalities,
): Algebra | undefined {
  const known = new Set(plan.variables);
  const connected = parts.filter((part) => !possibleVariables(part).isDisjointFrom(known));
  const candidates = connected.length > 0 && plan.rows > 1 ? connected : parts;
  let best: { readonly part: Algebra; readonly weight: number } | undefined;
  for (const part of candidates) {
    const { rows, cost } = estimate(part, plan, cardinalities);
    const weight = rows * LOOKUP_COST + cost;
    if (best === undefined || weight < best.weight) best = { part, weight };
  }
  return best?.part;
}

function estimate(part: Algebra, plan: Plan, cardinalities: Cardinalities): Estimate {
  const triple = singleTriple(part);
  if (triple !== undefined) {
    const rows = plan.rows * cardinalities.matchesPerRow(triple, plan.certain);
    const lookUp = plan.rows * LOOKUP_COST;
    const readAll = cardinalities.triples(triple) * 3 + plan.rows;
    return { rows, cost: Math.min(lookUp, readAll) + rows };
  }
  if (part.kind === 'path') {
    const rows = plan.rows * cardinalities.pathPerRow(part, plan.certain);
    return { rows, cost: plan.rows + LOOKUP_COST * 20 + rows };
  }
  const alone = cardinalities.solutions(part);
  const connected = plan.variables.some((name) => possibleVariables(part).has(name));
  if (part.kind === 'values') {
    return { rows: connected ? plan.rows / 2 : plan.rows * alone, cost: alone + plan.rows };
  }
  const rows = joinedRows(plan.rows, alone, connected || plan.kind === 'unit');
  const fed =
    connected && mayFeed(part, new Set(plan.variables)) ? plan.rows * LOOKUP_COST * 2 : Infinity;
  return { rows, cost: Math.min(alone * 3, fed) + plan.rows };
}

function joinPart(part: Algebra | undefined, plan: Plan, planner: PartPlanner): Plan {
  if (part === undefined) return plan;
  const { cardinalities } = planner;
  const triple = singleTriple(part);
  if (triple !== undefined) {
    const matches = cardinalities.matchesPerRow(triple, plan.certain);
    const lookUp = node.indexJoinPlan(plan, triple, matches);
    if (plan.kind === 'unit') return lookUp;
    const all = node.scanPlan(triple, cardinalities.triples(triple));
    return [...joinsWith(plan, all, lookUp.rows)].reduce(
      (best, each) => (each.cost < best.cost ? each : best),
      lookUp,
    );
  }
  if (part.kind === 'path') {
    return node.pathPlan(plan, part, cardinalities.pathPerRow(part, plan.certain));
  }
  return planner.plan(part, plan);
}

/** The ways to join two plans on what both bind, but for looking up the one's rows in the other. */
function* joinsWith(left: Plan, right: Plan, rows: number): Iterable<Plan> {
  const shared = right.variables.filter((name) => left.certain.has(name));
  if (shared.length === 0) return;
  yield node.hashJoinPlan(left, right, rows);
  // The other side would be read anew for each batch that is fed.
  if (left.fed) return;
  for (const key of shared) {
    const [ours, theirs] = [sortedFirstBy(left, key), sortedFirstBy(right, key)];
    if (ours !== undefined && theirs !== undefined) {
      yield node.mergeJoinPlan(ours, theirs, key, rows);
    }
  }
}
