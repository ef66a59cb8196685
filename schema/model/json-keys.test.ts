import { expect, test } from 'vitest';
import { repeatedKey } from './json-keys.ts';

test.each([
  ['{"a":1,"a":2}', 'a'],
  ['{"a":1,"\\u0061" : 2}', 'a'],
  ['{"a":1,"b":{"a":1,"c":{},"c":[]}}', 'c'],
  ['[{"a":1},{"a":1, "x\\"y":0 ,\n"x\\"y":0}]', 'x"y'],
  ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ['{"a":"a","b":"a"}', undefined],
  ['{"a":{"a":{"a":1}},"b":["a","a"]}', undefined],
  ['[{"a":1},{"a":1}]', undefined],
  ['{"a":":","b":"{\\"a\\":1,\\"a\\":2}"}', undefined],
  ['"a"', undefined],
  ['{}', undefined],
])('in %s comes twice: %s', (text, expected) => {
  expect(repeatedKey(text)).toBe(expected);
});
