import { describe, expect, test } from 'vitest';
import { jsonModule, mainModule } from '../main-parameters.ts';
import { apiModules } from '../modules.ts';
import { catalogueOf } from './catalogue.ts';
import { Descriptions, parameterKeys, sentences, valueKeys } from './descriptions.ts';
import { examplesOf } from './examples.ts';

const catalogue = [
  ...catalogueOf({ main: mainModule, json: jsonModule, actions: apiModules.values() }).values(),
];
const english = sentences['en'] ?? {};

const parameters = catalogue.flatMap(({ path, declaration }) => {
  const { parameters: declared, token } = declaration;
  const names = [...Object.keys(declared), ...(token === undefined ? [] : ['token'])];
  return names.map((name) => ({ path, name, parameter: declared[name] }));
});

test('every module has a summary and an example with a sentence', () => {
  const wanted = catalogue.flatMap(({ path }) => [
    `api-${path}-summary`,
    `api-${path}-example-1`,
    ...examplesOf(path).map((_, index) => `api-${path}-example-${index + 1}`),
  ]);
  expect(wanted.filter((key) => !(key in english))).toEqual([]);
  expect(catalogue.filter(({ path }) => examplesOf(path).length === 0)).toEqual([]);
});

test('every parameter is described', () => {
  const bare = parameters.filter(
    ({ path, name }) => !parameterKeys(path, name).some((key) => key in english),
  );
  expect(bare.map(({ path, name }) => `${path} ${name}`)).toEqual([]);
});

test('what is described is declared', () => {
  const used = new Set([
    ...catalogue.flatMap(({ path }) => [
      `api-${path}-summary`,
      ...examplesOf(path).map((_, index) => `api-${path}-example-${index + 1}`),
    ]),
    ...parameters.map(({ path, name }) => parameterKeys(path, name).find((key) => key in english)),
    ...parameters.flatMap(({ path, name, parameter }) =>
      parameter === undefined || !('values' in parameter)
        ? []
        : (parameter.values ?? []).map((value) =>
            valueKeys(path, name, value).find((key) => key in english),
          ),
    ),
  ]);
  expect(Object.keys(english).filter((key) => !used.has(key))).toEqual([]);
});

const placeholdersOf = (text = '') => [...new Set(text.match(/\$\d/g))].toSorted();
const codesOf = (text = '') => (text.match(/`[^`]+`/g) ?? []).toSorted();

describe.each(Object.entries(sentences))('%s', (_, translation) => {
  const entries = Object.entries(translation);
  test('has no other sentences than English, and says something in each', () => {
    expect(entries.filter(([key, text]) => !(key in english) || text.trim() === '')).toEqual([]);
  });
  test('has the placeholders of English, and what programs write', () => {
    const different = entries.filter(
      ([key, text]) =>
        placeholdersOf(text).join() !== placeholdersOf(english[key]).join() ||
        codesOf(text).join() !== codesOf(english[key]).join(),
    );
    expect(different).toEqual([]);
  });
  test('ends what it puts between backticks', () => {
    expect(entries.filter(([, text]) => text.split('`').length % 2 === 0)).toEqual([]);
  });
});

test.each(['de', 'fr'])('%s has every summary, and all that modules share', (language) => {
  const translated = sentences[language] ?? {};
  const wanted = Object.keys(english).filter((key) => /^api-(?:param|value)-|-summary$/.test(key));
  expect(wanted.filter((key) => !(key in translated))).toEqual([]);
});

test.each([
  [['en'], 'query+recentchanges', 'dir', 'In which order to list.', 'en'],
  [['ja', 'en'], 'query+recentchanges', 'dir', 'In which order to list.', 'en'],
  [['de-at', 'de', 'en'], 'query+recentchanges', 'dir', 'In welcher Reihenfolge.', 'de'],
  [['qqx', 'en'], 'query+recentchanges', 'dir', '(api-param-dir)', 'qqx'],
])('in %j, %s %s: %s', (languages, path, name, text, language) => {
  const module = catalogue.find((each) => each.path === path);
  const found = module && new Descriptions(languages).parameter(module, name);
  expect(found).toMatchObject({ key: `api-param-${name}`, text, language });
});

test('a parameter is named with the prefix of its module', () => {
  const module = catalogue.find(({ path }) => path === 'query+recentchanges');
  const found = module && new Descriptions(['en']).parameter(module, 'start');
  expect(found?.text).toContain('`rcdir=newer`');
});
