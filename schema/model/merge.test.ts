import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentKinds, type Document } from './documents/kinds.ts';
import { anyDocumentOf } from './entity.arbitrary.ts';
import { emptyItem, emptyLexeme, type Form, type Item, type SiteLink } from './entity.ts';
import { mergeEdits } from './merge.ts';
import type { Snak } from './snak.ts';
import type { Statement, StatementId } from './statement.ts';
import { writeStored } from './stored-json.ts';

describe.each(documentKinds.map(({ kind }) => kind))('merging two edits of a %s', (kind) => {
  const any = anyDocumentOf[kind];

  test('nothing happens where one side did nothing or both did the same', () => {
    fc.assert(
      fc.property(any, any, (base, other) => {
        const cases = [
          mergeEdits(base, other, base),
          mergeEdits(base, base, other),
          mergeEdits(base, other, other),
        ];
        for (const { merged, conflicts } of cases) {
          expect([writeStored(merged), conflicts]).toEqual([writeStored(other), 0]);
        }
      }),
    );
  });

  test('there are never more conflicts than operations, and the result can be stored', () => {
    fc.assert(
      fc.property(any, any, any, (base, mine, latest) => {
        const { merged, patch, conflicts } = mergeEdits(base, mine, latest);
        expect(conflicts).toBeLessThanOrEqual(patch);
        expect(writeStored(merged)).toContain(base.id);
      }),
    );
  });
});

function snak(value: string, property: Snak['property'] = 'P1'): Snak {
  return { kind: 'value', property, value: { type: 'string', value } };
}

function statement(name: string, parts: Partial<Statement> = {}): Statement {
  return {
    id: `Q1$${name}` as StatementId,
    mainSnak: snak(name),
    rank: 'normal',
    qualifiers: [],
    references: [],
    ...parts,
  };
}

function item(parts: Partial<Item>): Item {
  return { ...emptyItem('Q1'), ...parts };
}
const labels = (...entries: [string, string][]): Item => item({ labels: new Map(entries) });
const aliases = (...texts: string[]): Item => item({ aliases: new Map([['en', texts]]) });
const statements = (...list: Statement[]): Item => item({ statements: list });
const one = (parts: Partial<Statement>): Item => statements(statement('a', parts));
const link = (parts: Partial<SiteLink>): Item =>
  item({ siteLinks: new Map([['enwiki', { site: 'enwiki', title: 'A', badges: [], ...parts }]]) });
const reference = (value: string): Statement['references'][number] => ({ snaks: [snak(value)] });

test.each<[string, Item, Item, Item, Item]>([
  [
    'two languages',
    labels(['en', 'a']),
    labels(['en', 'a'], ['de', 'b']),
    labels(['en', 'c']),
    labels(['en', 'c'], ['de', 'b']),
  ],
  [
    'two aliases of a language',
    aliases('a'),
    aliases('a', 'b'),
    aliases('a', 'c'),
    aliases('a', 'b', 'c'),
  ],
  [
    'an alias added and one removed',
    aliases('a', 'b'),
    aliases('b'),
    aliases('a', 'b', 'c'),
    aliases('b', 'c'),
  ],
  [
    'two new statements',
    statements(statement('a')),
    statements(statement('a'), statement('b')),
    statements(statement('a'), statement('c')),
    statements(statement('a'), statement('b'), statement('c')),
  ],
  [
    'a statement removed and another changed',
    statements(statement('a'), statement('b')),
    statements(statement('b')),
    statements(statement('a'), statement('b', { rank: 'preferred' })),
    statements(statement('b', { rank: 'preferred' })),
  ],
  [
    'a qualifier and a reference of one statement',
    one({}),
    one({ qualifiers: [snak('q')] }),
    one({ references: [reference('r')] }),
    one({ qualifiers: [snak('q')], references: [reference('r')] }),
  ],
  [
    'rank and value of one statement',
    one({}),
    one({ rank: 'deprecated' }),
    one({ mainSnak: snak('new') }),
    one({ rank: 'deprecated', mainSnak: snak('new') }),
  ],
  [
    'two new references',
    one({}),
    one({ references: [reference('r')] }),
    one({ references: [reference('s')] }),
    one({ references: [reference('r'), reference('s')] }),
  ],
  [
    'title and badge of a sitelink',
    link({}),
    link({ title: 'B' }),
    link({ badges: ['Q9'] }),
    link({ title: 'B', badges: ['Q9'] }),
  ],
  [
    'a new statement after one that was removed meanwhile',
    statements(statement('a'), statement('b')),
    statements(statement('a'), statement('c'), statement('b')),
    statements(statement('b')),
    statements(statement('b'), statement('c')),
  ],
  [
    'statements of one property, new on both sides, stay together',
    statements(statement('a')),
    statements(statement('a'), statement('b', { mainSnak: snak('b', 'P2') })),
    statements(statement('c', { mainSnak: snak('c', 'P2') }), statement('a')),
    statements(
      statement('c', { mainSnak: snak('c', 'P2') }),
      statement('b', { mainSnak: snak('b', 'P2') }),
      statement('a'),
    ),
  ],
  [
    'the same change twice',
    labels(['en', 'a']),
    labels(['en', 'b']),
    labels(['en', 'b']),
    labels(['en', 'b']),
  ],
  ['the same removal twice', link({}), item({}), item({}), item({})],
])('%s merge', (_, base, mine, latest, merged) => {
  const merge = mergeEdits(base, mine, latest);
  expect(writeStored(merge.merged)).toBe(writeStored(merged));
  expect(merge.conflicts).toBe(0);
});

