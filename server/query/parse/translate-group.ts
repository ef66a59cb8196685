/** Group graph patterns: SPARQL 1.1, section 18.2.2. */
import { WIKIBASE } from '../../../schema/vocabulary.ts';
import { namedNode } from '../../rdf/term.ts';
import type { RdfTerm } from '../../rdf/term.ts';
import type { Algebra, Expression, PatternTerm, PropertyPath, Variable } from '../algebra.ts';
import { call, constant, join, unit, variable } from '../algebra.ts';
import { expressionVariables, possibleVariables } from '../variables.ts';
import { LabelServices } from './label-service.ts';
import { INCLUDE_SERVICE } from './prescan.ts';
import type {
  ParsedExpression,
  ParsedPath,
  ParsedPattern,
  ParsedService,
  ParsedTriple,
  ParsedValuesRow,
} from './sparql-parser.ts';
import { constantTerm, patternTerm, translateExpression } from './translate-expression.ts';
import { extend } from './solution-nodes.ts';
import { refuse } from './translation.ts';
import type { Scope } from './translation.ts';

const HINTS = 'http://www.bigdata.com/queryHints#';

export function translateGroup(patterns: readonly ParsedPattern[], scope: Scope): Algebra {
  const { algebra, filters } = translateElements(patterns, scope);
  const seen = possibleVariables(algebra);
  return filters.reduce<Algebra>(
    (input, filter) => ({ kind: 'filter', input, condition: expression(filter, scope, seen) }),
    algebra,
  );
}

/**
 * Filters concern their whole group, and for `OPTIONAL` the join: they are kept apart and read when
 * it is known what they see.
 */
function translateElements(
  patterns: readonly ParsedPattern[],
  scope: Scope,
): { algebra: Algebra; filters: readonly ParsedExpression[] } {
  const filters: ParsedExpression[] = [];
  const labels = new LabelServices(scope);
  let algebra: Algebra = unit;
  // A blank node label lives in one basic graph pattern; a filter does not end it.
  let basicGroup = {};
  for (const pattern of patterns) {
    if (pattern.type !== 'bgp' && pattern.type !== 'filter') basicGroup = {};
    switch (pattern.type) {
      case 'bgp':
        for (const triple of pattern.triples) {
          if (!isHint(triple)) algebra = join(algebra, translateTriple(triple, scope, basicGroup));
        }
        break;
      case 'filter':
        filters.push(pattern.expression);
        break;
      case 'bind': {
        const bound = expression(pattern.expression, scope, possibleVariables(algebra));
        algebra = labels.placeBefore(expressionVariables(bound), algebra);
        const name = scope.variable(pattern.variable.value);
        if (possibleVariables(algebra).has(name)) {
          throw refuse(
            `?${pattern.variable.value} is already bound.`,
            `?${pattern.variable.value}`,
          );
        }
        algebra = extend(algebra, name, bound, scope.translation);
        break;
      }
      case 'optional': {
        const { algebra: right, filters: inside } = translateElements(pattern.patterns, scope);
        const seen = possibleVariables(algebra).union(possibleVariables(right));
        const condition = inside.map((filter) => expression(filter, scope, seen));
        algebra = { kind: 'left-join', left: algebra, right, condition };
        break;
      }
      case 'minus':
        algebra = { kind: 'minus', left: algebra, right: translateGroup(pattern.patterns, scope) };
        break;
      case 'union': {
        const branches = pattern.patterns.map((branch) => translateGroup([branch], scope));
        algebra = join(algebra, { kind: 'union', branches });
        break;
      }
      case 'group':
        algebra = join(algebra, translateGroup(pattern.patterns, scope));
        break;
      case 'values':
        algebra = join(algebra, translateValues(pattern.values, scope));
        break;
      case 'query':
        algebra = join(algebra, scope.translation.subSelect(pattern, scope));
        break;
      case 'service':
        algebra = translateService(pattern, algebra, labels, scope);
        break;
      case 'graph':
        algebra = join(algebra, {
          kind: 'graph',
          name: patternTerm(pattern.name, scope, basicGroup),
          input: translateGroup(pattern.patterns, scope),
        });
        break;
    }
  }
  return { algebra: labels.placeAll(algebra), filters };
}

function expression(
  parsed: ParsedExpression,
  scope: Scope,
  seen: ReadonlySet<Variable>,
): Expression {
  return translateExpression(parsed, { scope, seen, pattern: translateGroup });
}

function translateService(
  service: ParsedService,
  algebra: Algebra,
  labels: LabelServices,
  scope: Scope,
): Algebra {
  if (service.name.termType === 'Variable') {
    scope.translation.cannotRun(`SERVICE ?${service.name.value}`);
    return algebra;
  }
  const iri = service.name.value;
  if (iri === `${WIKIBASE}label`) return labels.add(service, algebra);
  if (iri.startsWith(INCLUDE_SERVICE)) {
    const name = decodeURIComponent(iri.slice(INCLUDE_SERVICE.length));
    const { variables } = scope.translation.include(name);
    const pairs = variables.map((inner) => [inner, scope.variable(inner)] as const);
    return join(algebra, { kind: 'include', name, variables: pairs });
  }
  scope.translation.cannotRun(`SERVICE ${abbreviate(iri, scope)}`);
  return algebra;
}

