/** Who asks: an account with a session, or an address. */
import { randomBytes } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { rightsOf } from '../../accounts/rights.ts';
import type { Right } from '../../accounts/rights.ts';
import {
  ANONYMOUS_TOKEN,
  csrfToken,
  endSession,
  findSession,
  isToken,
  SESSION_DAYS,
  startSession,
  tokenFor,
} from '../../accounts/sessions.ts';
import type { ActiveSession } from '../../accounts/sessions.ts';
import type { Edit } from '../../edit/edit.ts';
import type { Services } from '../services.ts';
import { deleteCookie, setCookie } from './cookies.ts';

const SESSION_COOKIE = 'sabirSession';
const USER_ID_COOKIE = 'sabirUserID';
const USER_NAME_COOKIE = 'sabirUserName';
/** Ties the form that logs in to the browser that asked for it. */
const LOGIN_COOKIE = 'sabirLoginSession';

export interface Visitor {
  readonly actor: Edit['actor'];
  readonly rights: ReadonlySet<Right>;
  readonly csrfToken: string;
  readonly loggedIn: boolean;
  readonly secret: string | undefined;
}

/** A request from a page of another site is nobody's, whatever cookies it carries. */
export async function visitorOf(c: Context, services: Services): Promise<Visitor> {
  const token = isForeign(c, services) ? undefined : getCookie(c, SESSION_COOKIE);
  const active =
    token === undefined
      ? undefined
      : await findSession(token, services.edit.storage.records, Date.now());
  return active === undefined ? anonymous(c) : loggedIn(active);
}

function loggedIn({ session, user }: ActiveSession): Visitor {
  const { userId, name, groups } = user;
  return {
    actor: { userId, name, groups },
    rights: rightsOf({ userId, groups }),
    csrfToken: csrfToken(session),
    loggedIn: true,
    secret: session.csrfSecret,
  };
}

function anonymous(c: Context): Visitor {
  const actor = { userId: 0, name: addressOf(c), groups: [] };
  return {
    actor,
    rights: rightsOf(actor),
    csrfToken: ANONYMOUS_TOKEN,
    loggedIn: false,
    secret: undefined,
  };
}

function addressOf(c: Context): string {
  try {
    const address = getConnInfo(c).remote.address ?? 'unknown';
    return address.replace(/^::ffff:(?=\d+\.)/, '');
  } catch {
    // requests that came over no socket
    return 'unknown';
  }
}

/** Whether a browser says that the request was sent by another site's page. */
export function isForeign(c: Context, { urls }: Services): boolean {
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
  return isToken(given, visitor.csrfToken);
}

/** The token for the log-in form; the first call sets the cookie that it belongs to. */
export function loginToken(c: Context, { urls }: Services): string {
  const known = getCookie(c, LOGIN_COOKIE);
  const secret = known !== undefined && /^[\da-f]{32}$/.test(known) ? known : newSecret();
  setCookie(c, LOGIN_COOKIE, secret, { secure: isSecure(urls) });
  return tokenFor(secret, 'login');
}

export function isLoginToken(c: Context, given: string): boolean {
  const secret = getCookie(c, LOGIN_COOKIE);
  return secret !== undefined && isToken(given, tokenFor(secret, 'login'));
}

/** Always a new session: one that somebody planted before is worth nothing. */
export async function logIn(
  c: Context,
  user: ActiveSession['user'],
  services: Services,
): Promise<void> {
  const { token } = await startSession(user, services.accounts, Date.now());
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

function newSecret(): string {
  return randomBytes(16).toString('hex');
}
