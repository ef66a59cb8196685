/** Reading a piece of the log for a list: direction, bounds in time, cursor, author. */
import { failure } from '../../../../schema/failures.ts';
import type { RevisionInfo } from '../../../storage/records/record-store.ts';
import { authorFilter } from '../../../read/author-filter.ts';
import { readChanges } from '../../../read/changes.ts';
import type { ChangesQuery } from '../../../read/changes.ts';
import type { Records } from '../../services.ts';
import { kindsIn } from '../../titles.ts';
import { ApiError } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { badContinue } from './continuation.ts';
import { afterCursor, revisionCursor } from './revision-json.ts';
import type { TextBudget } from '../text-budget.ts';

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

export interface ChangeList {
  readonly changes: readonly RevisionInfo[];
  readonly next: string | undefined;
}

/** With `texts`, where the text of each is read. */
export async function listChanges(
  values: LogValues,
  filter: Omit<ChangesQuery, 'limit' | 'order' | 'sinceMs' | 'untilMs'>,
  records: Records,
  texts?: TextBudget,
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
  const shown = texts?.take(changes, ({ sizeBytes }) => sizeBytes) ?? changes;
  const [first] = changes;
  // nothing of it fits any more: it goes on from where it is
  if (shown.length === 0 && first !== undefined) {
    const before = first.revisionId + (order === 'newest-first' ? 1 : -1);
    return { changes: [], next: revisionCursor(first, before, order) };
  }
  const last = shown.at(-1);
  const goOn = shown.length < changes.length ? last?.revisionId : next;
  if (goOn === undefined) return { changes: shown, next: undefined };
  // where nothing passed the filters, the list goes on from what was looked at last
  const place = last ?? (await records.revision(goOn));
  return { changes: shown, next: place && revisionCursor(place, goOn, order) };
}

interface NamedFilter {
  readonly namespace?: readonly number[] | undefined;
  readonly user?: string | undefined;
  readonly excludeuser?: string | undefined;
  readonly tag?: string | undefined;
}

/** What can never hold together. `prefix` is that of the module's parameters. */
export function contradiction(
  { user, excludeuser }: Pick<NamedFilter, 'user' | 'excludeuser'>,
  show: readonly string[] = [],
  prefix: string,
): ApiError | undefined {
  if (user !== undefined && excludeuser !== undefined) {
    const expected = `${prefix}user or ${prefix}excludeuser, not both`;
    return new ApiError('invalidparammix', [
      failure('wrong-type', { field: `${prefix}user`, expected }),
    ]);
  }
  const both = CONTRADICTIONS.find(([one, other]) => show.includes(one) && show.includes(other));
  const denied = both?.[1] ?? show.find((each) => show.includes(`!${each}`));
  if (denied === undefined) return undefined;
  const expected = `not both ${both?.[0] ?? `!${denied}`} and ${denied}`;
  return new ApiError('show', [failure('wrong-type', { field: `${prefix}show`, expected })]);
}

/** Besides each word and its negation: what was patrolled by itself was patrolled. */
const CONTRADICTIONS = [
  ['autopatrolled', '!patrolled'],
  ['autopatrolled', 'unpatrolled'],
  ['patrolled', 'unpatrolled'],
] as const;

/** The filters that lists of changes have in common, as parameters name them. */
export async function filterOf(
  { namespace, user, excludeuser, tag }: NamedFilter,
  { services }: ApiRequest,
): Promise<Omit<ChangesQuery, 'limit'>> {
  const { records } = services.edit.storage;
  const site = await services.site.current();
  return {
    ...(namespace === undefined ? {} : { kinds: kindsIn(namespace, site) }),
    ...(user === undefined ? {} : { author: await authorFilter(user, records) }),
    ...(excludeuser === undefined ? {} : { exceptUser: excludeuser }),
    ...(tag === undefined ? {} : { tag }),
  };
}
