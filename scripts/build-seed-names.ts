/**
 * Writes `seeds/names/*.json`: the names of countries, languages and currencies in every language
 * for which Unicode's CLDR has them, as the ICU library inside Node tells them.
 *
 * Run it after a change of the tables or an update of Node: `node scripts/build-seed-names.ts`.
 * The same Node writes the same files.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTermLanguage } from '../schema/model/languages/languages.ts';

const seeds = join(import.meta.dirname, '..', 'seeds');

/** Locales that say more than their language, and the code by which wikis know them. */
const VARIANTS: Readonly<Record<string, string>> = {
  'pt-PT': 'pt',
  pt: 'pt-br',
  'zh-Hant': 'zh-hant',
  'zh-Hant-HK': 'zh-hk',
  'sr-Latn': 'sr-el',
  'uz-Cyrl': 'uz-cyrl',
  'ks-Deva': 'ks-deva',
  'kk-Arab': 'kk-arab',
  'shi-Latn': 'shi-latn',
  'be-tarask': 'be-tarask',
  'de-AT': 'de-at',
  'de-CH': 'de-ch',
  'en-GB': 'en-gb',
  'en-CA': 'en-ca',
  'es-419': 'es-419',
  fil: 'tl',
};

/** A name is left out where it is that of the language from which the variant takes it. */
const PARENTS: Readonly<Record<string, string>> = {
  'pt-br': 'pt',
  'zh-hk': 'zh-hant',
  'be-tarask': 'be',
  'de-at': 'de',
  'de-ch': 'de',
  'en-gb': 'en',
  'en-ca': 'en',
  'es-419': 'es',
};

/** CLDR gives these codes the name of something wider or narrower than our item. */
const OTHERWISE_NAMED = new Set(['arc', 'gsw', 'rmy', 'mhr', 'sh', 'tl', 'tw']);

/** Regions whose full names explain rather than name: "Hong Kong SAR China". */
const NAMED_SHORTLY = new Set(['HK', 'MO', 'PS']);

const SETS = [
  { names: 'regions', table: 'countries', type: 'region' },
  { names: 'languages', table: 'languages', type: 'language' },
  { names: 'currencies', table: 'currencies', type: 'currency' },
] as const;

/** Wiki language code → name, as JSON, codes in order. */
function namesOf(key: string, type: 'region' | 'language' | 'currency'): string {
  const found = new Map<string, string>();
  for (const [code, locale] of wikiLocales) {
    const name = displayNames(locale, type, NAMED_SHORTLY.has(key) ? 'short' : 'long').of(key);
    if (name !== undefined && name !== key && isName(name)) found.set(code, name.normalize('NFC'));
  }
  const own = [...found].filter(([code, name]) => found.get(PARENTS[code] ?? '') !== name);
  return JSON.stringify(Object.fromEntries(own.toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

/** CLDR's drafts hold a few names that are codes or explanations. */
function isName(name: string): boolean {
  return name.length <= 100 && !/^[A-Z]{2,3}$|^\p{P}|[[\]<>]/u.test(name);
}

const cache = new Map<string, Intl.DisplayNames>();

function displayNames(
  locale: string,
  type: Intl.DisplayNamesType,
  style: 'long' | 'short',
): Intl.DisplayNames {
  const key = `${locale} ${type} ${style}`;
  const known = cache.get(key) ?? new Intl.DisplayNames(locale, { type, style, fallback: 'none' });
  cache.set(key, known);
  return known;
}

/** Wiki language code → locale. */
function locales(): Map<string, string> {
  return new Map([
    ...twoAndThreeLetterCodes()
      .filter((code) => !(code in VARIANTS) && code !== 'no' && isOwnLocale(code))
      .filter((code) => isTermLanguage(code))
      .map((code) => [code, code] as const),
    ...Object.entries(VARIANTS)
      .filter(([locale, code]) => isOwnLocale(locale) && isTermLanguage(code))
      .map(([locale, code]) => [code, locale] as const),
  ]);
}

/** Whether ICU has this very locale, not only one that stands in for it. */
function isOwnLocale(locale: string): boolean {
  return (
    Intl.getCanonicalLocales(locale)[0] === locale &&
    Intl.DisplayNames.supportedLocalesOf(locale).length > 0 &&
    new Intl.DisplayNames(locale, { type: 'region' }).resolvedOptions().locale === locale
  );
}

function twoAndThreeLetterCodes(): string[] {
  const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
  const pairs = letters.flatMap((a) => letters.map((b) => a + b));
  return [...pairs, ...pairs.flatMap((pair) => letters.map((c) => pair + c))];
}

/** The column `key` of a table of seeds. */
function keysOf(table: string): string[] {
  const lines = readFileSync(join(seeds, `${table}.tsv`), 'utf8').split('\n');
  const [, ...rows] = lines.filter((line) => line !== '' && !/^[#@]/.test(line));
  return rows.map((row) => row.split('\t')[1] ?? '').filter((key) => key !== '');
}

const wikiLocales = locales();
for (const { names, table, type } of SETS) {
  const lines = keysOf(table).flatMap((key) => {
    if (type === 'language' && OTHERWISE_NAMED.has(key)) return [];
    const found = namesOf(key, type);
    return found === '{}' ? [] : [`${JSON.stringify(key)}: ${found}`];
  });
  writeFileSync(join(seeds, 'names', `${names}.json`), `{\n${lines.join(',\n')}\n}\n`);
}
