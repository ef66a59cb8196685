import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_STEPS, packContent, unpackContent } from './revision-content.ts';

const base = (content: string, steps = 0) => ({ revision: 1, steps, content });

test('any text comes back, with any other as its dictionary', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme' }),
      (text, parent) => {
        const packed = packContent(text, base(parent));
        const dictionary = packed.base === undefined ? undefined : parent;
        expect(unpackContent(packed.data, dictionary)).toBe(text);
      },
    ),
  );
});

test('a small edit of a large text costs little', () => {
  const parent = Array.from({ length: 20_000 }, () => randomUUID()).join(' ');
  const edited = `${parent.slice(0, 300_000)} one word more ${parent.slice(300_000)}`;
  expect(packContent(edited, base(parent)).data.length).toBeLessThan(1000);
});

test.each([
  ['without a parent', undefined, undefined, 0],
  ['on a full copy', base('parent'), 1, 1],
  ['on a chain', base('parent', MAX_STEPS - 1), 1, MAX_STEPS],
  ['on a chain that is long enough', base('parent', MAX_STEPS), undefined, 0],
  ['on an empty parent', base(''), undefined, 0],
])('%s', (_name, parent, expectedBase, steps) => {
  expect(packContent('text', parent)).toMatchObject({ base: expectedBase, steps });
});
