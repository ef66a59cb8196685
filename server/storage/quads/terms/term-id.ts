/**
 * The layout of term ids: one whole number below 2^53, `hi * 2^32 + lo`, where hi is a tag of 5 bits
 * and a sub of 16. In columns hi and lo stand apart.
 *
 * As numbers, ids sort by tag, then sub, then lo. Within the tags of integers, of days and of seconds
 * that is the order of the values, within a language that in which its texts got their numbers. No two ids are of the
 * same term: what can be inlined always is.
 */

/** A whole number below 2^53. */
export type TermId = number;

/** Stands where nothing is bound: the one id of tag 0. */
export const UNBOUND: TermId = 0;

export const TAG = {
  /** Numbered by the dictionary, as are those of tags 2 to 4, 10 to 12 and 21. */
  text: 1,
  /** The sub is the number of the language. */
  languageText: 2,
  iri: 3,
  literal: 4,
  item: 5,
  property: 6,
  lexeme: 7,
  /** The sub is the number of the form; lo is that of the lexeme. */
  form: 8,
  sense: 9,
  statement: 10,
  reference: 11,
  value: 12,
  /** The sub says which namespace. */
  propertyIri: 13,
  /** The sub says which kind of entity. */
  document: 14,
  integer: 15,
  boolean: 16,
  decimal: 17,
  /** A midnight, UTC. */
  day: 18,
  /** Any other whole second. */
  instant: 19,
  point: 20,
  blankNode: 21,
  /** Made by a query, never stored. */
  made: 31,
} as const;

export type Tag = (typeof TAG)[keyof typeof TAG];

/** How many values sub and lo hold together. */
export const PAYLOADS = 2 ** 48;

const LO_VALUES = 2 ** 32;

export function idOf(hi: number, lo: number): TermId {
  return hi * LO_VALUES + lo;
}

export function hiOf(id: TermId): number {
  return (id - loOf(id)) / LO_VALUES;
}

export function loOf(id: TermId): number {
  return id >>> 0;
}

export function hiWith(tag: number, sub: number): number {
  return tag * 0x1_0000 + sub;
}

export function tagOf(hi: number): number {
  return hi >>> 16;
}

export function subOf(hi: number): number {
  return hi & 0xffff;
}

/** The least id of a tag. */
export function firstOf(tag: Tag): TermId {
  return tag * PAYLOADS;
}

/** What sub and lo say together. */
export function payloadOf(hi: number, lo: number): number {
  return subOf(hi) * LO_VALUES + lo;
}

/** Tags whose ids hold their value: 5 to 9 and 13 to 20, as bits. */
const INLINED = 0b1_1111_1110_0011_1110_0000;

/** Whether the id is its own term, and no dictionary knows more of it. */
export function isInlined(hi: number): boolean {
  return ((INLINED >>> tagOf(hi)) & 1) === 1;
}
