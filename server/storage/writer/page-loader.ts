/** The pages that edits start from, as they are inside the transaction; recent ones stay at hand. */
import type { DocumentKind } from '../../../schema/model/documents/kinds.ts';
import { readStored } from '../../../schema/model/stored-json.ts';
import type { IndexQuads } from '../../rdf/munge.ts';
import { indexQuads } from '../../rdf/munge.ts';
import type { RdfContext } from '../../rdf/rdf-settings.ts';
import type { Contents } from '../records/sqlite/contents.ts';
import type { Digest } from '../records/hash-chain.ts';
import type { Revisions } from '../records/sqlite/revisions.ts';
import { timestampOf } from '../records/sqlite/rows.ts';
import { RowCache } from '../sqlite/row-cache.ts';
import { NO_STATE, pageState } from './page-state.ts';
import type { PageState } from './page-state.ts';
import type { StoredRdfContext } from './stored-rdf-context.ts';

export interface LoadedPage {
  readonly page: number;
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly revision: number;
  readonly revisionHash: Digest;
  readonly timestamp: string;
  readonly state: PageState;
  readonly kept?: KeptQuads;
}

/** Triples as they were derived when the page was saved, and in which state of the context. */
export interface KeptQuads {
  readonly quads: IndexQuads | undefined;
  readonly contextVersion: number;
}

/** Triples in all cached pages: some hundred bytes each. */
const CACHED_QUADS = 200_000;

export class PageLoader {
  readonly #revisions: Revisions;
  readonly #contents: Contents;
  readonly #cache = new RowCache<string, LoadedPage>(
    CACHED_QUADS,
    ({ kept }) => 10 + (kept?.quads?.own.length ?? 0),
  );

  constructor(revisions: Revisions, contents: Contents) {
    this.#revisions = revisions;
    this.#contents = contents;
  }

  /** A deleted page has no document; `undefined` where there never was one. */
  load(documentId: string): LoadedPage | undefined {
    return this.#cache.get(documentId) ?? this.#read(documentId);
  }

  keep(page: LoadedPage, kept: KeptQuads): void {
    this.#cache.set(page.documentId, { ...page, kept });
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
    const row = page && this.#revisions.one(page.latest);
    if (page === undefined || row === undefined) return undefined;
    const content = row.deletes === 1 ? undefined : this.#contents.read(row.revision);
    return {
      page: page.page,
      documentId,
      kind: page.kind,
      revision: row.revision,
      revisionHash: row.revision_hash,
      timestamp: timestampOf(row.time),
      state: content === undefined ? NO_STATE : pageState(readStored(page.kind, content)),
    };
  }
}

export function quadsOf(page: LoadedPage | undefined, context: RdfContext): IndexQuads | undefined {
  const document = page?.state.document;
  if (page === undefined || document === undefined) return undefined;
  const { revision, timestamp } = page;
  return indexQuads(document, { revisionId: revision, timestamp }, context);
}

/** The triples of a page in the context as it is now, which are at hand if nothing changed. */
export function quadsNow(
  page: LoadedPage | undefined,
  context: StoredRdfContext,
): IndexQuads | undefined {
  if (page?.kept?.contextVersion === context.version) return page.kept.quads;
  return quadsOf(page, context);
}