function abbreviate(iri: string, scope: Scope): string {
  for (const [prefix, base] of scope.translation.dialect.prefixes) {
    if (iri.startsWith(base)) return `${prefix}:${iri.slice(base.length)}`;
  }
  return `<${iri}>`;
}

export function translateValues(rows: readonly ParsedValuesRow[], scope: Scope): Algebra {
  const names = Object.keys(rows[0] ?? {});
  return {
    kind: 'values',
    variables: names.map((name) => scope.variable(name.slice(1))),
    rows: rows.map((row) =>
      names.map((name) => {
        const term = row[name];
        return term === undefined ? undefined : constantTerm(term);
      }),
    ),
  };
}

/** Hints steer another engine's optimizer; they look like triples and ask for nothing. */
function isHint({ subject, predicate }: ParsedTriple): boolean {
  return [subject, predicate].some(
    (term) => 'termType' in term && term.termType === 'NamedNode' && term.value.startsWith(HINTS),
  );
}

function translateTriple(triple: ParsedTriple, scope: Scope, basicGroup: object): Algebra {
  const subject = patternTerm(triple.subject, scope, basicGroup);
  const object = patternTerm(triple.object, scope, basicGroup);
  if ('termType' in triple.predicate) {
    const predicate = patternTerm(triple.predicate, scope, basicGroup);
    return { kind: 'bgp', triples: [{ subject, predicate, object }] };
  }
  return translatePath(subject, propertyPath(triple.predicate), object, scope);
}

function propertyPath(
  parsed: ParsedPath | { readonly termType: 'NamedNode'; value: string },
): PropertyPath {
  if ('termType' in parsed) return { kind: 'link', iri: namedNode(parsed.value) };
  const items = parsed.items as readonly Parameters<typeof propertyPath>[0][];
  const [first] = items;
  if (first === undefined) throw refuse('A property path is empty.');
  switch (parsed.pathType) {
    case '/':
      return { kind: 'sequence', steps: items.map(propertyPath) };
    case '|':
      return { kind: 'alternative', branches: items.map(propertyPath) };
    case '^':
      return { kind: 'inverse', path: propertyPath(first) };
    case '*':
      return { kind: 'zero-or-more', path: propertyPath(first) };
    case '+':
      return { kind: 'one-or-more', path: propertyPath(first) };
    case '?':
      return { kind: 'zero-or-one', path: propertyPath(first) };
    case '!':
      return negatedSet(propertyPath(first));
  }
}

function negatedSet(path: PropertyPath): PropertyPath {
  const members = path.kind === 'alternative' ? path.branches : [path];
  const forward: RdfTerm[] = [];
  const inverse: RdfTerm[] = [];
  for (const member of members) {
    if (member.kind === 'link') forward.push(member.iri);
    if (member.kind === 'inverse' && member.path.kind === 'link') inverse.push(member.path.iri);
  }
  return {
    kind: 'negated-set',
    forward: forward.length > 0 || inverse.length === 0 ? forward : undefined,
    inverse: inverse.length > 0 ? inverse : undefined,
  };
}

/** Section 18.2.2.4: what can be said with joins and unions is, so that duplicates are kept. */
function translatePath(
  subject: PatternTerm,
  path: PropertyPath,
  object: PatternTerm,
  scope: Scope,
): Algebra {
  switch (path.kind) {
    case 'link':
      return { kind: 'bgp', triples: [{ subject, predicate: constant(path.iri), object }] };
    case 'inverse':
      return translatePath(object, path.path, subject, scope);
    case 'sequence': {
      let from = subject;
      return path.steps.reduce<Algebra>((algebra, step, index) => {
        const last = index === path.steps.length - 1;
        const to = last ? object : variable(scope.translation.fresh('path'));
        const next = join(algebra, translatePath(from, step, to, scope));
        from = to;
        return next;
      }, unit);
    }
    case 'alternative': {
      const branches = path.branches.map((branch) => translatePath(subject, branch, object, scope));
      return { kind: 'union', branches };
    }
    case 'negated-set': {
      const branches: Algebra[] = [];
      if (path.forward) branches.push(allBut(subject, path.forward, object, scope));
      if (path.inverse) branches.push(allBut(object, path.inverse, subject, scope));
      const [only, ...more] = branches;
      return only !== undefined && more.length === 0 ? only : { kind: 'union', branches };
    }
    case 'zero-or-one':
    case 'zero-or-more':
    case 'one-or-more':
      return { kind: 'path', subject, path, object };
  }
}

function allBut(
  subject: PatternTerm,
  excluded: readonly RdfTerm[],
  object: PatternTerm,
  scope: Scope,
): Algebra {
  const predicate = variable(scope.translation.fresh('path'));
  const condition = call('!', call('in', predicate, ...excluded.map((iri) => constant(iri))));
  const input: Algebra = { kind: 'bgp', triples: [{ subject, predicate, object }] };
  return { kind: 'filter', input, condition };
}
