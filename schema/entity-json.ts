/**
 * Wikibase's JSON, as it travels: what the Action API, Special:EntityData and the dumps hold.
 *
 * These are the shapes we write. What we read may be laxer (empty maps as `[]`, ids without
 * `numeric-id` …): `model/json/` is the only reader.
 */
import type { Datatype } from './datatypes.ts';

export interface TermJson {
  language: string;
  value: string;
}
export type TermsJson = Record<string, TermJson>;
export type AliasesJson = Record<string, TermJson[]>;

export type DataValueJson =
  | { value: string; type: 'string' }
  | {
      value: { 'entity-type': string; 'numeric-id'?: number; id: string };
      type: 'wikibase-entityid';
    }
  | { value: { text: string; language: string }; type: 'monolingualtext' }
  | {
      value: { amount: string; unit: string; upperBound?: string; lowerBound?: string };
      type: 'quantity';
    }
  | {
      value: {
        time: string;
        timezone: number;
        before: number;
        after: number;
        precision: number;
        calendarmodel: string;
      };
      type: 'time';
    }
  | {
      value: {
        latitude: number;
        longitude: number;
        altitude: null;
        precision: number | null;
        globe: string;
      };
      type: 'globecoordinate';
    }
  | { value: unknown; type: string; error: string };

export interface SnakJson {
  snaktype: 'value' | 'somevalue' | 'novalue';
  property: string;
  hash?: string;
  datavalue?: DataValueJson;
  datatype?: Datatype;
}
export type SnakMapJson = Record<string, SnakJson[]>;

export interface ReferenceJson {
  hash: string;
  snaks: SnakMapJson;
  'snaks-order': string[];
}

export interface StatementJson {
  mainsnak: SnakJson;
  type: 'statement';
  qualifiers?: SnakMapJson;
  'qualifiers-order'?: string[];
  id: string;
  rank: 'preferred' | 'normal' | 'deprecated';
  references?: ReferenceJson[];
}
export type StatementMapJson = Record<string, StatementJson[]>;

export interface SiteLinkJson {
  site: string;
  title: string;
  badges: string[];
  url?: string;
}

/** What a page adds to its entity, in the API and in Special:EntityData. */
export interface PageInfoJson {
  pageid: number;
  ns: number;
  title: string;
  lastrevid: number;
  modified: string;
}

export interface ItemJson {
  type: 'item';
  id: string;
  labels: TermsJson;
  descriptions: TermsJson;
  aliases: AliasesJson;
  claims: StatementMapJson;
  sitelinks: Record<string, SiteLinkJson>;
}

export interface PropertyJson {
  type: 'property';
  datatype: Datatype;
  id: string;
  labels: TermsJson;
  descriptions: TermsJson;
  aliases: AliasesJson;
  claims: StatementMapJson;
}

export interface FormJson {
  id: string;
  representations: TermsJson;
  grammaticalFeatures: string[];
  claims: StatementMapJson;
}

export interface SenseJson {
  id: string;
  glosses: TermsJson;
  claims: StatementMapJson;
}

export interface LexemeJson {
  type: 'lexeme';
  id: string;
  lemmas: TermsJson;
  lexicalCategory: string;
  language: string;
  claims: StatementMapJson;
  forms: FormJson[];
  senses: SenseJson[];
}

export type EntityJson = ItemJson | PropertyJson | LexemeJson;

export interface RedirectJson {
  entity: string;
  redirect: string;
}
