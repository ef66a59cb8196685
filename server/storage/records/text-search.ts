/**
 * The part of the record port that finds pages by the words in their texts: terms, texts of
 * statements, pages of text. What `schema/model/text-tokens.ts` calls a token is what is stored.
 *
 * It is as fresh as the records: an edit changes it in its own transaction.
 */
import type { DocumentKind } from '../../../schema/model/documents/kinds.ts';
import type { TextField } from '../../../schema/model/documents/text-pieces.ts';

/** One of the words that a page must hold. */
export interface TextWord {
  /** Any of these tokens stands for it, some less than others. */
  readonly tokens: readonly { readonly token: string; readonly weight: number }[];
  /** `undefined` looks into all fields. */
  readonly fields: readonly TextField[] | undefined;
}

export interface TextQuery {
  /** Pages hold all of them; at least one. */
  readonly words: readonly TextWord[];
  readonly kinds: readonly DocumentKind[];
}

/** How well each page fits, by its number: BM25 over the words of the query. */
export type TextScores = ReadonlyMap<number, number>;

export interface TokenCount {
  readonly token: string;
  /** How many pages hold it; no more than the caller asked to count. */
  readonly pages: number;
}

/** What results are sorted by. */
export interface PageFacts {
  readonly pageId: number;
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly siteLinkCount: number;
  /** The newest revision. */
  readonly revisionId: number;
}

export interface PagesOfKinds {
  readonly kinds: readonly DocumentKind[];
  /** The number of the page after which to go on. */
  readonly after: number;
  readonly limit: number;
}

export interface TextReads {
  findText(query: TextQuery): Promise<TextScores>;
  /** Tokens that `edits` letters inserted, left out, changed or swapped lead to, nearest first. */
  similarTokens(query: {
    readonly token: string;
    readonly edits: 1 | 2;
    readonly limit: number;
  }): Promise<readonly TokenCount[]>;
  /** Tokens that begin so, in their order. */
  tokensFrom(query: { readonly prefix: string; readonly limit: number }): Promise<string[]>;
  /** Pages of which a label, or else an alias, in any language has exactly this search key. */
  pagesNamed(key: string): Promise<ReadonlyMap<number, 'label' | 'alias'>>;
  /** Pages that have a label in the language. */
  pagesLabelledIn(language: string): Promise<readonly number[]>;
  /** Pages that are there, by number of the page. */
  pagesOfKinds(query: PagesOfKinds): Promise<readonly number[]>;
  /** Those that are there. */
  pageFacts(pageIds: readonly number[]): Promise<readonly PageFacts[]>;
  /** The pages of these documents that are there. */
  pageIdsOf(documentIds: readonly string[]): Promise<readonly number[]>;
}
