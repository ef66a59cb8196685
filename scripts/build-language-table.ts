/**
 * Writes `schema/model/languages/language-table.ts`. Run it with
 * `npx node scripts/build-language-table.ts` after changing this file or one of its sources.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bananaFallbacks,
  cldrAutonym,
  cldrEnglishName,
  cldrLanguageCodes,
  likelyScript,
  wikimediaLanguages,
} from './language-sources.ts';

const TARGET = join(import.meta.dirname, '../schema/model/languages/language-table.ts');

/** Languages in use that none of the sources lists, or whose names there do not fit the code. */
const ADDED: Readonly<Record<string, readonly [name: string, autonym?: string]>> = {
  aae: ['Arbëresh', 'Arbërisht'],
  aeb: ['Tunisian Arabic', 'تونسي'],
  aig: ['Antigua and Barbuda Creole English'],
  ann: ['Obolo'],
  arz: ['Egyptian Arabic', 'مصرى'],
  bag: ['Tuki'],
  bal: ['Balochi', 'بلوچی'],
  bcc: ['Southern Balochi', 'بلوچی مکرانی'],
  bci: ['Baoulé', 'wawle'],
  'be-tarask': ['Belarusian (Taraškievica orthography)', 'беларуская (тарашкевіца)'],
  bew: ['Betawi', 'Betawi'],
  bkc: ['Baka'],
  bkh: ['Bakoko'],
  bqz: ['Bakaka'],
  'cbk-zam': ['Chavacano', 'Chavacano de Zamboanga'],
  'cpx-hans': ['Pu-Xian (Simplified Han script)', '莆仙语（简体）'],
  'cpx-hant': ['Pu-Xian (Traditional Han script)', '莆仙語（繁體）'],
  'cpx-latn': ['Pu-Xian (Latin script)', 'Pó-sing-gṳ̂ (Báⁿ-uā-ci̍)'],
  crh: ['Crimean Tatar', 'qırımtatarca'],
  'crh-ro': ['Dobrujan Tatar', 'tatarşa'],
  'de-formal': ['German (formal address)', 'Deutsch (Sie-Form)'],
  dga: ['Southern Dagaare', 'Dagaare'],
  eml: ['Emilian-Romagnol', 'emiliàn e rumagnòl'],
  'es-formal': ['Spanish (formal address)', 'español (formal)'],
  eto: ['Eton'],
  etu: ['Ejagham'],
  fat: ['Fanti', 'mfantse'],
  fmp: ['Fe’fe’'],
  gld: ['Nanai', 'на̄ни'],
  gya: ['Northwest Gbaya'],
  'hak-hans': ['Hakka (Simplified Han script)', '客家语（简体）'],
  'hak-hant': ['Hakka (Traditional Han script)', '客家語（繁體）'],
  'hak-latn': ['Hakka (Latin script)', 'Hak-kâ-ngî (Pha̍k-fa-sṳ)'],
  'hu-formal': ['Hungarian (formal address)', 'magyar (formal)'],
  igl: ['Igala', 'Igala'],
  isu: ['Isu'],
  'isv-cyrl': ['Interslavic (Cyrillic script)', 'меджусловјанскы'],
  'isv-latn': ['Interslavic (Latin script)', 'medžuslovjansky'],
  kai: ['Karekare', 'Karai-karai'],
  kaj: ['Jju', 'Jju'],
  ker: ['Kera'],
  kge: ['Komering', 'Kumoring'],
  knc: ['Central Kanuri', 'Yerwa Kanuri'],
  'ks-deva': ['Kashmiri (Devanagari)', 'कॉशुर'],
  'ku-arab': ['Kurdish (Arabic)', 'کوردی'],
  'ku-latn': ['Kurdish (Latin)', 'kurdî'],
  kus: ['Kusaal', 'Kʋsaal'],
  lad: ['Ladino', 'Ladino'],
  lem: ['Nomaande'],
  lki: ['Laki', 'لەکی'],
  lns: ['Lamnso’'],
  mcn: ['Massa'],
  mcp: ['Maka'],
  'mnc-latn': ['Manchu (Latin script)', 'manju gisun'],
  'mnc-mong': ['Manchu (Mongolian script)', 'ᠮᠠᠨᠵᡠ ᡤᡳᠰᡠᠨ'],
  mo: ['Moldovan (Cyrillic script)', 'молдовеняскэ'],
  nah: ['Nahuatl', 'Nāhuatl'],
  'nan-hani': ['Southern Min (Han script)', '閩南語（漢字）'],
  'nan-hant': ['Southern Min (Traditional Han script)', '閩南語（傳統漢字）'],
  'nan-latn-pehoeji': ['Southern Min (Pe̍h-ōe-jī)', 'Bân-lâm-gí (Pe̍h-ōe-jī)'],
  'nan-latn-tailo': ['Southern Min (Tâi-lô)', 'Bân-lâm-gí (Tâi-lô)'],
  nge: ['Ngemba'],
  nit: ['Southeastern Kolami', 'కొలామి'],
  'nl-informal': ['Dutch (informal address)', 'Nederlands (informeel)'],
  nla: ['Ngombala'],
  nmz: ['Nawdm', 'nawdm'],
  nnz: ['Nda’nda’'],
  no: ['Norwegian', 'norsk'],
  nup: ['Nupe', 'Nupe'],
  nyn: ['Nyankole', 'Runyankore'],
  'pap-aw': ['Papiamento (Aruba)', 'Papiamento'],
  pcm: ['Nigerian Pidgin', 'Naijá'],
  pnb: ['Western Punjabi', 'پنجابی'],
  rsk: ['Pannonian Rusyn', 'руски'],
  rut: ['Rutul', 'мыхаӀбишды'],
  sdh: ['Southern Kurdish', 'کوردی خوارگ'],
  'se-fi': ['Northern Sami (Finland)', 'davvisámegiella (Suoma bealde)'],
  'se-no': ['Northern Sami (Norway)', 'davvisámegiella (Norgga bealde)'],
  'se-se': ['Northern Sami (Sweden)', 'davvisámegiella (Ruoŧa bealde)'],
  sh: ['Serbo-Croatian', 'srpskohrvatski'],
  'sh-cyrl': ['Serbo-Croatian (Cyrillic script)', 'српскохрватски (ћирилица)'],
  'sh-latn': ['Serbo-Croatian (Latin script)', 'srpskohrvatski (latinica)'],
  simple: ['Simple English', 'Simple English'],
  'skr-arab': ['Saraiki (Arabic)', 'سرائیکی'],
  'sr-ec': ['Serbian (Cyrillic script)', 'српски (ћирилица)'],
  'sr-el': ['Serbian (Latin script)', 'srpski (latinica)'],
  sro: ['Campidanese Sardinian', 'sardu campidanesu'],
  tdd: ['Tai Nüa', 'ᥖᥭᥰ ᥖᥬᥲ ᥑᥨᥒᥰ'],
  tig: ['Tigre', 'ትግረ'],
  tpv: ['Tanapag'],
  ttj: ['Tooro', 'Orutooro'],
  tvu: ['Tunen'],
  vut: ['Vute'],
  wes: ['Cameroon Pidgin'],
  wlx: ['Wali', 'Waali'],
  'wuu-hans': ['Wu (Simplified Han script)', '吴语（简体）'],
  'wuu-hant': ['Wu (Traditional Han script)', '吳語（正體）'],
  yas: ['Nugunu'],
  yat: ['Yambeta'],
  'yue-hans': ['Cantonese (Simplified Han script)', '粵语（简体）'],
  'yue-hant': ['Cantonese (Traditional Han script)', '粵語（繁體）'],
  'zgh-latn': ['Standard Moroccan Tamazight (Latin script)', 'tamaziɣt tanawayt'],
  'zh-cn': ['Chinese (Mainland China)', '中文（中国大陆）'],
  'zh-hk': ['Chinese (Hong Kong)', '中文（香港）'],
  'zh-mo': ['Chinese (Macau)', '中文（澳門）'],
  'zh-my': ['Chinese (Malaysia)', '中文（马来西亚）'],
  'zh-sg': ['Chinese (Singapore)', '中文（新加坡）'],
  'zh-tw': ['Chinese (Taiwan)', '中文（台灣）'],
};

