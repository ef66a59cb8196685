import { expect, test } from 'vitest';
import { jsonPointer } from './json-pointer.ts';

test.each([
  [[], ''],
  [['claims', 'P31', 0], '/claims/P31/0'],
  [['labels', 'a/b~c'], '/labels/a~1b~0c'],
  [[''], '/'],
])('the pointer of %j is "%s"', (parts, pointer) => {
  expect(jsonPointer(...parts)).toBe(pointer);
});
