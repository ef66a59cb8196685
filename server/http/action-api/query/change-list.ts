/** Reading a piece of the log for a list: direction, bounds in time, cursor, author. */
import type { AuthorFilter } from '../../../storage/records/history-lists.ts';
import type { RevisionInfo } from '../../../storage/records/record-store.ts';
import { readChanges } from '../../../read/changes.ts';
import type { ChangesQuery } from '../../../read/changes.ts';
import type { Records } from '../../services.ts';
import type { ApiError } from '../module.ts';
import { badContinue } from './continuation.ts';
import { afterCursor, revisionCursor } from './revision-json.ts';

/** The parameters that all such lists have in common. */
export const logParameters = {
  start: { type: 'timestamp' },
  end: { type: 'timestamp' },
  dir: { type: 'enum', values: ['newer', 'older'], default: 'older' },
  limit: { type: 'limit', default: '10' },
  continue: { type: 'string' },
} as const;

interface LogValues {
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly dir: 'newer' | 'older';
  readonly limit: number;
  readonly continue: string | undefined;
}

interface ChangeList {
  readonly changes: readonly RevisionInfo[];
  readonly next: string | undefined;
}

export async function listChanges(
  values: LogValues,
  filter: Omit<ChangesQuery, 'limit' | 'order' | 'sinceMs' | 'untilMs'>,
  records: Records,
): Promise<ChangeList | ApiError> {
  const order = values.dir === 'older' ? 'newest-first' : 'oldest-first';
  const range = values.continue === undefined ? {} : afterCursor(values.continue, order);
  if (range === undefined) return badContinue();
  const [since, until] =
    order === 'newest-first' ? [values.end, values.start] : [values.start, values.end];
  const { changes, next } = await readChanges(records, {
    ...filter,
    limit: values.limit,
    order,
    ...(since === undefined ? {} : { sinceMs: since * 1000 }),
    // a second lasts until the next one begins
    ...(until === undefined ? {} : { untilMs: until * 1000 + 999 }),
    ...range,
  });
  const last = changes.at(-1);
  return { changes, next: last && revisionCursor(last, next, order) };
}

/** Accounts are found by their numbers, whoever has none by their address. */
export async function authorNamed(name: string, records: Records): Promise<AuthorFilter> {
  const user = await records.userByName(name.replaceAll('_', ' '));
  return user === undefined ? { address: name } : { userId: user.userId };
}
