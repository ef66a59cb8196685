/** Which pages of other sites may read the Action API's answers, and as whom. */
import type { Context } from 'hono';

const METHODS = 'POST, GET, OPTIONS';
const HEADERS =
  'Accept, Accept-Language, Content-Language, Content-Type, Authorization, User-Agent, Api-User-Agent';
const READABLE_HEADERS =
  'MediaWiki-API-Error, Retry-After, X-Database-Lag, MediaWiki-Login-Suppressed';
const PREFLIGHT_SECONDS = 3600;

/** A page that says where it comes from must come from there. */
export function isOriginTold(c: Context): boolean {
  const told = c.req.query('origin');
  return told === undefined || told === '*' || told === c.req.header('Origin');
}

/**
 * `origin=*` opens the API to every page, as nobody; with `crossorigin` too, but for what a token
 * in the headers says. No other site's page may read what this browser's cookies show.
 */
export function isOpenToAll(c: Context): boolean {
  return c.req.query('origin') === '*' || c.req.query('crossorigin') !== undefined;
}

/** Whoever could not see the answer otherwise is nobody: scripts of other sites, and all pages. */
export function suppressLogin(c: Context): void {
  c.req.raw.headers.delete('Cookie');
  const byToken = c.req.query('crossorigin') !== undefined && c.req.query('origin') !== '*';
  if (!byToken || c.req.query('callback') !== undefined) c.req.raw.headers.delete('Authorization');
  c.header('MediaWiki-Login-Suppressed', 'true');
}

export function setCors(c: Context): void {
  if (!isOpenToAll(c)) {
    if (c.req.query('origin') !== undefined) {
      c.header('MediaWiki-CORS-Rejection', 'Origin mismatch');
    }
    return;
  }
  c.header('Access-Control-Allow-Origin', '*');
  c.header('Access-Control-Expose-Headers', READABLE_HEADERS);
}

/** The question that a browser asks before a request that a form could not send. */
export function preflight(c: Context): Response {
  setCors(c);
  if (isOpenToAll(c)) {
    c.header('Access-Control-Allow-Methods', METHODS);
    c.header('Access-Control-Allow-Headers', HEADERS);
    c.header('Access-Control-Max-Age', String(PREFLIGHT_SECONDS));
  }
  return c.body(null, 200, { Allow: METHODS });
}
