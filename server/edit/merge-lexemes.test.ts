import { expect, test } from 'vitest';
import { emptyLexeme } from '../../schema/model/entity.ts';
import type { Form, Lexeme, Sense } from '../../schema/model/entity.ts';
import type { FormId, ItemId, LexemeId, SenseId } from '../../schema/model/entity-id.ts';
import type { Statement } from '../../schema/model/statement.ts';
import { mergeLexemes } from './merge-lexemes.ts';

const form = (id: FormId, texts: string, features: ItemId[] = []): Form => ({
  id,
  representations: termsOf(texts),
  grammaticalFeatures: features,
  statements: [],
});
const sense = (id: SenseId, texts: string): Sense => ({
  id,
  glosses: termsOf(texts),
  statements: [],
});
/** `en=colour | en-us=color` */
const termsOf = (text: string): Map<string, string> =>
  new Map(text.split(' | ').map((part) => part.split('=') as [string, string]));

function lexeme(id: LexemeId, lemmas: string, more: Partial<Lexeme> = {}): Lexeme {
  const [forms, senses] = [more.forms?.length ?? 0, more.senses?.length ?? 0];
  const numbers = { nextFormNumber: forms + 1, nextSenseNumber: senses + 1 };
  return { ...emptyLexeme(id, 'Q1860', 'Q1084'), lemmas: termsOf(lemmas), ...numbers, ...more };
}

function statement(id: Statement['id'], text: string): Statement {
  const value = { type: 'string', value: text } as const;
  const mainSnak = { kind: 'value', property: 'P1', value } as const;
  return { id, mainSnak, rank: 'normal', qualifiers: [], references: [] };
}

/** Forms of the merged lexeme: `F1 en=a`, or the codes of the failures. */
function mergedForms(source: Form[], target: Form[]): string[] {
  const merged = mergeLexemes(
    lexeme('L1', 'en=a', { forms: source }),
    lexeme('L2', 'en=a', { forms: target }),
  );
  if (!merged.ok) return merged.failures.map(({ code }) => code);
  return merged.value.forms.map(({ id, representations }) =>
    [id.slice('L2-'.length), ...[...representations].map((pair) => pair.join('='))].join(' '),
  );
}

test.each<[what: string, source: Form[], target: Form[], merged: string[]]>([
  ['the same form', [form('L1-F1', 'en=as')], [form('L2-F1', 'en=as')], ['F1 en=as']],
  [
    'a form with one more spelling',
    [form('L1-F1', 'en=as | en-gb=a’s')],
    [form('L2-F1', 'en=as')],
    ['F1 en=as en-gb=a’s'],
  ],
  [
    'a spelling that differs',
    [form('L1-F1', 'en=as | en-gb=x')],
    [form('L2-F1', 'en=as | en-gb=y')],
    ['F1 en=as en-gb=y', 'F2 en=as en-gb=x'],
  ],
  [
    'other features',
    [form('L1-F1', 'en=as', ['Q5'])],
    [form('L2-F1', 'en=as')],
    ['F1 en=as', 'F2 en=as'],
  ],
  [
    'nothing in common',
    [form('L1-F1', 'de=as')],
    [form('L2-F1', 'en=as')],
    ['F1 en=as', 'F2 de=as'],
  ],
])('%s', (_, source, target, merged) => {
  expect(mergedForms(source, target).map((text) => text.split(' ').toSorted().join(' '))).toEqual(
    merged.map((text) => text.split(' ').toSorted().join(' ')),
  );
});

const on = (id: FormId | SenseId) => [statement(`${id}$00000000-0000-4000-8000-000000000001`, 'x')];

test('statements follow what they are on, under new ids', () => {
  const source = lexeme('L1', 'en=a', {
    forms: [{ ...form('L1-F1', 'en=as'), statements: on('L1-F1') }],
    senses: [{ ...sense('L1-S1', 'en=letter'), statements: on('L1-S1') }],
  });
  const merged = mergeLexemes(source, lexeme('L2', 'en=a', { forms: [form('L2-F1', 'en=b')] }));
  if (!merged.ok) throw new Error(JSON.stringify(merged.failures));
  const { forms, senses, nextFormNumber, nextSenseNumber } = merged.value;
  expect(forms[1]?.statements[0]?.id).toMatch(/^L2-F2\$/);
  expect(senses[0]?.statements[0]?.id).toMatch(/^L2-S1\$/);
  expect([nextFormNumber, nextSenseNumber]).toEqual([3, 2]);
});

const mentioning = (id: FormId): Statement => ({
  ...statement('L1$00000000-0000-4000-8000-000000000002', ''),
  mainSnak: { kind: 'value', property: 'P2', value: { type: 'wikibase-entityid', id } },
});
test.each<[what: string, source: Lexeme, code: string]>([
  ['another lemma in a language', lexeme('L1', 'en=b'), 'lemma-conflict'],
  ['another language', lexeme('L1', 'en=a', { language: 'Q5' }), 'lexemes-differ'],
  ['another category', lexeme('L1', 'en=a', { lexicalCategory: 'Q5' }), 'lexemes-differ'],
  [
    'one that speaks of a form of the other',
    lexeme('L1', 'en=a', { statements: [mentioning('L2-F1')] }),
    'merge-links-itself',
  ],
])('%s is refused', (_, source, code) => {
  const target = lexeme('L2', 'en=a', { forms: [form('L2-F1', 'en=as')] });
  expect(mergeLexemes(source, target)).toMatchObject({ ok: false, failures: [{ code }] });
});
