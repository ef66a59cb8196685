import { expect, test } from 'vitest';
import { parsePropertyPath } from './property-path.ts';
import type { PropertyPath } from './property-path.ts';

/** A path with all its brackets. */
function written(path: PropertyPath | undefined): string {
  switch (path?.kind) {
    case undefined:
      return 'none';
    case 'property':
      return path.property;
    case 'term':
      return `${path.termType}:${path.language}`;
    case 'sitelink':
      return `site:${path.site}`;
    case 'id':
      return 'id';
    case 'sequence':
      return `(${path.steps.map(written).join('/')})`;
    case 'alternatives':
      return `(${path.of.map(written).join('|')})`;
    case 'part':
      return `${written(path.of)}@${path.part}`;
  }
}

test.each([
  ['P17', 'P17'],
  [' p17 ', 'P17'],
  ['P17/P297', '(P17/P297)'],
  ['P17 / P36/P625@lat', '(P17/P36/P625@lat)'],
  ['P1|P2/P3', '(P1|(P2/P3))'],
  ['(P1|P2)/P3', '((P1|P2)/P3)'],
  ['(P1/P2)@year', '(P1/P2)@year'],
  ['P17/Len', '(P17/label:en)'],
  ['Dpt-br|Aar', '(description:pt-br|alias:ar)'],
  ['Senwiki', 'site:enwiki'],
  ['Sbe_x_oldwiki', 'site:be_x_oldwiki'],
  ['qid', 'id'],
  ['', 'none'],
  ['P17/', 'none'],
  ['/P17', 'none'],
  ['P17//P1', 'none'],
  ['(P17', 'none'],
  ['P17)', 'none'],
  ['P17@', 'none'],
  ['P17@century', 'none'],
  ['P17 P18', 'none'],
  ['P0', 'none'],
  ['Q5', 'none'],
  ['Lxx-none', 'none'],
  ['country', 'none'],
  [`P1${'/P1'.repeat(100)}`, 'none'],
])('%j is %s', (text, expected) => {
  expect(written(parsePropertyPath(text))).toBe(expected);
});
