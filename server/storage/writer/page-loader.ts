/** The pages that edits start from, as they are inside the transaction; recent ones stay at hand. */
import type { DocumentKind } from '../../../schema/model/documents/kinds.ts';
import { readStored } from '../../../schema/model/stored-json.ts';
import type { PageVersion } from '../../rdf/index-parts.ts';
import type { RdfContext } from '../../rdf/rdf-settings.ts';
import type { Contents } from '../records/sqlite/contents.ts';
import type { Digest } from '../records/hash-chain.ts';
import type { Revisions } from '../records/sqlite/revisions.ts';
import { timestampOf } from '../records/sqlite/rows.ts';
import type { PageRow, RevisionRow } from '../records/sqlite/rows.ts';
import { RowCache } from '../sqlite/row-cache.ts';
import { pageState } from './page-state.ts';
import type { PageState } from './page-state.ts';

export interface LoadedPage {
  readonly page: number;
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly revision: number;
  readonly revisionHash: Digest;
  readonly timestamp: string;
  readonly state: PageState;
}

/** Statements in all cached pages: about a kilobyte each, with all that is remembered of them. */
const CACHED_STATEMENTS = 50_000;

export class PageLoader {
  readonly #revisions: Revisions;
  readonly #contents: Contents;
  readonly #revisionOf: (page: PageRow) => RevisionRow | undefined;
  readonly #cache = new RowCache<string, LoadedPage>(
    CACHED_STATEMENTS,
    ({ state }) => 5 + state.statements,
  );

  /** `revisionOf` says which revision counts: by default the newest. */
  constructor(
    revisions: Revisions,
    contents: Contents,
    revisionOf: (page: PageRow) => RevisionRow | undefined = ({ latest }) => revisions.one(latest),
  ) {
    this.#revisions = revisions;
    this.#contents = contents;
    this.#revisionOf = revisionOf;
  }

  /** A deleted page has no document; `undefined` where there never was one. */
  load(documentId: string): LoadedPage | undefined {
    return this.#cache.get(documentId) ?? this.#read(documentId);
  }

  keep(page: LoadedPage): void {
    this.#cache.set(page.documentId, page);
  }

  /** After a rollback. */
  forget(): void {
    this.#cache.clear();
  }

  forgetPage(documentId: string): void {
    this.#cache.delete(documentId);
  }

  #read(documentId: string): LoadedPage | undefined {
    const page = this.#revisions.page(documentId);
    const row = page && this.#revisionOf(page);
    if (page === undefined || row === undefined) return undefined;
    const content = row.deletes === 1 ? undefined : this.#contents.read(row.revision);
    const document = content === undefined ? undefined : readStored(page.kind, content);
    return loadedPage(row, pageState(document));
  }
}

export function loadedPage(row: RevisionRow, state: PageState): LoadedPage {
  return {
    page: row.page,
    documentId: row.document_id,
    kind: row.kind,
    revision: row.revision,
    revisionHash: row.revision_hash,
    timestamp: timestampOf(row.time),
    state,
  };
}

/** The page with the context that its triples depend on; `undefined` where it has no content. */
export function versionOf(
  page: LoadedPage | undefined,
  context: RdfContext,
): PageVersion | undefined {
  const document = page?.state.document;
  if (page === undefined || document === undefined) return undefined;
  const { revision: revisionId, timestamp } = page;
  return { document, revision: { revisionId, timestamp }, context };
}
