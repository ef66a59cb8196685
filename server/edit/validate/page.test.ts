import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { snakOf, statementId, statementOf } from '../../../test/entity-notation.ts';
import { openFurnishedWiki, outcomeOf, sysop } from '../../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../../test/temporary-wiki.ts';
import { defaultSiteSettings } from '../../../schema/model/documents/site-settings.ts';
import type { Namespace } from '../../../schema/model/documents/site-settings.ts';
import { emptyLexeme } from '../../../schema/model/entity.ts';
import type { ItemId } from '../../../schema/model/entity-id.ts';
import type { ChangeOp } from '../change-ops/change-op.ts';

let wiki: TemporaryWiki;

beforeAll(async () => {
  wiki = await openFurnishedWiki();
});

afterAll(() => wiki.close());

const label = (language: string, value: string): ChangeOp => ({
  op: 'set-term',
  field: 'labels',
  language,
  value,
});

async function created(...ops: ChangeOp[]): Promise<string> {
  return outcomeOf(await wiki.edit({ target: { kind: 'new-item' }, ops }));
}

const statement = (text: string): ChangeOp => ({
  op: 'set-statement',
  statement: statementOf(text, 'Q0', 1),
});
const long = (length: number) => 'x'.repeat(length);
const link = (title: string, site = 'enwiki', badges?: ItemId[]): ChangeOp => ({
  op: 'set-sitelink',
  site,
  title,
  ...(badges === undefined ? {} : { badges }),
});

const formStatement = (id: 'L50-F1' | 'L50-F2'): ChangeOp => ({
  op: 'set-statement',
  statement: {
    mainSnak: { kind: 'value', property: 'P11', value: { type: 'wikibase-entityid', id } },
    rank: 'normal',
    qualifiers: [],
    references: [],
  },
});

