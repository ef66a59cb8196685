/**
 * Algebra → plan.
 *
 * Everything is planned as the continuation of an `input`: the plan of `pattern` over `input` gives
 * the join of both. So the rows found so far steer what is looked up next, through `OPTIONAL`,
 * `UNION` and sub-selects alike; where that would change the meaning (`mayFeed`), both sides are
 * planned apart and meet in a hash join.
 */
import type { Algebra, Expression, Query, Variable } from '../algebra.ts';
import type { Dataset } from '../dataset.ts';
import { certainVariables, mentionedVariables, possibleVariables } from '../variables.ts';
import { Cardinalities, LOOKUP_COST, joinedRows } from './cardinality.ts';
import { mayFeed } from './feeding.ts';
import { planJoin } from './join-order.ts';
import * as node from './nodes.ts';
import { matchNumbers } from './numbers.ts';
import type { Plan, QueryPlan } from './plan.ts';
import { prune } from './prune.ts';
import { pushFilters } from './push-down.ts';
import { closeScopes, conjuncts, forExistence } from './rewrite.ts';
import { broughtTogether } from './reorder.ts';

export function planQuery(query: Query, dataset: Dataset): QueryPlan {
  const named = new Map<string, Plan>();
  const shared = { dataset, named, slots: 0 };
  const planner = new Planner(new Cardinalities(dataset, named), shared);
  const plan = (algebra: Algebra): Plan => prune(planner.plan(rewrite(algebra, dataset)));
  for (const [name, algebra] of query.named) named.set(name, plan(algebra));
  return { root: plan(query.pattern), named };
}

/** The named passes, in order. */
function rewrite(algebra: Algebra, dataset: Dataset): Algebra {
  return closeScopes(pushFilters(matchNumbers(algebra, dataset)));
}

/** What the planners of all graphs share. */
interface Planning {
  readonly dataset: Dataset;
  readonly named: ReadonlyMap<string, Plan>;
  /** How many were given out. */
  slots: number;
}

/** Inside `EXISTS`: the variables of the row that asks. Every part of the pattern sees them. */
interface Asking {
  readonly variables: ReadonlySet<Variable>;
  /** Those that every row binds. */
  readonly certain: ReadonlySet<Variable>;
}

/** Plans what is asked of one graph. */
class Planner {
  readonly cardinalities: Cardinalities;
  readonly #planning: Planning;
  readonly #asking: Asking;

  constructor(
    cardinalities: Cardinalities,
    planning: Planning,
    asking: Asking = { variables: new Set(), certain: new Set() },
  ) {
    this.cardinalities = cardinalities;
    this.#planning = planning;
    this.#asking = asking;
  }

  plan(algebra: Algebra, input: Plan = node.unitPlan): Plan {
    if (input.kind !== 'unit' && !this.#shouldFeed(algebra, input)) {
      return this.hashJoin(input, this.plan(algebra));
    }
    switch (algebra.kind) {
      case 'bgp':
      case 'path':
      case 'join':
        return planJoin(algebra, [], input, this);
      case 'values':
        return this.hashJoin(input, node.valuesPlan(algebra, certainVariables(algebra)));
      case 'include':
        return this.#include(algebra, input);
      case 'filter':
        return this.#filter(algebra, input);
      case 'left-join':
        return this.#leftJoin(algebra, input);
      case 'minus':
        return this.#minus(algebra, input);
      case 'union':
        return this.#union(algebra.branches, input);
      case 'graph':
        return this.#graph(algebra, input);
      case 'extend': {
        const [rows, expression] = this.withExists(
          algebra.expression,
          this.plan(algebra.input, input),
        );
        return node.extendPlan(rows, algebra.variable, expression);
      }
      case 'project': {
        const inside = this.plan(algebra.input, input);
        const kept = new Set([...algebra.variables, ...input.variables]);
        return node.projectPlan(inside, [...kept]);
      }
      case 'label-service': {
        const inside = this.plan(algebra.input, input);
        return node.labelPlan(inside, algebra.languages, algebra.requests);
      }
      case 'group':
        return this.#group(algebra);
      case 'order-by':
        return this.#sort(algebra, undefined);
      case 'distinct':
        return this.#distinct(this.plan(algebra.input));
      case 'slice':
        return this.#slice(algebra);
    }
  }

  /** Joins a plan with one that was made apart from it. */
  hashJoin(left: Plan, right: Plan): Plan {
    const shared = right.variables.some((name) => left.variables.includes(name));
    return node.hashJoinPlan(left, right, joinedRows(left.rows, right.rows, shared));
  }

