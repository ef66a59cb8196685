/** A refusal for programs: JSON, in English, with the failure's code and place. */
import type { Context } from 'hono';
import { failureText } from '../../../client/view/failure-view.ts';
import type { Failure } from '../../../schema/failures.ts';
import { failure } from '../../../schema/failures.ts';
import { interfaceMessages } from '../request/reader.ts';
import { failureHeaders, failureStatus } from './failure-response.ts';

/** Each interface refuses in its own words. */
export type Refuse = (c: Context, failures: readonly Failure[]) => Response | Promise<Response>;

export function refuse(c: Context, failures: readonly Failure[]): Response {
  const [first = failure('internal-error', {})] = failures;
  const message = failureText(first, interfaceMessages(['en']));
  return c.json({ error: { ...first, message } }, failureStatus(first), failureHeaders(first));
}
