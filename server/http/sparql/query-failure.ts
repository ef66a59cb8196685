/** How a query's failure is told: as problem JSON (RFC 9457) to programs that read it, else in text. */
import type { Context } from 'hono';
import { failureText } from '../../../client/view/failure-view.ts';
import type { Failure, FailureCode } from '../../../schema/failures.ts';
import { interfaceMessages } from '../request/reader.ts';
import { failureHeaders, failureStatus } from '../response/failure-response.ts';

/** Query editors made for Wikidata tell failures apart by these names in the text. */
const knownNames: Readonly<Partial<Record<FailureCode, string>>> = {
  'query-syntax': 'MalformedQueryException',
  'query-unsupported': 'MalformedQueryException',
  'query-is-update': 'MalformedQueryException',
  'query-timeout': 'QueryTimeoutException: Query deadline is expired',
};

export function refuseQuery(c: Context, failure: Failure): Response {
  const text = failureText(failure, interfaceMessages(['en']));
  const status = failureStatus(failure);
  const headers = failureHeaders(failure);
  if (/application\/(?:problem\+)?json/.test(c.req.header('Accept') ?? '')) {
    const { code, parameters } = failure;
    const problem = { type: 'about:blank', title: text, status, code, ...parameters };
    return c.body(`${JSON.stringify(problem)}\n`, status, {
      ...headers,
      'Content-Type': 'application/problem+json',
    });
  }
  const name = knownNames[failure.code];
  const lines = name === undefined ? text : `${name}: ${text}`;
  return c.body(`${lines}\n`, status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' });
}
