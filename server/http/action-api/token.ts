/** Tokens of somebody's session, by what they are for. */
import { ANONYMOUS_TOKEN, tokenFor } from '../../accounts/sessions.ts';
import type { Visitor } from '../request/visitor.ts';
import type { TokenType } from './module.ts';

/** The log-in form has a session of its own: see `loginToken`. */
type SessionTokenType = Exclude<TokenType, 'login' | 'createaccount'>;

export function tokenOf({ csrfToken, secret }: Visitor, type: SessionTokenType): string {
  if (type === 'csrf' || type === 'userrights') return csrfToken;
  return secret === undefined ? ANONYMOUS_TOKEN : tokenFor(secret, type);
}
