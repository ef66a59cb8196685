import { expect, test } from 'vitest';
import { testContext } from './view-context.fixture.ts';
import { entitiesInSummary, summaryView } from './summary-view.ts';

const context = testContext({ Q5: 'human', P31: 'instance of' });
const said = (summary: string) =>
  summaryView(summary, context)
    .map(({ text, href }) => (href === undefined ? text : `<${text}>`))
    .join('');

test.each([
  ['/* wbsetlabel-add:1|de */ Nashorn', 'Named it in German: Nashorn'],
  ['/* wbsetlabel-set:1|de */ Nashorn, spelling', 'Renamed it in German: Nashorn, spelling'],
  ['/* wbsetlabel-remove:1|de */', 'Removed the label in German'],
  ['/* wbsetdescription-add:1|fr */ animal', 'Described it in French: animal'],
  ['/* wbsetaliases-add:2|en */ a, b', 'Added other names in English: a, b'],
  ['/* wbsetclaim-create:2||1 */ [[Property:P31]]: [[Q5]]', 'Stated: <instance of>: <human>'],
  ['/* wbremoveclaims-remove:3| */', 'Removed 3 statements'],
  ['/* wbeditentity-create-item:0| */', 'Created a new item'],
  [
    '/* wbeditentity-update-languages-short:0||de, fr */',
    'Changed names and descriptions in German, French',
  ],
  ['/* wbmergeitems-to:0||Q7 */', 'Merged into Q7'],
  ['/* wblmergelexemes-from:0||L7 */', 'Merged L7 into this'],
  ['/* wblinktitles-connect:1|enwiki */ enwiki:A', 'Linked a page on enwiki: enwiki:A'],
  ['/* undo:0||12|Ann */', 'Undid revision 12 by Ann'],
  ['/* never-heard-of:0| */ x', 'Changed something (never-heard-of): x'],
  ['just words about [[Q5]]', 'just words about <human>'],
  ['[[File:x.png]] [[Q99]]', '[[File:x.png]] <Q99>'],
  ['', ''],
])('%s', (summary, sentence) => {
  expect(said(summary)).toBe(sentence);
});

test('the entities in a summary', () => {
  expect(entitiesInSummary('[[Property:P31]]: [[Q5]] [[User:Ann]] [[q7')).toEqual(['P31', 'Q5']);
});
