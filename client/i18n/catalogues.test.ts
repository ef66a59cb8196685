import { describe, expect, test } from 'vitest';
import { failureParameters } from '../../schema/failures.ts';
import awaitingTranslation from './awaiting-translation.json' with { type: 'json' };
import { catalogue, KEY_LANGUAGE, translations } from './catalogues.ts';
import en from './en.json' with { type: 'json' };
import { createMessages } from './message.ts';
import type { MessageKey } from './message.ts';
import qqq from './qqq.json' with { type: 'json' };

const english: Readonly<Record<string, string>> = en;
/** Empty at best, and then of no type of its own. */
const awaiting: readonly string[] = awaitingTranslation;
const documented: Readonly<Record<string, string>> = qqq;
const parametersOf = (message: string) => new Set(message.match(/\$\d/g));

test.each(Object.entries(failureParameters))(
  '%s has a message with its parameters',
  (code, names) => {
    const used = [...parametersOf(english[`failure-${code}`] ?? 'no message: $9')];
    const given = names.map((_, index) => `$${index + 1}`);
    expect(given).toEqual(expect.arrayContaining(used));
  },
);

/** Parameters that a reader sees; one that English only counts by may be left out. */
const shownParametersOf = (message: string) =>
  parametersOf(message.replaceAll(/\{\{PLURAL:\$\d\|/g, '{{'));
const missing = (wanted: ReadonlySet<string>, given: ReadonlySet<string>) =>
  [...wanted].filter((parameter) => !given.has(parameter));

const pluralForms = (plural: string) => plural.split('|').length - 1;

test('what awaits translation is not translated everywhere yet', () => {
  const all = Object.values(translations).map((translation) => new Set(Object.keys(translation)));
  expect(awaiting.filter((key) => all.every((keys) => keys.has(key)))).toEqual([]);
});

describe.each(Object.entries(translations))('%s', (language, translation) => {
  const messages = Object.entries(translation);
  test('has every message that does not await translation, and no other, and says something in each', () => {
    const untranslated = Object.keys(english).filter((key) => !(key in translation));
    expect(untranslated.filter((key) => !awaiting.includes(key))).toEqual([]);
    expect(messages.filter(([key, text]) => !(key in english) || text === '')).toEqual([]);
  });
  test('has the same parameters in each message', () => {
    const different = messages.filter(([key, text]) => {
      const source = english[key] ?? '';
      const lost = missing(shownParametersOf(source), parametersOf(text));
      return lost.length > 0 || missing(parametersOf(text), parametersOf(source)).length > 0;
    });
    expect(different).toEqual([]);
  });
  test('has no more plural forms than the language', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const plurals = messages.flatMap(([, text]) => text.match(/\{\{PLURAL:[^}]*\}\}/g) ?? []);
    expect(plurals.filter((each) => pluralForms(each) > pluralCategories.length)).toEqual([]);
  });
});

test('the documentation explains every message that has parameters', () => {
  const needed = Object.entries(english)
    .filter(([key, text]) => !key.startsWith('failure-') && parametersOf(text).size > 0)
    .map(([key]) => key);
  expect(needed.filter((key) => !(key in documented))).toEqual([]);
  expect(Object.keys(documented).filter((key) => !(key in english))).toEqual([]);
});

test.each([
  ['ru', 1, '1 правка'],
  ['ru', 3, '3 правки'],
  ['ru', 11, '11 правок'],
  ['ar', 2, '2 تعديلان'],
  ['de', 2, '2 Bearbeitungen'],
  ['xx-unknown', 1, '1 edit'],
])('%s counts %i', (language, count, text) => {
  const messages = createMessages(language, catalogue(language));
  expect(`${count} ${messages.text('home-count-revisions', count)}`).toBe(text);
});

test('parameters are text, whatever they contain', () => {
  const messages = createMessages('en', catalogue('en'));
  expect(messages.text('search-none', '{{PLURAL:1|a}} $1 <b>')).toBe(
    'Nothing is known by the name “{{PLURAL:1|a}} $1 <b>” yet.',
  );
});

test('a message can be cut where its parameters stand', () => {
  const messages = createMessages('en', catalogue('en'));
  expect(messages.parts('entity-is-redirect', 'Q1', 'Q2')).toEqual([
    { parameter: 0 },
    ' was merged into ',
    { parameter: 1 },
    '.',
  ]);
});

test('the key language shows which message is where', () => {
  const messages = createMessages(KEY_LANGUAGE, catalogue(KEY_LANGUAGE));
  const key: MessageKey = 'nav-home';
  expect(messages.text(key)).toContain('(nav-home');
});