  /** Adds a filter; an `EXISTS` that stands alone becomes a semi-join. */
  filter(input: Plan, condition: Expression): Plan {
    if (condition.kind === 'exists') return this.#exists(condition.pattern, input, 'matched');
    if (condition.kind === 'call' && condition.operator === '!') {
      const [negated] = condition.operands;
      if (negated?.kind === 'exists') return this.#exists(negated.pattern, input, 'unmatched');
    }
    const [rows, plain] = this.withExists(condition, input);
    return node.filterPlan(rows, plain);
  }

  /** Each `EXISTS` inside an expression becomes a column that says whether it holds. */
  withExists(expression: Expression, input: Plan): [Plan, Expression] {
    switch (expression.kind) {
      case 'variable':
      case 'term':
        return [input, expression];
      case 'exists': {
        const mark = `.exists${this.newSlot()}`;
        const rows = this.#exists(expression.pattern, input, { mark });
        return [rows, { kind: 'variable', name: mark }];
      }
      case 'call': {
        let rows = input;
        const operands = expression.operands.map((operand) => {
          const [next, plain] = this.withExists(operand, rows);
          rows = next;
          return plain;
        });
        return [rows, { ...expression, operands }];
      }
    }
  }

  /**
   * Inside `EXISTS`: a part into which the row that asks may be fed, but none that the other parts
   * have extended.
   */
  urgent(parts: readonly Algebra[]): Algebra | undefined {
    if (this.#asking.variables.size === 0) return undefined;
    return parts.find((part) => {
      const others = parts
        .filter((each) => each !== part)
        .flatMap((each) => [...possibleVariables(each)]);
      const asked = !mentionedVariables(part).isDisjointFrom(this.#asking.variables);
      return asked && !mayFeed(part, new Set(others).difference(this.#asking.certain));
    });
  }

  newSlot(): number {
    this.#planning.slots += 1;
    return this.#planning.slots;
  }

  /** Whether looking up row by row is allowed, and cheaper than reading the pattern once. */
  #shouldFeed(algebra: Algebra, input: Plan): boolean {
    const fed = new Set(input.variables);
    if (!mayFeed(algebra, fed.difference(this.#asking.variables))) return false;
    if (!mayFeed(algebra, fed)) return true;
    if (['bgp', 'path', 'join', 'values', 'include', 'filter'].includes(algebra.kind)) return true;
    const bound = possibleVariables(algebra);
    const asked = mentionedVariables(algebra).difference(bound);
    // Only inside EXISTS does a pattern ask for what it does not bind.
    if (input.variables.some((name) => asked.has(name))) return true;
    if (!input.variables.some((name) => bound.has(name))) return false;
    return input.rows * LOOKUP_COST < this.cardinalities.solutions(algebra) * 4 + 10_000;
  }

  #include(algebra: Algebra & { kind: 'include' }, input: Plan): Plan {
    const named = this.#planning.named.get(algebra.name);
    const rows = named === undefined ? node.unitPlan : named;
    return this.hashJoin(input, node.sharedPlan(algebra.name, algebra.variables, rows));
  }

  #filter(algebra: Algebra & { kind: 'filter' }, input: Plan): Plan {
    const conditions: Expression[] = [];
    let inside: Algebra = algebra;
    while (inside.kind === 'filter') {
      conditions.push(...conjuncts(inside.condition));
      inside = inside.input;
    }
    if (['bgp', 'path', 'join', 'values'].includes(inside.kind)) {
      return planJoin(inside, conditions, input, this);
    }
    return conditions.reduce(
      (plan, condition) => this.filter(plan, condition),
      this.plan(inside, input),
    );
  }

  #leftJoin(algebra: Algebra & { kind: 'left-join' }, input: Plan): Plan {
    const left = this.plan(algebra.left, input);
    const slot = this.newSlot();
    let right = this.plan(algebra.right, node.slotPlan(slot, left, left.variables));
    const condition = algebra.condition.map((each) => {
      const [rows, plain] = this.withExists(each, right);
      right = rows;
      return plain;
    });
    return node.leftJoinPlan(left, slot, right, condition);
  }

  /**
   * Row by row where the shared variables are bound on both sides: then `MINUS` asks for any
   * partner at all. Else a table of the right side is compared with each row.
   */
  #minus(algebra: Algebra & { kind: 'minus' }, input: Plan): Plan {
    const left = this.plan(algebra.left, input);
    const onTheRight = possibleVariables(algebra.right);
    const shared = [...possibleVariables(algebra.left)].filter((name) => onTheRight.has(name));
    if (shared.length === 0) return left;
    const certain = certainVariables(algebra.right);
    const simple = shared.every((name) => certain.has(name) && left.certain.has(name));
    if (!simple) return node.hashMinusPlan(left, this.plan(algebra.right));
    const slot = this.newSlot();
    const mentioned = mentionedVariables(algebra.right);
    const seen = left.variables.filter(
      (name) => shared.includes(name) || (this.#asking.variables.has(name) && mentioned.has(name)),
    );
    const right = this.plan(algebra.right, node.slotPlan(slot, left, seen));
    return node.semiJoinPlan(left, slot, right, seen, 'unmatched');
  }

  #exists(pattern: Algebra, input: Plan, keep: (Plan & { kind: 'semi-join' })['keep']): Plan {
    const mentioned = mentionedVariables(pattern);
    const seen = input.variables.filter((name) => mentioned.has(name));
    const slot = this.newSlot();
    const asking = {
      variables: this.#asking.variables.union(new Set(seen)),
      certain: this.#asking.certain.union(new Set(seen).intersection(input.certain)),
    };
    const inside = new Planner(this.cardinalities, this.#planning, asking);
    const right = inside.plan(forExistence(pattern), node.slotPlan(slot, input, seen));
    return node.semiJoinPlan(input, slot, right, seen, keep);
  }

  #union(branches: readonly Algebra[], input: Plan): Plan {
    if (input.kind === 'unit') {
      return node.unionPlan(
        branches.map((branch) => this.plan(branch)),
        undefined,
      );
    }
    const slot = this.newSlot();
    const start = node.slotPlan(slot, input, input.variables);
    return node.unionPlan(
      branches.map((branch) => this.plan(branch, start)),
      { slot, input },
    );
  }

  /** A union over the graphs; each is asked for the rows of the input. */
  #graph(algebra: Algebra & { kind: 'graph' }, input: Plan): Plan {
    const { name } = algebra;
    const inGraph = new Planner(this.cardinalities.inGraph(name), this.#planning, this.#asking);
    const slot = this.newSlot();
    const isFirst = input.kind === 'unit';
    const start = isFirst ? input : node.slotPlan(slot, input, input.variables);
    const inside = inGraph.plan(algebra.input, start);
    const branches = this.#planning.dataset
      .graphNames(name)
      .map((graph) => node.graphPlan(inside, graph, name));
    if (branches.length > 0) return node.unionPlan(branches, isFirst ? undefined : { slot, input });
    const variables = [...new Set([...input.variables, ...possibleVariables(algebra)])];
    return node.valuesPlan({ variables, rows: [] }, new Set(variables));
  }

  #distinct(input: Plan): Plan {
    return node.distinctPlan(broughtTogether(input, input.variables));
  }

  #group(algebra: Algebra & { kind: 'group' }): Plan {
    const { input, keys, aggregates } = algebra;
    const [only, ...more] = aggregates;
    if (keys.length === 0 && only !== undefined && more.length === 0) {
      const pattern = countedTriple(input, only);
      if (pattern !== undefined) return node.countScanPlan(pattern, only.variable);
    }
    let rows = this.plan(input);
    const plain = aggregates.map((aggregate) => {
      if (aggregate.operand === undefined) return aggregate;
      const [next, operand] = this.withExists(aggregate.operand, rows);
      rows = next;
      return { ...aggregate, operand };
    });
    return node.groupPlan(broughtTogether(rows, keys), keys, plain);
  }

