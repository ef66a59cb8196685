import { expect, test } from 'vitest';
import type { Document } from './documents/kinds.ts';
import { emptyItem, emptyLexeme, emptyProperty } from './entity.ts';
import type { EntityId, PropertyId } from './entity-id.ts';
import { withSavedId } from './saved-id.ts';
import type { Snak } from './snak.ts';
import type { Statement, StatementId } from './statement.ts';

const UUID = '00000000-0000-4000-8000-000000000001';

function link(id: EntityId, property: PropertyId = 'P5'): Snak {
  return { kind: 'value', property, value: { type: 'wikibase-entityid', id } };
}
function statement(subject: string, target: EntityId): Statement {
  return {
    id: `${subject}$${UUID}` as StatementId,
    mainSnak: link(target),
    rank: 'normal',
    qualifiers: [link(target), link('Q1')],
    references: [{ snaks: [link(target)] }],
  };
}

test.each<[string, Document, string, Document]>([
  [
    'an item with a statement about itself',
    { ...emptyItem('Q0'), statements: [statement('Q0', 'Q0')] },
    'Q42',
    { ...emptyItem('Q42'), statements: [statement('Q42', 'Q42')] },
  ],
  [
    'a property used in its own statement',
    {
      ...emptyProperty('P0', 'string'),
      statements: [{ ...statement('P0', 'Q1'), mainSnak: link('P0', 'P0') }],
    },
    'P7',
    {
      ...emptyProperty('P7', 'string'),
      statements: [{ ...statement('P7', 'Q1'), mainSnak: link('P7', 'P7') }],
    },
  ],
  [
    'a lexeme with a form and a sense',
    {
      ...emptyLexeme('L0', 'Q1', 'Q2'),
      statements: [statement('L0', 'L0-F1')],
      forms: [
        {
          id: 'L0-F1',
          representations: new Map(),
          grammaticalFeatures: [],
          statements: [statement('L0-F1', 'L0-S1')],
        },
      ],
      senses: [{ id: 'L0-S1', glosses: new Map(), statements: [statement('L0-S1', 'L0')] }],
    },
    'L9',
    {
      ...emptyLexeme('L9', 'Q1', 'Q2'),
      statements: [statement('L9', 'L9-F1')],
      forms: [
        {
          id: 'L9-F1',
          representations: new Map(),
          grammaticalFeatures: [],
          statements: [statement('L9-F1', 'L9-S1')],
        },
      ],
      senses: [{ id: 'L9-S1', glosses: new Map(), statements: [statement('L9-S1', 'L9')] }],
    },
  ],
  [
    'a page of text',
    { type: 'entity-schema', id: 'E0', text: 'E0' },
    'E3',
    { type: 'entity-schema', id: 'E3', text: 'E0' },
  ],
])('%s gets its id', (_, document, id, saved) => {
  expect(withSavedId(document, id)).toEqual(saved);
});
