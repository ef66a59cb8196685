/** The W3C's SPARQL tests that concern queries, and how each is run. */
import { existsSync, readFileSync } from 'node:fs';
import { QueryEngine } from '../../../server/query/engine.ts';
import { parseQuery } from '../../../server/query/parse/translate.ts';
import type { ResultFormat } from '../../../server/query/query-backend.ts';
import { MemoryIndex } from '../../../server/storage/quads/memory-index.ts';
import { sharedPath } from '../../shared-data.ts';
import type { Answer } from './answers.ts';
import { difference } from './answers.ts';
import { graphAnswer, readCsv, readExpected, readJson, readQuads } from './read-results.ts';

export interface SuiteTest {
  readonly id: string;
  readonly suite: string;
  readonly type: string;
  readonly name: string;
  /** Of evaluation tests. */
  readonly query?: string;
  readonly result?: string;
  readonly data?: readonly string[];
  readonly graphData?: readonly unknown[];
  /** Of syntax tests. */
  readonly action?: string;
}

const BASE = 'https://w3c.github.io/rdf-tests/';
const rdf = { conceptBase: 'http://example.org/entity/' };

const types = new Set([
  'QueryEvaluationTest',
  'CSVResultFormatTest',
  'PositiveSyntaxTest',
  'PositiveSyntaxTest11',
  'NegativeSyntaxTest',
  'NegativeSyntaxTest11',
]);

export function readSuite(suites: readonly string[]): SuiteTest[] {
  const index = sharedPath('fixtures', 'w3c', 'index.jsonl');
  // The names of skipped tests are collected too.
  if (!existsSync(index)) return [];
  return readFileSync(index, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SuiteTest)
    .filter(({ suite, type }) => suites.includes(suite) && types.has(type));
}

/** Why the test fails; `undefined` where it passes. */
export function runTest(test: SuiteTest): string | undefined {
  try {
    return test.type.includes('Syntax') ? runSyntaxTest(test) : runEvaluationTest(test);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function read(path: string): string {
  return readFileSync(sharedPath('fixtures', 'w3c', path), 'utf8');
}

function runSyntaxTest(test: SuiteTest): string | undefined {
  const path = test.action ?? test.query ?? '';
  const parsed = parseQuery(read(path), {
    prefixes: new Map(),
    languages: [],
    baseIri: BASE + path,
  });
  const [problem] = parsed.ok ? [] : parsed.failures;
  // A query that is understood but not supported is no syntax error.
  const isSyntaxError = problem !== undefined && problem.code !== 'query-unsupported';
  if (isSyntaxError === test.type.startsWith('Negative')) return undefined;
  return problem === undefined ? 'accepted' : `refused: ${JSON.stringify(problem)}`;
}

function runEvaluationTest(test: SuiteTest): string | undefined {
  if ((test.graphData ?? []).length > 0) return 'needs named graphs';
  const { query = '', result = '' } = test;
  const index = new MemoryIndex();
  const isCsv = result.endsWith('.csv');
  for (const path of test.data ?? []) {
    if (!/\.(?:ttl|nt)$/.test(path)) return `no reader for ${path}`;
    index.apply({ added: readQuads(read(path), BASE + path) });
  }
  const engine = new QueryEngine({ index, rdf, baseIri: BASE + query });
  const text = read(query);
  const answered = engine.run({ text, format: isCsv ? 'csv' : 'json', graphFormat: 'ntriples' });
  if (answered.outcome === 'failed') return JSON.stringify(answered.failure);
  const body = Buffer.concat([...answered.chunks]).toString();
  const isGraph = answered.mediaType === 'application/n-triples';
  const expected = readExpected(sharedPath('fixtures', 'w3c', result), BASE + result, isGraph);
  return difference(readActual(body, isGraph ? 'ntriples' : isCsv ? 'csv' : 'json'), expected);
}

function readActual(body: string, format: ResultFormat): Answer {
  if (format === 'ntriples') return graphAnswer(readQuads(body, BASE));
  return format === 'csv' ? readCsv(body) : readJson(body);
}
