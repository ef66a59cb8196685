/** The pass that leaves away columns that nobody reads, from the top down. */
import type { Expression, Variable } from '../algebra.ts';
import { expressionVariables, termVariables, tripleVariables } from '../variables.ts';
import type { Plan } from './plan.ts';

type Needed = ReadonlySet<Variable>;

/** The same rows with the needed columns, and perhaps others. */
export function prune(plan: Plan, needed: Needed = new Set(plan.variables)): Plan {
  const own = plan.variables.filter((name) => needed.has(name));
  switch (plan.kind) {
    case 'scan':
    case 'leapfrog':
      return { ...plan, variables: own };
    case 'index-join': {
      const input = prune(plan.input, needed.union(new Set(tripleVariables(plan.pattern))));
      return { ...plan, input, variables: own };
    }
    case 'path': {
      const ends = [plan.pattern.subject, plan.pattern.object].flatMap(termVariables);
      return { ...plan, input: prune(plan.input, needed.union(new Set(ends))), variables: own };
    }
    case 'merge-join': {
      const both = needed.union(shared(plan.left, plan.right));
      const [left, right] = [prune(plan.left, both), prune(plan.right, both)];
      return { ...plan, left, right, variables: own };
    }
    case 'hash-join': {
      const both = needed.union(shared(plan.probe, plan.build));
      const [probe, build] = [prune(plan.probe, both), prune(plan.build, both)];
      return { ...plan, probe, build, variables: own };
    }
    case 'semi-join': {
      const left = prune(plan.left, needed.union(new Set(plan.seen)));
      const mark = typeof plan.keep === 'object' ? [plan.keep.mark] : [];
      return { ...plan, left, variables: [...left.variables, ...mark] };
    }
    case 'filter': {
      const input = prune(plan.input, needed.union(expressionVariables(plan.condition)));
      return { ...plan, input, variables: input.variables };
    }
    case 'extend': {
      if (!needed.has(plan.variable)) return prune(plan.input, needed);
      const input = prune(plan.input, needed.union(expressionVariables(plan.expression)));
      const others = input.variables.filter((name) => name !== plan.variable);
      return { ...plan, input, variables: [...others, plan.variable] };
    }
    case 'project':
      return { ...plan, input: prune(plan.input, new Set(own)), variables: own };
    case 'group': {
      const { input, keys, aggregates } = plan;
      const countsRows = aggregates.some((each) => each.distinct && each.operand === undefined);
      if (countsRows) return { ...plan, input: prune(input) };
      const operands = aggregates.flatMap(({ operand }) => operand ?? []);
      return { ...plan, input: prune(input, readBy(operands).union(new Set(keys))) };
    }
    case 'distinct':
      return { ...plan, input: prune(plan.input) };
    case 'sort': {
      const read = readBy(plan.keys.map(({ expression }) => expression));
      const input = prune(plan.input, needed.union(read));
      return { ...plan, input, variables: input.variables };
    }
    case 'slice': {
      const input = prune(plan.input, needed);
      return { ...plan, input, variables: input.variables };
    }
    // Their sides share columns through slots, or they have nothing to leave away.
    case 'left-join':
    case 'hash-minus':
    case 'union':
    case 'graph':
    case 'label':
    case 'unit':
    case 'slot':
    case 'count-scan':
    case 'values':
    case 'shared':
      return plan;
  }
}

function shared(left: Plan, right: Plan): Needed {
  return new Set(left.variables).intersection(new Set(right.variables));
}

function readBy(expressions: readonly Expression[]): Needed {
  return new Set(expressions.flatMap((each) => [...expressionVariables(each)]));
}
