import { describe, expect, test } from 'vitest';
import { itemOf, statementId, textOf } from '../../test/entity-notation.ts';
import { emptyProperty } from '../../schema/model/entity.ts';
import type { Entity, Lexeme } from '../../schema/model/entity.ts';
import { applyOps } from './change-ops/apply.ts';
import { opsFromEntityData, targetOfEntityData } from './entity-data.ts';
import type { EntityDataOptions } from './entity-data.ts';

function after(entity: Entity, data: unknown, options?: EntityDataOptions): Entity | string[] {
  const ops = opsFromEntityData(data, entity, options);
  if (!ops.ok) return ops.failures.map(({ code, path }) => `${code} ${path}`);
  const result = applyOps(entity, ops.value);
  if (!result.ok) return result.failures.map(({ code }) => code);
  return result.value as Entity;
}

function outcome(before: string, data: unknown, options?: EntityDataOptions): string {
  const entity = after(itemOf(before), data, options);
  return Array.isArray(entity) ? entity.join(', ') : entity.type === 'item' ? textOf(entity) : '';
}

const snak = (property: string, value: string) => ({
  snaktype: 'value',
  property,
  datavalue: { type: 'string', value },
});
const statement = (property: string, value: string, more: object = {}) => ({
  mainsnak: snak(property, value),
  type: 'statement',
  rank: 'normal',
  ...more,
});
const en = (value: string) => ({ language: 'en', value });
const id = statementId(1);
const before = 'en=a | de=b | en~c | en+d,e | P1=x#1 [P2=q] {P3=r} | P1=y#2 | enwiki:T(Q7)';

const merges: readonly [title: string, data: unknown, after: string][] = [
  ['nothing', {}, before],
  ['a label of a map', { labels: { en: en('z') } }, before.replace('en=a', 'en=z')],
  ['a label of a list', { labels: [en('z')] }, before.replace('en=a', 'en=z')],
  ['an empty label', { labels: { en: en('') } }, before.replace('en=a | ', '')],
  [
    'a removed label',
    { labels: { en: { language: 'en', remove: '' } } },
    before.replace('en=a | ', ''),
  ],
  ['a description', { descriptions: { en: en('z') } }, before.replace('en~c', 'en~z')],
  ['an empty map written as a list', { labels: [], claims: [], sitelinks: [] }, before],
  ['a plain list of aliases', { aliases: { en: [en('f')] } }, before.replace('d,e', 'f')],
  ['no alias of a language', { aliases: { en: [] } }, before],
  [
    'an alias added',
    { aliases: { en: [{ ...en('f'), add: '' }] } },
    before.replace('d,e', 'd,e,f'),
  ],
  [
    'an alias removed',
    { aliases: { en: [{ ...en('d'), remove: '' }] } },
    before.replace('d,e', 'e'),
  ],
  [
    'aliases added, removed and plain',
    { aliases: { en: [{ ...en('f'), add: '' }, { ...en('d'), remove: '' }, en('g')] } },
    before.replace('d,e', 'e,f,g'),
  ],
  ['a flat list of aliases', { aliases: [en('f')] }, before.replace('d,e', 'f')],
  [
    'a new statement',
    { claims: { P4: [statement('P4', 'z')] } },
    before.replace(' | enwiki', ' | P4=z | enwiki'),
  ],
  [
    'a new statement in a flat list',
    { claims: [statement('P4', 'z')] },
    before.replace(' | enwiki', ' | P4=z | enwiki'),
  ],
  [
    'a statement under another property than its own',
    { claims: { P2: [statement('P4', 'z')] } },
    before.replace(' | enwiki', ' | P4=z | enwiki'),
  ],
  [
    'a statement replaced as a whole',
    { claims: [statement('P1', 'z', { id })] },
    before.replace('P1=x#1 [P2=q] {P3=r}', 'P1=z#1'),
  ],
  [
    'a statement removed',
    { claims: [{ id, remove: '' }] },
    before.replace('P1=x#1 [P2=q] {P3=r} | ', ''),
  ],
  [
    'a statement with a new id',
    { claims: [statement('P1', 'z', { id: statementId(9) })] },
    before.replace(' | enwiki', ' | P1=z#9 | enwiki'),
  ],
  [
    'the title of a sitelink',
    { sitelinks: { enwiki: { site: 'enwiki', title: 'U' } } },
    before.replace(':T', ':U'),
  ],
  [
    'the badges of a sitelink',
    { sitelinks: { enwiki: { site: 'enwiki', badges: [] } } },
    before.replace('(Q7)', ''),
  ],
  [
    'a sitelink without title and badges',
    { sitelinks: { enwiki: { site: 'enwiki' } } },
    before.replace(' | enwiki:T(Q7)', ''),
  ],
  [
    'a sitelink with an empty title',
    { sitelinks: [{ site: 'enwiki', title: '' }] },
    before.replace(' | enwiki:T(Q7)', ''),
  ],
  [
    'a sitelink removed',
    { sitelinks: { enwiki: { site: 'enwiki', title: 'T', remove: '' } } },
    before.replace(' | enwiki:T(Q7)', ''),
  ],
  [
    'its own id and type, and what we do not know',
    { id: 'Q1', type: 'item', lastrevid: 7, foo: { bar: 1 } },
    before,
  ],
];

