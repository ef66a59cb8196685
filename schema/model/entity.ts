/**
 * Entities: items, properties and lexemes, and the redirect that a merged one leaves behind.
 *
 * All of it is immutable. Terms are Maps, so that a language code such as `__proto__` is a key
 * like any other. Statements are one ordered list in which those of one property are adjacent.
 */
import type { Datatype } from '../datatypes.ts';
import type { EntityId, FormId, ItemId, LexemeId, PropertyId, SenseId } from './entity-id.ts';
import type { Statement } from './statement.ts';

/** Language code → text. */
export type Terms = ReadonlyMap<string, string>;
/** Language code → texts in order, no two alike. */
export type Aliases = ReadonlyMap<string, readonly string[]>;

export interface Fingerprint {
  readonly labels: Terms;
  readonly descriptions: Terms;
  readonly aliases: Aliases;
}

export interface SiteLink {
  readonly site: string;
  readonly title: string;
  readonly badges: readonly ItemId[];
}

export interface Item extends Fingerprint {
  readonly type: 'item';
  readonly id: ItemId;
  readonly statements: readonly Statement[];
  /** Site id → link. */
  readonly siteLinks: ReadonlyMap<string, SiteLink>;
}

export interface Property extends Fingerprint {
  readonly type: 'property';
  readonly id: PropertyId;
  readonly datatype: Datatype;
  readonly statements: readonly Statement[];
}

export interface Form {
  readonly id: FormId;
  readonly representations: Terms;
  readonly grammaticalFeatures: readonly ItemId[];
  readonly statements: readonly Statement[];
}

export interface Sense {
  readonly id: SenseId;
  readonly glosses: Terms;
  readonly statements: readonly Statement[];
}

export interface Lexeme {
  readonly type: 'lexeme';
  readonly id: LexemeId;
  readonly lemmas: Terms;
  readonly lexicalCategory: ItemId;
  readonly language: ItemId;
  readonly statements: readonly Statement[];
  readonly forms: readonly Form[];
  readonly senses: readonly Sense[];
  /** The numbers that the next form and sense get; numbers are never used twice. */
  readonly nextFormNumber: number;
  readonly nextSenseNumber: number;
}

export type Entity = Item | Property | Lexeme;

/** What a page holds once its entity was merged into another. */
export interface EntityRedirect {
  readonly type: 'redirect';
  readonly id: EntityId;
  readonly target: EntityId;
}

export const NO_TERMS: Terms = new Map();
export const NO_ALIASES: Aliases = new Map();

export function emptyItem(id: ItemId): Item {
  return {
    type: 'item',
    id,
    labels: NO_TERMS,
    descriptions: NO_TERMS,
    aliases: NO_ALIASES,
    statements: [],
    siteLinks: new Map(),
  };
}

export function emptyProperty(id: PropertyId, datatype: Datatype): Property {
  return {
    type: 'property',
    id,
    datatype,
    labels: NO_TERMS,
    descriptions: NO_TERMS,
    aliases: NO_ALIASES,
    statements: [],
  };
}

export function emptyLexeme(id: LexemeId, language: ItemId, lexicalCategory: ItemId): Lexeme {
  return {
    type: 'lexeme',
    id,
    lemmas: NO_TERMS,
    lexicalCategory,
    language,
    statements: [],
    forms: [],
    senses: [],
    nextFormNumber: 1,
    nextSenseNumber: 1,
  };
}

/** Every statement on the page of an entity: its own and those of its forms and senses. */
export function allStatements(entity: Entity): readonly Statement[] {
  if (entity.type !== 'lexeme') return entity.statements;
  return [
    ...entity.statements,
    ...entity.forms.flatMap((form) => form.statements),
    ...entity.senses.flatMap((sense) => sense.statements),
  ];
}
