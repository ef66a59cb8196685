/** Questions about which pages there are. */
import type { DocumentKind } from '../../../schema/model/documents/kinds.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';

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

/** Pages by letter and number of their ids: `P2`, `Q1`, `Q2`, `Q10`. */
export interface MentionQuery {
  readonly mentioned: EntityId;
  /** Those that the ids of the pages may begin with; any where there are none. */
  readonly letters?: readonly string[] | undefined;
  /** The page behind which the list goes on, whether it is still there or not. */
  readonly after: EntityId | undefined;
  readonly order: 'ascending' | 'descending';
  readonly limit: number;
}

export interface PageReads {
  /** Ids of the documents of these pages, deleted ones too, by number of the page. */
  documentIdsOf(pageIds: readonly number[]): Promise<Map<number, string>>;
  /** The inverse: numbers of pages by document id. */
  pageNumbersOf(documentIds: readonly string[]): Promise<Map<string, number>>;
  /** Pages that are there, by document id as text: `Q1`, `Q10`, `Q2`. */
  pagesByTitle(query: PagesByTitleQuery): Promise<PageListing[]>;
  /**
   * Pages that mention the entity by now: as a value, a unit, a property, a badge, a language or
   * grammatical feature, or because they redirect to it.
   */
  pagesMentioning(query: MentionQuery): Promise<EntityId[]>;
}
