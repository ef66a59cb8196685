import { expect, test } from 'vitest';
import { changeCategory } from './change-category.ts';

test.each([
  ['/* wbsetlabel-set:1|en */ rhino', 'terms'],
  ['/* wbeditentity-update-languages-short:0||en, de */', 'terms'],
  ['/* wbeditentity-update:0| */', 'other'],
  ['/* wbsetsitelink-add:1|enwiki */ Rhino', 'sitelinks'],
  ['/* wbcreateclaim-create:1| */ [[Property:P1]]: x', 'statements'],
  ['/* wbremovereferences-remove:2| */', 'statements'],
  ['/* wbmergeitems-to:0||Q2 */', 'merge'],
  ['/* wblmergelexemes-to:0||L2 */', 'merge'],
  ['/* undo:0||5|Alice */', 'revert'],
  ['/* rollback:0||5|Alice */', 'revert'],
  ['just words', 'other'],
  [undefined, 'other'],
])('%s is about %s', (summary, category) => {
  expect(changeCategory({ parentRevisionId: 1, deletes: false, summary })).toBe(category);
});

test('the first revision creates, and one that deletes deletes, whatever they say', () => {
  const summary = '/* wbsetlabel-set:1|en */ rhino';
  expect(changeCategory({ parentRevisionId: 0, deletes: false, summary })).toBe('creation');
  expect(changeCategory({ parentRevisionId: 3, deletes: true, summary })).toBe('deletion');
});
