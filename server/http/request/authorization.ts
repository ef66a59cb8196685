/** Who a program acts for, by the `Authorization` header: a token of OAuth 2, or a signature of OAuth 1. */
import type { Context } from 'hono';
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { FailureReason, Result } from '../../../schema/failures.ts';
import { verifyOauth1 } from '../../accounts/oauth1.ts';
import { findAccessToken } from '../../accounts/oauth2.ts';
import { derivedSecret } from '../../accounts/secrets.ts';
import type { User } from '../../storage/records/record-store.ts';
import type { Services } from '../services.ts';
import { readForm } from './form.ts';

export interface Authorized {
  readonly user: User;
  readonly grants: readonly string[];
  /** Of its own for each credential: what the tokens against forged requests follow from. */
  readonly csrfSecret: string;
}

type Outcome = Result<Authorized> | undefined;

/** A signature is good once, but several parts of the house ask who somebody is. */
const known = new WeakMap<Request, Promise<Outcome>>();

/** `undefined` where the request says nothing of the kind. */
export function authorizationOf(c: Context, services: Services): Promise<Outcome> {
  const { raw } = c.req;
  const outcome = known.get(raw) ?? findAuthorization(c, services);
  known.set(raw, outcome);
  return outcome;
}

/** Ends in logs and histories of browsers, so it is not looked at. */
const SECRETS_IN_URLS = ['access_token', 'oauth_signature', 'oauth_token'];

async function findAuthorization(c: Context, services: Services): Promise<Outcome> {
  if (SECRETS_IN_URLS.some((name) => c.req.query(name) !== undefined)) {
    return refused('token-in-url');
  }
  const header = (c.req.header('Authorization') ?? '').trim();
  const [scheme = ''] = header.split(/\s/, 1);
  const value = header.slice(scheme.length).trim();
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return byToken(value, services);
    case 'oauth':
      return bySignature(c, value, services);
    default:
      // meant for a proxy in front of us
      return undefined;
  }
}

async function byToken(secret: string, services: Services): Promise<Outcome> {
  const found = await findAccessToken(secret, services.edit.storage.records, Date.now());
  if (found === undefined) return refused('invalid-token');
  const { user, token } = found;
  const csrfSecret = derivedSecret(services.serverKey, `csrf token ${token.tokenHash}`);
  return ok({ user, grants: token.grants, csrfSecret });
}

async function bySignature(c: Context, header: string, services: Services): Promise<Outcome> {
  const { records } = services.edit.storage;
  const { pathname, search } = new URL(c.req.url);
  const verified = await verifyOauth1(
    {
      method: c.req.method,
      urls: [services.urls.base + pathname + search, c.req.url],
      formFields: await signedFields(c),
      header,
    },
    { records, serverKey: services.serverKey, nonces: services.nonces },
  );
  if (!verified.ok) return refused(verified.reason);
  const { consumerId, userId, grants } = verified.consumer;
  const user = await records.userById(userId);
  if (user === undefined) return refused('invalid-consumer');
  const csrfSecret = derivedSecret(services.serverKey, `csrf consumer ${consumerId}`);
  return ok({ user, grants, csrfSecret });
}

async function signedFields(c: Context): Promise<Iterable<readonly [string, string]>> {
  const type = c.req.header('Content-Type') ?? '';
  if (!type.toLowerCase().startsWith('application/x-www-form-urlencoded')) return [];
  const form = await readForm(c.req.raw);
  return form.ok ? form.value : [];
}

function refused(reason: FailureReason): Outcome {
  return failed(failure('bad-authorization', { reason }));
}
