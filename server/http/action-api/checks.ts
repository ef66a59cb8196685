/** What stands between a request and its module: assertions, lag, method, token. */
import type { Context } from 'hono';
import { failure } from '../../../schema/failures.ts';
import { hasToken, isLoginToken } from '../request/visitor.ts';
import type { Visitor } from '../request/visitor.ts';
import type { MainValues } from './main-parameters.ts';
import { ApiError } from './module.ts';
import type { ApiModule, ModuleDeclaration } from './module.ts';
import type { Fields } from './read-parameters.ts';
import type { ApiRequest } from './request.ts';
import { tokenOf } from './token.ts';

/** `assert` and `assertuser`: a bot learns that it lost its session before it edits without. */
export function assertionFailure(
  { assert, assertuser }: Pick<MainValues, 'assert' | 'assertuser'>,
  { loggedIn, rights, actor }: Visitor,
): ApiError | undefined {
  if (assert === 'user' && !loggedIn) return asserted('assertuserfailed', 'user');
  if (assert === 'bot' && !rights.has('bot')) return asserted('assertbotfailed', 'bot');
  if (assert === 'anon' && loggedIn) return asserted('assertanonfailed', 'anon');
  if (assertuser !== undefined && (!loggedIn || assertuser !== actor.name)) {
    return asserted('assertnameduserfailed', assertuser);
  }
  return undefined;
}

function asserted(code: string, assertion: string): ApiError {
  return new ApiError(code, [failure('assertion-failed', { assertion })]);
}

/** Seconds by which what is read is behind what was written: none, there is one store. */
export const LAG_SECONDS = 0;
/** What MediaWiki asks clients to wait, at least. */
const LAG_RETRY_SECONDS = 5;

/** Clients ask for the lag by allowing less than none. */
export function lagFailure(maxLag: number | undefined, c: Context): ApiError | undefined {
  if (maxLag === undefined || LAG_SECONDS <= maxLag) return undefined;
  c.header('Retry-After', String(LAG_RETRY_SECONDS));
  c.header('X-Database-Lag', String(LAG_SECONDS));
  const host = 'sabir';
  return new ApiError('maxlag', [failure('lagged', { host, lag: LAG_SECONDS })], {
    host,
    lag: LAG_SECONDS,
    type: 'db',
  });
}

/** Tokens and passwords come in the body, so that no log holds them; writes come by POST. */
export function methodFailure(module: ApiModule, c: Context, query: Fields): ApiError | undefined {
  const exposed = secretFields(module).find((name) => query.has(name));
  if (exposed !== undefined) {
    return new ApiError('mustpostparams', [
      failure('wrong-type', { field: exposed, expected: 'in the body of the request' }),
    ]);
  }
  return !module.mustBePosted || c.req.method === 'POST'
    ? undefined
    : new ApiError('mustbeposted', [
        failure('wrong-type', { field: 'action', expected: 'a POST request' }),
      ]);
}

function secretFields({ parameters, prefix = '', token }: ModuleDeclaration): string[] {
  const secret = Object.entries(parameters).filter(([, each]) => each.secret === true);
  return [...(token === undefined ? [] : ['token']), ...secret.map(([name]) => `${prefix}${name}`)];
}

export function tokenFailure({ token }: ApiModule, request: ApiRequest): ApiError | undefined {
  if (token === undefined) return undefined;
  const given = request.fields.get('token');
  if (given === undefined) {
    return new ApiError('missingparam', [failure('missing-field', { field: 'token' })]);
  }
  return isGood(given) ? undefined : new ApiError('badtoken', [failure('bad-token', {})]);

  function isGood(value: string): boolean {
    const { c, visitor, services } = request;
    if (token === 'login' || token === 'createaccount') return isLoginToken(c, value, services);
    return hasToken({ ...visitor, csrfToken: tokenOf(visitor, token ?? 'csrf') }, value);
  }
}
