import { expect, test } from 'vitest';
import { equalData } from './equal-data.ts';

test.each<[unknown, unknown]>([
  [1, 1],
  ['a', 'a'],
  [
    { a: 1, b: [2] },
    { b: [2], a: 1 },
  ],
  [{ a: 1, b: undefined }, { a: 1 }],
  [
    new Map([
      ['a', 1],
      ['b', 2],
    ]),
    new Map([
      ['b', 2],
      ['a', 1],
    ]),
  ],
])('%j equals %j', (one, other) => {
  expect([equalData(one, other), equalData(other, one)]).toEqual([true, true]);
});

test.each<[unknown, unknown]>([
  [1, '1'],
  [null, {}],
  [[], {}],
  [
    [1, 2],
    [2, 1],
  ],
  [{ a: 1 }, { a: 1, b: 2 }],
  [JSON.parse('{"__proto__": {}}'), {}],
  [new Map([['a', 1]]), new Map([['a', 2]])],
  [new Map(), {}],
])('%j does not equal %j', (one, other) => {
  expect([equalData(one, other), equalData(other, one)]).toEqual([false, false]);
});
