import { describe, expect, test } from 'vitest';
import { emptyItem, emptyLexeme, emptyProperty, type Item } from '../entity.ts';
import { documentKind, kindOfId, type Document } from './kinds.ts';
import { searchTerms } from './search-terms.ts';
import { uniqueKeys, uniqueKeyText, type UniqueKey } from './unique-keys.ts';

const item: Item = {
  ...emptyItem('Q1'),
  labels: new Map([
    ['en', 'rhino'],
    ['ru', 'носорог'],
  ]),
  descriptions: new Map([
    ['en', 'animal'],
    ['fr', 'animal'],
  ]),
  aliases: new Map([['en', ['rhinoceros']]]),
  siteLinks: new Map([['enwiki', { site: 'enwiki', title: 'Rhinoceros', badges: [] }]]),
};
const property: Document = {
  ...emptyProperty('P1', 'string'),
  labels: new Map([['en', 'taxon name']]),
};
const lexeme: Document = { ...emptyLexeme('L1', 'Q1', 'Q2'), lemmas: new Map([['en', 'go']]) };
const redirect: Document = { type: 'redirect', id: 'Q1', target: 'Q2' };

describe('unique keys', () => {
  test.each<[string, Document, UniqueKey[]]>([
    [
      'an item claims label with description, and its sitelinks',
      item,
      [
        { kind: 'label-description', language: 'en', label: 'rhino', description: 'animal' },
        { kind: 'sitelink', site: 'enwiki', title: 'Rhinoceros' },
      ],
    ],
    [
      'a property claims its labels',
      property,
      [{ kind: 'property-label', language: 'en', label: 'taxon name' }],
    ],
    ['a lexeme claims nothing', lexeme, []],
    ['a redirect claims nothing', redirect, []],
  ])('%s', (_, document, keys) => {
    expect(uniqueKeys(document)).toEqual(keys);
  });

  test('different keys have different texts', () => {
    const keys: UniqueKey[] = [
      { kind: 'label-description', language: 'en', label: 'a', description: 'b|c' },
      { kind: 'label-description', language: 'en', label: 'a|b', description: 'c' },
      { kind: 'label-description', language: 'en', label: 'a","b', description: 'c' },
      { kind: 'label-description', language: 'en', label: 'a', description: 'b","c' },
      { kind: 'property-label', language: 'en', label: 'a' },
      { kind: 'sitelink', site: 'en', title: 'a' },
    ];
    expect(new Set(keys.map(uniqueKeyText)).size).toBe(keys.length);
  });
});

describe('search terms', () => {
  test.each<[string, Document, string[]]>([
    ['labels, then aliases', item, ['label en rhino', 'label ru носорог', 'alias en rhinoceros']],
    ['the labels of a property', property, ['label en taxon name']],
    ['the lemmas of a lexeme', lexeme, ['label en go']],
    ['nothing for a redirect', redirect, []],
  ])('%s', (_, document, terms) => {
    const found = searchTerms(document);
    expect(found.map(({ termType, language, text }) => `${termType} ${language} ${text}`)).toEqual(
      terms,
    );
  });
});

describe('kinds', () => {
  test.each([
    ['Q42', 'item'],
    ['P31', 'property'],
    ['L7', 'lexeme'],
    ['E10', 'entity-schema'],
    ['Rule:No empty labels', 'rule'],
    ['Talk:Q42', 'talk'],
    ['Site:Settings', 'site-settings'],
    ['Q0', undefined],
    ['Q042', undefined],
    ['L7-F1', undefined],
    ['Talk:', undefined],
    ['X1', undefined],
  ])('the kind of %s is %s', (id, kind) => {
    expect(kindOfId(id)).toBe(kind);
  });

  test.each<[string, unknown, string]>([
    ['an item is no property', { type: 'item', id: 'Q1' }, 'entity-type-mismatch'],
    ['nor is a redirect of an item', { entity: 'Q1', redirect: 'Q2' }, 'entity-type-mismatch'],
  ])('%s', (_, json, code) => {
    expect(documentKind('property').read(json)).toMatchObject({ failures: [{ code }] });
  });

  test.each<[unknown, string | undefined]>([
    [{ type: 'talk', id: 'Talk:Q1', text: 'e\u0301' }, undefined],
    [{ type: 'rule', id: 'Talk:Q1', text: '' }, 'inconsistent-key'],
    [{ type: 'talk', id: 'Talk:Q1' }, 'missing-field'],
    [{ type: 'talk', id: 'Talk:Q1', text: '\ud800' }, 'malformed-text'],
  ])('of the talk page %j, %s', (json, code) => {
    const result = documentKind('talk').read(json);
    expect(result.ok ? undefined : result.failures[0]?.code).toBe(code);
  });
});
