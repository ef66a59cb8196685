import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemOf, snakOf, statementId, statementOf, textOf } from '../../../test/entity-notation.ts';
import { defaultSiteSettings } from '../../../schema/model/documents/site-settings.ts';
import { emptyItem, emptyLexeme, emptyProperty } from '../../../schema/model/entity.ts';
import type { Lexeme } from '../../../schema/model/entity.ts';
import { referenceHash, snakHash } from '../../../schema/model/hash.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import { applyOps } from './apply.ts';
import type { ChangeOp } from './change-op.ts';

function outcome(document: Document, ...ops: ChangeOp[]): string {
  const result = applyOps(document, ops);
  if (!result.ok) return result.failures.map(({ code }) => code).join(' ');
  if (result.value === undefined) return 'deleted';
  return result.value.type === 'item' ? textOf(result.value) : result.value.type;
}

const id = statementId(1);
const newStatement = (text: string) => {
  const { id: _, ...statement } = statementOf(text);
  return statement;
};
const qualifierHash = (text: string) => snakHash(snakOf(text));
const refHash = (...snaks: string[]) => referenceHash({ snaks: snaks.map(snakOf) });

const cases: readonly [before: string, op: ChangeOp, after: string][] = [
  // terms
  ['', { op: 'set-term', field: 'labels', language: 'en', value: 'rhino' }, 'en=rhino'],
  ['en=a', { op: 'set-term', field: 'labels', language: 'en', value: 'b' }, 'en=b'],
  ['en=a', { op: 'set-term', field: 'descriptions', language: 'en', value: 'b' }, 'en=a | en~b'],
  ['en=a | de=b', { op: 'remove-term', field: 'labels', language: 'en' }, 'de=b'],
  ['en=a', { op: 'remove-term', field: 'labels', language: 'de' }, 'en=a'],
  ['', { op: 'set-term', field: 'lemmas', language: 'en', value: 'x' }, 'entity-type-mismatch'],
  // aliases
  ['en+a,b', { op: 'set-aliases', language: 'en', values: ['c', 'c', 'a'] }, 'en+c,a'],
  ['en+a', { op: 'set-aliases', language: 'en', values: [] }, ''],
  ['en+a,b', { op: 'add-aliases', language: 'en', values: ['c', 'a'] }, 'en+a,b,c'],
  ['en+a,b', { op: 'remove-aliases', language: 'en', values: ['a', 'z'] }, 'en+b'],
  ['en+a', { op: 'remove-aliases', language: 'en', values: ['a'] }, ''],
  // statements
  ['', { op: 'set-statement', statement: newStatement('P1=x') }, 'P1=x'],
  ['P1=a#1', { op: 'set-statement', statement: newStatement('P1=b') }, 'P1=a#1 | P1=b'],
  [
    'P1=a#1',
    { op: 'set-statement', statement: statementOf('P1=b#2'), index: 0 },
    'P1=b#2 | P1=a#1',
  ],
  [
    'P1=a#1',
    { op: 'set-statement', statement: statementOf('P1=b#2'), index: 99 },
    'P1=a#1 | P1=b#2',
  ],
  [
    'P1=a#1',
    { op: 'set-statement', statement: statementOf('P1=b#2'), index: -1 },
    'statement-order-out-of-range',
  ],
  [
    'P1=a#1 | P2=b#2',
    { op: 'set-statement', statement: statementOf('P1=c#3') },
    'P1=a#1 | P1=c#3 | P2=b#2',
  ],
  [
    'P1=a#1 [P2=q] {P3=r} | P2=b#2',
    { op: 'set-statement', statement: statementOf('P1=c#1!') },
    'P1=c#1! | P2=b#2',
  ],
  [
    'P1=a#1 | P1=b#2 | P1=c#3',
    { op: 'set-statement', statement: statementOf('P1=c#3'), index: 0 },
    'P1=c#3 | P1=a#1 | P1=b#2',
  ],
  [
    'P1=a#1 | P1=b#2 | P1=c#3',
    { op: 'set-statement', statement: statementOf('P1=a#1'), index: 2 },
    'P1=b#2 | P1=c#3 | P1=a#1',
  ],
  [
    'P1=a#1 | P2=b#2',
    { op: 'set-statement', statement: statementOf('P1=a#1'), index: 0 },
    'P1=a#1 | P2=b#2',
  ],
  [
    'P1=a#1',
    { op: 'set-statement', statement: statementOf('P2=a#1') },
    'statement-property-immutable',
  ],
  ['', { op: 'set-statement', statement: statementOf('P1=a', 'Q2') }, 'foreign-statement'],
  [
    '',
    { op: 'set-statement', subject: 'L1-F1', statement: newStatement('P1=a') },
    'unknown-entity',
  ],
  [
    '',
    {
      op: 'set-statement',
      statement: newStatement('P1=a [P2=x,P3=y,P2=z,P3=y] {P4=u,P5=v}{P5=v,P4=u}'),
    },
    'P1=a [P2=x,P2=z,P3=y] {P4=u,P5=v}',
  ],
  ['P1=a#1 | P1=b#2', { op: 'remove-statement', id }, 'P1=b#2'],
  ['', { op: 'remove-statement', id }, 'unknown-statement'],
  ['P1=a#1 [P2=q]', { op: 'set-main-snak', id, snak: snakOf('P1=some') }, 'P1=some#1 [P2=q]'],
  ['P1=a#1', { op: 'set-main-snak', id, snak: snakOf('P2=b') }, 'statement-property-immutable'],
  ['P1=a#1', { op: 'set-rank', id, rank: 'deprecated' }, 'P1=a#1?'],
  ['', { op: 'set-rank', id, rank: 'normal' }, 'unknown-statement'],
  // qualifiers
  ['P1=a#1', { op: 'set-qualifier', id, snak: snakOf('P2=q') }, 'P1=a#1 [P2=q]'],
  [
    'P1=a#1 [P2=q,P3=r]',
    { op: 'set-qualifier', id, snak: snakOf('P2=s') },
    'P1=a#1 [P2=q,P2=s,P3=r]',
  ],
  ['P1=a#1 [P2=q]', { op: 'set-qualifier', id, snak: snakOf('P2=q') }, 'P1=a#1 [P2=q]'],
  [
    'P1=a#1 [P2=q,P3=r]',
    { op: 'set-qualifier', id, snak: snakOf('P2=s'), replaces: qualifierHash('P2=q') },
    'P1=a#1 [P2=s,P3=r]',
  ],
  [
    'P1=a#1 [P2=q,P2=r]',
    { op: 'set-qualifier', id, snak: snakOf('P2=q'), replaces: qualifierHash('P2=r') },
    'P1=a#1 [P2=q]',
  ],
  [
    'P1=a#1',
    { op: 'set-qualifier', id, snak: snakOf('P2=s'), replaces: 'abc' },
    'unknown-qualifier',
  ],
  [
    'P1=a#1 [P2=q,P3=r]',
    { op: 'remove-qualifier', id, hash: qualifierHash('P2=q') },
    'P1=a#1 [P3=r]',
  ],
  ['P1=a#1', { op: 'remove-qualifier', id, hash: 'abc' }, 'unknown-qualifier'],
  // references
  ['P1=a#1', { op: 'set-reference', id, reference: { snaks: [snakOf('P3=r')] } }, 'P1=a#1 {P3=r}'],
  [
    'P1=a#1 {P3=r}',
    { op: 'set-reference', id, reference: { snaks: [snakOf('P3=s')] }, index: 0 },
    'P1=a#1 {P3=s}{P3=r}',
  ],
  [
    'P1=a#1 {P3=r}{P3=s}',
    { op: 'set-reference', id, reference: { snaks: [snakOf('P3=t')] }, replaces: refHash('P3=r') },
    'P1=a#1 {P3=t}{P3=s}',
  ],
  [
    'P1=a#1 {P3=r,P4=s}',
    { op: 'set-reference', id, reference: { snaks: [snakOf('P4=s'), snakOf('P3=r')] } },
    'P1=a#1 {P4=s,P3=r}',
  ],
  [
    'P1=a#1',
    { op: 'set-reference', id, reference: { snaks: [] }, replaces: 'abc' },
    'unknown-reference',
  ],
  ['P1=a#1 {P3=r}{P3=s}', { op: 'remove-reference', id, hash: refHash('P3=r') }, 'P1=a#1 {P3=s}'],
  ['P1=a#1', { op: 'remove-reference', id, hash: 'abc' }, 'unknown-reference'],
  // sitelinks
  ['', { op: 'set-sitelink', site: 'enwiki', title: 'White_rhino' }, 'enwiki:White rhino'],
  ['', { op: 'set-sitelink', site: 'enwiki', badges: ['Q7'] }, 'missing-field'],
  ['enwiki:A(Q7)', { op: 'set-sitelink', site: 'enwiki', title: 'B' }, 'enwiki:B(Q7)'],
  ['enwiki:A(Q7)', { op: 'set-sitelink', site: 'enwiki', badges: ['Q8', 'Q8'] }, 'enwiki:A(Q8)'],
  ['enwiki:A | dewiki:B', { op: 'remove-sitelink', site: 'enwiki' }, 'dewiki:B'],
  ['enwiki:A', { op: 'remove-sitelink', site: 'dewiki' }, 'enwiki:A'],
  // the page as a whole
  ['en=a | en~b | en+c | P1=a#1 | enwiki:A', { op: 'clear' }, ''],
  ['en=a', { op: 'replace', document: itemOf('de=b') }, 'de=b'],
  ['en=a', { op: 'replace', document: itemOf('de=b', 'Q2') }, 'inconsistent-key'],
  ['en=a', { op: 'replace', document: defaultSiteSettings }, 'inconsistent-key'],
  ['', { op: 'redirect', target: 'Q2' }, 'redirect'],
  ['', { op: 'redirect', target: 'Q1' }, 'redirect-to-self'],
  ['', { op: 'redirect', target: 'P2' }, 'entity-type-mismatch'],
  ['en=a', { op: 'redirect', target: 'Q2' }, 'entity-not-empty'],
  ['en=a', { op: 'delete' }, 'deleted'],
  ['', { op: 'set-datatype', datatype: 'string' }, 'entity-type-mismatch'],
  ['', { op: 'set-lexeme', language: 'Q2' }, 'entity-type-mismatch'],
  ['', { op: 'set-form' }, 'entity-type-mismatch'],
];

