/** Who asks: an account with a session, a program that acts for one, or an address. */
import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { ok } from '../../../schema/failures.ts';
import type { Failure, Result } from '../../../schema/failures.ts';
import { rightsOfGrants } from '../../accounts/grants.ts';
import { currentGroups } from '../../accounts/membership.ts';
import { rightsOf } from '../../accounts/rights.ts';
import type { Right } from '../../accounts/rights.ts';
import {
  ANONYMOUS_TOKEN,
  endSession,
  findSession,
  isToken,
  SESSION_DAYS,
  startOf,
  startSession,
  tokenFor,
} from '../../accounts/sessions.ts';
import { derivedSecret, isSameSecret } from '../../accounts/secrets.ts';
import { createTemporaryAccount } from '../../accounts/temporary-accounts.ts';
import type { Actor } from '../../edit/edit.ts';
import type { User } from '../../storage/records/record-store.ts';
import type { Services } from '../services.ts';
import { authorizationOf } from './authorization.ts';
import { clientAddress } from './client-address.ts';
import { deleteCookie, setCookie } from './cookies.ts';

const SESSION_COOKIE = 'sabirSession';
const USER_ID_COOKIE = 'sabirUserID';
const USER_NAME_COOKIE = 'sabirUserName';
/** Ties the form that logs in to the browser that asked for it. */
const LOGIN_COOKIE = 'sabirLoginSession';

export interface Visitor {
  readonly actor: Actor;
  readonly rights: ReadonlySet<Right>;
  readonly csrfToken: string;
  readonly loggedIn: boolean;
  readonly secret: string | undefined;
  /** Since when their tokens are good, in milliseconds; `undefined` where no session gave them. */
  readonly tokensSinceMs: number | undefined;
  /** Their header names somebody, wrongly: every door turns them away. */
  readonly refusal: Failure | undefined;
  /** Sent by a page of another site, which may read what everybody may read, and write nothing. */
  readonly foreign: boolean;
  /** Never shown to others. */
  readonly address: string;
  /** The name of the account that was made for them while they were served. */
  readonly temporaryName?: string | undefined;
}

/**
 * A request from a page of another site is nobody's, whatever cookies it carries; a header that says
 * who is meant no browser adds by itself.
 */
export async function visitorOf(c: Context, services: Services): Promise<Visitor> {
  const address = clientAddress(c, services.visitors.trustedProxies);
  const authorization = await authorizationOf(c, services);
  if (authorization?.ok === true) {
    const { user, grants, csrfSecret } = authorization.value;
    return accountOf(
      { user, grants, secret: csrfSecret, tokensSinceMs: undefined },
      services,
      address,
    );
  }
  const refusal = authorization?.failures[0];
  const foreign = isForeign(c, services);
  const token = foreign || refusal !== undefined ? undefined : getCookie(c, SESSION_COOKIE);
  const active =
    token === undefined
      ? undefined
      : await findSession(token, services.edit.storage.records, Date.now());
  if (active === undefined) return anonymous(c, services, { address, foreign, refusal });
  const { session, user, grants } = active;
  const tokensSinceMs = startOf(session);
  return accountOf({ user, grants, secret: session.csrfSecret, tokensSinceMs }, services, address);
}

async function accountOf(
  {
    user,
    grants,
    secret,
    tokensSinceMs,
  }: Pick<Visitor, 'tokensSinceMs'> & {
    readonly user: User;
    readonly grants: readonly string[] | undefined;
    readonly secret: string;
  },
  services: Services,
  address: string,
): Promise<Visitor> {
  const actor = await actorOf(user, services, address, grants);
  return {
    actor,
    rights: rightsOf(actor),
    csrfToken: tokenFor(secret, 'csrf'),
    loggedIn: true,
    secret,
    tokensSinceMs,
    refusal: undefined,
    foreign: false,
    address,
  };
}

/** An account as it acts at this moment: with the group that time and edits have earned it. */
async function actorOf(
  user: User,
  { edit, site }: Services,
  address: string,
  grants?: readonly string[],
): Promise<Actor> {
  const { autoconfirm } = await site.current();
  const groups = await currentGroups(user, autoconfirm, edit.storage.records, Date.now());
  const actor = { userId: user.userId, name: user.name, groups, address };
  return grants === undefined ? actor : { ...actor, grants: rightsOfGrants(grants) };
}

