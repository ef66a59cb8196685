/** Pages of other sites may ask as nobody, and as whoever gave them a token; never by a cookie. */
import type { Context } from 'hono';

const READABLE_HEADERS = 'ETag, Last-Modified, Location, Content-Language, Retry-After';
const SENDABLE_HEADERS = [
  'Authorization',
  'Content-Type',
  'Accept',
  'Accept-Language',
  'If-Match',
  'If-None-Match',
  'If-Modified-Since',
  'If-Unmodified-Since',
  'Api-User-Agent',
].join(', ');
const PREFLIGHT_SECONDS = 3600;

export function openToAll(c: Context): void {
  c.header('Access-Control-Allow-Origin', '*');
  c.header('Access-Control-Expose-Headers', READABLE_HEADERS);
}

/** The question that a browser asks before a request that a form could not send. */
export function preflight(c: Context, methods: readonly string[]): Response {
  openToAll(c);
  c.header('Access-Control-Allow-Methods', methods.join(', '));
  c.header('Access-Control-Allow-Headers', SENDABLE_HEADERS);
  c.header('Access-Control-Max-Age', String(PREFLIGHT_SECONDS));
  return c.body(null, 204, { Allow: ['OPTIONS', ...methods].join(', ') });
}