describe('entities', () => {
  test.each<[ChangeOp[], string]>([
    // terms
    [[label('en', long(250))], `en=${long(250)}`],
    [[label('en', long(251))], 'term-too-long'],
    [[label('en', '🦏'.repeat(250))], `en=${'🦏'.repeat(250)}`],
    [[label('en', '')], 'term-empty'],
    [[label('en', ' x')], 'term-has-edge-whitespace'],
    [[label('en', '\u200B\u2060')], 'term-empty'],
    [[label('en', '\u3164')], 'term-empty'],
    [[label('en', 'x\ty')], 'term-has-control-character'],
    [[label('en', 'x\u202Ey')], 'term-has-control-character'],
    [[label('en', 'x\0y')], 'malformed-text term-has-control-character'],
    [[label('en', 'x\uD800')], 'malformed-text'],
    [[label('tlh-klingon', 'x')], 'unknown-language'],
    [[label('__proto__', 'x')], 'unknown-language'],
    [[label('mul', 'x')], 'mul=x'],
    [
      [{ op: 'set-term', field: 'descriptions', language: 'mul', value: 'x' }],
      'term-language-not-allowed',
    ],
    [
      [label('en', 'x'), { op: 'set-term', field: 'descriptions', language: 'en', value: 'x' }],
      'label-equals-description',
    ],
    [[label('en', 'x'), { op: 'set-aliases', language: 'en', values: ['x'] }], 'en=x | en+x'],
    [[{ op: 'set-aliases', language: 'en', values: ['a', long(251)] }], 'term-too-long'],
    [[{ op: 'set-aliases', language: 'nowhere', values: ['a'] }], 'unknown-language'],
    [[label('en', 'Q5')], 'en=Q5'],
    // statements
    [[statement('P999=x')], 'unknown-property'],
    [[statement('P1=x [P999=y]')], 'unknown-property'],
    [[statement('P1=x {P999=y}')], 'unknown-property'],
    [[statement('P1=Q5')], 'wrong-value-type'],
    [[statement('P10=x')], 'wrong-value-type'],
    [[statement('P10=Q999999')], 'unknown-entity'],
    [[statement(`P1=${long(1501)}`)], 'value-too-long'],
    [[statement('P1= x')], 'value-has-edge-whitespace'],
    [[statement('P999=some')], 'unknown-property'],
    // sitelinks
    [[link('A', 'xxwiki')], 'unknown-site'],
    [[link('')], 'malformed-text'],
    [[link('A#B')], 'malformed-text'],
    [[link(long(256))], 'malformed-text'],
    [[link('Badge', 'enwiki', ['Q5'])], 'unknown-badge'],
  ])('%j: %s', async (ops, outcome) => {
    expect(await created(...ops)).toBe(outcome);
  });

  test('a failure points to the field', async () => {
    const ops = [label('en', ' x'), statement('P1=x [P2=Q5]'), link('A', 'xxwiki')];
    const result = await wiki.edit({ target: { kind: 'new-item' }, ops });
    expect(result.outcome === 'rejected' && result.failures.map(({ path }) => path)).toEqual([
      '/labels/en',
      '/sitelinks/xxwiki',
      '/claims/P1/0/qualifiers/P2/0/datavalue',
    ]);
  });

  test('a value may be the item itself', async () => {
    const { id } = await wiki.newItem('');
    const ops: ChangeOp[] = [{ op: 'set-statement', statement: statementOf(`P10=${id}`, id) }];
    expect(outcomeOf(await wiki.edit({ target: { kind: 'existing', id }, ops }))).toMatch(/^P10=Q/);
  });

  test('what was there before is not judged again', async () => {
    const before = `en= x | en+${long(300)} | P999=a#1 | P10=Q999999#2 | xxwiki:A(Q9)`;
    const { id } = await wiki.newItem(before);
    const target = { kind: 'existing', id } as const;
    expect(outcomeOf(await wiki.edit({ target, ops: [label('de', 'b')] }))).toBe(
      before.replace('en= x', 'de=b | en= x'),
    );
    const ranked: ChangeOp = { op: 'set-rank', id: statementId(1, id), rank: 'preferred' };
    expect((await wiki.edit({ target, ops: [ranked] })).outcome).toBe('saved');
    const changed: ChangeOp = {
      op: 'set-main-snak',
      id: statementId(1, id),
      snak: snakOf('P999=b'),
    };
    expect(outcomeOf(await wiki.edit({ target, ops: [changed] }))).toBe('unknown-property');
  });

  test('labels of properties are no ids and belong to one property', async () => {
    const target = { kind: 'new-property', datatype: 'string' } as const;
    expect(outcomeOf(await wiki.edit({ target, ops: [label('en', 'q42')] }))).toBe(
      'label-is-entity-id',
    );
    expect(outcomeOf(await wiki.edit({ target, ops: [label('en', 'mass')] }))).toBe('property');
    expect(outcomeOf(await wiki.edit({ target, ops: [label('en', 'mass')] }))).toBe('label-taken');
  });

  test('label and description together belong to one item, and so does a sitelink', async () => {
    const terms = [
      label('en', 'Paris'),
      { op: 'set-term', field: 'descriptions', language: 'en', value: 'city' },
    ] as const;
    expect(await created(...terms, link('Paris'))).toBe('en=Paris | en~city | enwiki:Paris');
    expect(await created(...terms)).toBe('label-description-taken');
    expect(await created(link('Paris'))).toBe('sitelink-taken');
    expect(await created(terms[0])).toBe('en=Paris');
  });

  test('an entity has no more than 5,000 statements', async () => {
    const { id } = await wiki.newItem(
      Array.from({ length: 5000 }, (_, i) => `P1=${i}`).join(' | '),
    );
    const ops: ChangeOp[] = [{ op: 'set-statement', statement: statementOf('P1=x', id, 9999) }];
    expect(outcomeOf(await wiki.edit({ target: { kind: 'existing', id }, ops }))).toBe('too-many');
  });

  test('a page has its size', async () => {
    const text = long(2_500_001);
    const document = { type: 'talk', id: 'Talk:Big', text } as const;
    expect(outcomeOf(await wiki.edit({ target: { kind: 'new-with-id', document }, ops: [] }))).toBe(
      'entity-too-large',
    );
  });

  test.each([
    ['Talk:<b>', 'malformed-text'],
    ['Talk:x ', 'malformed-text'],
    [`Talk:${'x'.repeat(251)}`, 'malformed-text'],
    [`Talk:${'x'.repeat(250)}`, 'talk'],
    ['Talk:', 'malformed-entity-id'],
    ['User:x', 'malformed-entity-id'],
  ])('a talk page called %s: %s', async (id, outcome) => {
    const document = { type: 'talk', id, text: '' } as const;
    const target = { kind: 'new-with-id', document } as const;
    expect(outcomeOf(await wiki.edit({ target, ops: [] }))).toBe(outcome);
  });
});