test.each(merges)('%s is merged', (_, data, expected) => {
  expect(outcome(before, data)).toBe(expected);
});

test('with clear, nothing is left but the data, and statements keep their ids', () => {
  const data = {
    labels: { fr: { language: 'fr', value: 'n' } },
    claims: [statement('P1', 'z', { id })],
  };
  expect(outcome(before, data, { clear: true })).toBe('fr=n | P1=z#1');
  expect(outcome(before, { claims: [{ id, remove: '' }] }, { clear: true })).toBe(
    'unknown-statement /claims/0/id',
  );
});

const refusals: readonly [data: unknown, failures: string][] = [
  [undefined, 'missing-field '],
  ['text', 'wrong-type '],
  [[], 'wrong-type '],
  [{ remove: '' }, 'unknown-field /remove'],
  [{ id: 'Q2' }, 'inconsistent-key /id'],
  [{ id: 7 }, 'inconsistent-key /id'],
  [{ type: 'property' }, 'inconsistent-key /type'],
  [{ datatype: 'string' }, 'unknown-field /datatype'],
  [{ lemmas: { en: en('x') } }, 'unknown-field /lemmas'],
  [{ labels: 'x' }, 'wrong-type /labels'],
  [{ labels: { en: 'x' } }, 'wrong-type /labels/en'],
  [{ labels: { de: en('x') } }, 'inconsistent-key /labels/de'],
  [{ labels: { en: { value: 'x' } } }, 'missing-field /labels/en/language'],
  [{ labels: { en: { language: 'en' } } }, 'missing-field /labels/en/value'],
  [{ labels: { en: { language: 'en', value: 7 } } }, 'wrong-type /labels/en/value'],
  [{ labels: { en: en('\uD800') } }, 'malformed-text /labels/en/value'],
  [{ labels: { en: en('a\0b') } }, 'malformed-text /labels/en/value'],
  [{ aliases: { en: [en('')] } }, 'wrong-type /aliases/en/0/value'],
  [{ aliases: { de: [en('x')] } }, 'inconsistent-key /aliases/de'],
  [{ claims: 'x' }, 'wrong-type /claims'],
  [{ claims: [{}] }, 'missing-field /claims/0/type'],
  [{ claims: [{ type: 'statement' }] }, 'missing-field /claims/0/mainsnak'],
  [{ claims: { Q2: [], P: [] } }, 'malformed-entity-id /claims/P'],
  [{ claims: [statement('P1', 'x', { id: 'Q1$1' })] }, 'malformed-statement-id /claims/0/id'],
  [
    { claims: [statement('P1', 'x', { id: statementId(1, 'Q2') })] },
    'foreign-statement /claims/0/id',
  ],
  [{ claims: [{ remove: '' }] }, 'missing-field /claims/0/id'],
  [{ claims: [{ id: statementId(9), remove: '' }] }, 'unknown-statement /claims/0/id'],
  [{ claims: [statement('P2', 'x', { id })] }, 'statement-property-immutable'],
  [{ sitelinks: { dewiki: { site: 'enwiki', title: 'x' } } }, 'inconsistent-key /sitelinks/dewiki'],
  [
    { sitelinks: [{ site: 'enwiki', title: 'x', badges: ['P1'] }] },
    'entity-type-mismatch /sitelinks/0/badges/0',
  ],
  [{ sitelinks: [{ site: 'dewiki', badges: [] }] }, 'missing-field'],
];

test.each(refusals)('%j is refused: %s', (data, failures) => {
  expect(outcome(before, data)).toBe(failures);
});

test('several failures come together', () => {
  expect(outcome('', { id: 'Q9', labels: { en: 7 }, claims: 7 })).toBe(
    'inconsistent-key /id, wrong-type /claims, wrong-type /labels/en',
  );
});

test('user-chosen keys do no harm', () => {
  const data = JSON.parse('{"labels":{"__proto__":{"language":"__proto__","value":"x"}}}');
  expect(outcome('', data)).toBe('unknown-field /labels/__proto__');
  expect(({} as Record<string, unknown>)['value']).toBeUndefined();
});

describe('properties', () => {
  const property = emptyProperty('P1', 'string');

  test('a datatype may be repeated, not changed', () => {
    expect(after(property, { datatype: 'string', sitelinks: {} })).toEqual(property);
    expect(after(property, { datatype: 'url' })).toEqual(['datatype-immutable /datatype']);
  });

  test('a property has no sitelinks', () => {
    expect(after(property, { sitelinks: [{ site: 'enwiki', title: 'x' }] })).toEqual([
      'unknown-field /sitelinks',
    ]);
  });
});

