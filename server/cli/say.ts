/** Failures in English, for the command line. */
import { catalogue } from '../../client/i18n/catalogues.ts';
import { createMessages } from '../../client/i18n/message.ts';
import { failureText } from '../../client/view/failure-view.ts';
import type { Failure } from '../../schema/failures.ts';
import { complain, FAILED } from './command.ts';

/** Prints each failure as a sentence; returns the exit code for them. */
export function complainOf(failures: readonly Failure[]): number {
  const english = createMessages('en', catalogue('en'));
  for (const failure of failures) complain(failureText(failure, english));
  return FAILED;
}
