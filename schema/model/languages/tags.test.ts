import { expect, test } from 'vitest';
import { bcp47 } from './bcp47.ts';
import { languageName } from './language-name.ts';
import { languages } from './languages.ts';
import { acceptedLanguages, negotiateLanguage } from './negotiate.ts';

test.each([
  ['en', 'en'],
  ['simple', 'en-simple'],
  ['crh', 'crh-Latn'],
  ['cbk-zam', 'cbk-x-zam'],
  ['map-bms', 'jv-x-bms'],
  ['nrm', 'fr-x-nrm'],
  ['roa-tara', 'it-x-tara'],
  ['de-formal', 'de-x-formal'],
  ['nl-informal', 'nl-x-informal'],
  ['pt-br', 'pt-BR'],
  ['zh-hant', 'zh-Hant'],
  ['zh-tw', 'zh-Hant-TW'],
  ['sr-ec', 'sr-Cyrl'],
  ['be-tarask', 'be-tarask'],
  ['es-419', 'es-419'],
  ['nan-latn-tailo', 'nan-Latn-tailo'],
  ['zh-classical', 'lzh'],
  ['en-x-xy', 'en-x-xy'],
])('bcp47(%s) is %s', (code, tag) => {
  expect(bcp47(code)).toBe(tag);
});

test('no two languages in use share a tag, but for those that are the same language', () => {
  const codes = Map.groupBy(languages, ({ code }) => bcp47(code).toLowerCase());
  const shared = [...codes.values()].filter((group) => group.length > 1);
  expect(shared.map((group) => group.map(({ code }) => code).join(' '))).toEqual([
    'crh crh-latn',
    'egl eml',
    'nb no',
  ]);
});

test.each([
  ['fr-FR,fr;q=0.9,en;q=0.8', ['fr', 'en']],
  ['en;q=0.2, de-AT;q=0.9, ru', ['ru', 'de-at', 'en']],
  ['zh-Hant-TW, zh;q=0.5', ['zh-tw', 'zh']],
  ['sr-Latn', ['sr-el']],
  ['pt-BR,*;q=0.1', ['pt-br']],
  ['de;q=0, fr', ['fr']],
  ['xx-YY, qqq', []],
  ['', []],
  [undefined, []],
  ['; ;,,q=1;en', []],
  ['en;q=nonsense, fr', ['fr']],
])('a browser that asks for %s gets %s', (header, codes) => {
  expect(acceptedLanguages(header)).toEqual(codes);
});

test('the interface language is the first one on offer', () => {
  const offered = new Set(['en', 'de']);
  expect(negotiateLanguage('fr, de-CH, en', (code) => offered.has(code), 'en')).toBe('de');
  expect(negotiateLanguage('fr', (code) => offered.has(code), 'en')).toBe('en');
});

test.each([
  ['ru', 'de', 'Russisch'],
  ['zh-hant', 'fr', 'chinois traditionnel'],
  ['de', 'bar', 'Deutsch'],
  ['de', 'de', 'Deutsch'],
  ['nan-latn-tailo', 'fr', 'Southern Min (Tâi-lô)'],
  ['simple', 'de', 'Simple English'],
  ['xyzzy', 'de', 'xyzzy'],
  ['not a code', 'neither', 'not a code'],
])('%s is called in %s: %s', (code, inLanguage, name) => {
  expect(languageName(code, inLanguage)).toBe(name);
});
