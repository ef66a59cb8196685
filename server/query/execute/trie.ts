/**
 * The triples of one predicate as a trie of two levels in memory: what comes first, in ascending
 * order, and for each of these what comes second. Leapfrog joins jump about in it.
 */
import { idsOf } from '../../storage/quads/column.ts';
import type { QuadPattern } from '../../storage/quads/quad-index.ts';
import type { ExecutionContext } from './operator.ts';
import { columnAt } from './triple-positions.ts';

export interface Trie {
  readonly firsts: Float64Array;
  /** Where the seconds of each first begin, and where the last end. */
  readonly starts: Uint32Array;
  readonly seconds: Float64Array;
  readonly bytes: number;
}

export function readTrie(
  pattern: QuadPattern,
  order: 'subject-object' | 'object-subject',
  { snapshot, limits }: ExecutionContext,
): Trie {
  const [first, second] =
    order === 'subject-object'
      ? (['subject', 'object'] as const)
      : (['object', 'subject'] as const);
  const size = snapshot.count(pattern);
  const bytes = size * 20;
  limits.allocate(bytes);
  const seconds = new Float64Array(size);
  const firsts = new Float64Array(size);
  const starts = new Uint32Array(size + 1);
  let [rows, groups] = [0, 0];
  const cursor = snapshot.cursor(pattern, order === 'subject-object' ? 'pso' : 'pos');
  for (let found = cursor.next(); found !== undefined; found = cursor.next()) {
    const { length } = found;
    limits.work(length);
    seconds.set(idsOf(columnAt(found, second), length), rows);
    const keys = idsOf(columnAt(found, first), length);
    for (let row = 0; row < length; row++) {
      if (groups > 0 && firsts[groups - 1] === keys[row]) continue;
      firsts[groups] = keys[row];
      starts[groups++] = rows + row;
    }
    rows += length;
  }
  starts[groups] = rows;
  return { firsts: firsts.subarray(0, groups), starts, seconds, bytes };
}
