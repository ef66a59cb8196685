/**
 * What the builders of the checked-in tables read: `wikidata-lang` (MIT; which codes Wikimedia
 * wikis use, English names, autonyms), `banana-i18n` (MIT; fallback chains) and the CLDR data
 * inside Node (Unicode-3.0; names, autonyms, writing directions). Node is pinned, so the same
 * sources give the same tables.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bcp47 } from '../schema/model/languages/bcp47.ts';

interface WikidataLanguage {
  readonly wd: string;
  readonly label: string;
  readonly native?: string | undefined;
  readonly wmCode?: readonly string[];
}

const require = createRequire(import.meta.url);

/**
 * Language code → what Wikidata says of it; where two languages share a code, the older item.
 * An unknown name (Wikidata's “some value”) comes as an IRI there and is left out.
 */
export function wikimediaLanguages(): ReadonlyMap<string, WikidataLanguage> {
  const languages = require('wikidata-lang/data/languages.json') as WikidataLanguage[];
  const found = new Map<string, WikidataLanguage>();
  for (const language of languages) {
    for (const code of language.wmCode ?? []) {
      const known = found.get(code);
      if (known === undefined || itemNumber(language) < itemNumber(known)) {
        found.set(code, isIri(language.native) ? { ...language, native: undefined } : language);
      }
    }
  }
  return found;
}

function isIri(name = ''): boolean {
  return /^https?:/.test(name);
}

function itemNumber(language: WikidataLanguage): number {
  return Number(language.wd.slice(1));
}

export function bananaFallbacks(): Readonly<Record<string, readonly string[]>> {
  // the file is not among the package's exports, so it is found beside its entry point
  const entry = dirname(require.resolve('banana-i18n'));
  const file = join(entry, '..', '..', 'src', 'languages', 'fallbacks.json');
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>;
}

const englishNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** CLDR's English name of a language code; `undefined` where it has none. */
export function cldrEnglishName(code: string): string | undefined {
  return isTag(code) ? englishNames.of(bcp47(code)) : undefined;
}

/** CLDR's name of a language in itself. */
export function cldrAutonym(code: string): string | undefined {
  if (!hasCldrLocale(code)) return undefined;
  const names = new Intl.DisplayNames([bcp47(code)], { type: 'language', fallback: 'none' });
  return names.of(bcp47(code));
}

/** Whether CLDR has data of its own for the language (not merely for the language it resembles). */
export function hasCldrLocale(code: string): boolean {
  return isTag(code) && Intl.DisplayNames.supportedLocalesOf(bcp47(code)).length > 0;
}

/** All two- and three-letter codes that CLDR names in English and has no better code for. */
export function cldrLanguageCodes(): string[] {
  const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  const triples = pairs.flatMap((pair) => letters.map((third) => pair + third));
  return [...pairs, ...triples].filter(
    (code) => cldrEnglishName(code) !== undefined && Intl.getCanonicalLocales(code)[0] === code,
  );
}

/** The script that CLDR takes a language to be written in; `undefined` where it does not know. */
export function likelyScript(code: string): string | undefined {
  return isTag(code) ? new Intl.Locale(bcp47(code)).maximize().script : undefined;
}

/** `Intl` throws for what is no BCP 47 tag, and names no language with a private-use subtag. */
function isTag(code: string): boolean {
  try {
    return Intl.getCanonicalLocales(bcp47(code)).length > 0 && !bcp47(code).includes('-x-');
  } catch {
    return false;
  }
}
