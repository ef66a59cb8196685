/**
 * What somebody wrote into a search field, read as CirrusSearch and its Wikibase keywords read it:
 * words, "phrases" (in the quotation marks of any language), `beginning*`, `keyword:value`, `-not`, `OR`. Side by side means all of them.
 *
 * Whatever is no keyword is looked for as it is; only a keyword with a value that says nothing is
 * a failure.
 */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Result } from '../../schema/failures.ts';
import type { DocumentKind } from '../../schema/model/documents/kinds.ts';
import type { TextField } from '../../schema/model/documents/text-pieces.ts';
import { parsePropertyId } from '../../schema/model/entity-id.ts';
import type { Comparison, WantedSnak, WantedStatement } from '../read/statement-finder.ts';

export type Condition =
  | {
      readonly kind: 'words' | 'phrase' | 'beginning';
      readonly text: string;
      /** `undefined` for all. */
      readonly fields: readonly TextField[] | undefined;
      /** Of the terms; `undefined` for any. */
      readonly languages?: readonly string[];
    }
  /** Has a term in one of these languages; in any where none is named. */
  | {
      readonly kind: 'has-term';
      readonly field: 'label' | 'description';
      readonly languages: readonly string[];
    }
  | { readonly kind: 'statement'; readonly anyOf: readonly WantedStatement[] };

export interface Literal {
  readonly condition: Condition;
  readonly negated: boolean;
}

/** All of the clauses; of each at least one literal. */
export type SearchQuery = readonly (readonly Literal[])[];

export interface ParsedSearch {
  readonly query: SearchQuery;
  /** Kinds that `ns:` names; `undefined` where it is not there. */
  readonly kinds: readonly DocumentKind[] | undefined;
  /** Keywords that other wikis know, and that were taken as words here: `linksto:`. */
  readonly unknownKeywords: readonly string[];
}

/** The kinds that have their pages in a namespace, by its name or number. */
export type KindsIn = (namespace: string) => readonly DocumentKind[] | undefined;

const MOST_LITERALS = 50;
const PART = /(?:"[^"]*"|\[[^\]]*\]|[^\s"[])+|\[/gu;
const KEYWORD =
  /^(haswbstatement|wbstatementquantity|inlabel|incaption|haslabel|hascaption|hasdescription|intitle|insource):(.*)$/isu;
const NAMESPACE = /^ns:(.*)$/isu;
/** Of CirrusSearch and its companions, which look for what our pages do not have. */
const FOREIGN_KEYWORD =
  /^(articlecountry|articletopic|boost-(?:nearcoord|neartitle|templates)|contentmodel|creationdate|custommatch|deepcat|deepcategory|entitytype|file(?:bits|h|height|mime|res|size|type|w|width)|haslicense|hasrecommendation|hastemplate|incategory|inlanguage|lasteditdate|linksto|local|morelike|morelikethis|nearcoord|neartitle|pageid|prefer-recent|prefix|subject|subpageof):/isu;

export function parseSearch(text: string, kindsIn: KindsIn): Result<ParsedSearch> {
  const unknownKeywords = new Set<string>();
  let kinds: Set<DocumentKind> | undefined;
  const clauses: Literal[][] = [];
  let joins = false;
  let negated = false;
  let count = 0;
  for (const [part] of withPlainQuotes(text).matchAll(PART)) {
    if (part === 'AND' || part === '&&') continue;
    if (part === 'OR' || part === '||') {
      joins = clauses.length > 0;
      continue;
    }
    if (part === 'NOT') {
      negated = true;
      continue;
    }
    const [, sign = '', rest = ''] = /^([-!]?)(.*)$/su.exec(part) ?? [];
    const [, namespace] = NAMESPACE.exec(part) ?? [];
    if (namespace !== undefined) {
      const named = kindsInAll(namespace, kindsIn);
      if (!named.ok) return named;
      kinds = (kinds ?? new Set()).union(named.value);
      continue;
    }
    const [, foreign] = FOREIGN_KEYWORD.exec(rest) ?? [];
    if (foreign !== undefined) unknownKeywords.add(`${foreign.toLowerCase()}:`);
    const condition = readCondition(rest === '' ? sign : rest);
    if (!condition.ok) return condition;
    if (condition.value === undefined) continue;
    const literal = {
      condition: condition.value,
      negated: negated || (sign !== '' && rest !== ''),
    };
    if (joins) clauses.at(-1)?.push(literal);
    else clauses.push([literal]);
    joins = negated = false;
    if (++count === MOST_LITERALS) break;
  }
  return ok({
    query: clauses,
    kinds: kinds && [...kinds],
    unknownKeywords: [...unknownKeywords],
  });
}

/** `Property`, `120`, `0,120`. Namespaces of several keywords add up. */
function kindsInAll(value: string, kindsIn: KindsIn): Result<Set<DocumentKind>> {
  const kinds = new Set<DocumentKind>();
  for (const name of value.replaceAll('"', '').split(',')) {
    const named = kindsIn(name.replaceAll('_', ' ').trim());
    if (named === undefined) return failed(failure('bad-search-keyword', { keyword: 'ns', value }));
    named.forEach((kind) => kinds.add(kind));
  }
  return ok(kinds);
}

/** Quotation marks as keyboards and languages have them, where a phrase may begin. */
const QUOTED =
  /(?<=^|[\s:!-])(?:[“”„]([^“”„"]*)[“”]|«([^«»"]*)»|»([^«»"]*)«|「([^「」"]*)」|『([^『』"]*)』|＂([^＂"]*)＂)/gu;

function withPlainQuotes(text: string): string {
  return text.replaceAll(QUOTED, (_, ...inside: (string | number | undefined)[]) => {
    const phrase = inside.find((each) => typeof each === 'string') ?? '';
    return `"${phrase}"`;
  });
}

/** `undefined` for signs that are no word. */
function readCondition(part: string): Result<Condition | undefined> {
  const [, keyword, value = ''] = KEYWORD.exec(part) ?? [];
  switch (keyword?.toLowerCase()) {
    case 'haswbstatement':
      return statements(value, 'haswbstatement', readStatement);
    case 'wbstatementquantity':
      return statements(value, 'wbstatementquantity', readQuantity);
    case 'haslabel':
    case 'hascaption':
      return ok({ kind: 'has-term', field: 'label', languages: languagesIn(value) });
    case 'hasdescription':
      return ok({ kind: 'has-term', field: 'description', languages: languagesIn(value) });
    case 'inlabel':
    case 'incaption':
      return ok(inLabel(value));
    case 'intitle':
      return ok(words(value, ['label']));
    case 'insource':
      return ok(words(value.replace(/^\/(.*)\/i?$/su, '"$1"'), undefined));
    case undefined:
    default:
      return ok(words(part, undefined));
  }
}

function words(
  text: string,
  fields: readonly TextField[] | undefined,
  languages?: readonly string[],
): Condition | undefined {
  const about = { fields, ...(languages === undefined ? {} : { languages }) };
  const [, quoted] = /^"([^"]*)"$/su.exec(text) ?? [];
  if (quoted !== undefined) return hasWord(quoted) && { kind: 'phrase', text: quoted, ...about };
  const plain = text.replaceAll('"', ' ');
  if (!hasWord(plain)) return undefined;
  const [, beginning] = /^([\p{L}\p{N}\p{M}]{2,})\*$/u.exec(plain) ?? [];
  return beginning === undefined
    ? { kind: 'words', text: plain, ...about }
    : { kind: 'beginning', text: beginning, ...about };
}

