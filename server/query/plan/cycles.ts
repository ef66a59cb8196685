/** Triple patterns that form cycles, and the order in which a leapfrog join takes their variables. */
import type { TriplePattern, Variable } from '../algebra.ts';
import { tripleVariables } from '../variables.ts';

/** A term leads from one variable to another. */
function isEdge(pattern: TriplePattern): boolean {
  return pattern.predicate.kind === 'term' && new Set(tripleVariables(pattern)).size === 2;
}

/** The patterns that lie on cycles of three variables or more; none, where there are no cycles. */
export function cyclicPatterns(patterns: readonly TriplePattern[]): readonly TriplePattern[] {
  let core = patterns.filter(isEdge);
  for (;;) {
    const neighbours = neighboursIn(core);
    const kept = core.filter((pattern) =>
      tripleVariables(pattern).every((name) => (neighbours.get(name)?.size ?? 0) > 1),
    );
    if (kept.length === core.length) return isConnected(core) ? core : [];
    core = kept;
  }
}

/** Each variable but the first meets one before it; those in most patterns come first. */
export function variableOrder(core: readonly TriplePattern[]): readonly Variable[] {
  const neighbours = neighboursIn(core);
  const degree = (name: Variable): number =>
    core.filter((pattern) => tripleVariables(pattern).includes(name)).length;
  const waiting = [...neighbours.keys()].toSorted((a, b) => degree(b) - degree(a));
  const order: Variable[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((name) => order.some((each) => neighbours.get(each)?.has(name)));
    order.push(...waiting.splice(Math.max(next, 0), 1));
  }
  return order;
}

function neighboursIn(patterns: readonly TriplePattern[]): Map<Variable, Set<Variable>> {
  const neighbours = new Map<Variable, Set<Variable>>();
  for (const pattern of patterns) {
    const [one, other] = tripleVariables(pattern);
    neighbours.set(one, (neighbours.get(one) ?? new Set()).add(other));
    neighbours.set(other, (neighbours.get(other) ?? new Set()).add(one));
  }
  return neighbours;
}

function isConnected(patterns: readonly TriplePattern[]): boolean {
  const neighbours = neighboursIn(patterns);
  const [start] = neighbours.keys();
  const reached = new Set([start]);
  for (const name of reached) for (const next of neighbours.get(name) ?? []) reached.add(next);
  return reached.size === neighbours.size || patterns.length === 0;
}
