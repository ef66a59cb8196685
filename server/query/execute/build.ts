/** Plan → operators. */
import { constant } from '../algebra.ts';
import type { Plan, QueryPlan } from '../plan/plan.ts';
import { rowColumn } from '../plan/plan.ts';
import { compileCondition, compileExpression } from './expression/compile.ts';
import { compileFilter } from './expression/row-filter.ts';
import type { ExecutionContext, Operator } from './operator.ts';
import { CountScan } from './operators/count-scan.ts';
import { Distinct, SortedDistinct } from './operators/distinct.ts';
import { Extend } from './operators/extend.ts';
import { Filter } from './operators/filter.ts';
import { GraphName } from './operators/graph-name.ts';
import { Group } from './operators/group.ts';
import { HashJoin } from './operators/hash-join.ts';
import { HashMinus } from './operators/hash-minus.ts';
import { IndexJoin } from './operators/index-join.ts';
import { IndexScan } from './operators/index-scan.ts';
import { Leapfrog } from './operators/leapfrog.ts';
import { LeftJoin } from './operators/left-join.ts';
import { MergeJoin } from './operators/merge-join.ts';
import { Path } from './operators/path.ts';
import { Project } from './operators/project.ts';
import { SemiJoin } from './operators/semi-join.ts';
import { NamedRows, Shared } from './operators/shared.ts';
import { Slice } from './operators/slice.ts';
import { Slot } from './operators/slot.ts';
import { Sort } from './operators/sort.ts';
import { Union } from './operators/union.ts';
import { Unit } from './operators/unit.ts';
import { Values } from './operators/values.ts';
import { Label } from './services/label.ts';

/** Throws `QueryInterrupted` where an expression calls for a function that there is not. */
export function buildOperators(plan: QueryPlan, context: ExecutionContext): Operator {
  const named = new Map<string, NamedRows>();
  for (const [name, subquery] of plan.named) {
    named.set(name, new NamedRows(build(subquery, context, named), context));
  }
  return build(plan.root, context, named);
}

function build(
  plan: Plan,
  context: ExecutionContext,
  named: ReadonlyMap<string, NamedRows>,
): Operator {
  const child = (part: Plan): Operator => build(part, context, named);
  const { variables } = plan;
  switch (plan.kind) {
    case 'unit':
      return new Unit();
    case 'slot':
      return new Slot(plan.slot, variables, context);
    case 'scan':
      return new IndexScan(plan.pattern, plan.permutation, variables, context);
    case 'index-join': {
      const { input, pattern } = plan;
      return new IndexJoin(child(input), pattern, input.certain, variables, context);
    }
    case 'path': {
      const { input, pattern } = plan;
      return new Path(child(input), pattern, input.certain, variables, context);
    }
    case 'count-scan':
      return new CountScan(plan.pattern, plan.variable, context);
    case 'values':
      return new Values(variables, plan.rowsOfTerms, context);
    case 'merge-join':
      return new MergeJoin(child(plan.left), child(plan.right), plan.key, variables, context);
    case 'leapfrog':
      return new Leapfrog(plan.patterns, plan.order, variables, context);
    case 'hash-join':
      return new HashJoin(child(plan.probe), child(plan.build), plan.keys, variables, context);
    case 'left-join': {
      const right = child(plan.right);
      const condition = compileCondition(plan.condition, right.variables, context);
      const row = rowColumn(plan.slot);
      return new LeftJoin(child(plan.left), plan.slot, right, row, condition, variables, context);
    }
    case 'semi-join': {
      const keep = typeof plan.keep === 'object' ? 'mark' : plan.keep;
      const [left, right] = [child(plan.left), child(plan.right)];
      const row = rowColumn(plan.slot);
      return new SemiJoin(left, plan.slot, plan.seen, right, row, keep, variables, context);
    }
    case 'hash-minus':
      return new HashMinus(child(plan.left), child(plan.right), context);
    case 'union': {
      const source = plan.source && { slot: plan.source.slot, input: child(plan.source.input) };
      return new Union(plan.branches.map(child), source, variables, context);
    }
    case 'graph': {
      const snapshot = context.dataset.graph(constant(plan.graph));
      const input = build(plan.input, { ...context, snapshot }, named);
      if (plan.variable === undefined) return input;
      return new GraphName(input, plan.variable, context.terms.encode(plan.graph));
    }
    case 'filter': {
      const input = child(plan.input);
      const filter = compileFilter(plan.condition, input.variables, context);
      return new Filter(input, filter, context);
    }
    case 'extend': {
      const input = child(plan.input);
      const evaluate = compileExpression(plan.expression, input.variables, context);
      return new Extend(input, plan.variable, evaluate, context);
    }
    case 'group':
      return new Group(child(plan.input), plan.keys, plan.aggregates, plan.sorted, context);
    case 'sort':
      return new Sort(child(plan.input), plan.keys, plan.limit, context);
    case 'project':
      return new Project(child(plan.input), variables);
    case 'distinct':
      return plan.sorted
        ? new SortedDistinct(child(plan.input), context)
        : new Distinct(child(plan.input), context);
    case 'slice':
      return new Slice(child(plan.input), plan.offset, plan.limit);
    case 'label':
      return new Label(child(plan.input), plan.languages, plan.requests, variables, context);
    case 'shared': {
      const rows = named.get(plan.name);
      if (rows === undefined) throw new Error(`There is no subquery called ${plan.name}.`);
      return new Shared(rows, plan.columns, variables);
    }
  }
}
