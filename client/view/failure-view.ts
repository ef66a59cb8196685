/** A failure in the reader's words. */
import type { Failure } from '../../schema/failures.ts';
import { failureParameters, failureReasons } from '../../schema/failures.ts';
import type { Messages } from '../i18n/message.ts';

export function failureText({ code, parameters }: Failure, messages: Messages): string {
  if (code === 'blocked' && parameters['automatic'] === 1) {
    return messages.text('block-automatic', parameters['expires'] ?? '');
  }
  if (code === 'blocked' && parameters['reason'] === '') {
    return messages.text(
      'block-without-reason',
      parameters['by'] ?? '',
      parameters['expires'] ?? '',
    );
  }
  const values = failureParameters[code].map((name) => {
    const value = parameters[name] ?? '';
    return name === 'reason' ? reasonText(value, messages) : value;
  });
  return messages.text(`failure-${code}`, ...values);
}

function reasonText(reason: string | number, messages: Messages): string | number {
  const known = failureReasons.find((each) => each === reason);
  if (known !== undefined) return messages.text(`reason-${known}`);
  // a file in which something is wrong that would take a failure of its own to tell
  return Object.hasOwn(failureParameters, reason) ? messages.text('reason-no-entity') : reason;
}
