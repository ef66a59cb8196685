/**
 * The languages that terms and texts can be in.
 *
 * Codes are MediaWiki's (`pt-br`, `sr-el`, `zh-hant`), in lower case. The list itself is
 * `language-table.ts`; it is read once, when it is first asked for.
 */
import { languageTable } from './language-table.ts';

export type Direction = 'ltr' | 'rtl';

export interface Language {
  readonly code: string;
  /** Its name in itself; the English name where nobody told us better. */
  readonly autonym: string;
  /** Its name in English. */
  readonly name: string;
  readonly direction: Direction;
  /** `term`: for terms and texts. `text`: for texts only. `obsolete`: read, but no longer written. `special`: no language. */
  readonly kind: 'term' | 'text' | 'obsolete' | 'special';
  /** What stands in for it, nearest first, without `mul` and without English as a last resort. */
  readonly relatives: readonly string[];
}

const KIND_OF_LETTER = { t: 'term', x: 'text', o: 'obsolete', s: 'special' } as const;

const table: ReadonlyMap<string, Language> = new Map(
  languageTable
    .trim()
    .split('\n')
    .map((line) => {
      const row = readRow(line);
      return [row.code, row] as const;
    }),
);

function readRow(line: string): Language {
  const [code = '', flags = '', name = '', autonym = '', relatives = ''] = line.split('|');
  return {
    code,
    name,
    autonym: autonym === '' ? name : autonym,
    direction: flags.endsWith('r') ? 'rtl' : 'ltr',
    kind: KIND_OF_LETTER[flags.charAt(0) as keyof typeof KIND_OF_LETTER],
    relatives: relatives === '' ? [] : relatives.split(' '),
  };
}

/** Every language in which an entity can have labels, descriptions and aliases. */
export const languages: readonly Language[] = [...table.values()].filter(
  ({ kind }) => kind === 'term',
);

/** Every code that there is, also those of texts only, of no language, and obsolete ones. */
export const languageCodes: readonly string[] = [...table.keys()];

/** What is known of a code, obsolete ones included; `undefined` for a code nobody uses. */
export function language(code: string): Language | undefined {
  return table.get(code);
}

/** What a term may be about: `mul`, the label for every language, is no description. */
export type TermType = 'label' | 'description' | 'alias';

/** Whether a new term may be in this language. */
export function isTermLanguage(code: string, termType: TermType = 'label'): boolean {
  return code === 'mul' ? termType !== 'description' : table.get(code)?.kind === 'term';
}

/** Whether a monolingual text may be in this language; also `mis`, `mul`, `und` and `zxx`. */
export function isMonolingualTextLanguage(code: string): boolean {
  const kind = table.get(code)?.kind;
  return kind !== undefined && kind !== 'obsolete';
}

/** Left to right for an unknown code. */
export function directionOf(code: string): Direction {
  return table.get(code)?.direction ?? 'ltr';
}
