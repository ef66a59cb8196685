/**
 * `/w/api.php`, the Action API: finds the module, reads its parameters, checks assertions and
 * tokens, runs it, and wraps what it answers. Never answers with HTML.
 */
import type { Context } from 'hono';
import { fallbackChain } from '../../../schema/model/languages/fallback.ts';
import { language as languageEntry } from '../../../schema/model/languages/languages.ts';
import type { Result } from '../../../schema/failures.ts';
import { failure, ok } from '../../../schema/failures.ts';
import { readForm } from '../request/form.ts';
import { interfaceMessages } from '../request/reader.ts';
import { hasToken, isLoginToken, visitorOf } from '../request/visitor.ts';
import type { Visitor } from '../request/visitor.ts';
import { refuse } from '../response/refuse.ts';
import type { Services } from '../services.ts';
import { clientLoginModule, loginModule, logoutModule } from './account/login.ts';
import { editEntityModule } from './edit/entity.ts';
import { apiError } from './error-codes.ts';
import { ApiError } from './module.ts';
import type { ApiAnswer, ApiModule, JsonObject } from './module.ts';
import { queryModule } from './query/query.ts';
import { getEntitiesModule } from './read/entities.ts';
import { searchEntitiesModule } from './read/search.ts';
import { readParameters } from './read-parameters.ts';
import type { Fields } from './read-parameters.ts';
import type { ApiRequest } from './request.ts';
import type { Envelope } from './respond.ts';
import { errorFormats, errorHeader, errorJson, serialize } from './respond.ts';

const modules: ReadonlyMap<string, ApiModule> = new Map(
  [
    queryModule,
    loginModule,
    clientLoginModule,
    logoutModule,
    getEntitiesModule,
    searchEntitiesModule,
    editEntityModule,
  ].map((module) => [module.name, module]),
);

const LIST_LIMIT = 50;
const BOT_LIST_LIMIT = 500;

export async function actionApi(c: Context, services: Services): Promise<Response> {
  if (!originIsTold(c)) return refuse(c, [failure('permission-denied', { right: 'origin' })]);
  const query = new Map(new URL(c.req.url).searchParams);
  const sent = await sentFields(c);
  const fields: Fields = new Map([...query, ...(sent.ok ? sent.value : [])]);
  const language = await wantedLanguage(fields, services);
  const messages = interfaceMessages(fallbackChain(language));
  const envelope: Envelope = {
    formatVersion: fields.get('formatversion') === '2' ? 2 : 1,
    errorFormat: errorFormats.find((name) => name === fields.get('errorformat')) ?? 'bc',
    utf8: fields.has('utf8'),
    messages,
    module: fields.get('action') ?? 'main',
  };
  const warnings = new Map<string, { text: string; name: string | undefined }[]>();
  const run = async (): Promise<ApiAnswer> => {
    if (!sent.ok) return apiError(sent.failures);
    const visitor = await callerOf(c, services, fields);
    const limit = { values: visitor.rights.has('bot') ? BOT_LIST_LIMIT : LIST_LIMIT };
    const { formatVersion } = envelope;
    return runModule(
      {
        c,
        services,
        visitor,
        fields,
        limit,
        formatVersion,
        messages,
        language,
        warn(module, text, name) {
          warnings.set(module, [...(warnings.get(module) ?? []), { text, name }]);
        },
      },
      query,
    );
  };
  const answer = await run().catch((error: unknown) => {
    services.log.error({ error, action: envelope.module }, 'the Action API failed');
    return new ApiError('internal_api_error', [failure('internal-error', {})]);
  });
  return respond(c, answer, warnings, envelope, fields);
}

async function runModule(request: ApiRequest, query: Fields): Promise<ApiAnswer> {
  const { c, fields, visitor } = request;
  const name = fields.get('action') ?? '';
  const module = modules.get(name);
  if (module === undefined) {
    return new ApiError('badvalue', [
      failure('wrong-type', {
        field: 'action',
        expected: `one of ${[...modules.keys()].join(', ')}`,
      }),
    ]);
  }
  const refused = assertionFailure(fields, visitor) ?? methodFailure(module, c, query);
  if (refused !== undefined) return refused;
  const values = readParameters(module, request);
  if (values instanceof ApiError) return values;
  warnOfUnknown(module, request);
  return tokenFailure(module, request) ?? module.run(values, request);
}

/** What every module takes, and what clients of MediaWiki send with every request. */
const MAIN_PARAMETERS = [
  'action',
  'format',
  'formatversion',
  'utf8',
  'ascii',
  'errorformat',
  'errorlang',
  'errorsuselocal',
  'uselang',
  'variant',
  'origin',
  'crossorigin',
  'assert',
  'assertuser',
  'maxlag',
  'maxage',
  'smaxage',
  'requestid',
  'servedby',
  'curtimestamp',
  'responselanginfo',
];

