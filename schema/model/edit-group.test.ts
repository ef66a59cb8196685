import { expect, test } from 'vitest';
import { editGroupOf, editGroupText, parseEditGroup } from './edit-group.ts';

test.each([
  ['from a table ([[:toollabs:editgroups/b/OR/a1b2c3|details]])', 'OR/a1b2c3'],
  ['[[:toolforge:editgroups/b/QSv2T/1552/|details]]', 'QSv2T/1552'],
  ['/* wbsetlabel-set:1|en */ x, [[toollabs:editgroups/b/CB/4f0|details]]', 'CB/4f0'],
  ['[[:wikidata:Wikidata:Edit groups/OR/77|details]]', 'OR/77'],
  ['about editgroups/b/OR/1', undefined],
  ['[[:toollabs:editgroups/b/OR|details]]', undefined],
  ['', undefined],
])('the batch in %j is %s', (summary, text) => {
  const group = editGroupOf(summary);
  expect(group && editGroupText(group)).toBe(text);
});

test.each(['OR/a1b2c3', ' QSv2T/1552 '])('%s is read back', (text) => {
  const group = parseEditGroup(text);
  expect(group && editGroupText(group)).toBe(text.trim());
});

test.each(['', 'OR', 'OR/', 'a/b/c', 'OR/a|b'])('%j names no batch', (text) => {
  expect(parseEditGroup(text)).toBeUndefined();
});