test.each(cases)('"%s" after %j is "%s"', (before, op, after) => {
  expect(outcome(itemOf(before), op)).toBe(after);
});

test('what follows a deletion has nothing to work on', () => {
  expect(outcome(itemOf('en=a'), { op: 'delete' }, { op: 'clear' })).toBe('entity-deleted');
});

test.each([
  [{ type: 'redirect', id: 'Q1', target: 'Q2' } as const, 'entity-is-redirect'],
  [defaultSiteSettings, 'entity-type-mismatch'],
])('operations on entities do not apply to %j', (document, code) => {
  expect(outcome(document, { op: 'clear' })).toBe(code);
});

test('a redirect may point elsewhere, or become an item again', () => {
  const redirect = { type: 'redirect', id: 'Q1', target: 'Q2' } as const;
  expect(outcome(redirect, { op: 'redirect', target: 'Q3' })).toBe('redirect');
  expect(outcome(redirect, { op: 'replace', document: itemOf('en=a') })).toBe('en=a');
});

test('the datatype of a property never changes', () => {
  const property = emptyProperty('P1', 'string');
  expect(outcome(property, { op: 'set-datatype', datatype: 'string' })).toBe('property');
  expect(outcome(property, { op: 'set-datatype', datatype: 'url' })).toBe('datatype-immutable');
  const other = emptyProperty('P1', 'url');
  expect(outcome(property, { op: 'replace', document: other })).toBe('datatype-immutable');
});

