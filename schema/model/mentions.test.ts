import { expect, test } from 'vitest';
import { emptyItem, emptyLexeme } from './entity.ts';
import { idInConceptIri, mentionedEntities, mentionedProperties } from './mentions.ts';
import type { Statement } from './statement.ts';

const born: Statement = {
  id: 'Q1$5083E43C-228B-4E3E-B82A-4CB20A22A3FB',
  mainSnak: {
    kind: 'value',
    property: 'P19',
    value: { type: 'wikibase-entityid', id: 'Q64' },
  },
  rank: 'normal',
  qualifiers: [
    {
      kind: 'value',
      property: 'P2043',
      value: { type: 'quantity', amount: '+1', unit: 'https://example.org/entity/Q11573' },
    },
  ],
  references: [{ snaks: [{ kind: 'somevalue', property: 'P248' }] }],
};

test('an item mentions its properties, values, units and badges', () => {
  const item = {
    ...emptyItem('Q1'),
    statements: [born],
    siteLinks: new Map([['enwiki', { site: 'enwiki', title: 'A', badges: ['Q17' as const] }]]),
  };
  expect([...mentionedEntities(item)].toSorted()).toEqual([
    'P19',
    'P2043',
    'P248',
    'Q11573',
    'Q17',
    'Q64',
  ]);
  expect([...mentionedProperties(item.statements)]).toEqual(['P19', 'P2043', 'P248']);
});

test('a lexeme mentions its language, category and the features of its forms', () => {
  const lexeme = {
    ...emptyLexeme('L1', 'Q1860', 'Q1084'),
    forms: [
      {
        id: 'L1-F1' as const,
        representations: new Map([['en', 'cats']]),
        grammaticalFeatures: ['Q146786' as const],
        statements: [],
      },
    ],
  };
  expect([...mentionedEntities(lexeme)]).toEqual(['Q1860', 'Q1084', 'Q146786']);
});

test.each([
  ['http://www.wikidata.org/entity/Q11573', 'Q11573'],
  ['https://example.org/entity/q2', 'Q2'],
  ['1', undefined],
  ['https://example.org/Q2', undefined],
])('the concept IRI %s stands for %s', (iri, id) => {
  expect(idInConceptIri(iri)).toBe(id);
});
