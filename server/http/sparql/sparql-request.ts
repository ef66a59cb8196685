/** Reads a request of the SPARQL 1.1 Protocol, in its three forms, and the parameters that we add. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Failure, Result } from '../../../schema/failures.ts';
import { acceptedLanguages } from '../../../schema/model/languages/negotiate.ts';
import type { GraphFormat, QueryRequest, ResultFormat } from '../../query/query-backend.ts';
import { parseAsOf } from '../request/as-of.ts';
import { readUrlEncoded } from '../request/form.ts';
import { readBody, readText } from '../request/limits.ts';
import { negotiateType } from '../request/negotiate.ts';

/** What is asked, and as of when: a sequence, or a moment that has still to be looked up. */
export interface SparqlRequest {
  readonly query: Omit<QueryRequest, 'at' | 'signal'>;
  readonly asOf: { readonly sequence: number } | { readonly timeMs: number } | undefined;
}

const tableTypes: Readonly<Record<string, Exclude<ResultFormat, GraphFormat>>> = {
  'application/sparql-results+json': 'json',
  'application/json': 'json',
  'application/sparql-results+xml': 'xml',
  'application/xml': 'xml',
  'text/csv': 'csv',
  'text/tab-separated-values': 'tsv',
};
const graphTypes: Readonly<Record<string, GraphFormat>> = {
  'text/turtle': 'turtle',
  'application/n-triples': 'ntriples',
  'text/plain': 'ntriples',
};
const names: readonly ResultFormat[] = ['json', 'xml', 'csv', 'tsv', 'turtle', 'ntriples'];

const FORM = 'application/x-www-form-urlencoded';
const QUERY = 'application/sparql-query';
const UPDATE = 'application/sparql-update';
export async function readSparqlRequest(request: Request): Promise<Result<SparqlRequest>> {
  const parameters = await readParameters(request);
  if (!parameters.ok) return parameters;
  const fields = parameters.value;
  const problem = findProblem(fields);
  if (problem !== undefined) return failed(problem);
  const formats = chooseFormats(fields.get('format'), request.headers.get('Accept') ?? undefined);
  if (!formats.ok) return formats;
  const asOf = readAsOf(fields);
  if (!asOf.ok) return asOf;
  const timeoutMs = readTimeout(fields);
  if (!timeoutMs.ok) return timeoutMs;
  const text = fields.get('query') ?? '';
  // Whoever does not name a language gets names in their own.
  const languages = text.includes('[AUTO_LANGUAGE]')
    ? acceptedLanguages(request.headers.get('Accept-Language') ?? undefined)
    : [];
  const timeout = timeoutMs.value === undefined ? {} : { timeoutMs: timeoutMs.value };
  const query = { text, languages, ...formats.value, ...timeout, ...readDataset(fields) };
  return ok({ query, asOf: asOf.value });
}

async function readParameters(request: Request): Promise<Result<URLSearchParams>> {
  const fields = new URL(request.url).searchParams;
  // WikibaseIntegrator posts its query in the address, with no body under the name of another type
  if (request.method !== 'POST' || isEmptyWithQuery(request, fields)) return ok(fields);
  const [mediaType = '', ...rest] = (request.headers.get('Content-Type') ?? '').split(';');
  const type = mediaType.trim().toLowerCase();
  const charset = /charset\s*=\s*"?([^";\s]+)/i.exec(rest.join(';'))?.[1] ?? 'utf-8';
  if (![FORM, QUERY, UPDATE].includes(type) || !/^(?:utf-?8|us-ascii)$/i.test(charset)) {
    const accepts = `${QUERY}, ${FORM}, in UTF-8`;
    return failed(failure('unsupported-media-type', { type: `${type} ${charset}`, accepts }));
  }
  if (type === UPDATE) return failed(failure('query-is-update', {}));
  if (type === QUERY) {
    const text = await readText(request);
    if (!text.ok) return text;
    fields.append('query', text.value);
    return ok(fields);
  }
  const body = await readBody(request);
  const form = body.ok ? readUrlEncoded(body.value) : body;
  if (!form.ok) return form;
  for (const [name, value] of form.value) fields.append(name, value);
  return ok(fields);
}

function isEmptyWithQuery(request: Request, fields: URLSearchParams): boolean {
  return (
    fields.has('query') &&
    (request.headers.get('Content-Length') ?? '0') === '0' &&
    !request.headers.has('Transfer-Encoding')
  );
}

function findProblem(fields: URLSearchParams): Failure | undefined {
  if (fields.has('update')) return failure('query-is-update', {});
  if (fields.getAll('query').length > 1) return failure('too-many', { field: 'query', limit: 1 });
  return fields.has('query') ? undefined : failure('missing-field', { field: 'query' });
}

/** The graphs that are named beside the query. */
function readDataset(fields: URLSearchParams): Pick<QueryRequest, 'dataset'> {
  const defaults = fields.getAll('default-graph-uri');
  const named = fields.getAll('named-graph-uri');
  return defaults.length + named.length === 0 ? {} : { dataset: { defaults, named } };
}

/** `format` (a short name or a media type) beats `Accept`. Rows and graphs are chosen apart. */
function chooseFormats(
  wanted: string | null,
  accept: string | undefined,
): Result<Pick<QueryRequest, 'format' | 'graphFormat'>> {
  const named = names.find((name) => name === wanted);
  if (named !== undefined) return ok(formatsOf(named, named));
  const asked = wanted ?? accept;
  const table = negotiateType(asked, Object.keys(tableTypes));
  const graph = negotiateType(asked, Object.keys(graphTypes));
  if (table === undefined && graph === undefined) {
    const accepts = [...Object.keys(tableTypes), ...Object.keys(graphTypes)].join(', ');
    return failed(failure('not-acceptable', { accepts }));
  }
  return ok(formatsOf(tableTypes[table ?? ''], graphTypes[graph ?? '']));
}

function formatsOf(
  table: ResultFormat | undefined,
  graph: ResultFormat | undefined,
): Pick<QueryRequest, 'format' | 'graphFormat'> {
  const graphFormat = graph === 'ntriples' ? 'ntriples' : 'turtle';
  return { format: table ?? 'json', graphFormat };
}

/** `at` is a sequence, `asof` a sequence or a time of ISO 8601. */
function readAsOf(fields: URLSearchParams): Result<SparqlRequest['asOf']> {
  const name = fields.has('at') ? 'at' : 'asof';
  const text = fields.get(name);
  if (text === null) return ok(undefined);
  const asOf = parseAsOf(text);
  if (asOf !== undefined) return ok(asOf);
  return failed(failure('wrong-type', { field: name, expected: 'a sequence number or a time' }));
}

/** Milliseconds; the server's own limit still holds. */
function readTimeout(fields: URLSearchParams): Result<number | undefined> {
  const name = fields.has('timeout') ? 'timeout' : 'maxQueryTimeMillis';
  const text = fields.get(name);
  if (text === null) return ok(undefined);
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return ok(Number(text));
  return failed(failure('wrong-type', { field: name, expected: 'milliseconds' }));
}