  #sort(algebra: Algebra & { kind: 'order-by' }, limit: number | undefined): Plan {
    let rows = this.plan(algebra.input);
    const keys = algebra.keys.map((key) => {
      const [next, expression] = this.withExists(key.expression, rows);
      rows = next;
      return { ...key, expression };
    });
    return node.sortPlan(rows, keys, limit);
  }

  /** Of sorted rows only as many are kept as the slice can reach. */
  #slice(algebra: Algebra & { kind: 'slice' }): Plan {
    const { input, offset, limit } = algebra;
    const reach = limit === undefined ? undefined : offset + limit;
    if (input.kind === 'project' && input.input.kind === 'order-by') {
      const sorted = this.#sort(input.input, reach);
      return node.slicePlan(node.projectPlan(sorted, input.variables), offset, limit);
    }
    return node.slicePlan(this.plan(input), offset, limit);
  }
}

/** The triple pattern whose matches the aggregate counts, where it does nothing else. */
function countedTriple(
  input: Algebra,
  aggregate: { name: string; distinct: boolean; operand: Expression | undefined },
) {
  if (aggregate.name !== 'count' || aggregate.distinct || input.kind !== 'bgp') return undefined;
  const [triple, ...more] = input.triples;
  if (triple === undefined || more.length > 0) return undefined;
  const names: Variable[] = [triple.subject, triple.predicate, triple.object].flatMap((term) =>
    term.kind === 'variable' ? [term.name] : [],
  );
  if (new Set(names).size < names.length) return undefined;
  const { operand } = aggregate;
  const counts =
    operand === undefined || (operand.kind === 'variable' && names.includes(operand.name));
  return counts ? triple : undefined;
}
