import { expect, test } from 'vitest';
import { longestIncreasing } from './longest-increasing.ts';

test.each<[number[], number[]]>([
  [[], []],
  [
    [1, 2, 3],
    [1, 2, 3],
  ],
  [[3, 2, 1], [1]],
  [
    [4, 1, 2, 3],
    [1, 2, 3],
  ],
  [
    [2, 9, 3, 4, 8, 5],
    [2, 3, 4, 5],
  ],
])('of %j the longest increasing part is %j', (numbers, part) => {
  expect(longestIncreasing(numbers).map((index) => numbers[index])).toEqual(part);
});
