import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPhp } from '../../test/php.ts';
import { phpValue } from './php-serialize.ts';

test.each<[unknown, string]>([
  [null, 'N;'],
  [true, 'b:1;'],
  [false, 'b:0;'],
  [12, 'i:12;'],
  [-0, 'i:0;'],
  [52.516667, 'd:52.516667;'],
  [0.00001, 'd:1.0E-5;'],
  ['', 's:0:"";'],
  ['Берлин', 's:12:"Берлин";'],
  ['𝄞"', 's:5:"𝄞"";'],
  [[], 'a:0:{}'],
  [{}, 'a:0:{}'],
  [['x', 1], 'a:2:{i:0;s:1:"x";i:1;i:1;}'],
  [{ id: 'Q1' }, 'a:1:{s:2:"id";s:2:"Q1";}'],
  // keys that read like numbers are numbers
  [{ 17: 'x', '-5': 'x', '05': 'x' }, 'a:3:{i:17;s:1:"x";i:-5;s:1:"x";s:2:"05";s:1:"x";}'],
])('%j is %s', (json, php) => {
  expect(phpValue(json)).toBe(php);
});

test('what is written can be read again', () => {
  // PHP tells no empty object from an empty list, and no object with the keys of a list from one
  const key = fc.string({ minLength: 1 }).filter((text) => !/^\d+$/.test(text));
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null)),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.array(tie('json')),
      fc.dictionary(key, tie('json'), { minKeys: 1 }),
    ),
  }));
  fc.assert(
    fc.property(json, (value) => {
      expect(readPhp(phpValue(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
