/** Every language the interface speaks, each laid over English so that no message is missing. */
import ar from './ar.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import he from './he.json' with { type: 'json' };
import hi from './hi.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };
import pt from './pt.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };
import zhHans from './zh-hans.json' with { type: 'json' };
import type { Catalogue, CompleteCatalogue } from './message.ts';

/** As translated: what is missing is not filled. */
export const translations: Readonly<Record<string, Catalogue>> = {
  ar,
  de,
  en,
  es,
  fr,
  he,
  hi,
  ja,
  pt,
  ru,
  'zh-hans': zhHans,
};

/** Codes of the languages the interface is translated into. */
export const interfaceLanguages: readonly string[] = Object.keys(translations);

/** The pseudo-language that shows each message's key. */
export const KEY_LANGUAGE = 'qqx';

export function catalogue(language: string): CompleteCatalogue {
  if (language === KEY_LANGUAGE) return keysAsMessages();
  const translation = Object.hasOwn(translations, language) ? translations[language] : {};
  return { ...en, ...translation };
}

function keysAsMessages(): CompleteCatalogue {
  const entries = Object.keys(en).map((key) => [key, `(${key}: $1 $2 $3)`]);
  return Object.fromEntries(entries) as CompleteCatalogue;
}
