/** The moment of the wiki's history that a request asks for with `asof`. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import type { AsOf, RecordStore } from '../../storage/records/record-store.ts';
import { parseAsOf } from './as-of.ts';

export interface Moment {
  /** As it was asked for, to be asked for again. */
  readonly text: string;
  readonly sequence: number;
  /** No edit to come can be part of it: what is answered will be answered for ever. */
  readonly settled: boolean;
}

const SECOND_MS = 1000;

/** `undefined` where the present is asked for. */
export async function readMoment(
  text: string | undefined,
  records: Pick<RecordStore, 'head' | 'sequenceAt'>,
): Promise<Result<Moment | undefined>> {
  if (text === undefined) return ok(undefined);
  const asOf = parseAsOf(text);
  if (asOf === undefined)
    return failed(failure('wrong-type', { field: 'asof', expected: EXPECTED }));
  const [sequence, head] = await Promise.all([records.sequenceAt(asOf), records.head()]);
  return ok({ text, sequence, settled: isSettled(asOf, head.sequence) });
}

const EXPECTED = 'the number of a revision, or a time of ISO 8601';

/** Times in the log are whole seconds, and never go back. */
export function isSettled(asOf: AsOf, head: number): boolean {
  return 'sequence' in asOf ? asOf.sequence <= head : asOf.timeMs <= Date.now() - SECOND_MS;
}