test('text comes in one normal form', () => {
  const decomposed = 'e\u0301';
  expect(
    outcome(
      emptyItem('Q1'),
      { op: 'set-term', field: 'labels', language: 'fr', value: decomposed },
      { op: 'set-aliases', language: 'fr', values: [decomposed, '\u00E9'] },
      { op: 'set-sitelink', site: 'frwiki', title: decomposed },
    ),
  ).toBe('fr=\u00E9 | fr+\u00E9 | frwiki:\u00E9');
});

describe('lexemes', () => {
  const lexeme = { ...emptyLexeme('L1', 'Q1860', 'Q1084'), lemmas: new Map([['en', 'cat']]) };
  const after = (...ops: ChangeOp[]): Lexeme => {
    const result = applyOps(lexeme, ops);
    if (!result.ok || result.value?.type !== 'lexeme') throw new Error(JSON.stringify(result));
    return result.value;
  };
  const cats = new Map([['en', 'cats']]);

  test('forms and senses get numbers that are never used twice', () => {
    const { forms, senses, nextFormNumber } = after(
      { op: 'set-form', representations: cats },
      { op: 'remove-form', id: 'L1-F1' },
      { op: 'set-form', representations: cats, grammaticalFeatures: ['Q146786', 'Q146786'] },
      { op: 'set-sense', glosses: new Map([['en', 'animal']]) },
    );
    expect(forms).toEqual([
      { id: 'L1-F2', representations: cats, grammaticalFeatures: ['Q146786'], statements: [] },
    ]);
    expect(senses.map((sense) => sense.id)).toEqual(['L1-S1']);
    expect(nextFormNumber).toBe(3);
  });

  test('what is not given stays', () => {
    const changed = after(
      { op: 'set-form', representations: cats, grammaticalFeatures: ['Q146786'] },
      { op: 'set-form', id: 'L1-F1', grammaticalFeatures: [] },
      { op: 'set-sense', glosses: cats },
      { op: 'set-sense', id: 'L1-S1' },
      { op: 'set-lexeme', lexicalCategory: 'Q24905' },
    );
    expect(changed.forms[0]).toMatchObject({ representations: cats, grammaticalFeatures: [] });
    expect(changed.senses[0]?.glosses).toEqual(cats);
    expect([changed.language, changed.lexicalCategory]).toEqual(['Q1860', 'Q24905']);
  });

  test('forms and senses have statements', () => {
    const changed = after(
      { op: 'set-form', representations: cats, statements: [newStatement('P1=a')] },
      { op: 'set-sense', glosses: cats },
      { op: 'set-statement', subject: 'L1-S1', statement: newStatement('P2=b') },
    );
    expect(changed.forms[0]?.statements[0]?.id).toMatch(/^L1-F1\$/);
    const onSense = changed.senses[0]?.statements[0];
    expect(onSense?.id).toMatch(/^L1-S1\$/);
    if (onSense === undefined) return;
    const ranked = applyOps(changed, [{ op: 'set-rank', id: onSense.id, rank: 'preferred' }]);
    expect(ranked).toMatchObject({ value: { senses: [{ statements: [{ rank: 'preferred' }] }] } });
  });

  test.each<[ChangeOp, string]>([
    [{ op: 'set-form', id: 'L1-F9' }, 'unknown-form'],
    [{ op: 'remove-form', id: 'L1-F9' }, 'unknown-form'],
    [{ op: 'set-sense', id: 'L1-S9' }, 'unknown-sense'],
    [{ op: 'remove-sense', id: 'L1-S9' }, 'unknown-sense'],
    [{ op: 'set-statement', subject: 'L1-F9', statement: newStatement('P1=a') }, 'unknown-form'],
    [{ op: 'set-statement', subject: 'L1-S9', statement: newStatement('P1=a') }, 'unknown-sense'],
    [{ op: 'set-form', statements: [statementOf('P1=a')] }, 'foreign-statement'],
    [{ op: 'set-term', field: 'labels', language: 'en', value: 'x' }, 'entity-type-mismatch'],
    [{ op: 'set-aliases', language: 'en', values: ['x'] }, 'entity-type-mismatch'],
    [{ op: 'set-sitelink', site: 'enwiki', title: 'X' }, 'entity-type-mismatch'],
  ])('%j is refused: %s', (op, code) => {
    expect(outcome(lexeme, op)).toBe(code);
  });

  test('emptied and replaced, a lexeme still counts on', () => {
    const counted = after({ op: 'set-form', representations: cats }, { op: 'clear' });
    expect(counted).toMatchObject({ forms: [], nextFormNumber: 2, language: 'Q1860' });
    const back = after(
      { op: 'set-form', representations: cats },
      { op: 'replace', document: lexeme },
    );
    expect(back).toMatchObject({ forms: [], nextFormNumber: 2 });
  });
});

