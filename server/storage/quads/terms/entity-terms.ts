/**
 * The IRIs of one wiki that are a name of a namespace and numbers: entities, forms, senses, the
 * predicates of each property, the pages that `Special:EntityData` shows. Other names in these namespaces
 * (`Q0`, `Q01`, `E10`) are left to the dictionary.
 */
import type { RdfTerm } from '../../../rdf/term.ts';
import type { WikiNamespaces } from '../../../../schema/vocabulary.ts';
import { hiWith, idOf, subOf, TAG, tagOf, UNBOUND } from './term-id.ts';
import type { TermId } from './term-id.ts';

const ZERO = 48;
const [LETTER_F, LETTER_L, LETTER_P, LETTER_Q, LETTER_S] = [70, 76, 80, 81, 83];

/** The subs of tag 13, in their order. */
const PROPERTY_NAMESPACES = [
  'direct',
  'claim',
  'statementProperty',
  'statementValue',
  'statementValueNormalized',
  'qualifier',
  'qualifierValue',
  'qualifierValueNormalized',
  'referenceProperty',
  'referenceValue',
  'referenceValueNormalized',
  'directNormalized',
  'novalue',
] as const satisfies readonly (keyof WikiNamespaces)[];

/** Which of them: `wdt:` is `direct`. */
export type PropertyNamespace = (typeof PROPERTY_NAMESPACES)[number];

const DOCUMENT_LETTERS = [LETTER_Q, LETTER_P, LETTER_L] as const;

/** `L4294967295-F65535` */
const LONGEST_NAME = 18;
const LARGEST_LO = 2 ** 32 - 1;
const LARGEST_SUB = 2 ** 16 - 1;

/** What a namespace holds: entities, documents, or properties by the sub of their namespace. */
type Family = 'entity' | 'document' | number;

export class EntityTerms {
  readonly #namespaces: WikiNamespaces;
  readonly #families: ReadonlyMap<string, Family>;
  readonly #propertyPrefixes: readonly string[];
  readonly #entityPrefixes: readonly string[];
  readonly #documentPrefixes: readonly string[];

  constructor(namespaces: WikiNamespaces) {
    this.#namespaces = namespaces;
    this.#families = new Map<string, Family>([
      ...PROPERTY_NAMESPACES.map((name, sub): [string, Family] => [namespaces[name], sub]),
      [namespaces.data, 'document'],
      [namespaces.entity, 'entity'],
    ]);
    this.#propertyPrefixes = PROPERTY_NAMESPACES.map((name) => `${namespaces[name]}P`);
    const letters = DOCUMENT_LETTERS.map((letter) => String.fromCharCode(letter));
    this.#entityPrefixes = letters.map((letter) => namespaces.entity + letter);
    this.#documentPrefixes = letters.map((letter) => namespaces.data + letter);
  }

  /** `UNBOUND` for any other term; not for literals. */
  encode(term: string): TermId {
    const start = term.lastIndexOf('/') + 1;
    if (term.length - start > LONGEST_NAME || start === 0) return UNBOUND;
    const letter = term.charCodeAt(start);
    if (letter !== LETTER_Q && letter !== LETTER_P && letter !== LETTER_L) return UNBOUND;
    const family = this.#families.get(term.slice(0, start));
    switch (family) {
      case undefined:
        return UNBOUND;
      case 'entity':
        return entityId(term, start, letter);
      case 'document': {
        const sub = letter === LETTER_Q ? 0 : letter === LETTER_P ? 1 : 2;
        return withNumber(hiWith(TAG.document, sub), term, start + 1);
      }
      default:
        if (letter !== LETTER_P) return UNBOUND;
        return withNumber(hiWith(TAG.propertyIri, family), term, start + 1);
    }
  }

  /** For tags 5 to 9, 13 and 14. */
  decode(hi: number, lo: number): RdfTerm {
    return this.#text(tagOf(hi), subOf(hi), lo) as RdfTerm;
  }

  /** The high half of the ids of a namespace's properties, whose lo are the numbers of the properties. */
  static propertyHi(namespace: PropertyNamespace): number {
    return hiWith(TAG.propertyIri, PROPERTY_NAMESPACES.indexOf(namespace));
  }

  #text(tag: number, sub: number, lo: number): string {
    switch (tag) {
      case TAG.form:
        return `${this.#namespaces.entity}L${lo}-F${sub}`;
      case TAG.sense:
        return `${this.#namespaces.entity}L${lo}-S${sub}`;
      case TAG.propertyIri:
        return `${this.#propertyPrefixes[sub]}${lo}`;
      case TAG.document:
        return `${this.#documentPrefixes[sub]}${lo}`;
      default:
        return `${this.#entityPrefixes[tag - TAG.item]}${lo}`;
    }
  }
}

function entityId(term: string, start: number, letter: number): TermId {
  if (letter === LETTER_Q) return withNumber(hiWith(TAG.item, 0), term, start + 1);
  if (letter === LETTER_P) return withNumber(hiWith(TAG.property, 0), term, start + 1);
  const dash = term.indexOf('-', start);
  if (dash === -1) return withNumber(hiWith(TAG.lexeme, 0), term, start + 1);
  const lexeme = numberIn(term, start + 1, dash, LARGEST_LO);
  const part = numberIn(term, dash + 2, term.length, LARGEST_SUB);
  if (lexeme === 0 || part === 0) return UNBOUND;
  const kind = term.charCodeAt(dash + 1);
  if (kind === LETTER_F) return idOf(hiWith(TAG.form, part), lexeme);
  return kind === LETTER_S ? idOf(hiWith(TAG.sense, part), lexeme) : UNBOUND;
}

function withNumber(hi: number, term: string, start: number): TermId {
  const number = numberIn(term, start, term.length, LARGEST_LO);
  return number === 0 ? UNBOUND : idOf(hi, number);
}

/** 0 where there is none, none without needless zeros, or too large a one. */
function numberIn(term: string, start: number, end: number, largest: number): number {
  if (start >= end || term.charCodeAt(start) === ZERO) return 0;
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = term.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return 0;
    number = number * 10 + digit;
  }
  return number > largest ? 0 : number;
}
