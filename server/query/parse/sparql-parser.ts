/**
 * The only file that knows which parser we use: text → the parser's own tree, or a failure with
 * line and column. The tree's types are passed on under our own names to `translate*.ts`.
 */
import { Parser } from 'sparqljs';
import type * as sparqljs from 'sparqljs';
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import { positionOf } from './prescan.ts';

export type ParsedQuery = sparqljs.Query;
export type ParsedSelect = sparqljs.SelectQuery;
/** What every query form may have besides what it makes of the solutions. */
export type ParsedSolutions = Pick<
  ParsedSelect,
  'where' | 'values' | 'group' | 'having' | 'order' | 'limit' | 'offset'
>;
export type ParsedPattern = sparqljs.Pattern;
export type ParsedService = sparqljs.ServicePattern;
export type ParsedTriple = sparqljs.Triple;
export type ParsedTerm = sparqljs.Term;
export type ParsedPath = sparqljs.PropertyPath;
export type ParsedExpression = sparqljs.Expression;
export type ParsedAggregate = sparqljs.AggregateExpression;
export type ParsedValuesRow = sparqljs.ValuePatternRow;

/** What the parser's error carries where the grammar itself was broken. */
interface SyntaxErrorHash {
  readonly text: string;
  readonly line: number;
  readonly loc?: { readonly last_line: number; readonly last_column: number };
  readonly expected: readonly string[];
  readonly token: string;
}

export function parseSparql(
  text: string,
  prefixes: ReadonlyMap<string, string>,
  baseIri?: string,
): Result<ParsedQuery> {
  const known: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [prefix, iri] of prefixes) known[prefix] = iri;
  try {
    const options = {
      prefixes: known,
      ...(baseIri === undefined ? {} : { baseIRI: baseIri }),
      // What it would refuse beyond the grammar is refused by the translators, with its place.
      skipValidation: true,
    };
    const parser = new Parser(options);
    const parsed = parser.parse(text);
    if (parsed.type === 'query') return ok(parsed);
    if (parsed.updates === undefined || parsed.updates.length === 0) {
      return failed(failure('query-syntax', { line: 1, column: 1, reason: 'The query is empty.' }));
    }
    return failed(failure('query-is-update', {}));
  } catch (error) {
    return failed(failure('query-syntax', describe(text, error)));
  }
}

function describe(
  text: string,
  error: unknown,
): Record<'line' | 'column' | 'reason', string | number> {
  // The parser stumbles over some forms that it should refuse or read.
  const isFault = error instanceof TypeError || error instanceof RangeError;
  const message = isFault ? 'This query cannot be read.' : (error as Error).message;
  const hash = (error as { hash?: SyntaxErrorHash }).hash;
  if (hash?.loc === undefined) {
    const at = /^(?:Lexical|Parse) error on line (\d+)/.exec(message);
    if (at === null) return { line: 1, column: 1, reason: message.replaceAll(/\s+/g, ' ').trim() };
    const line = Number(at[1]);
    const reason = 'This text is no part of a query.';
    return { line, column: columnOfUpcoming(text, line, message), reason };
  }
  const found = hash.token === 'EOF' ? 'the end' : `“${hash.text}”`;
  const expected = hash.expected.map((name) => name.replaceAll("'", '')).join(' ');
  const reason = `Found ${found} where one of these should stand: ${expected}`;
  return { ...positionOf(text, startOfNextToken(text, hash.loc)), reason };
}

/** The parser tells where the last good token ended; the culprit is what follows it. */
function startOfNextToken(text: string, last: SyntaxErrorHash['loc'] & object): number {
  let offset = 0;
  for (let line = 1; line < last.last_line; line++) offset = text.indexOf('\n', offset) + 1;
  const blankOrComment = /(?:\s|#[^\n\r]*)*/y;
  blankOrComment.lastIndex = offset + last.last_column;
  const end = blankOrComment.lastIndex;
  return end + (blankOrComment.exec(text)?.[0].length ?? 0);
}

/** For a lexical error the parser quotes the line and draws an arrow under the culprit. */
function columnOfUpcoming(text: string, line: number, message: string): number {
  const [, quoted = '', arrow = ''] = message.split('\n');
  const upcoming = quoted.slice(arrow.indexOf('^')).replace(/\.\.\.$/, '');
  const found = (text.split('\n')[line - 1] ?? '').indexOf(upcoming.slice(0, 8));
  return Math.max(found, 0) + 1;
}
