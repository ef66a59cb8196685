/** `meta=wbcontentlanguages`: the languages in which something can be said here. */
import {
  isMonolingualTextLanguage,
  language as languageEntry,
  languageCodes,
} from '../../../../../schema/model/languages/languages.ts';
import { isTermLanguage } from '../../../../../schema/model/languages/languages.ts';
import { languageName } from '../../../../../schema/model/languages/language-name.ts';
import { defineMeta } from '../query-module.ts';

const contexts = {
  monolingualtext: isMonolingualTextLanguage,
  term: (code: string) => isTermLanguage(code),
  'term-lexicographical': (code: string) => isTermLanguage(code) || isMonolingualTextLanguage(code),
} as const;

export const contentLanguages = defineMeta({
  name: 'wbcontentlanguages',
  prefix: 'wbcl',
  parameters: {
    context: {
      type: 'enum',
      values: ['monolingualtext', 'term', 'term-lexicographical'],
      default: 'term',
    },
    prop: { type: 'list', values: ['autonym', 'code', 'name'], default: 'code' },
  },
  async run({ context, prop }, { language }) {
    const codes = languageCodes.filter(contexts[context]);
    const entries = codes.map((code) => [
      code,
      {
        ...(prop.includes('code') ? { code } : {}),
        ...(prop.includes('autonym') ? { autonym: languageEntry(code)?.autonym ?? code } : {}),
        ...(prop.includes('name') ? { name: languageName(code, language) } : {}),
      },
    ]);
    return { wbcontentlanguages: Object.fromEntries(entries) };
  },
});
