/** Conditional requests: an answer that the client has already is not sent again (RFC 9110, 13). */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';

export interface Validators {
  /** Without quotes. */
  readonly etag: string;
  /** ISO 8601. */
  readonly lastModified?: string | undefined;
}

/** Sets `ETag` and `Last-Modified`, and says whether the client's copy is still good. */
export function isNotModified(c: Context, { etag, lastModified }: Validators): boolean {
  c.header('ETag', `W/"${etag}"`);
  if (lastModified !== undefined) c.header('Last-Modified', new Date(lastModified).toUTCString());

  const known = c.req.header('If-None-Match');
  if (known !== undefined) return known === '*' || etags(known).includes(etag);
  const since = Date.parse(c.req.header('If-Modified-Since') ?? '');
  return lastModified !== undefined && Date.parse(lastModified) <= since;
}

export function notModified(c: Context): Response {
  return c.body(null, 304);
}

function etags(list: string): string[] {
  return [...list.matchAll(/(?:W\/)?"([^"]*)"/g)].map(([, tag]) => tag ?? '');
}

/** An entity tag for content that has no revision of its own. */
export function contentTag(body: string): string {
  return createHash('sha256').update(body).digest('base64url').slice(0, 22);
}
