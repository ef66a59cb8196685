/**
 * Names of languages in other languages.
 *
 * This is the one place that asks `Intl` at run time: a name is shown and never read back, so it
 * does no harm that a browser knows fewer of them than the server.
 */
import { bcp47 } from './bcp47.ts';
import { fallbackChain } from './fallback.ts';
import { language } from './languages.ts';

/** The name of a language in another one, else in the next one its readers understand, else in English. */
export function languageName(code: string, inLanguage: string): string {
  if (code === inLanguage) return language(code)?.autonym ?? code;
  for (const reader of fallbackChain(inLanguage)) {
    if (reader === 'en' || reader === 'mul') break;
    const name = namesIn(reader)?.of(bcp47(code));
    if (name !== undefined) return name;
  }
  return language(code)?.name ?? code;
}

interface Names {
  of(tag: string): string | undefined;
}

const namesByLanguage = new Map<string, Names | undefined>();

function namesIn(reader: string): Names | undefined {
  if (!namesByLanguage.has(reader) && namesByLanguage.size < 2_000) {
    namesByLanguage.set(reader, intlNames(reader));
  }
  return namesByLanguage.get(reader);
}

function intlNames(reader: string): Names | undefined {
  const names = orUndefined(() =>
    Intl.DisplayNames.supportedLocalesOf(bcp47(reader)).length > 0
      ? new Intl.DisplayNames([bcp47(reader)], { type: 'language', fallback: 'none' })
      : undefined,
  );
  return names === undefined ? undefined : { of: (tag) => orUndefined(() => names.of(tag)) };
}

/** `Intl` throws a RangeError for what it takes to be no language tag. */
function orUndefined<Value>(ask: () => Value | undefined): Value | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
