/**
 * From MediaWiki's language codes to BCP 47 tags (RFC 5646): for `lang` attributes, for `Intl`,
 * and for the language of sitelinks in RDF. Term literals in RDF keep the wiki's own code.
 */

/** Codes that are older than the standard or stand beside it. */
const TAG_OF_CODE: ReadonlyMap<string, string> = new Map([
  ['als', 'gsw'],
  ['bat-smg', 'sgs'],
  ['be-x-old', 'be-tarask'],
  ['bh', 'bho'],
  ['cbk-zam', 'cbk-x-zam'],
  ['crh', 'crh-Latn'],
  ['crh-ro', 'crh-Latn-RO'],
  ['de-formal', 'de-x-formal'],
  ['eml', 'egl'],
  ['es-formal', 'es-x-formal'],
  ['fiu-vro', 'vro'],
  ['hu-formal', 'hu-x-formal'],
  ['kk-cn', 'kk-Arab-CN'],
  ['kk-tr', 'kk-Latn-TR'],
  ['map-bms', 'jv-x-bms'],
  ['mo', 'ro-Cyrl-MD'],
  ['nl-informal', 'nl-x-informal'],
  ['no', 'nb'],
  ['nrm', 'fr-x-nrm'],
  ['roa-rup', 'rup'],
  ['roa-tara', 'it-x-tara'],
  ['simple', 'en-simple'],
  ['sr-ec', 'sr-Cyrl'],
  ['sr-el', 'sr-Latn'],
  ['tokipona', 'tok'],
  ['zh-classical', 'lzh'],
  ['zh-cn', 'zh-Hans-CN'],
  ['zh-hk', 'zh-Hant-HK'],
  ['zh-min-nan', 'nan'],
  ['zh-mo', 'zh-Hant-MO'],
  ['zh-my', 'zh-Hans-MY'],
  ['zh-sg', 'zh-Hans-SG'],
  ['zh-tw', 'zh-Hant-TW'],
  ['zh-yue', 'yue'],
]);

/** The canonical BCP 47 tag of a language code: `sr-el` → `sr-Latn`, `pt-br` → `pt-BR`. */
export function bcp47(code: string): string {
  return TAG_OF_CODE.get(code.toLowerCase()) ?? withStandardCase(code);
}

const codeOfTag = new Map([...TAG_OF_CODE].map(([code, tag]) => [tag.toLowerCase(), code]));

/**
 * The wiki's codes that a BCP 47 tag may mean, likeliest first: `zh-Hant-TW` → `zh-hant-tw`,
 * `zh-tw`. Which of them is in use is for the caller to know.
 */
export function codesOfTag(tag: string): readonly string[] {
  const lower = tag.toLowerCase();
  const special = codeOfTag.get(lower);
  return special === undefined ? [lower] : [lower, special];
}

/** Script subtags like `Latn`, regions like `BR`, everything else (and private use) in lower case. */
function withStandardCase(code: string): string {
  const subtags = code.toLowerCase().split('-');
  const privateUse = subtags.indexOf('x');
  return subtags
    .map((subtag, position) => {
      if (position === 0 || (privateUse !== -1 && position > privateUse)) return subtag;
      if (subtag.length === 2) return subtag.toUpperCase();
      return subtag.length === 4 ? subtag.charAt(0).toUpperCase() + subtag.slice(1) : subtag;
    })
    .join('-');
}
