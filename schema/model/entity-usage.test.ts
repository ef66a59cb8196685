import { expect, test } from 'vitest';
import { readEntity } from './json/read-entity.ts';
import { usageOf } from './entity-usage.ts';

const toOne = { type: 'wikibase-entityid', value: { id: 'Q1' } };
const statement = (property: string, datavalue: object) => ({
  mainsnak: { snaktype: 'value', property, datavalue },
  type: 'statement',
  id: `Q5$00000000-0000-4000-8000-00000000000${property.slice(1)}`,
  rank: 'normal',
});

test.each([
  ['an item without statements', { type: 'item', id: 'Q5' }, ''],
  [
    'a mention and the property of it',
    { type: 'item', id: 'Q5', claims: [statement('P2', toOne)] },
    'P2 LO, Q1 L',
  ],
  [
    'a property that is also a value',
    {
      type: 'item',
      id: 'Q5',
      claims: [
        statement('P2', { type: 'wikibase-entityid', value: { id: 'P3' } }),
        statement('P3', { type: 'string', value: 'x' }),
      ],
    },
    'P2 LO, P3 LO',
  ],
  [
    'a lexeme, its language and category',
    {
      type: 'lexeme',
      id: 'L5',
      lemmas: { en: { language: 'en', value: 'x' } },
      language: 'Q1',
      lexicalCategory: 'Q2',
    },
    'Q1 L, Q2 L',
  ],
  ['a redirect', { entity: 'Q5', redirect: 'Q6' }, 'Q6 X'],
])('%s', (_, json, expected) => {
  const read = readEntity(json);
  if (!read.ok) throw new Error(JSON.stringify(read.failures));
  const used = [...usageOf(read.value)].map(([id, aspects]) => `${id} ${aspects.join('')}`);
  expect(used.toSorted().join(', ')).toBe(expected);
});
