import { describe, expect, test } from 'vitest';
import type { SnakDraft, StatementDraft } from '../../draft/draft.ts';
import { emptySnak } from '../../draft/draft.ts';
import { withMainSnak } from './circa.ts';

const circa = { property: 'P1480', item: 'Q5727902' } as const;
const about: SnakDraft = { ...emptySnak('P1'), text: 'circa 1900', circa: true };
const exact: SnakDraft = { ...about, text: '1900', circa: false };
const place = emptySnak('P2');
const statement: StatementDraft = {
  id: 'Q1$00000000-0000-4000-8000-000000000000',
  isNew: true,
  removed: false,
  rank: 'normal',
  mainSnak: exact,
  qualifiers: [place],
  references: [],
};
const said: SnakDraft = {
  ...emptySnak('P1480'),
  value: { type: 'wikibase-entityid', id: 'Q5727902' },
};
const propertiesOf = ({ qualifiers }: StatementDraft) =>
  qualifiers.map(({ property }) => property).join(' ');

describe('the qualifier for circa', () => {
  const marked = withMainSnak(statement, about, circa);
  test.each<[string, StatementDraft, string]>([
    ['is added when the text says so', marked, 'P2 P1480'],
    ['is added once', withMainSnak(marked, { ...about, text: 'c. 1900' }, circa), 'P2 P1480'],
    ['goes with the word', withMainSnak(marked, exact, circa), 'P2'],
    ['goes with the value', withMainSnak(marked, { ...about, kind: 'novalue' }, circa), 'P2'],
    [
      'is not added where it stands',
      withMainSnak({ ...statement, qualifiers: [said] }, about, circa),
      'P1480',
    ],
    [
      'stays where somebody else put it',
      withMainSnak({ ...statement, qualifiers: [said] }, exact, circa),
      'P1480',
    ],
    ['needs the roles', withMainSnak(statement, about, undefined), 'P2'],
  ])('%s', (_, after, properties) => {
    expect(propertiesOf(after)).toBe(properties);
  });

  test('names the item', () => {
    expect(marked.qualifiers.at(-1)?.value).toEqual(said.value);
  });
});
