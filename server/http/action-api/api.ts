/**
 * `/w/api.php`, the Action API: finds the module, reads its parameters, checks assertions and
 * tokens, runs it, and wraps what it answers. Pages are help, what is
 * asked for as one, and the answer to a false `origin`.
 */
import type { Context } from 'hono';
import type { Failure, Result } from '../../../schema/failures.ts';
import { failure, ok } from '../../../schema/failures.ts';
import { refusalPage } from '../linked-data/refusal-page.ts';
import { readForm } from '../request/form.ts';
import { visitorOf } from '../request/visitor.ts';
import type { Visitor } from '../request/visitor.ts';
import { failureHeaders } from '../response/failure-response.ts';
import { wholeBody } from '../response/whole-body.ts';
import type { Services } from '../services.ts';
import { answerPage } from './answer-page.ts';
import { assertionFailure, lagFailure, methodFailure, tokenFailure } from './checks.ts';
import { isOpenToAll, isOriginTold, preflight, setCors, suppressLogin } from './cors.ts';
import { envelopeOf } from './envelope.ts';
import type { Envelope } from './envelope.ts';
import { apiError, plainError } from './error-codes.ts';
import { mediaTypeOf, serialize } from './format.ts';
import { formatOf } from './formats.ts';
import { jsonModule, mainModule } from './main-parameters.ts';
import type { MainValues } from './main-parameters.ts';
import { apiModules } from './modules.ts';
import { ApiError } from './module.ts';
import type { ApiAnswer, JsonObject, ModuleDeclaration } from './module.ts';
import { namesTold } from './names-told.ts';
import { HIGH_LIMITS, LOW_LIMITS, readParameters } from './read-parameters.ts';
import type { Fields } from './read-parameters.ts';
import type { ApiRequest } from './request.ts';
import { errorHeader, errorJson, reportedJson, warningsJson } from './respond.ts';
import type { Warning } from './respond.ts';
import { TextBudget } from './text-budget.ts';

export async function actionApi(c: Context, services: Services): Promise<Response> {
  if (!isOriginTold(c)) return refusalPage(c, [failure('untrue-origin', {})], services);
  if (c.req.method === 'OPTIONS') return preflight(c);
  const query: Fields = new Map(new URL(c.req.url).searchParams);
  const sent = await sentFields(c);
  const fields: Fields = new Map([...query, ...(sent.ok ? sent.value : [])]);
  const site = await services.site.current();
  const envelope = envelopeOf(fields, site.defaultLanguage, services.urls.base);
  const warnings: Warning[] = [];
  const reported: ApiError[] = [];
  setCors(c);
  const answer = await run().catch((error: unknown) => {
    services.log.error({ error, action: envelope.module }, 'the Action API failed');
    return new ApiError('internal_api_error', [failure('internal-error', {})]);
  });
  if (answer instanceof Response) return answer;
  return respond(c, answer, { fields, warnings, reported, envelope }, services);

  async function run(): Promise<ApiAnswer> {
    if (!sent.ok) return unreadable(sent.failures);
    if (isOpenToAll(c) || envelope.callback !== undefined) suppressLogin(c);
    const visitor = await visitorOf(c, services);
    if (visitor.refusal !== undefined) return plainError([visitor.refusal]);
    const { formatVersion, language, messages } = envelope;
    const request: ApiRequest = {
      c,
      services,
      site,
      visitor,
      fields,
      limits: visitor.rights.has('apihighlimits') ? HIGH_LIMITS : LOW_LIMITS,
      texts: new TextBudget(),
      formatVersion,
      messages,
      language,
      report(error) {
        reported.push(error);
      },
      warn(module, text, messageName) {
        // an edit may be planned more than once
        const known = warnings.some((each) => each.module === module && each.text === text);
        if (!known) warnings.push({ module, text, messageName });
      },
      warnOfDeprecation(module, text) {
        const general = messages.text('api-deprecations');
        if (!warnings.some((warning) => warning.text === general)) this.warn('main', general);
        this.warn(module, text);
      },
      warnOfTruncation(text) {
        // under the names that clients of MediaWiki look for
        warnings.push({ module: 'result', text, messageName: undefined, code: 'truncatedresult' });
      },
    };
    return named(await runModule(request, query), visitor);
  }
}