/** Listed by the sources for texts; Wikidata names things in them as well. */
const ALSO_FOR_TERMS = new Set(
  'bas bax bbj bfd bgc bkm byv ewo gur hsn ibb ksf mag mua nmg nnh nyo ojb vmw ybb'.split(' '),
);

/** Codes that are no longer given to new terms, with the code that took their place. */
const OBSOLETE: Readonly<Record<string, string>> = {
  als: 'gsw',
  'bat-smg': 'sgs',
  'be-x-old': 'be-tarask',
  bh: 'bho',
  'cbk-x-zam': 'cbk-zam',
  'fiu-vro': 'vro',
  'mis-x-Q36846': 'tok',
  no: 'nb',
  'roa-rup': 'rup',
  tokipona: 'tok',
  'zh-classical': 'lzh',
  'zh-min-nan': 'nan',
  'zh-yue': 'yue',
};

/** Still written for terms all the same: the wikis of these languages bear these codes. */
const OBSOLETE_BUT_WRITTEN = new Set(['no']);

/** Not languages, but what a text may be said to be in. */
const SPECIAL: Readonly<Record<string, readonly [name: string, autonym: string]>> = {
  mis: ['language without a code', 'mis'],
  mul: ['multiple languages', 'mul'],
  und: ['undetermined language', 'und'],
  zxx: ['no linguistic content', 'zxx'],
};

