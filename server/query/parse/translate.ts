/** Text → algebra: SPARQL 1.1, section 18.2, and the dialect that people write for Wikidata. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import type { PatternTerm, Query, TriplePattern } from '../algebra.ts';
import { constant, variable } from '../algebra.ts';
import { QueryInterrupted } from '../limits.ts';
import { possibleVariables } from '../variables.ts';
import { positionOf, prescan } from './prescan.ts';
import type { ScannedQuery } from './prescan.ts';
import { LONE_PREDICATE } from './repairs.ts';
import { parseSparql } from './sparql-parser.ts';
import type { ParsedQuery, ParsedTerm, ParsedTriple } from './sparql-parser.ts';
import { constantTerm, isWildcard } from './translate-expression.ts';
import {
  everything,
  selectionOf,
  translateSolutions,
  translateSubSelect,
} from './translate-select.ts';
import { Refusal, Scope, Translation, refuse } from './translation.ts';
import type { DialectOptions, NamedSubquery } from './translation.ts';

/** Never throws: whatever is wrong with the text comes back as a failure. */
export function parseQuery(text: string, dialect: DialectOptions): Result<Query> {
  try {
    const scanned = valueOf(prescan(text));
    const parsed = valueOf(parseSparql(scanned.text, dialect.prefixes, dialect.baseIri));
    const translation = new Translation(dialect, {
      subSelect: translateSubSelect,
      named: (name, inside) => translateNamed(scanned, name, inside),
    });
    const query = translateQuery(parsed, translation);
    for (const name of scanned.subqueries.keys()) translation.include(name);
    const [feature] = translation.unsupported;
    if (feature !== undefined) return failed(failure('query-unsupported', { feature }));
    const baseIri = parsed.base ?? dialect.baseIri;
    const dataset = parsed.from && {
      defaults: parsed.from.default.map(constantTerm),
      named: parsed.from.named.map(constantTerm),
    };
    return ok({ ...query, dataset, baseIri, named: translation.named() });
  } catch (error) {
    if (error instanceof QueryInterrupted) return failed(error.failure);
    if (error instanceof Refusal) {
      const found = text.toLowerCase().lastIndexOf(error.culprit.toLowerCase());
      const position = positionOf(text, error.culprit === '' ? 0 : Math.max(found, 0));
      return failed(failure('query-syntax', { ...position, reason: error.message }));
    }
    throw error;
  }
}

function valueOf<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  const [first] = result.failures;
  throw first === undefined ? refuse('') : new QueryInterrupted(first);
}

function translateNamed(
  scanned: ScannedQuery,
  name: string,
  translation: Translation,
): NamedSubquery | undefined {
  const text = scanned.subqueries.get(name);
  if (text === undefined) return undefined;
  const { prefixes, baseIri } = translation.dialect;
  const parsed = valueOf(parseSparql(text, prefixes, baseIri));
  if (parsed.queryType !== 'SELECT') throw refuse(`The subquery ${name} is no SELECT.`);
  const selection = selectionOf(parsed);
  const scope = new Scope(translation, selection.plain);
  const algebra = translateSolutions(parsed, selection, scope);
  return { algebra, variables: selection.names ?? visible(possibleVariables(algebra)) };
}

function translateQuery(
  parsed: ParsedQuery,
  translation: Translation,
): Pick<Query, 'form' | 'pattern'> {
  const selection = parsed.queryType === 'SELECT' ? selectionOf(parsed) : everything;
  const scope = new Scope(translation, selection.plain);
  const pattern = translateSolutions(parsed, selection, scope);
  const names = selection.names ?? visible(possibleVariables(pattern));
  switch (parsed.queryType) {
    case 'SELECT':
      return { form: { kind: 'select', variables: names }, pattern };
    case 'ASK':
      return { form: { kind: 'ask' }, pattern };
    case 'CONSTRUCT': {
      const template = (parsed.template ?? []).filter(isWritten).map(templateTriple);
      return { form: { kind: 'construct', template }, pattern };
    }
    case 'DESCRIBE': {
      const resources = parsed.variables.flatMap((resource) =>
        isWildcard(resource) ? names.map((name) => variable(name)) : [templateTerm(resource)],
      );
      return { form: { kind: 'describe', resources }, pattern };
    }
  }
}

function visible(variables: Iterable<string>): string[] {
  return [...variables].filter((name) => !name.startsWith('.'));
}

function isWritten({ predicate }: ParsedTriple): boolean {
  return !('termType' in predicate) || predicate.value !== LONE_PREDICATE;
}

function templateTriple(triple: ParsedTriple): TriplePattern {
  if (!('termType' in triple.predicate)) throw refuse('A template holds no property paths.');
  return {
    subject: templateTerm(triple.subject),
    predicate: templateTerm(triple.predicate),
    object: templateTerm(triple.object),
  };
}

/** A blank node of a template is a new one for each solution: no pattern binds its name. */
function templateTerm(term: ParsedTerm): PatternTerm {
  if (term.termType === 'BlankNode') return variable(`.new.${term.value}`);
  return term.termType === 'Variable' ? variable(term.value) : constant(constantTerm(term));
}
