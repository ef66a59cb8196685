/** The REST API (Wikibase's, version 1): from a request to an operation and back. */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { failure } from '../../../schema/failures.ts';
import type { Failure } from '../../../schema/failures.ts';
import { isObject } from '../../../schema/model/json/reading.ts';
import { parseJson } from '../../../schema/model/json-depth.ts';
import { readText } from '../request/limits.ts';
import { isSettled } from '../request/moment.ts';
import { visitorOf } from '../request/visitor.ts';
import { settledCaching } from '../response/settled.ts';
import type { Services } from '../services.ts';
import { API_PATH } from './address.ts';
import { openToAll, preflight } from './cors.ts';
import { RestError } from './errors.ts';
import { restError } from './failure-errors.ts';
import { mediaTypesOf } from './openapi.ts';
import type { Operation, RestRequest } from './operation.ts';
import { operations } from './operations.ts';
import { readParameters } from './read-parameters.ts';
import { respond, respondError } from './respond.ts';

/** An app of its own, which answers in the API's own words even where nothing is. */
export function restApi(services: Services): Hono {
  const app = new Hono();
  for (const operation of operations) {
    const path = API_PATH + operation.path.replaceAll(/\{(\w+)\}/g, ':$1');
    app.on(operation.method.toUpperCase(), path, (c) => answer(operation, c, services));
  }
  for (const [path, methods] of methodsByPath()) {
    app.options(path, (c) => preflight(c, methods));
    app.all(path, (c) => {
      c.header('Allow', methods.join(', '));
      return respondError(c, wrongMethod(c, methods), services.site);
    });
  }
  app.notFound((c) => respondError(c, noMatch(c), services.site));
  app.onError((error, c) => {
    services.log.error({ error, path: c.req.path }, 'a request of the REST API failed');
    const found = failure('internal-error', {});
    return respondError(c, new RestError('unexpected-error', found), services.site);
  });
  return app;
}

/** How requests are refused before they come here. */
export function restRefusal({ site }: Services) {
  return (c: Context, failures: readonly Failure[]): Promise<Response> =>
    respondError(c, restError(failures), site);
}

function methodsByPath(): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { path, method } of operations) {
    const route = API_PATH + path.replaceAll(/\{(\w+)\}/g, ':$1');
    methods.set(route, [...(methods.get(route) ?? []), method.toUpperCase()]);
  }
  return methods;
}

function wrongMethod({ req }: Context, methods: readonly string[]): RestError {
  const expected = methods.join(', ');
  return new RestError('rest-wrong-method', failure('wrong-type', { field: req.method, expected }));
}

function noMatch({ req }: Context): RestError {
  return new RestError('rest-no-match', failure('not-found', { what: req.path.slice(0, 300) }));
}

async function answer(operation: Operation, c: Context, services: Services): Promise<Response> {
  const visitor = await visitorOf(c, services);
  c.header('Cache-Control', 'private, no-cache');
  openToAll(c);
  const outcome = await outcomeOf(operation, c, services, visitor);
  return outcome instanceof RestError
    ? respondError(c, outcome, services.site)
    : respond(c, outcome, visitor);
}

/** Nobody shall believe that they changed the past. */
function onlyThePresent(): RestError {
  const expected = 'absent where something is changed';
  const found = failure('wrong-type', { field: 'asof', expected });
  return new RestError('invalid-query-parameter', found, { parameter: 'asof' });
}

async function outcomeOf(
  operation: Operation,
  c: Context,
  services: Services,
  visitor: RestRequest['visitor'],
) {
  const refusal = refusalOf(operation, c, visitor);
  if (refusal !== undefined) return refusal;
  const body = await readBody(operation, c);
  if (body instanceof RestError) return body;
  if (operation.method !== 'get' && c.req.query('asof') !== undefined) return onlyThePresent();
  const values = await readParameters(operation, { c, services });
  if (values instanceof RestError) return values;
  const asOf = values['asof'] as RestRequest['asOf'];
  const outcome = await operation.run(values, { c, services, visitor, body, asOf });
  if (asOf !== undefined && !(outcome instanceof RestError)) {
    const { sequence } = await services.edit.storage.records.head();
    // what follows redirects looks them up in the present
    const settled = outcome.status === 200 && isSettled(asOf, sequence);
    if (settled) c.header('Cache-Control', settledCaching({ personal: visitor.loggedIn }));
  }
  return outcome;
}

/** Everybody says which program they are; no page of another site may edit with its readers. */
function refusalOf(
  operation: Operation,
  c: Context,
  visitor: RestRequest['visitor'],
): RestError | undefined {
  if ((c.req.header('User-Agent') ?? '').trim() === '') {
    return new RestError('missing-user-agent', failure('missing-field', { field: 'User-Agent' }));
  }
  if (visitor.refusal !== undefined) return restError([visitor.refusal]);
  return operation.method !== 'get' && visitor.foreign
    ? restError([failure('bad-token', {})])
    : undefined;
}

async function readBody(
  operation: Operation,
  c: Context,
): Promise<RestRequest['body'] | RestError> {
  if (operation.body === undefined) return {};
  const text = await readText(c.req.raw);
  if (!text.ok) {
    const tooLarge = text.failures[0]?.code === 'body-too-large';
    return frameError(tooLarge ? 'rest-body-too-large' : 'rest-json-body-parse-error', text);
  }
  if (text.value === '') return {};
  const type = c.req.header('Content-Type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const accepts = mediaTypesOf(operation);
  if (!accepts.includes(type)) {
    const found = { type: type.slice(0, 100), accepts: accepts.join(', ') };
    return new RestError('rest-unsupported-content-type', failure('unsupported-media-type', found));
  }
  const json = parseJson(text.value);
  if (!json.ok) return frameError('rest-json-body-parse-error', json);
  if (isObject(json.value)) return json.value;
  const found = failure('wrong-type', { field: 'body', expected: 'object' });
  return new RestError('rest-json-body-parse-error', found);
}

function frameError(
  code: 'rest-body-too-large' | 'rest-json-body-parse-error',
  { failures }: { readonly failures: readonly Failure[] },
): RestError {
  return new RestError(code, failures[0] ?? failure('internal-error', {}));
}
