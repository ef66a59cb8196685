/** The solutions of one `SELECT`: its pattern, its grouping, and what is made of its rows. */
import type { Aggregate, Algebra, Expression, Variable } from '../algebra.ts';
import { join } from '../algebra.ts';
import { expressionVariables, possibleVariables } from '../variables.ts';
import type { ParsedExpression, ParsedSelect, ParsedSolutions } from './sparql-parser.ts';
import { isWildcard, translateExpression } from './translate-expression.ts';
import { translateGroup, translateValues } from './translate-group.ts';
import { extend } from './solution-nodes.ts';
import { refuse } from './translation.ts';
import type { Scope } from './translation.ts';

/** What stands between `SELECT` and `WHERE`; the variables as they are written. */
export interface Selection {
  readonly modifier: 'distinct' | 'reduced' | undefined;
  /** In the order written; `undefined` for `*`. */
  readonly names: readonly string[] | undefined;
  /** Those projected as they are, without an expression. */
  readonly plain: readonly string[];
  readonly expressions: readonly { readonly name: string; readonly parsed: ParsedExpression }[];
}

/** What `ASK`, `CONSTRUCT` and `DESCRIBE` take: every variable. */
export const everything: Selection = {
  modifier: undefined,
  names: undefined,
  plain: [],
  expressions: [],
};

export function selectionOf(select: ParsedSelect): Selection {
  const modifier = select.distinct ? 'distinct' : select.reduced ? 'reduced' : undefined;
  const names: string[] = [];
  const plain: string[] = [];
  const expressions: { name: string; parsed: ParsedExpression }[] = [];
  for (const each of select.variables) {
    if (isWildcard(each)) return { ...everything, modifier };
    if ('expression' in each) {
      names.push(each.variable.value);
      expressions.push({ name: each.variable.value, parsed: each.expression });
    } else {
      names.push(each.value);
      plain.push(each.value);
    }
  }
  return { modifier, names, plain, expressions };
}

/** A `SELECT` inside a group: what it does not project is not seen outside. */
export function translateSubSelect(select: ParsedSelect, outside: Scope): Algebra {
  const selection = selectionOf(select);
  return translateSolutions(select, selection, outside.inner(selection.names, selection.plain));
}

export function translateSolutions(
  parsed: ParsedSolutions,
  selection: Selection,
  scope: Scope,
): Algebra {
  let algebra = translateGroup(parsed.where ?? [], scope);
  const grouping = new Grouping(scope, possibleVariables(algebra));
  const select = selection.expressions.map(({ name, parsed: expression }) => ({
    name: scope.variable(name),
    expression: grouping.translate(expression),
  }));
  const having = (parsed.having ?? []).map((each) => grouping.translate(each));
  const order = (parsed.order ?? []).map(({ expression, descending }) => ({
    expression: grouping.translate(expression),
    descending: descending === true,
  }));
  if (parsed.group !== undefined || grouping.aggregates.length > 0) {
    algebra = grouping.group(algebra, parsed.group ?? []);
    if (selection.names === undefined)
      throw refuse('SELECT * cannot stand beside GROUP BY.', 'GROUP BY');
    checkGrouped(algebra, selection, select, scope);
  }
  if (parsed.values !== undefined) algebra = join(algebra, translateValues(parsed.values, scope));
  for (const { name, expression } of select) {
    if (possibleVariables(algebra).has(name))
      throw refuse(`?${name} is already bound.`, `?${name}`);
    algebra = extend(algebra, name, expression, scope.translation);
  }
  // Strictly, HAVING cannot see the names that SELECT gives; people expect that it does.
  for (const condition of having) algebra = { kind: 'filter', input: algebra, condition };
  if (order.length > 0) algebra = { kind: 'order-by', input: algebra, keys: order };
  return modify(algebra, parsed, selection, scope);
}

function modify(
  solutions: Algebra,
  parsed: ParsedSolutions,
  selection: Selection,
  scope: Scope,
): Algebra {
  const variables =
    selection.names?.map((name) => scope.variable(name)) ??
    [...possibleVariables(solutions)].filter((name) => !name.startsWith('..'));
  let algebra: Algebra = { kind: 'project', input: solutions, variables };
  // Leaving duplicates in is always allowed for REDUCED.
  if (selection.modifier === 'distinct') algebra = { kind: 'distinct', input: algebra };
  if (parsed.limit === undefined && parsed.offset === undefined) return algebra;
  return { kind: 'slice', input: algebra, offset: parsed.offset ?? 0, limit: parsed.limit };
}

/** Collects the aggregates of one `SELECT`: each becomes a variable of its group. */
class Grouping {
  readonly aggregates: Aggregate[] = [];
  readonly #scope: Scope;
  readonly #seen: ReadonlySet<Variable>;

  constructor(scope: Scope, seen: ReadonlySet<Variable>) {
    this.#scope = scope;
    this.#seen = seen;
  }

  translate(parsed: ParsedExpression): Expression {
    return translateExpression(parsed, {
      scope: this.#scope,
      seen: this.#seen,
      pattern: translateGroup,
      aggregate: (aggregate) => {
        const name = this.#scope.translation.fresh(aggregate.name);
        this.aggregates.push({ ...aggregate, variable: name });
        return name;
      },
    });
  }

  group(input: Algebra, parsedKeys: NonNullable<ParsedSolutions['group']>): Algebra {
    let algebra = input;
    const keys: Variable[] = [];
    for (const key of parsedKeys) {
      const expression = translateExpression(key.expression, {
        scope: this.#scope,
        seen: this.#seen,
        pattern: translateGroup,
      });
      const name =
        key.variable === undefined
          ? expression.kind === 'variable'
            ? expression.name
            : this.#scope.translation.fresh('key')
          : this.#scope.variable(key.variable.value);
      keys.push(name);
      if (expression.kind === 'variable' && expression.name === name) continue;
      algebra = { kind: 'extend', input: algebra, variable: name, expression };
    }
    return { kind: 'group', input: algebra, keys, aggregates: this.aggregates };
  }
}

/** Outside its aggregates, a grouped `SELECT` may only use what it grouped by. */
function checkGrouped(
  grouped: Algebra,
  selection: Selection,
  select: readonly { readonly name: Variable; readonly expression: Expression }[],
  scope: Scope,
): void {
  const bound = new Set(possibleVariables(grouped));
  for (const name of selection.plain) {
    if (!bound.has(scope.variable(name)))
      throw refuse(`?${name} is neither grouped nor aggregated.`, `?${name}`);
  }
  for (const { name, expression } of select) {
    for (const used of withoutExists(expression)) {
      if (!bound.has(used)) throw refuse(`?${used} is neither grouped nor aggregated.`, `?${used}`);
    }
    bound.add(name);
  }
}

function withoutExists(expression: Expression): Iterable<Variable> {
  return expression.kind === 'exists' ? [] : expressionVariables(expression);
}
