import { expect, test } from 'vitest';
import { itemOf, textOf } from '../../test/entity-notation.ts';
import { mergeItems } from './merge-items.ts';
import type { IgnoredConflict } from './merge-items.ts';

/** "target // what is left of the source", or the codes of the failures. */
function merged(source: string, target: string, ...ignore: IgnoredConflict[]): string {
  const result = mergeItems(itemOf(source, 'Q2'), itemOf(target, 'Q1'), new Set(ignore));
  if (!result.ok) return result.failures.map(({ code, path = '' }) => `${code} ${path}`).join(', ');
  return [textOf(result.value.target), textOf(result.value.source)].join(' // ');
}

const cases: readonly [source: string, target: string, outcome: string][] = [
  ['', 'en=a', 'en=a // '],
  ['en=a', '', 'en=a // '],
  ['en=a', 'en=a', 'en=a // '],
  ['en=b', 'en=a', 'en=a | en+b // '],
  ['en=b | en+c,d', 'en=a | en+c', 'en=a | en+c,b,d // '],
  ['en~x', 'en=a', 'en=a | en~x // '],
  ['en~x', 'en~x', 'en~x // '],
  ['en~x | de~y', 'en~z', 'description-conflict /descriptions/en'],
  ['enwiki:A', '', 'enwiki:A // '],
  ['enwiki:A(Q7)', 'enwiki:A(Q8)', 'enwiki:A(Q8,Q7) // '],
  ['enwiki:A', 'enwiki:B', 'sitelink-conflict /sitelinks/enwiki'],
  ['P1=a', 'P1=b#1', 'P1=b#1 | P1=a // '],
  ['P1=a', 'P1=b#1 | P2=c#2', 'P1=b#1 | P1=a | P2=c#2 // '],
  ['P1=a {P3=r}', 'P1=a#1 {P3=s}', 'P1=a#1 {P3=s}{P3=r} // '],
  ['P1=a {P3=r}', 'P1=a#1 {P3=r}', 'P1=a#1 {P3=r} // '],
  ['P1=a [P2=q]', 'P1=a#1', 'P1=a#1 | P1=a [P2=q] // '],
  ['P1=a | P1=a', '', 'P1=a // '],
  ['P1=Q1', '', 'merge-links-itself '],
  ['', 'P1=a [P2=Q2]', 'merge-links-itself '],
];

test.each(cases)('"%s" into "%s" gives "%s"', (source, target, outcome) => {
  expect(merged(source, target)).toBe(outcome);
});

test('conflicts that are ignored leave the source what could not be moved', () => {
  expect(merged('en~x | de~y', 'en~z', 'description')).toBe('en~z | de~y // en~x');
  expect(merged('enwiki:A | dewiki:C', 'enwiki:B', 'sitelink')).toBe(
    'enwiki:B | dewiki:C // enwiki:A',
  );
  expect(merged('P1=Q1', '', 'statement')).toBe('P1=Q1 // ');
});

test('copied statements have ids of the target', () => {
  const result = mergeItems(itemOf('P1=a', 'Q2'), itemOf('', 'Q1'), new Set());
  expect(result.ok && result.value.target.statements[0]?.id).toMatch(/^Q1\$/);
});