function anonymous(
  c: Context,
  services: Services,
  { address, foreign, refusal }: Pick<Visitor, 'address' | 'foreign' | 'refusal'>,
): Visitor {
  const nobody = { userId: 0, name: address, groups: [] };
  let temporaryName: string | undefined;
  let signedUp: Promise<Result<Actor>> | undefined;
  const signUp = async (): Promise<Result<Actor>> => {
    const { edit, moderation } = services;
    const { records } = edit.storage;
    const made = await createTemporaryAccount(address, {
      records,
      moderation,
      limits: edit.limits,
    });
    if (!made.ok) return made;
    await logIn(c, made.value, services);
    temporaryName = made.value.name;
    return ok(await actorOf(made.value, services, address));
  };
  const named = services.visitors.anonymous === 'temporary';
  return {
    actor: named ? { ...nobody, signUp: () => (signedUp ??= signUp()) } : nobody,
    rights: rightsOf(nobody),
    csrfToken: ANONYMOUS_TOKEN,
    loggedIn: false,
    secret: undefined,
    tokensSinceMs: undefined,
    refusal,
    foreign,
    address,
    get temporaryName() {
      return temporaryName;
    },
  };
}

/** By their own password, with all their rights: what a program may never do needs this. */
export function isUnrestricted({ loggedIn, actor }: Visitor): boolean {
  return loggedIn && actor.grants === undefined && !actor.groups.includes('temp');
}

/** Whether a browser says that the request was sent by another site's page. */
function isForeign(c: Context, { urls }: Services): boolean {
  const origin = c.req.header('Origin');
  if (origin === undefined) {
    return c.req.header('Sec-Fetch-Site') === 'cross-site' && !isFollowedLink(c);
  }
  if (!URL.canParse(origin)) return true;
  return origin !== new URL(urls.base).origin && new URL(origin).host !== c.req.header('Host');
}

/** Somebody came here over a link of another site, whose page never sees what we answer. */
function isFollowedLink(c: Context): boolean {
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  return reads && c.req.header('Sec-Fetch-Mode') === 'navigate';
}

export function hasToken(visitor: Visitor, given: string): boolean {
  return !visitor.foreign && isToken(given, visitor.csrfToken);
}

/** The token for the log-in form; the first call sets the cookie that it belongs to. */
export function loginToken(c: Context, services: Services): string {
  const secret = loginSecretOf(c, services) ?? newLoginSecret(services);
  setCookie(c, LOGIN_COOKIE, secret, { secure: isSecure(services.urls) });
  return tokenFor(secret, 'login');
}

export function isLoginToken(c: Context, given: string, services: Services): boolean {
  const secret = loginSecretOf(c, services);
  return secret !== undefined && isToken(given, tokenFor(secret, 'login'));
}

/** What the cookie holds, if it comes from here: nobody else makes up such secrets. */
function loginSecretOf(c: Context, { serverKey }: Services): string | undefined {
  const secret = getCookie(c, LOGIN_COOKIE);
  const [id = '', proof = ''] = secret?.split('.') ?? [];
  return isSameSecret(proof, proofOf(id, serverKey)) ? secret : undefined;
}

function newLoginSecret({ serverKey }: Services): string {
  const id = randomBytes(16).toString('hex');
  return `${id}.${proofOf(id, serverKey)}`;
}

function proofOf(id: string, key: Services['serverKey']): string {
  return derivedSecret(key, `log-in session ${id}`);
}

/**
 * Always a new session: one that somebody planted before is worth nothing, and the one they had has
 * ended. `botLabel` is that of the bot password they gave.
 */
export async function logIn(
  c: Context,
  user: User,
  services: Services,
  botLabel?: string,
): Promise<void> {
  const address = clientAddress(c, services.visitors.trustedProxies);
  const before = getCookie(c, SESSION_COOKIE);
  const [{ token }] = await Promise.all([
    startSession(user, services.accounts, Date.now(), botLabel),
    services.moderation.noteAddress(user.userId, address),
    before === undefined ? undefined : endSession(before, services.accounts),
  ]);
  const options = { maxAgeSeconds: SESSION_DAYS * 24 * 60 * 60, secure: isSecure(services.urls) };
  setCookie(c, SESSION_COOKIE, token, options);
  setCookie(c, USER_ID_COOKIE, String(user.userId), options);
  setCookie(c, USER_NAME_COOKIE, encodeURIComponent(user.name), options);
  deleteCookie(c, LOGIN_COOKIE, options.secure);
}

export async function logOut(c: Context, services: Services): Promise<void> {
  const token = getCookie(c, SESSION_COOKIE);
  if (token !== undefined) await endSession(token, services.accounts);
  for (const name of [SESSION_COOKIE, USER_ID_COOKIE, USER_NAME_COOKIE]) {
    deleteCookie(c, name, isSecure(services.urls));
  }
}

function isSecure({ base }: Services['urls']): boolean {
  return base.startsWith('https:');
}