test.each<[string, Item, Item, Item]>([
  ['a label', labels(['en', 'a']), labels(['en', 'b']), labels(['en', 'c'])],
  ['a label that was removed', labels(['en', 'a']), labels(['en', 'b']), item({})],
  ['the value of a statement', one({}), one({ mainSnak: snak('b') }), one({ mainSnak: snak('c') })],
  ['a statement that was removed', one({}), one({ rank: 'preferred' }), item({})],
  ['a removed statement that was changed', one({}), item({}), one({ rank: 'preferred' })],
  ['the title of a sitelink', link({}), link({ title: 'B' }), link({ title: 'C' })],
  ['a sitelink that was removed', link({}), link({ badges: ['Q9'] }), item({})],
  ['a removed sitelink that got a badge', link({}), item({}), link({ badges: ['Q9'] })],
])('different changes of %s are a conflict', (_, base, mine, latest) => {
  const merge = mergeEdits(base, mine, latest);
  expect([merge.patch, merge.conflicts]).toEqual([1, 1]);
  expect(writeStored(merge.merged)).toBe(writeStored(latest));
});

test('what does not conflict is done all the same', () => {
  const base = labels(['en', 'a']);
  const mine = labels(['en', 'b'], ['de', 'b']);
  const merge = mergeEdits(base, mine, labels(['en', 'c']));
  expect([merge.patch, merge.conflicts]).toEqual([2, 1]);
  expect(writeStored(merge.merged)).toBe(writeStored(labels(['en', 'c'], ['de', 'b'])));
});

test('an edit of a page that became a redirect conflicts as a whole, and so does the reverse', () => {
  const base = labels(['en', 'a']);
  const redirect: Document = { type: 'redirect', id: 'Q1', target: 'Q2' };
  const edited = labels(['en', 'a'], ['de', 'b']);
  for (const [mine, latest] of [
    [edited, redirect],
    [redirect, edited],
  ] as const) {
    const merge = mergeEdits(base, mine, latest);
    expect(merge.conflicts).toBe(merge.patch);
    expect(merge.merged).toEqual(latest);
  }
});

function lexemeWithForm(text: string): Document {
  const form: Form = {
    id: 'L1-F1',
    representations: new Map([['en', text]]),
    grammaticalFeatures: [],
    statements: [],
  };
  return { ...emptyLexeme('L1', 'Q1', 'Q2'), forms: [form], nextFormNumber: 2 };
}

test('two new forms that got the same number are a conflict', () => {
  const base = emptyLexeme('L1', 'Q1', 'Q2');
  expect(mergeEdits(base, lexemeWithForm('a'), lexemeWithForm('b')).conflicts).toBe(1);
});
