/** The values of `format`: how an answer is written, and whether for a program or on a page. */

export type Encoding = 'json' | 'none' | 'php' | 'xml';

interface Format {
  readonly encoding: Encoding;
  readonly isPage: boolean;
}

/** Those that end in `fm` are pages, for people who open the address of a request. */
const table = {
  json: { encoding: 'json', isPage: false },
  jsonfm: { encoding: 'json', isPage: true },
  none: { encoding: 'none', isPage: false },
  php: { encoding: 'php', isPage: false },
  phpfm: { encoding: 'php', isPage: true },
  rawfm: { encoding: 'json', isPage: true },
  xml: { encoding: 'xml', isPage: false },
  xmlfm: { encoding: 'xml', isPage: true },
} as const satisfies Readonly<Record<string, Format>>;

export const formats = Object.keys(table) as (keyof typeof table)[];

/**
 * Programs that name none get JSON: nothing but an address is no sign of a person. A name that
 * nobody knows was typed by one.
 */
export function formatOf(name = 'json'): Format {
  return formats.includes(name as keyof typeof table)
    ? table[name as keyof typeof table]
    : table.jsonfm;
}