/** Relatives that no source names. */
const MORE_RELATIVES: Readonly<Record<string, readonly string[]>> = {
  be: ['be-tarask'],
  eml: ['egl', 'rgn'],
  nb: ['no'],
  no: ['nb'],
  simple: ['en'],
  yue: ['zh-hk', 'zh-hant', 'zh-hans'],
};

/** Nobody's tongue: families, reconstructed stages and other codes that are for quotations only. */
const TERM_CODE = /^[a-z]{2,3}(?:-(?:[a-z]{4}|[a-z]{2}|\d{3}))?$/;
const LANGUAGE_CODE = /^[a-z]{2,8}(?:-[a-z0-9]{2,9})*(?:-x-[a-zQ0-9]{1,12})?$/;
const SCRIPTS_RIGHT_TO_LEFT = new Set([
  'Adlm',
  'Arab',
  'Hebr',
  'Nkoo',
  'Rohg',
  'Syrc',
  'Thaa',
  'Armi',
  'Mand',
  'Samr',
]);
const RIGHT_TO_LEFT_LETTER =
  /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

const wikimedia = wikimediaLanguages();
const banana = bananaFallbacks();

interface Row {
  readonly code: string;
  readonly kind: 'term' | 'text' | 'obsolete' | 'special';
  readonly name: string;
  readonly autonym: string;
  readonly rightToLeft: boolean;
}

function rows(): Row[] {
  const codes = new Set([
    ...wikimedia.keys(),
    ...Object.keys(banana),
    ...Object.values(banana).flat(),
    ...cldrLanguageCodes(),
    ...Object.keys(ADDED),
    ...Object.keys(OBSOLETE),
    ...Object.keys(SPECIAL),
  ]);
  return [...codes]
    .filter((code) => LANGUAGE_CODE.test(code))
    .toSorted()
    .map((code) => {
      const name = nameOf(code);
      const autonym = autonymOf(code) ?? name;
      return { code, kind: kindOf(code), name, autonym, rightToLeft: isRightToLeft(code, autonym) };
    });
}

function kindOf(code: string): Row['kind'] {
  if (Object.hasOwn(SPECIAL, code)) return 'special';
  if (Object.hasOwn(OBSOLETE, code) && !OBSOLETE_BUT_WRITTEN.has(code)) return 'obsolete';
  if (Object.hasOwn(banana, code) || Object.hasOwn(ADDED, code)) return 'term';
  if (ALSO_FOR_TERMS.has(code)) return 'term';
  return wikimedia.has(code) && TERM_CODE.test(code) ? 'term' : 'text';
}

