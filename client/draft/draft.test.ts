import { expect, test } from 'vitest';
import { emptyItem } from '../../schema/model/entity.ts';
import type { Item } from '../../schema/model/entity.ts';
import { changesOf } from './changes-json.ts';
import { countChanges } from './compare.ts';
import type { Draft } from './draft.ts';
import {
  addStatement,
  draftOf,
  emptySnak,
  incompleteSnaks,
  removeStatement,
  setSiteLink,
  setStatement,
  setTerm,
} from './draft.ts';

const GUID = 'Q1$5083E43C-228B-4E3E-B82A-4CB20A22A3FB';
const item: Item = {
  ...emptyItem('Q1'),
  labels: new Map([['en', 'rhino']]),
  descriptions: new Map([['en', 'animal']]),
  aliases: new Map([['en', ['rhinoceros', 'nose horn']]]),
  siteLinks: new Map([['enwiki', { site: 'enwiki', title: 'Rhino', badges: ['Q9'] }]]),
  statements: [
    {
      id: GUID,
      rank: 'normal',
      mainSnak: { kind: 'value', property: 'P1', value: { type: 'string', value: 'x' } },
      qualifiers: [],
      references: [],
    },
  ],
};
const base = draftOf(item);
const changes = (draft: Draft) => changesOf(base, draft, () => 'string');
const none = { labels: {}, descriptions: {}, aliases: {}, claims: [], sitelinks: {} };
const english = {
  language: 'en',
  label: 'rhino',
  description: 'animal',
  aliases: 'rhinoceros | nose horn',
};

test('an untouched draft changes nothing', () => {
  expect(changes(base)).toEqual(none);
  expect(countChanges(base, base)).toBe(0);
});

test('only the terms that differ are sent', () => {
  const draft = setTerm(base, { ...english, label: 'rhinoceros ' });
  expect(changes(draft)).toEqual({
    ...none,
    labels: { en: { language: 'en', value: 'rhinoceros' } },
  });
  expect(countChanges(base, draft)).toBe(1);
});

test('an emptied term is removed, a new language is added', () => {
  const draft = setTerm(setTerm(base, { ...english, description: '' }), {
    language: 'ar',
    label: 'وحيد القرن',
    description: '',
    aliases: '',
  });
  expect(changes(draft)).toEqual({
    ...none,
    labels: { ar: { language: 'ar', value: 'وحيد القرن' } },
    descriptions: { en: { language: 'en', value: '' } },
  });
});

test('aliases are replaced as a list, and removed one by one when none is left', () => {
  expect(changes(setTerm(base, { ...english, aliases: 'b| b||a' })).aliases).toEqual({
    en: [
      { language: 'en', value: 'b' },
      { language: 'en', value: 'a' },
    ],
  });
  expect(changes(setTerm(base, { ...english, aliases: ' ' })).aliases).toEqual({
    en: [
      { language: 'en', value: 'rhinoceros', remove: '' },
      { language: 'en', value: 'nose horn', remove: '' },
    ],
  });
});

test('a removed statement is named; one that was never saved is forgotten', () => {
  expect(changes(removeStatement(base, GUID)).claims).toEqual([{ id: GUID, remove: '' }]);
  const added = addStatement(base, 'P2');
  const fresh = added.statements[1];
  expect(fresh && changes(removeStatement(added, fresh.id))).toEqual(none);
});

test('a statement without a value cannot be published', () => {
  expect(incompleteSnaks(base)).toEqual([]);
  expect(incompleteSnaks(addStatement(base, 'P2'))).toHaveLength(1);
});

test('a changed statement is sent whole, with its id', () => {
  const [statement] = base.statements;
  if (statement === undefined) throw new Error('the item has a statement');
  const qualifier = { ...emptySnak('P3'), kind: 'novalue' as const };
  const draft = setStatement(base, { ...statement, rank: 'preferred', qualifiers: [qualifier] });
  expect(changes(draft).claims).toMatchObject([
    {
      id: GUID,
      rank: 'preferred',
      mainsnak: { snaktype: 'value', property: 'P1', datavalue: { value: 'x', type: 'string' } },
      qualifiers: { P3: [{ snaktype: 'novalue', property: 'P3' }] },
    },
  ]);
});

test.each([
  [{ site: 'enwiki', title: 'Rhino', badges: ['Q9'] }, {}],
  [
    { site: 'enwiki', title: ' Rhino ', badges: [] },
    { enwiki: { site: 'enwiki', title: 'Rhino', badges: [] } },
  ],
  [
    { site: 'dewiki', title: 'Nashorn', badges: [] },
    { dewiki: { site: 'dewiki', title: 'Nashorn', badges: [] } },
  ],
  [{ site: 'enwiki', title: '', badges: ['Q9'] }, { enwiki: { site: 'enwiki', remove: '' } }],
  [{ site: 'dewiki', title: ' ', badges: [] }, {}],
] as const)('the link %j is sent as %j', (link, sent) => {
  const draft = setSiteLink(base, link);
  expect(changes(draft)).toEqual({ ...none, sitelinks: sent });
  expect(countChanges(base, draft)).toBe(Object.keys(sent).length);
});

test('a draft survives being written down', () => {
  const draft = addStatement(setTerm(base, { ...english, label: 'x' }), 'P2');
  expect(changes(JSON.parse(JSON.stringify(draft)) as Draft)).toEqual(changes(draft));
});