describe('algebra', () => {
  const text = fc.stringMatching(/^[a-z]{1,5}$/);
  const snak = fc.tuple(fc.integer({ min: 1, max: 3 }), text).map(([p, v]) => snakOf(`P${p}=${v}`));
  const statement = fc.record({
    mainSnak: snak,
    rank: fc.constantFrom('normal', 'preferred', 'deprecated'),
    qualifiers: fc.array(snak, { maxLength: 3 }),
    references: fc.array(fc.record({ snaks: fc.array(snak, { minLength: 1, maxLength: 2 }) }), {
      maxLength: 2,
    }),
  });
  const setStatement = fc
    .record({ statement, index: fc.integer({ min: 0, max: 4 }) })
    .map((op): ChangeOp => ({ op: 'set-statement', ...op }));
  const setLabel = fc
    .record({ language: fc.constantFrom('en', 'de'), value: text })
    .map((op): ChangeOp => ({ op: 'set-term', field: 'labels', ...op }));
  const ops = fc.array(fc.oneof(setStatement, setLabel), { maxLength: 8 });

  test('statements of one property stay together, whatever happens', () => {
    fc.assert(
      fc.property(ops, (list) => {
        const result = applyOps(emptyItem('Q1'), list);
        if (!result.ok || result.value?.type !== 'item') throw new Error('refused');
        const order = result.value.statements.map(({ mainSnak }) => mainSnak.property);
        const changes = order.filter((property, i) => property !== order[i - 1]);
        expect(new Set(changes).size).toBe(changes.length);
      }),
    );
  });

  test('operations one by one do what they do together', () => {
    fc.assert(
      fc.property(ops, fc.nat(8), (list, cut) => {
        const numbered = list.map((op, i): ChangeOp =>
          op.op === 'set-statement'
            ? { ...op, statement: { ...op.statement, id: statementId(i + 1) } }
            : op,
        );
        const first = applyOps(emptyItem('Q1'), numbered.slice(0, cut));
        if (!first.ok || first.value === undefined) throw new Error('refused');
        expect(applyOps(first.value, numbered.slice(cut))).toEqual(
          applyOps(emptyItem('Q1'), numbered),
        );
      }),
    );
  });
});
