/** Questions about which pages there are. */
import type { DocumentKind } from '../../../schema/model/documents/kinds.ts';

export interface PagesByTitleQuery {
  readonly kind: DocumentKind;
  /** Bounds of the document ids, both included; ids are compared as text. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly prefix: string;
  readonly order: 'ascending' | 'descending';
  readonly limit: number;
}

export interface PageListing {
  readonly pageId: number;
  readonly documentId: string;
}

export interface PageReads {
  /** Ids of the documents of these pages, deleted ones too, by number of the page. */
  documentIdsOf(pageIds: readonly number[]): Promise<Map<number, string>>;
  /** The inverse: numbers of pages by document id. */
  pageNumbersOf(documentIds: readonly string[]): Promise<Map<string, number>>;
  /** Pages that are there, by document id as text: `Q1`, `Q10`, `Q2`. */
  pagesByTitle(query: PagesByTitleQuery): Promise<PageListing[]>;
}
