import { expect, test } from 'vitest';
import { formatterLink, pageLink, pagePath, safeLink } from './safe-link.ts';

test.each([
  ['https://example.org/a b', 'https://example.org/a%20b'],
  ['HTTP://EXAMPLE.org', 'http://example.org/'],
  ['mailto:a@example.org', 'mailto:a@example.org'],
  ['javascript:alert(1)', undefined],
  [' javascript:alert(1)', undefined],
  ['java\nscript:alert(1)', undefined],
  ['JaVaScRiPt:alert(1)', undefined],
  ['data:text/html,<script>alert(1)</script>', undefined],
  ['vbscript:x', undefined],
  ['//example.org', undefined],
  ['not a link', undefined],
  ['', undefined],
])('safeLink(%j) is %j', (address, link) => {
  expect(safeLink(address)).toBe(link);
});

test.each([
  ['https://example.org/$1', 'a/b:c d"', 'https://example.org/a/b:c%20d%22'],
  ['https://example.org/?q=$1&x=$1', '1&2', 'https://example.org/?q=1%262&x=1%262'],
  ['$1', 'javascript:alert(1)', undefined],
  ['javascript:$1', '1', undefined],
])('formatterLink(%j, %j) is %j', (pattern, identifier, link) => {
  expect(formatterLink(pattern, identifier)).toBe(link);
});

test('titles become paths and links', () => {
  expect(pagePath('Property:P31')).toBe('/wiki/Property:P31');
  expect(pagePath('User:a?b#c"')).toBe('/wiki/User:a%3Fb%23c%22');
  expect(pageLink('https://en.example/wiki/$1', 'Black rhino/1')).toBe(
    'https://en.example/wiki/Black_rhino/1',
  );
});
