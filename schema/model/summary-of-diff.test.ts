import { expect, test } from 'vitest';
import { diffDocuments } from './diff.ts';
import type { Document } from './documents/kinds.ts';
import { buildSummary } from './edit-summary.ts';
import {
  emptyItem,
  emptyLexeme,
  emptyProperty,
  type Item,
  type Lexeme,
  type SiteLink,
} from './entity.ts';
import type { Statement, StatementId } from './statement.ts';
import { summaryOfDiff } from './summary-of-diff.ts';

function item(parts: Partial<Item> = {}): Item {
  return { ...emptyItem('Q1'), ...parts };
}
const labels = (...entries: [string, string][]): Item => item({ labels: new Map(entries) });
const aliases = (...texts: string[]): Item =>
  item({ aliases: texts.length === 0 ? new Map() : new Map([['en', texts]]) });
const link = (parts: Partial<SiteLink> = {}): Item =>
  item({ siteLinks: new Map([['enwiki', { site: 'enwiki', title: 'A', badges: [], ...parts }]]) });
function statement(name = 'a', parts: Partial<Statement> = {}): Statement {
  return {
    id: `Q1$${name}` as StatementId,
    mainSnak: { kind: 'value', property: 'P31', value: { type: 'wikibase-entityid', id: 'Q5' } },
    rank: 'normal',
    qualifiers: [],
    references: [],
    ...parts,
  };
}
const statements = (...list: Statement[]): Item => item({ statements: list });
const one = (parts: Partial<Statement>): Item => statements(statement('a', parts));
const noValue = { kind: 'novalue', property: 'P1' } as const;
const year = {
  kind: 'value',
  property: 'P1',
  value: {
    type: 'time',
    time: '-0044-03-15T00:00:00Z',
    timezone: 0,
    before: 0,
    after: 0,
    precision: 10,
    calendarmodel: 'http://www.wikidata.org/entity/Q1985786',
  },
} as const;
const redirect: Document = { type: 'redirect', id: 'Q1', target: 'Q2' };
const lexeme = emptyLexeme('L1', 'Q1', 'Q2');
const withForm: Lexeme = {
  ...lexeme,
  forms: [{ id: 'L1-F1', representations: new Map(), grammaticalFeatures: [], statements: [] }],
  nextFormNumber: 2,
};
const talk: Document = { type: 'talk', id: 'Talk:Q1', text: 'hello' };
const manyLanguages = labels(
  ...Array.from({ length: 60 }, (_, n): [string, string] => [`x${n}`, 'a']),
);

test.each<[Document | undefined, Document | undefined, string]>([
  [undefined, item(), '/* wbeditentity-create-item:0| */'],
  [undefined, emptyProperty('P1', 'string'), '/* wbeditentity-create-property:0| */'],
  [undefined, lexeme, '/* wbeditentity-create-lexeme:0| */'],
  [undefined, talk, '/* page-create:0| */'],
  [talk, { ...talk, text: 'bye' }, '/* page-update:0| */'],
  [talk, undefined, '/* page-delete:0| */'],
  [item(), redirect, '/* wbcreateredirect:0||Q1|Q2 */'],
  [item(), labels(['en', 'a']), '/* wbsetlabel-add:1|en */ a'],
  [labels(['en', 'a']), labels(['en', 'b']), '/* wbsetlabel-set:1|en */ b'],
  [labels(['en', 'a']), item(), '/* wbsetlabel-remove:1|en */ a'],
  [item(), item({ descriptions: new Map([['ru', 'x']]) }), '/* wbsetdescription-add:1|ru */ x'],
  [aliases('a'), aliases('a', 'b', 'c'), '/* wbsetaliases-add:2|en */ b, c'],
  [aliases('a'), aliases(), '/* wbsetaliases-remove:1|en */ a'],
  [aliases('a'), aliases('b'), '/* wbsetaliases-add-remove:2|en */ b, a'],
  [aliases('a', 'b'), aliases('b', 'a'), '/* wbsetaliases-update:0|en */'],
  [item(), link(), '/* wbsetsitelink-add:1|enwiki */ A'],
  [item(), link({ badges: ['Q9'] }), '/* wbsetsitelink-add-both:2|enwiki */ A, Q9'],
  [link(), link({ title: 'B' }), '/* wbsetsitelink-set:1|enwiki */ B'],
  [link(), link({ title: 'B', badges: ['Q9'] }), '/* wbsetsitelink-set-both:2|enwiki */ B, Q9'],
  [link(), link({ badges: ['Q9'] }), '/* wbsetsitelink-set-badges:1|enwiki */ Q9'],
  [link({ badges: ['Q9'] }), item(), '/* wbsetsitelink-remove:1|enwiki */ A'],
  [item(), one({}), '/* wbsetclaim-create:2||1 */ [[Property:P31]]: [[Q5]]'],
  [item(), one({ mainSnak: year }), '/* wbsetclaim-create:2||1 */ [[Property:P1]]: -0044-03'],
  [one({}), one({ mainSnak: noValue }), '/* wbsetclaim-update:2||1 */ [[Property:P1]]: (novalue)'],
  [
    one({}),
    one({ rank: 'preferred' }),
    '/* wbsetclaim-update-rank:2||1 */ [[Property:P31]]: [[Q5]]',
  ],
  [
    one({}),
    one({ qualifiers: [noValue] }),
    '/* wbsetclaim-update-qualifiers:2||1|1 */ [[Property:P31]]: [[Q5]]',
  ],
  [
    one({}),
    one({ references: [{ snaks: [noValue] }] }),
    '/* wbsetclaim-update-references:2||1|1 */ [[Property:P31]]: [[Q5]]',
  ],
  [
    one({}),
    one({ rank: 'preferred', qualifiers: [noValue] }),
    '/* wbsetclaim-update:2||1 */ [[Property:P31]]: [[Q5]]',
  ],
  [one({}), item(), '/* wbremoveclaims-remove:1| */ [[Property:P31]]: [[Q5]]'],
  [statements(statement('a'), statement('b')), item(), '/* wbremoveclaims-remove:2| */'],
  [item(), statements(statement('a'), statement('b')), '/* wbeditentity-update:0| */'],
  [item(), labels(['en', 'a'], ['ru', 'b']), '/* wbeditentity-update-languages-short:0||en, ru */'],
  [
    item(),
    { ...labels(['en', 'a']), statements: [statement()] },
    '/* wbeditentity-update-languages-and-other-short:0||en */',
  ],
  [item(), manyLanguages, '/* wbeditentity-update-languages:0||60 */'],
  [lexeme, withForm, '/* add-form:0||L1-F1 */'],
  [withForm, lexeme, '/* remove-form:0||L1-F1 */'],
])('the summary of an edit: case %#', (before, after, summary) => {
  expect(buildSummary(summaryOfDiff(diffDocuments(before, after), after))).toBe(summary);
});
