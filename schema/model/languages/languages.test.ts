import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { describeWithShared, sharedPath } from '../../../test/shared-data.ts';
import { fallbackChain } from './fallback.ts';
import {
  directionOf,
  isMonolingualTextLanguage,
  isTermLanguage,
  language,
  languages,
} from './languages.ts';

describe('the table of languages', () => {
  test('has at least 500 term languages, each with a name and an autonym of its own', () => {
    expect(languages.length).toBeGreaterThanOrEqual(500);
    expect(languages.filter(({ name, code }) => name === '' || name === code)).toEqual([]);
    expect(languages.filter(({ autonym }) => autonym === '' || autonym.includes('://'))).toEqual(
      [],
    );
    expect(new Set(languages.map(({ code }) => code)).size).toBe(languages.length);
  });

  test.each([
    ['de', 'German', 'Deutsch', 'ltr'],
    ['ar', 'Arabic', 'العربية', 'rtl'],
    ['he', 'Hebrew', 'עברית', 'rtl'],
    ['hi', 'Hindi', 'हिन्दी', 'ltr'],
    ['zh-hant', 'Traditional Chinese', '繁體中文', 'ltr'],
    ['ku-arab', 'Kurdish (Arabic)', 'کوردی', 'rtl'],
    ['pnb', 'Western Punjabi', 'پنجابی', 'rtl'],
    ['nqo', 'N’Ko', 'ߒߞߏ', 'rtl'],
    ['simple', 'Simple English', 'Simple English', 'ltr'],
    ['sr-el', 'Serbian (Latin script)', 'srpski (latinica)', 'ltr'],
  ])('%s is %s, %s in itself, %s', (code, name, autonym, direction) => {
    expect(language(code)).toMatchObject({ code, name, autonym, direction });
    expect(directionOf(code)).toBe(direction);
  });

  test('every language that stands in for another is itself a term language', () => {
    const known = new Set(languages.map(({ code }) => code));
    const strangers = languages.flatMap(({ relatives }) => relatives.filter((r) => !known.has(r)));
    expect(strangers).toEqual([]);
  });
});

test.each([
  ['en', true, true],
  ['mul', true, true],
  ['und', false, true],
  ['zxx', false, true],
  ['mis', false, true],
  ['akk', false, true],
  ['gem-pro', false, false],
  ['zh-classical', false, false],
  ['tokipona', false, false],
  ['xyzzy', false, false],
  ['', false, false],
  ['EN', false, false],
])('%s: labels %s, texts %s', (code, forTerms, forTexts) => {
  expect(isTermLanguage(code)).toBe(forTerms);
  expect(isMonolingualTextLanguage(code)).toBe(forTexts);
});

test('mul is for labels and aliases, not for descriptions', () => {
  expect(isTermLanguage('mul', 'alias')).toBe(true);
  expect(isTermLanguage('mul', 'description')).toBe(false);
});

test.each(['zh-classical', 'be-x-old', 'bat-smg', 'als', 'mis-x-Q36846'])(
  'the obsolete code %s is still understood',
  (code) => {
    expect(language(code)?.kind).toBe('obsolete');
    expect(fallbackChain(code).length).toBeGreaterThan(3);
  },
);

test.each([
  ['de', 'de mul en'],
  ['en', 'en mul'],
  ['mul', 'mul en'],
  ['de-at', 'de-at de mul en'],
  ['en-gb', 'en-gb en mul'],
  ['simple', 'simple en mul'],
  ['sr', 'sr sr-ec sr-el mul en'],
  ['zh-tw', 'zh-tw zh-hant zh-hans zh mul en'],
  ['yue', 'yue zh-hk zh-hant zh-hans yue-hans yue-hant mul en'],
  ['dsb', 'dsb hsb de mul en'],
  ['zh-classical', 'zh-classical lzh zh-hant zh zh-hans mul en'],
  ['de-x-example', 'de-x-example de mul en'],
  ['xx', 'xx mul en'],
])('a reader of %s is shown %s', (code, chain) => {
  expect(fallbackChain(code).join(' ')).toBe(chain);
});

describeWithShared('the languages of real entities', () => {
  test('are all known, and all but obsolete codes can be written', async () => {
    const used = await languagesOfRealTerms();
    expect(used.filter((code) => language(code) === undefined)).toEqual([]);
    expect(used.filter((code) => !isTermLanguage(code)).toSorted()).toEqual(
      used.filter((code) => language(code)?.kind === 'obsolete').toSorted(),
    );
    expect(used.length).toBeGreaterThan(500);
  });
});

async function languagesOfRealTerms(): Promise<string[]> {
  const file = createReadStream(sharedPath('data', 'wikidata-16k.jsonl.gz')).pipe(createGunzip());
  const used = new Set<string>();
  for await (const line of createInterface({ input: file })) {
    const entity = JSON.parse(line) as Record<string, unknown>;
    for (const terms of ['labels', 'descriptions', 'aliases', 'lemmas']) {
      Object.keys(entity[terms] ?? {}).forEach((code) => used.add(code));
    }
  }
  return [...used];
}