function nameOf(code: string): string {
  const name =
    ADDED[code]?.[0] ??
    SPECIAL[code]?.[0] ??
    cldrEnglishName(code) ??
    wikimedia.get(code)?.label ??
    (Object.hasOwn(OBSOLETE, code) ? nameOf(OBSOLETE[code]) : code);
  return name.replaceAll('|', '/');
}

function autonymOf(code: string): string | undefined {
  return (
    ADDED[code]?.[1] ??
    SPECIAL[code]?.[1] ??
    cldrAutonym(code) ??
    wikimedia.get(code)?.native ??
    (Object.hasOwn(OBSOLETE, code) ? autonymOf(OBSOLETE[code]) : undefined)
  );
}

/** CLDR's likely script is another one than that of their wikis. */
const WRITTEN_LEFT_TO_RIGHT = new Set(['isk', 'lad']);

/** By the script in the code, else by CLDR's, else by the letters of the autonym. */
function isRightToLeft(code: string, autonym: string): boolean {
  if (WRITTEN_LEFT_TO_RIGHT.has(code)) return false;
  const script = likelyScript(code);
  return script === undefined
    ? RIGHT_TO_LEFT_LETTER.test(autonym)
    : SCRIPTS_RIGHT_TO_LEFT.has(script);
}

/** What stands in for a language, nearest first: banana's chain, the base, other scripts of it. */
function relatives(code: string, known: ReadonlySet<string>): string[] {
  const base = code.replace(/-.*/, '');
  const successor = OBSOLETE[code];
  const variants = [...known].filter((other) => isScriptVariant(other, base));
  const wanted = [
    ...(successor === undefined ? [] : [successor, ...(banana[successor] ?? [])]),
    ...(MORE_RELATIVES[code] ?? []),
    ...(banana[code] ?? []),
    base,
    ...variants,
    ...(banana[base] ?? []),
  ];
  const found = new Set(wanted.filter((other) => known.has(other) && other !== code));
  // English closes every chain by itself; it is named here only where it is a relative
  if (base !== 'en' && code !== 'simple') found.delete('en');
  return [...found];
}

function isScriptVariant(code: string, base: string): boolean {
  if (base === 'sr') return code === 'sr-ec' || code === 'sr-el';
  return code.startsWith(`${base}-`) && /^[a-z]{2,3}-[a-z]{4}$/.test(code);
}

const LETTER_OF_KIND = { term: 't', text: 'x', obsolete: 'o', special: 's' } as const;

/** The whole generated file. */
export function languageTableFile(): string {
  const table = rows();
  const known = new Set(table.filter(({ kind }) => kind === 'term').map(({ code }) => code));
  const lines = table.map(({ code, kind, name, autonym, rightToLeft }) => {
    const chain = kind === 'special' ? [] : relatives(code, known);
    return [
      code,
      LETTER_OF_KIND[kind] + (rightToLeft ? 'r' : 'l'),
      name,
      autonym === name ? '' : autonym.replaceAll('|', '/'),
      chain.join(' '),
    ]
      .join('|')
      .replace(/\|+$/, '');
  });
  return `/**
 * Generated by scripts/build-language-table.ts; do not edit.
 *
 * One language a line: code | kind and direction | English name | autonym, where it differs |
 * fallback languages before \`mul\` and \`en\`. Kinds: t for terms and texts, x for texts only,
 * o obsolete (read, not written), s not a language. Directions: l, r.
 *
 * Facts from CLDR ${process.versions['cldr']} (Unicode License v3), wikidata-lang (MIT), banana-i18n (MIT).
 */
export const languageTable = \`
${lines.map((line) => line.replaceAll('\\', '').replaceAll('`', 'ʻ')).join('\n')}
\`;
`;
}

if (import.meta.main) writeFileSync(TARGET, languageTableFile());
