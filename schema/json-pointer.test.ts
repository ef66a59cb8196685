import { expect, test } from 'vitest';
import { jsonPointer, parsePointer } from './json-pointer.ts';

test.each([
  [[], ''],
  [['claims', 'P31', 0], '/claims/P31/0'],
  [['labels', 'a/b~c'], '/labels/a~1b~0c'],
  [[''], '/'],
])('the pointer of %j is "%s"', (parts, pointer) => {
  expect(jsonPointer(...parts)).toBe(pointer);
  expect(parsePointer(pointer)).toEqual(parts.map(String));
});

test.each(['labels', '/a~', '/a~2', '~0'])('"%s" is no pointer', (text) => {
  expect(parsePointer(text)).toBeUndefined();
});
