/** The W3C's SPARQL tests that concern queries, and how each is run. */
import { existsSync, readFileSync } from 'node:fs';
import type { Result } from '../../../schema/failures.ts';
import type { Query } from '../../../server/query/algebra.ts';
import { QueryEngine } from '../../../server/query/engine.ts';
import { parseQuery } from '../../../server/query/parse/translate.ts';
import type { ResultFormat } from '../../../server/query/query-backend.ts';
import { blankNode, isBlankNode, lexicalForm, namedNode } from '../../../server/rdf/term.ts';
import type { Quad, RdfTerm } from '../../../server/rdf/term.ts';
import { MemoryIndex } from '../../../server/storage/quads/memory-index.ts';
import { sharedPath } from '../../shared-data.ts';
import type { Answer } from './answers.ts';
import { difference } from './answers.ts';
import { readGraph, readTurtle } from './read-graph.ts';
import type { SuiteFile } from './read-graph.ts';
import { graphAnswer, readCsv, readExpected, readJson } from './read-results.ts';

export interface SuiteTest {
  readonly id: string;
  readonly suite: string;
  readonly type: string;
  readonly name: string;
  /** Of evaluation tests. */
  readonly query?: string;
  readonly result?: string;
  readonly data?: readonly string[];
  readonly graphData?: readonly { readonly graph: string; readonly file: string }[];
  /** Of updates. */
  readonly request?: string;
  /** Of syntax tests. */
  readonly action?: string;
}

const BASE = 'https://w3c.github.io/rdf-tests/';
const rdf = { conceptBase: 'http://example.org/entity/' };

const updateTypes = new Set(['UpdateEvaluationTest', 'PositiveUpdateSyntaxTest11']);

const types = new Set([
  'QueryEvaluationTest',
  'CSVResultFormatTest',
  'PositiveSyntaxTest',
  'PositiveSyntaxTest11',
  'NegativeSyntaxTest',
  'NegativeSyntaxTest11',
]);

export function readSuite(suites: readonly string[]): SuiteTest[] {
  return readIndex().filter(
    ({ id, suite, type }) => suites.includes(suite) && types.has(type) && !BEYOND.test(id),
  );
}

function readIndex(): SuiteTest[] {
  const index = sharedPath('fixtures', 'w3c', 'index.jsonl');
  // The names of skipped tests are collected too.
  if (!existsSync(index)) return [];
  return readFileSync(index, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SuiteTest);
}

/** Whole manifests of what only SPARQL 1.2 can write; those that must be refused are refused. */
const BEYOND = /^sparql12\/(?:eval-triple-terms|syntax-triple-terms-positive|lang-basedir)#/;

/** Requests that ask for nothing: as queries they are empty. */
const WITHOUT = /^sparql11\/syntax-update-1#test_(?:38|39|40)$/;

/** Requests that would change data. */
export function readUpdates(): SuiteTest[] {
  return readIndex().filter(
    ({ id, suite, type }) => suite === 'sparql11' && updateTypes.has(type) && !WITHOUT.test(id),
  );
}

export function updateFailure({ request = '', action = '' }: SuiteTest): string {
  const parsed = parse(request === '' ? action : request);
  return parsed.ok ? 'accepted' : (parsed.failures[0]?.code ?? '');
}

/** Such as `sparql11/aggregates`. */
export function manifestOf({ id }: SuiteTest): string {
  return id.slice(0, id.indexOf('#'));
}

/** Why the test fails; `undefined` where it passes. */
export async function runTest(test: SuiteTest): Promise<string | undefined> {
  try {
    return test.type.includes('Syntax') ? runSyntaxTest(test) : await runEvaluationTest(test);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function read(path: string): string {
  return readFileSync(sharedPath('fixtures', 'w3c', path), 'utf8');
}

function parse(path: string): Result<Query> {
  return parseQuery(read(path), { prefixes: new Map(), languages: [], baseIri: BASE + path });
}

function runSyntaxTest(test: SuiteTest): string | undefined {
  const parsed = parse(test.action ?? test.query ?? '');
  const [problem] = parsed.ok ? [] : parsed.failures;
  // A query that is understood but not supported is no syntax error.
  const isSyntaxError = problem !== undefined && problem.code !== 'query-unsupported';
  if (isSyntaxError === test.type.startsWith('Negative')) return undefined;
  return problem === undefined ? 'accepted' : `refused: ${JSON.stringify(problem)}`;
}

async function runEvaluationTest(test: SuiteTest): Promise<string | undefined> {
  const { query = '', result = '' } = test;
  const isCsv = result.endsWith('.csv');
  const engine = new QueryEngine({ index: await loadData(test), rdf, baseIri: BASE + query });
  const text = read(query);
  const answered = engine.run({ text, format: isCsv ? 'csv' : 'json', graphFormat: 'ntriples' });
  if (answered.outcome === 'failed') return JSON.stringify(answered.failure);
  const body = Buffer.concat([...answered.chunks]).toString();
  const isGraph = answered.mediaType === 'application/n-triples';
  const expected = await readExpected(fileOf(result), isGraph);
  return difference(readActual(body, isGraph ? 'ntriples' : isCsv ? 'csv' : 'json'), expected);
}

/** The graphs of the test, and those that its query names: a store has them or nobody does. */
async function loadData({
  query = '',
  data = [],
  graphData = [],
}: SuiteTest): Promise<MemoryIndex> {
  const index = new MemoryIndex();
  const load = async (path: string, graph?: RdfTerm): Promise<void> => {
    const added = (await readGraph(fileOf(path))).map((quad) => ofDocument(quad, path));
    index.apply({ added, ...(graph === undefined ? {} : { graph }) });
  };
  for (const path of data) await load(path);
  const parsed = parse(query);
  const { defaults = [], named = [] } = (parsed.ok ? parsed.value.dataset : undefined) ?? {};
  const written = [...defaults, ...named].map((iri) => iri.slice(BASE.length));
  const graphs = new Map([
    ...written.map((path) => [path, path] as const),
    ...graphData.map(({ graph, file }) => [graph, file] as const),
  ]);
  for (const [name, path] of graphs) {
    await load(path, namedNode(new URL(name, BASE).href));
  }
  return index;
}

/** The blank nodes of one document are none of another's, whatever they are called. */
function ofDocument({ subject, predicate, object }: Quad, path: string): Quad {
  const document = path.replaceAll(/\W/g, '');
  const own = (term: RdfTerm): RdfTerm =>
    isBlankNode(term) ? blankNode(`${document}.${lexicalForm(term)}`) : term;
  return { subject: own(subject), predicate, object: own(object) };
}

function fileOf(path: string): SuiteFile {
  return { path: sharedPath('fixtures', 'w3c', path), iri: BASE + path };
}

function readActual(body: string, format: ResultFormat): Answer {
  if (format === 'ntriples') return graphAnswer(readTurtle(body, BASE));
  return format === 'csv' ? readCsv(body) : readJson(body);
}
