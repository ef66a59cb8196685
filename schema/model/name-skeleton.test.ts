import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { skeletonOf } from './name-skeleton.ts';

test.each([
  ['Bill', 'BiIl'],
  ['Alina', 'A1ina'],
  ['Rob0', 'RobO'],
  ['Marlene', 'MarIene'],
  ['Modern', 'Modem'],
  ["O'Neil", 'O’Neil'],
  ['Coco', 'Сосо'],
  ['Pop 1', 'Рор 1'],
  ['Pop 1', 'Ρορ 1'],
  ['Alice', 'Аӏісе'],
  ['Хор', 'Xop'],
  ['علي', 'علی'],
  ['كريم', 'کريم'],
  ['力', 'カ'],
  ['口', 'ロ'],
  ['Zoë', 'Zoe\u0308'],
])('%s and %s look alike', (name, other) => {
  expect(skeletonOf(other)).toBe(skeletonOf(name));
});

test.each([
  ['Zoë', 'Zoe'],
  ['Ada', 'Adam'],
  ['Иван', 'Йван'],
  ['김', '金'],
])('%s and %s do not', (name, other) => {
  expect(skeletonOf(other)).not.toBe(skeletonOf(name));
});

test('no two of the names that people have look alike', () => {
  const file = join(import.meta.dirname, '../../test/conformance/interop/user-names.txt');
  const lines = readFileSync(file, 'utf8').split('\n');
  const names = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => line.split(': ')[1]?.split(', ') ?? []);
  expect(names.length).toBeGreaterThan(200);
  expect(new Set(names.map(skeletonOf)).size).toBe(new Set(names).size);
});
