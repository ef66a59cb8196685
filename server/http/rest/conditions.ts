/** Conditional requests (RFC 9110, 13): the revision of the entity is the validator of all its parts. */
import type { Context } from 'hono';

export interface RevisionValidators {
  readonly revisionId: number;
  /** ISO 8601. */
  readonly timestamp: string;
}

/** `failed`: 412. `not-modified`: the client has this already. */
export function conditionsOf(
  c: Context,
  { revisionId, timestamp }: RevisionValidators,
): 'hold' | 'not-modified' | 'failed' {
  const modified = Date.parse(timestamp);
  const header = (name: string): string | undefined => c.req.header(name);
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';

  const match = header('If-Match');
  if (match !== undefined && !names(match, revisionId)) return 'failed';
  const unmodifiedSince = Date.parse(header('If-Unmodified-Since') ?? '');
  if (match === undefined && modified > unmodifiedSince) return 'failed';

  const noneMatch = header('If-None-Match');
  if (noneMatch !== undefined) {
    if (!names(noneMatch, revisionId)) return 'hold';
    return reads ? 'not-modified' : 'failed';
  }
  const modifiedSince = Date.parse(header('If-Modified-Since') ?? '');
  return reads && modified <= modifiedSince ? 'not-modified' : 'hold';
}

/** A revision never changes, so that a weak tag, which compression makes of ours, says as much. */
function names(list: string, revisionId: number): boolean {
  if (list.trim() === '*') return true;
  return [...list.matchAll(/"([^"]*)"/g)].some(([, tag]) => tag === String(revisionId));
}

export function revisionHeaders({ revisionId, timestamp }: RevisionValidators) {
  return { ETag: `"${revisionId}"`, 'Last-Modified': new Date(timestamp).toUTCString() };
}
