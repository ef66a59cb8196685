/** What stands behind the `?` of an address is text, whichever door the request goes to. */
import type { MiddlewareHandler } from 'hono';
import { failure } from '../../../schema/failures.ts';
import { refuse } from '../response/refuse.ts';
import type { Refuse } from '../response/refuse.ts';
import { isUrlEncodedUtf8 } from './form.ts';

/** Bytes that are no UTF-8 would be read as replacement characters, and saved as such. */
export function textInQuery(refused: Refuse = refuse): MiddlewareHandler {
  return async (c, next) => {
    const start = c.req.url.indexOf('?');
    if (start === -1 || isUrlEncodedUtf8(c.req.url.slice(start))) return next();
    return refused(c, [failure('malformed-text', { field: 'query', reason: 'not-utf-8' })]);
  };
}
