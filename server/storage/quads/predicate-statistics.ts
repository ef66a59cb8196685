/**
 * How many distinct subjects and objects the triples of a predicate have: counted where there are
 * few, else from the headers of the blocks, scaled to what there is by now.
 */
import { countRows, countSeconds } from './blocks/counts.ts';
import { keyRange } from './blocks/key-range.ts';
import { LATEST } from './manifest.ts';
import type { Segment } from './manifest.ts';
import type { PredicateStatistics, QuadSnapshot, TermId } from './quad-index.ts';

/** Up to here distinct terms are counted one by one. */
const COUNTED_TRIPLES = 32_768;

type OfPredicate = 'pso' | 'pos';

export function measurePredicate(
  predicate: TermId,
  snapshot: QuadSnapshot,
  liveSegments: (permutation: OfPredicate) => readonly Segment[],
): PredicateStatistics {
  const triples = snapshot.count({ predicate });
  const distinct = (permutation: OfPredicate): number =>
    triples <= COUNTED_TRIPLES
      ? countDistinct(snapshot, predicate, permutation)
      : estimateDistinct(triples, predicate, liveSegments(permutation));
  return { triples, subjects: distinct('pso'), objects: distinct('pos') };
}

function countDistinct(
  snapshot: QuadSnapshot,
  predicate: TermId,
  permutation: OfPredicate,
): number {
  const cursor = snapshot.cursor({ predicate }, permutation);
  let count = 0;
  let [lastHi, lastLo] = [-1, -1];
  for (let found = cursor.next(); found !== undefined; found = cursor.next()) {
    const { hi, lo } = permutation === 'pso' ? found.subjects : found.objects;
    for (let row = 0; row < found.length; row++) {
      const high = typeof hi === 'number' ? hi : hi[row];
      if (high === lastHi && lo[row] === lastLo) continue;
      count++;
      lastHi = high;
      lastLo = lo[row];
    }
  }
  return count;
}

/** The largest list of blocks tells best; what came besides is taken to be of the same kind. */
function estimateDistinct(
  triples: number,
  predicate: TermId,
  segments: readonly Segment[],
): number {
  const range = keyRange([predicate]);
  const counted = segments.map(({ blocks }) => ({
    blocks,
    rows: countRows(blocks, range, LATEST),
  }));
  const [largest] = counted.toSorted((a, b) => b.rows - a.rows);
  if (largest === undefined || largest.rows === 0) return triples;
  const distinct = countSeconds(largest.blocks, range);
  return Math.max(1, Math.round((distinct * triples) / largest.rows));
}