function hasWord(text: string): true | undefined {
  return /[\p{L}\p{N}]/u.test(text) ? true : undefined;
}

/** `foo`, `"foo bar"`, `foo@en,de`. A star after a language is taken as the language itself. */
function inLabel(value: string): Condition | undefined {
  const [, text = value, languages] = /^(.*)@([a-z0-9,*-]+)$/isu.exec(value) ?? [];
  return words(
    text,
    ['label', 'alias'],
    languages === undefined ? undefined : languagesIn(languages),
  );
}

function languagesIn(text: string): string[] {
  const codes = text.toLowerCase().replaceAll('"', '').split(',');
  return codes.map((code) => code.replace(/\*$/, '').trim()).filter((code) => code !== '');
}

function statements(
  value: string,
  keyword: string,
  read: (text: string) => WantedStatement | undefined,
): Result<Condition> {
  const anyOf: WantedStatement[] = [];
  for (const alternative of value.replaceAll('"', '').split('|')) {
    const test = read(alternative.trim());
    if (test === undefined) return failed(failure('bad-search-keyword', { keyword, value }));
    anyOf.push(test);
  }
  return ok({ kind: 'statement', anyOf });
}

/** `P31`, `P31=Q5`, `P31=Q5[P580=…]`, `*`. */
function readStatement(text: string): WantedStatement | undefined {
  if (text === '*') return { property: undefined, value: undefined, qualifiers: [] };
  const [, main, inBrackets] = /^([^[]*)(?:\[([^\]]*)\])?$/su.exec(text) ?? [];
  const statement = main === undefined ? undefined : readPair(main);
  if (statement === undefined) return undefined;
  const qualifiers = (inBrackets === undefined ? [] : inBrackets.split(',')).map(readPair);
  return qualifiers.includes(undefined)
    ? undefined
    : { ...statement, qualifiers: qualifiers.filter((each) => each !== undefined) };
}

/** `P1082>1000`, `P180=Q146>=2`. */
function readQuantity(text: string): WantedStatement | undefined {
  const [, main = '', comparison = '', number] =
    /^(P\d+(?:=[^<>=]+)?)(<=|>=|[<>=])([-+]?\d+(?:\.\d+)?)$/iu.exec(text) ?? [];
  const statement = number === undefined ? undefined : readPair(main);
  if (statement === undefined) return undefined;
  const amount = { comparison: comparison as Comparison, than: Number(number) };
  return { ...statement, qualifiers: [], amount };
}

function readPair(text: string): WantedSnak | undefined {
  const equals = text.indexOf('=');
  const property = parsePropertyId(equals === -1 ? text : text.slice(0, equals));
  if (property === undefined) return undefined;
  const value = equals === -1 ? '*' : text.slice(equals + 1).trim();
  if (value === '') return undefined;
  return { property, value: value === '*' ? undefined : value };
}
