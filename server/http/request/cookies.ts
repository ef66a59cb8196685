/** Cookies as Wikibase's clients can read them: `HttpOnly` comes last, in this spelling. */
import type { Context } from 'hono';

export interface CookieOptions {
  readonly maxAgeSeconds?: number;
  readonly secure: boolean;
}

/** `value` is one of ours: hex digits, a number, or percent-encoded text. */
export function setCookie(
  c: Context,
  name: string,
  value: string,
  { maxAgeSeconds, secure }: CookieOptions,
): void {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
  const parts = `${name}=${value}${age}; Path=/; SameSite=Lax${secure ? '; Secure' : ''}; HttpOnly`;
  c.header('Set-Cookie', parts, { append: true });
}

export function deleteCookie(c: Context, name: string, secure: boolean): void {
  setCookie(c, name, '', { maxAgeSeconds: 0, secure });
}
