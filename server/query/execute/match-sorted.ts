/**
 * The kernels of joins on sorted columns. They work on low halves where the high halves of both
 * sides are one and the same number, else on whole ids. Hot: some 300 million keys a second.
 */
export type SortedKeys = Uint32Array | Float64Array;

/** Where a match stands: the rows to go on with, and the pairs found since the last call. */
export interface SortedMatch {
  left: number;
  right: number;
  pairs: number;
}

/** After so many steps one by one, longer steps are tried. */
const STEPS = 8;

/**
 * Writes the pairs of rows with equal keys until one side ends, or until the product of the next
 * two runs of equal keys has no room; then `left` and `right` stand at these runs.
 */
export function matchSorted(
  left: SortedKeys,
  leftEnd: number,
  right: SortedKeys,
  rightEnd: number,
  match: SortedMatch,
  leftRows: Int32Array,
  rightRows: Int32Array,
): void {
  let i = match.left;
  let j = match.right;
  let pairs = 0;
  const room = leftRows.length;
  while (i < leftEnd && j < rightEnd) {
    const a = left[i];
    const b = right[j];
    if (a < b) {
      i = reach(left, i + 1, leftEnd, b);
    } else if (a > b) {
      j = reach(right, j + 1, rightEnd, a);
    } else {
      let iEnd = i + 1;
      while (iEnd < leftEnd && left[iEnd] === a) iEnd++;
      let jEnd = j + 1;
      while (jEnd < rightEnd && right[jEnd] === a) jEnd++;
      if ((iEnd - i) * (jEnd - j) > room - pairs) break;
      for (; i < iEnd; i++) {
        for (let k = j; k < jEnd; k++) {
          leftRows[pairs] = i;
          rightRows[pairs++] = k;
        }
      }
      j = jEnd;
    }
  }
  match.left = i;
  match.right = j;
  match.pairs = pairs;
}

/** The first row from `start` on whose key is at least `key`: a few steps, then longer ones. */
export function reach(keys: SortedKeys, start: number, end: number, key: number): number {
  const near = Math.min(start + STEPS, end);
  let row = start;
  while (row < near && keys[row] < key) row++;
  return row < near || near === end ? row : gallop(keys, near, end, key);
}

/** The end of the run of equal keys that begins at `start`. */
export function runEnd(keys: SortedKeys, start: number, end: number): number {
  const key = keys[start];
  const near = Math.min(start + STEPS, end);
  let row = start + 1;
  while (row < near && keys[row] === key) row++;
  if (row < near || near === end) return row;
  // Ids are whole numbers, so that what follows the run is at least one more.
  return keys[end - 1] === key ? end : gallop(keys, near, end, key + 1);
}

function gallop(keys: SortedKeys, start: number, end: number, key: number): number {
  let step = 1;
  let low = start;
  while (low + step < end && keys[low + step] < key) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, end);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle] < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
