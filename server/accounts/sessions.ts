/**
 * Sessions of people who are logged in, and the tokens that prove that a request was meant.
 *
 * A session's token is only in its cookie; the store holds its SHA-256, so that a stolen database
 * opens no session. Every log-in starts a new session.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { AccountWrites, RecordStore, Session, User } from '../storage/records/record-store.ts';
import { hashOf, isSameSecret } from './secrets.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
export const SESSION_DAYS = 30;

export interface StartedSession {
  /** For the cookie, and nowhere else. */
  readonly token: string;
  readonly session: Session;
}

export interface ActiveSession {
  readonly session: Session;
  readonly user: User;
  /** Of the bot password that opened it; `undefined` where the account's own did. */
  readonly grants: readonly string[] | undefined;
}

export async function startSession(
  user: Pick<User, 'userId'>,
  accounts: Pick<AccountWrites, 'createSession'>,
  nowMs: number,
  botLabel?: string,
): Promise<StartedSession> {
  const token = randomBytes(16).toString('hex');
  const session = {
    tokenHash: hashOf(token),
    userId: user.userId,
    csrfSecret: randomBytes(32).toString('base64url'),
    expiresMs: nowMs + SESSION_DAYS * DAY_MS,
    botLabel,
  };
  await accounts.createSession(session);
  return { token, session };
}

/** When it was opened, in milliseconds since the epoch. */
export function startOf({ expiresMs }: Session): number {
  return expiresMs - SESSION_DAYS * DAY_MS;
}

/**
 * `undefined` for a token that was never given out, has expired or was logged out, and where the
 * bot password that opened the session is gone.
 */
export async function findSession(
  token: string,
  records: Pick<RecordStore, 'session' | 'userById' | 'botPassword'>,
  nowMs: number,
): Promise<ActiveSession | undefined> {
  const session = await records.session(hashOf(token));
  if (session === undefined || session.expiresMs <= nowMs) return undefined;
  const user = await records.userById(session.userId);
  if (user === undefined) return undefined;
  if (session.botLabel === undefined) return { session, user, grants: undefined };
  const password = await records.botPassword(user.userId, session.botLabel);
  return password && { session, user, grants: password.grants };
}

export async function endSession(
  token: string,
  accounts: Pick<AccountWrites, 'deleteSession'>,
): Promise<void> {
  await accounts.deleteSession(hashOf(token));
}

/** What Wikibase's clients expect of somebody who is not logged in; it proves nothing. */
export const ANONYMOUS_TOKEN = '+\\';

export type TokenPurpose = 'csrf' | 'login' | 'createaccount' | 'rollback' | 'watch' | 'patrol';

/** Clients of Wikibase take tokens of any other length to be broken. */
const TOKEN_DIGITS = 40;

/** Bound to a secret that only one browser's session has, and to one purpose. */
export function tokenFor(secret: string, purpose: TokenPurpose): string {
  const proof = createHmac('sha256', secret).update(purpose).digest('hex');
  return proof.slice(0, TOKEN_DIGITS) + ANONYMOUS_TOKEN;
}

/** Compares in constant time. */
export const isToken = isSameSecret;