/** Whoever was given an account while they edited must learn its name. */
function named(answer: ApiAnswer, { temporaryName }: Visitor): ApiAnswer {
  const unnamed =
    temporaryName === undefined ||
    answer instanceof ApiError ||
    answer instanceof Response ||
    isList(answer);
  return unnamed ? answer : { ...answer, tempusercreated: temporaryName, tempuserredirect: null };
}

async function runModule(request: ApiRequest, query: Fields): Promise<ApiAnswer> {
  const main = readParameters(mainModule, request);
  if (main instanceof ApiError) return main;
  const json = readParameters(jsonModule, request);
  if (json instanceof ApiError) return json;
  const { action, maxlag, ...asserted } = main as MainValues;
  const module = apiModules.get(action);
  if (module === undefined) return unknownAction();
  const refused =
    assertionFailure(asserted, request.visitor) ??
    lagFailure(maxlag, request.c) ??
    methodFailure(module, request.c, query);
  if (refused !== undefined) return refused;
  const values = readParameters(module, request);
  if (values instanceof ApiError) return values;
  const answer = tokenFailure(module, request) ?? (await module.run(values, request));
  if (!(answer instanceof ApiError)) warnOfUnknown(module, request);
  return answer;
}

function unreadable(failures: readonly Failure[]): ApiError {
  return failures[0]?.code === 'too-many'
    ? new ApiError('contenttoobig', failures)
    : apiError(failures);
}

function unknownAction(): ApiError {
  const expected = `one of ${[...apiModules.keys()].join(', ')}`;
  return new ApiError('badvalue', [failure('wrong-type', { field: 'action', expected })]);
}

function warnOfUnknown(module: ModuleDeclaration, request: ApiRequest): void {
  const { fields, messages } = request;
  // XML has one version only
  const written = formatOf(fields.get('format')).encoding === 'xml' ? [] : [jsonModule];
  const known = new Set(
    [mainModule, ...written, module, ...(module.submodules?.(fields) ?? [])].flatMap(fieldsOf),
  );
  const unknown = [...fields.keys()].filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  request.warn('main', messages.text('api-unknown-parameters', unknown.length, namesTold(unknown)));
}

function fieldsOf({ parameters, prefix = '', token }: ModuleDeclaration): string[] {
  const names = Object.keys(parameters).map((name) => `${prefix}${name}`);
  return token === undefined ? names : [...names, 'token'];
}

async function sentFields(c: Context): Promise<Result<Fields>> {
  return c.req.method === 'POST' ? readForm(c.req.raw) : ok(new Map());
}

interface Dressing {
  readonly fields: Fields;
  readonly warnings: readonly Warning[];
  readonly reported: readonly ApiError[];
  readonly envelope: Envelope;
}

function setErrorHeaders(c: Context, error: ApiError): void {
  c.header('MediaWiki-API-Error', errorHeader(error));
  for (const failed of error.failures) {
    for (const [name, value] of Object.entries(failureHeaders(failed))) c.header(name, value);
  }
}

function respond(
  c: Context,
  answer: Exclude<ApiAnswer, Response>,
  dressing: Dressing,
  services: Services,
): Promise<Response> {
  const { envelope, fields, reported, warnings } = dressing;
  c.header('Cache-Control', 'private, must-revalidate, max-age=0');
  if (answer instanceof ApiError) setErrorHeaders(c, answer);
  const json = isList(answer)
    ? answer
    : {
        ...(answer instanceof ApiError ? errorJson(answer, envelope) : answer),
        ...reportedJson(reported, envelope),
        ...warningsJson(warnings, envelope),
        ...requestedMembers(fields, envelope),
      };
  const text = serialize(json, envelope);
  return envelope.isPage
    ? answerPage(c, text, envelope, services)
    : wholeBody(c, text, mediaTypeOf(envelope));
}

function isList(answer: Exclude<ApiAnswer, Response>): answer is readonly unknown[] {
  return Array.isArray(answer);
}

/** Members that a client may ask for with any module. */
function requestedMembers(fields: Fields, { language, errorLanguage }: Envelope): JsonObject {
  const requestid = fields.get('requestid');
  return {
    ...(requestid === undefined ? {} : { requestid }),
    ...(fields.has('curtimestamp')
      ? { curtimestamp: new Date().toISOString().replace(/\.\d+Z$/, 'Z') }
      : {}),
    ...(fields.has('responselanginfo') ? { uselang: language, errorlang: errorLanguage } : {}),
  };
}
