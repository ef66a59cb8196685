import { describe, expect, test } from 'vitest';
import { changesOf } from './changes-json.ts';
import { compareDrafts } from './compare.ts';
import type { Draft, SnakDraft, StatementDraft } from './draft.ts';
import { emptySnak, setSiteLink, setTerm, termOf } from './draft.ts';
import type { Side } from './contest.ts';
import { chooseSide, contestKey, followDraft } from './contest.ts';
import { rebase, stillContested } from './rebase.ts';

const said = (value: string, property: SnakDraft['property'] = 'P1'): SnakDraft => ({
  ...emptySnak(property),
  value: { type: 'string', value },
});
const statement: StatementDraft = {
  id: 'Q1$1',
  isNew: false,
  removed: false,
  rank: 'normal',
  mainSnak: said('x'),
  qualifiers: [],
  references: [],
};
const base: Draft = {
  id: 'Q1',
  terms: [{ language: 'en', label: 'a', description: 'b', aliases: 'one | two' }],
  statements: [statement],
  siteLinks: [{ site: 'enwiki', title: 'A', badges: [] }],
};
const withTerm = (change: object) => setTerm(base, { ...termOf(base, 'en'), ...change });
const withStatement = (change: object) => ({ ...base, statements: [{ ...statement, ...change }] });
const withLink = (title: string) => setSiteLink(base, { site: 'enwiki', title, badges: [] });
const without = { ...base, statements: [] };

/** What the draft changes on top of what others did, in few words. */
function summary(draft: Draft, theirs: Draft) {
  const { labels, descriptions, aliases, statements, siteLinks } = compareDrafts(theirs, draft);
  return [
    ...labels.map(({ value }) => `label ${value}`),
    ...descriptions.map(({ value }) => `description ${value}`),
    ...aliases.map(({ after }) => `aliases ${after.join(' ')}`),
    ...statements.map(({ removed, rank, isNew, mainSnak }) =>
      removed ? 'removed' : `${isNew ? 'new ' : ''}${rank} ${JSON.stringify(mainSnak.value)}`,
    ),
    ...siteLinks.map(({ title }) => `link ${title}`),
  ];
}

const value = (text: string) => JSON.stringify(said(text).value);

describe('what only one side changed is kept', () => {
  test.each([
    ['nothing', base, base, []],
    ['my label', withTerm({ label: 'mine' }), base, ['label mine']],
    ['their label', base, withTerm({ label: 'theirs' }), []],
    ['the same label', withTerm({ label: 'c' }), withTerm({ label: 'c' }), []],
    [
      'label and description',
      withTerm({ label: 'mine' }),
      withTerm({ description: 'theirs' }),
      ['label mine'],
    ],
    [
      'aliases',
      withTerm({ aliases: 'two|three' }),
      withTerm({ aliases: 'one|two|four' }),
      ['aliases two four three'],
    ],
    [
      'rank and value',
      withStatement({ rank: 'preferred' }),
      withStatement({ mainSnak: said('y') }),
      [`preferred ${value('y')}`],
    ],
    ['a statement that I removed', withStatement({ removed: true }), base, ['removed']],
    ['a statement that they removed', base, without, []],
    ['a statement that both removed', withStatement({ removed: true }), without, []],
    ['my link', withLink('B'), base, ['link B']],
    ['a link that they removed', base, { ...base, siteLinks: [] }, []],
  ])('%s', (_title, mine, theirs, expected) => {
    const { draft, contests } = rebase(base, mine, theirs);
    expect(contests).toEqual([]);
    expect(summary(draft, theirs)).toEqual(expected);
  });

  test('new statements of both', () => {
    const added = (id: StatementDraft['id']) => ({
      ...base,
      statements: [statement, { ...statement, id, isNew: true }],
    });
    const { draft } = rebase(base, added('Q1$2'), added('Q1$3'));
    expect(draft.statements.map(({ id }) => id)).toEqual(['Q1$1', 'Q1$3', 'Q1$2']);
  });
});

describe('what both changed is contested, and either side can be chosen', () => {
  test.each([
    ['label en', withTerm({ label: 'mine' }), withTerm({ label: 'theirs' }), ['label mine']],
    [
      'description en',
      withTerm({ description: '' }),
      withTerm({ description: 'theirs' }),
      ['description '],
    ],
    [
      'statement Q1$1 mainSnak',
      withStatement({ mainSnak: said('y') }),
      withStatement({ mainSnak: said('z') }),
      [`normal ${value('y')}`],
    ],
    [
      'statement Q1$1 rank',
      withStatement({ rank: 'preferred' }),
      withStatement({ rank: 'deprecated' }),
      [`preferred ${value('x')}`],
    ],
    [
      'statement Q1$1 qualifiers',
      withStatement({ qualifiers: [said('q', 'P2')] }),
      withStatement({ qualifiers: [said('r', 'P2')] }),
      [`normal ${value('x')}`],
    ],
    [
      'statement Q1$1 whole',
      withStatement({ removed: true }),
      withStatement({ mainSnak: said('z') }),
      ['removed'],
    ],
    [
      'statement Q1$1 whole',
      withStatement({ mainSnak: said('y') }),
      without,
      [`new normal ${value('y')}`],
    ],
    ['siteLink enwiki', withLink('B'), withLink('C'), ['link B']],
    ['siteLink enwiki', withLink(''), withLink('C'), ['link ']],
  ])('%s', (key, mine, theirs, expected) => {
    const { draft, contests } = rebase(base, mine, theirs);
    expect(contests.map(contestKey)).toEqual([key]);
    const after = (side: Side) =>
      contests.reduce((changed, contest) => chooseSide(changed, contest, side), draft);
    expect(summary(draft, theirs)).toEqual(expected);
    expect(summary(after('mine'), theirs)).toEqual(expected);
    expect(summary(after('theirs'), theirs)).toEqual([]);
    const back = contests.reduce((d, contest) => chooseSide(d, contest, 'mine'), after('theirs'));
    expect(summary(back, theirs)).toEqual(expected);
  });

  test('a statement that others removed is sent anew, with its id', () => {
    const { draft } = rebase(base, withStatement({ mainSnak: said('y') }), without);
    expect(changesOf(without, draft, () => 'string').claims).toMatchObject([{ id: 'Q1$1' }]);
  });
});

test('whoever goes on typing has decided', () => {
  const { draft, contests } = rebase(
    base,
    withTerm({ label: 'mine' }),
    withTerm({ label: 'theirs' }),
  );
  const typed = (label: string) =>
    followDraft(contests, setTerm(draft, { ...termOf(draft, 'en'), label }));
  expect(followDraft(contests, draft)).toEqual(contests);
  expect(typed('mine and more')).toMatchObject([{ mine: 'mine and more', chosen: 'mine' }]);
  expect(typed('theirs')).toMatchObject([{ mine: 'mine', chosen: 'theirs' }]);
});

test('what is not decided stays contested when others go on', () => {
  const mine = withTerm({ label: 'mine' });
  const theirs = withTerm({ label: 'theirs' });
  const first = rebase(base, mine, theirs);
  const later = setTerm(theirs, { ...termOf(theirs, 'en'), description: 'later' });
  const second = rebase(theirs, first.draft, later);
  expect(second.contests).toEqual([]);
  expect(stillContested(first.contests, second.contests)).toEqual(first.contests);
  const [contest] = first.contests;
  const decided = contest === undefined ? [] : [{ ...contest, chosen: 'mine' as const }];
  expect(stillContested(decided, second.contests)).toEqual([]);
  expect(stillContested(first.contests, first.contests)).toEqual(first.contests);
});
