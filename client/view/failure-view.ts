/** A failure in the reader's words. */
import type { Failure } from '../../schema/failures.ts';
import { failureParameters } from '../../schema/failures.ts';
import type { Messages } from '../i18n/message.ts';

export function failureText({ code, parameters }: Failure, messages: Messages): string {
  const values = failureParameters[code].map((name) => parameters[name] ?? '');
  return messages.text(`failure-${code}`, ...values);
}
