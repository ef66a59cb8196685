/** The most items of a list that can stay where they are while the others move. */

/**
 * Indexes of a longest increasing subsequence of `numbers`, which must all differ. Patience
 * sorting: https://en.wikipedia.org/wiki/Longest_increasing_subsequence
 */
export function longestIncreasing(numbers: readonly number[]): number[] {
  /** Index of the smallest end of an increasing sequence, by the sequence's length less one. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [index, number] of numbers.entries()) {
    const length = firstNotBelow(ends, numbers, number);
    previous.push(ends[length - 1]);
    ends[length] = index;
  }
  const sequence: number[] = [];
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) sequence.push(index);
  return sequence.toReversed();
}

function firstNotBelow(
  ends: readonly number[],
  numbers: readonly number[],
  number: number,
): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[ends[middle] ?? 0] < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
