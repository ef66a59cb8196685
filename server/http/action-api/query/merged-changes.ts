/** Lists of changes by several authors, read one by one and laid together by time. */
import type { ApiError } from '../module.ts';
import type { ChangeList } from './change-list.ts';
import { afterCursor, revisionCursor } from './revision-json.ts';

type Order = 'newest-first' | 'oldest-first';

/**
 * What each list tells up to the place where the first of them breaks off: beyond it something may
 * be missing.
 */
export function mergedChanges(
  lists: readonly ChangeList[],
  { limit, order }: { readonly limit: number; readonly order: Order },
): ChangeList {
  const sign = order === 'newest-first' ? -1 : 1;
  const [end] = lists
    .flatMap(({ next }) => (next === undefined ? [] : [{ next, place: placeOf(next, order) }]))
    .toSorted((a, b) => sign * (a.place - b.place));
  // two spellings of a name are one author
  const found = new Map(
    lists.flatMap(({ changes }) => changes.map((each) => [each.revisionId, each])),
  );
  const complete = [...found.values()]
    .filter(({ revisionId }) => end === undefined || sign * (revisionId - end.place) < 0)
    .toSorted((a, b) => sign * (a.revisionId - b.revisionId));
  const changes = complete.slice(0, limit);
  const last = changes.at(-1);
  return complete.length > limit && last !== undefined
    ? { changes, next: revisionCursor(last, last.revisionId, order) }
    : { changes, next: end?.next };
}

/** The number of the first change that is still to come. */
function placeOf(cursor: string, order: Order): number {
  const range = afterCursor(cursor, order);
  if (range === undefined) return 0;
  return 'before' in range ? range.before - 1 : range.after + 1;
}

/** The lists of all authors, or the first error among them. */
export async function listOfEach<Author>(
  authors: readonly Author[],
  list: (author: Author) => Promise<ChangeList | ApiError>,
): Promise<ChangeList[] | ApiError> {
  const lists: ChangeList[] = [];
  for (const author of authors) {
    const found = await list(author);
    if (!('changes' in found)) return found;
    lists.push(found);
  }
  return lists;
}
