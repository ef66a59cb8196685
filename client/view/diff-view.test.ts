import { expect, test } from 'vitest';
import { diffDocuments } from '../../schema/model/diff.ts';
import type { PropertyId } from '../../schema/model/entity-id.ts';
import { emptyItem } from '../../schema/model/entity.ts';
import type { Item } from '../../schema/model/entity.ts';
import type { Snak } from '../../schema/model/snak.ts';
import type { Statement } from '../../schema/model/statement.ts';
import { diffView } from './diff-view.ts';
import type { DiffContent } from './diff-lines.ts';
import { testContext } from './view-context.fixture.ts';

const context = testContext({ P1: 'note', P2: 'date' });

const snak = (property: PropertyId, value: string): Snak => ({
  kind: 'value',
  property,
  value: { type: 'string', value },
});
const thick: Statement = {
  id: 'Q1$5083E43C-228B-4E3E-B82A-4CB20A22A3FB',
  rank: 'normal',
  mainSnak: snak('P1', 'thick'),
  qualifiers: [],
  references: [],
};
const base: Item = {
  ...emptyItem('Q1'),
  labels: new Map([['en', 'rhino']]),
  aliases: new Map([['en', ['nose horn']]]),
  statements: [thick],
};

function contentText(content: DiffContent): string {
  switch (content.kind) {
    case 'text':
      return content.value.text;
    case 'statement':
      return content.statement.value.text;
    case 'snaks':
      return `${content.title} ${content.groups
        .map(({ property, values }) => `${property.text} ${values.map(({ text }) => text).join()}`)
        .join()}`;
  }
}

/** `heading: -removed +added`, a section a line. */
function shown(before: Item | undefined, after: Item | undefined): string[] {
  const sides = { before, after };
  return diffView(diffDocuments(before, after), sides, context).map(({ heading, lines }) => {
    const changes = lines.map(
      ({ sign, content }) => `${sign === 'added' ? '+' : '-'}${contentText(content)}`,
    );
    return `${heading.map(({ text }) => text).join('')} ${changes.join(' ')}`;
  });
}

test.each<[string, Partial<Item>, string[]]>([
  ['nothing', {}, []],
  ['a label', { labels: new Map([['en', 'rhinoceros']]) }, ['Label (English) -rhino +rhinoceros']],
  [
    'a new language',
    {
      labels: new Map([
        ['en', 'rhino'],
        ['de', 'Nashorn'],
      ]),
    },
    ['Label (German) +Nashorn'],
  ],
  [
    'an alias',
    { aliases: new Map([['en', ['nose horn', 'rhinoceros']]]) },
    ['Also known as (English) +rhinoceros'],
  ],
  ['a removed statement', { statements: [] }, ['note -thick']],
  ['a value', { statements: [{ ...thick, mainSnak: snak('P1', 'thin') }] }, ['note -thick +thin']],
  [
    'a rank',
    { statements: [{ ...thick, rank: 'preferred' }] },
    ['note: thick -Rank: Normal +Rank: Preferred'],
  ],
  [
    'a qualifier',
    { statements: [{ ...thick, qualifiers: [snak('P2', '1502')] }] },
    ['note: thick +Qualifier date 1502'],
  ],
  [
    'a source',
    { statements: [{ ...thick, references: [{ snaks: [snak('P2', '1503')] }] }] },
    ['note: thick +Source date 1503'],
  ],
  [
    'a sitelink',
    { siteLinks: new Map([['enwiki', { site: 'enwiki', title: 'Rhino', badges: [] }]]) },
    ['Page on enwiki +Rhino'],
  ],
])('%s', (_what, change, sections) => {
  expect(shown(base, { ...base, ...change })).toEqual(sections);
});

test('a new page is all additions, a deleted one all removals', () => {
  const added = ['Label (English) +rhino', 'Also known as (English) +nose horn', 'note +thick'];
  expect(shown(undefined, base)).toEqual(added);
  expect(shown(base, undefined)).toEqual(added.map((line) => line.replace('+', '-')));
});
