import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { JSON_DEPTH_LIMIT, nestsDeeperThan, parseJson } from './json-depth.ts';

function nested(depth: number): string {
  return '['.repeat(depth) + ']'.repeat(depth);
}

test('JSON as deep as the limit is parsed, deeper JSON is refused', () => {
  expect(parseJson(nested(JSON_DEPTH_LIMIT)).ok).toBe(true);
  expect(parseJson(nested(JSON_DEPTH_LIMIT + 1))).toMatchObject({
    failures: [{ code: 'json-too-deep', parameters: { limit: JSON_DEPTH_LIMIT } }],
  });
  expect(parseJson('{"a":'.repeat(10_000))).toMatchObject({
    failures: [{ code: 'json-too-deep' }],
  });
});

test.each(['', '{', '[1,]', 'undefined', '"\u0001"', '{"a":1}}', '"abc'])(
  '%j is malformed',
  (text) => {
    expect(parseJson(text)).toMatchObject({ failures: [{ code: 'malformed-json' }] });
  },
);

test.each([
  ['["[[[["]', 1],
  [String.raw`["\"[[["]`, 1],
  [String.raw`["\\",[]]`, 2],
  ['{"a":[{}]}', 3],
  ['[[],[],[]]', 2],
])('%s nests %i deep', (text, depth) => {
  expect([nestsDeeperThan(text, depth), nestsDeeperThan(text, depth - 1)]).toEqual([false, true]);
});

test('whatever JSON says is parsed as it was written', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const text = JSON.stringify(value);
      expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
    }),
  );
});