function warnOfUnknown(module: ApiModule, request: ApiRequest): void {
  const taken = [module, ...(module.submodules ?? [])].flatMap(({ parameters, token }) => [
    ...Object.keys(parameters),
    ...(token === undefined ? [] : ['token']),
  ]);
  const known = new Set([...MAIN_PARAMETERS, ...taken]);
  const unknown = [...request.fields.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    request.warn('main', `Nothing here has a use for these parameters: ${unknown.join(', ')}.`);
  }
}

/** `assert` and `assertuser`: a bot learns that it lost its session before it edits without. */
function assertionFailure(fields: Fields, { loggedIn, rights, actor }: Visitor) {
  const assertion = fields.get('assert');
  if (assertion === 'user' && !loggedIn) return denied('assertuserfailed', 'user');
  if (assertion === 'bot' && !rights.has('bot')) return denied('assertbotfailed', 'bot');
  if (assertion === 'anon' && loggedIn) return denied('assertanonfailed', 'anon');
  const name = fields.get('assertuser');
  if (name !== undefined && (!loggedIn || name !== actor.name)) {
    return denied('assertnameduserfailed', name);
  }
  return undefined;
}

function denied(code: string, right: string): ApiError {
  return new ApiError(code, [failure('permission-denied', { right })]);
}

function methodFailure(module: ApiModule, c: Context, query: Fields): ApiError | undefined {
  if (!module.mustBePosted) return undefined;
  if (c.req.method !== 'POST') {
    return new ApiError('mustbeposted', [
      failure('wrong-type', { field: 'action', expected: 'a POST request' }),
    ]);
  }
  const exposed = ['token', ...Object.keys(module.parameters)].find(
    (name) => query.has(name) && (name === 'token' || module.parameters[name]?.secret === true),
  );
  if (exposed === undefined) return undefined;
  return new ApiError('mustpostparams', [
    failure('wrong-type', { field: exposed, expected: 'in the body of the request' }),
  ]);
}

function tokenFailure({ token }: ApiModule, { c, fields, visitor }: ApiRequest) {
  if (token === undefined) return undefined;
  const given = fields.get('token');
  if (given === undefined) {
    return new ApiError('missingparam', [failure('missing-field', { field: 'token' })]);
  }
  const good = token === 'csrf' ? hasToken(visitor, given) : isLoginToken(c, given);
  return good ? undefined : new ApiError('badtoken', [failure('bad-token', {})]);
}

/** A page that says where it comes from must come from there. */
function originIsTold(c: Context): boolean {
  const told = c.req.query('origin');
  return told === undefined || told === '*' || told === c.req.header('Origin');
}

/** Cookies count only for our own pages and for programs, never for another site's page. */
async function callerOf(c: Context, services: Services, fields: Fields): Promise<Visitor> {
  const origin = fields.get('origin');
  if (origin === '*') c.req.raw.headers.delete('Cookie');
  return visitorOf(c, services);
}

async function sentFields(c: Context): Promise<Result<Fields>> {
  return c.req.method === 'POST' ? readForm(c.req.raw) : ok(new Map());
}

async function wantedLanguage(fields: Fields, { site }: Services): Promise<string> {
  const asked = fields.get('uselang')?.toLowerCase();
  if (asked !== undefined && languageEntry(asked) !== undefined) return asked;
  return (await site.current()).defaultLanguage;
}

function respond(
  c: Context,
  answer: ApiAnswer,
  warnings: ReadonlyMap<string, readonly { text: string; name: string | undefined }[]>,
  envelope: Envelope,
  fields: Fields,
): Response {
  setCors(c, fields);
  c.header('Cache-Control', 'private, must-revalidate, max-age=0');
  const failed = answer instanceof ApiError;
  if (failed) c.header('MediaWiki-API-Error', errorHeader(answer));
  const json = failed ? errorJson(answer, envelope) : answer;
  const body = serialize(
    { ...warningsJson(warnings, envelope), ...withServedBy(json, failed) },
    envelope,
  );
  return c.body(body, 200, { 'Content-Type': 'application/json; charset=utf-8' });
}

function withServedBy(json: JsonObject, failed: boolean): JsonObject {
  return failed ? { ...json, servedby: 'sabir' } : json;
}

function warningsJson(
  warnings: ReadonlyMap<string, readonly { text: string; name: string | undefined }[]>,
  { formatVersion }: Envelope,
): JsonObject {
  if (warnings.size === 0) return {};
  const entries = [...warnings].map(([module, list]) => {
    const text = list.map((warning) => warning.text).join('\n');
    const messages = list.flatMap(({ name }) =>
      name === undefined ? [] : [{ name, parameters: [] }],
    );
    const content = formatVersion === 1 ? { '*': text } : { warnings: text };
    return [module, { ...content, ...(messages.length > 0 ? { messages } : {}) }];
  });
  return { warnings: Object.fromEntries(entries) as JsonObject };
}

/** `origin=*` opens the API to every page, without credentials. */
function setCors(c: Context, fields: Fields): void {
  if (fields.get('origin') !== '*') return;
  c.header('Access-Control-Allow-Origin', '*');
  c.header('Access-Control-Expose-Headers', 'MediaWiki-API-Error, Retry-After');
}