describe('lexemes', () => {
  test.each<[ChangeOp[], string]>([
    [[], 'lexeme'],
    [[{ op: 'remove-term', field: 'lemmas', language: 'en' }], 'missing-field'],
    [[{ op: 'set-term', field: 'lemmas', language: 'en-x-Q5', value: 'x' }], 'lexeme'],
    [[{ op: 'set-term', field: 'lemmas', language: 'zz-x-Q5', value: 'x' }], 'unknown-language'],
    [[{ op: 'set-lexeme', language: 'Q999999' }], 'unknown-entity'],
    [[{ op: 'set-form' }], 'missing-field'],
    [
      [
        {
          op: 'set-form',
          representations: new Map([['en', 'x']]),
          grammaticalFeatures: ['Q999999'],
        },
      ],
      'unknown-entity',
    ],
    [[{ op: 'set-sense', glosses: new Map([['en', ' x']]) }], 'term-has-edge-whitespace'],
    [
      [
        {
          op: 'set-form',
          representations: new Map([['en', 'x']]),
          statements: [
            { ...statementOf('P999=x'), id: 'L0-F1$00000001-0000-4000-8000-000000000000' },
          ],
        },
      ],
      'unknown-property',
    ],
  ])('%j: %s', async (ops, outcome) => {
    const lemma: ChangeOp = { op: 'set-term', field: 'lemmas', language: 'en', value: 'cat' };
    const result = await wiki.edit({
      target: { kind: 'new-lexeme', language: 'Q5', lexicalCategory: 'Q5' },
      ops: [lemma, ...ops],
    });
    expect(outcomeOf(result)).toBe(outcome);
  });

  test('language and category must be items', async () => {
    const target = { kind: 'new-lexeme', language: 'en', lexicalCategory: 'Q5' } as const;
    expect(outcomeOf(await wiki.edit({ target, ops: [] }))).toBe('malformed-entity-id');
  });

  test('a value may be a form that exists', async () => {
    await wiki.load({
      ...emptyLexeme('L50', 'Q5', 'Q5'),
      lemmas: new Map([['en', 'x']]),
      forms: [
        {
          id: 'L50-F1',
          representations: new Map([['en', 'x']]),
          grammaticalFeatures: [],
          statements: [],
        },
      ],
      nextFormNumber: 2,
    });
    expect(await created(formStatement('L50-F1'))).not.toBe('unknown-entity');
    expect(await created(formStatement('L50-F2'))).toBe('unknown-entity');
  });
});

/** The default ones, but for that of properties. */
function namespacesWith(property: { number: number; name: string }): Map<string, Namespace> {
  return new Map([...defaultSiteSettings.namespaces, ['property', property]]);
}

const withoutLexemes = new Map(defaultSiteSettings.namespaces);
withoutLexemes.delete('lexeme');

describe('settings', () => {
  const site = { id: 'a', group: undefined, language: 'en', pageUrl: 'https://a.example/$1' };
  test.each([
    [{ defaultLanguage: 'nowhere' }, 'unknown-language'],
    [
      { sites: [{ id: 'a', group: undefined, language: 'en', pageUrl: 'javascript:$1' }] },
      'value-not-a-url',
    ],
    [{ sites: [site, site] }, 'duplicate-key'],
    [{ name: new Map([['nowhere', 'Rhinos']]) }, 'unknown-language'],
    [{ name: new Map([['en', ' ']]) }, 'term-empty'],
    [{ namespaces: namespacesWith({ number: 0, name: 'Property' }) }, 'duplicate-key'],
    [{ namespaces: namespacesWith({ number: 120, name: 'Lexeme' }) }, 'duplicate-key'],
    [{ namespaces: withoutLexemes }, 'kind-has-pages'],
  ])('settings are checked: %j', async (change, code) => {
    const ops: ChangeOp[] = [{ op: 'replace', document: { ...defaultSiteSettings, ...change } }];
    expect(
      outcomeOf(
        await wiki.edit({ actor: sysop, target: { kind: 'existing', id: 'Site:Settings' }, ops }),
      ),
    ).toBe(code);
  });
});