describe('lexemes', () => {
  const lexeme: Lexeme = {
    type: 'lexeme',
    id: 'L1',
    lemmas: new Map([['en', 'cat']]),
    language: 'Q1860',
    lexicalCategory: 'Q1084',
    statements: [],
    forms: [
      {
        id: 'L1-F1',
        representations: new Map([['en', 'cats']]),
        grammaticalFeatures: ['Q146786'],
        statements: [],
      },
    ],
    senses: [{ id: 'L1-S1', glosses: new Map([['en', 'animal']]), statements: [] }],
    nextFormNumber: 2,
    nextSenseNumber: 2,
  };
  const changed = (data: unknown): Lexeme => {
    const entity = after(lexeme, data);
    if (Array.isArray(entity) || entity.type !== 'lexeme') throw new Error(JSON.stringify(entity));
    return entity;
  };

  test('lemmas, language and category change', () => {
    expect(
      changed({ lemmas: { de: { language: 'de', value: 'Katze' } }, language: 'Q188' }),
    ).toMatchObject({
      lemmas: new Map([
        ['en', 'cat'],
        ['de', 'Katze'],
      ]),
      language: 'Q188',
    });
  });

  test('forms are added, changed and removed', () => {
    const forms = [
      {
        add: '',
        representations: { en: en('kitty') },
        grammaticalFeatures: [],
        claims: [statement('P1', 'x')],
      },
      {
        id: 'L1-F1',
        representations: { de: { language: 'de', value: 'Katzen' } },
        claims: [statement('P2', 'y')],
      },
    ];
    const {
      forms: [first, second],
    } = changed({ forms });
    expect(first?.representations).toEqual(
      new Map([
        ['en', 'cats'],
        ['de', 'Katzen'],
      ]),
    );
    expect(first?.grammaticalFeatures).toEqual(['Q146786']);
    expect(first?.statements[0]?.id).toMatch(/^L1-F1\$/);
    expect(second).toMatchObject({ id: 'L1-F2', representations: new Map([['en', 'kitty']]) });
    expect(second?.statements[0]?.id).toMatch(/^L1-F2\$/);
    expect(changed({ forms: [{ id: 'L1-F1', remove: '' }] }).forms).toEqual([]);
  });

  test('senses are added, changed and removed', () => {
    const senses = [
      { add: '', glosses: { en: en('pet') } },
      { id: 'L1-S1', glosses: { en: en('') } },
    ];
    expect(
      changed({ senses }).senses.map((sense) => [sense.id, [...sense.glosses.values()]]),
    ).toEqual([
      ['L1-S1', []],
      ['L1-S2', ['pet']],
    ]);
    expect(changed({ senses: [{ id: 'L1-S1', remove: '' }] }).senses).toEqual([]);
  });

  test.each([
    [{ forms: [{ representations: {} }] }, 'missing-field /forms/0/id'],
    [{ forms: [{ id: 'L1-F9' }] }, 'unknown-form /forms/0/id'],
    [{ senses: [{ id: 'L1-F1' }] }, 'unknown-sense /senses/0/id'],
    [{ language: 'P1' }, 'entity-type-mismatch /language'],
    [{ labels: { en: en('x') } }, 'unknown-field /labels'],
    [
      { forms: [{ add: '', claims: [statement('P1', 'x', { id })] }] },
      'foreign-statement /forms/0/claims/0/id',
    ],
  ])('%j is refused: %s', (data, failures) => {
    expect(after(lexeme, data)).toEqual([failures]);
  });
});

describe('the target of a new entity', () => {
  test.each([
    ['item', {}, { kind: 'new-item' }],
    ['property', { datatype: 'url' }, { kind: 'new-property', datatype: 'url' }],
    [
      'lexeme',
      { language: 'q1860', lexicalCategory: 'Q1084' },
      { kind: 'new-lexeme', language: 'Q1860', lexicalCategory: 'Q1084' },
    ],
  ] as const)('of %s %j', (type, data, target) => {
    expect(targetOfEntityData(type, data)).toMatchObject({ value: target });
  });

  test.each([
    ['property', {}, 'missing-field', '/datatype'],
    ['property', { datatype: 'telepathy' }, 'unknown-datatype', '/datatype'],
    ['lexeme', { language: 'Q1860' }, 'missing-field', '/lexicalCategory'],
    ['lexeme', 7, 'wrong-type', ''],
  ] as const)('of %s %j there is none: %s %s', (type, data, code, path) => {
    expect(targetOfEntityData(type, data)).toMatchObject({ failures: [{ code, path }] });
  });
});
