import { expect, test } from 'vitest';
import { pageTitle } from './page-titles.ts';

test.each([
  ['wikipedia', 'germany', 'Germany'],
  ['wikipedia', '_two  words_ ', 'Two words'],
  ['wikipedia', 'ßtest', 'ßtest'],
  ['wikipedia', 'éclair', 'Éclair'],
  ['wikipedia', '𐐨𐐩', '𐐀𐐩'],
  ['commons', 'Data:x', 'Data:x'],
  ['wiktionary', 'germany', 'germany'],
  [undefined, 'germany', 'germany'],
])('on a site of %s, %j is %j', (group, title, expected) => {
  const site = { id: 'xwiki', group, language: 'en', pageUrl: 'https://x.example/$1' };
  expect(pageTitle(title, site)).toBe(expected);
});
