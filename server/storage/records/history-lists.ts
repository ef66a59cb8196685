/** Questions about the log: the history of a page, of a statement, what changed lately and by whom. */
import type { EditGroup } from '../../../schema/model/edit-group.ts';
import type { NewLogEvent } from './log-events.ts';
import type { RevisionInfo } from './record-store.ts';

/** A piece of the log; revisions are numbered in the order in which they were saved. */
export interface LogRange {
  /** Revisions older than this one. */
  readonly before?: number;
  /** Revisions newer than this one. */
  readonly after?: number;
  /** Default: `newest-first`. */
  readonly order?: 'newest-first' | 'oldest-first';
  readonly limit: number;
}

/** By their number, or by their name where they have no account. */
export type AuthorFilter = { readonly userId: number } | { readonly address: string };

export interface HistoryQuery extends LogRange {
  readonly documentId: string;
  /**
   * Only the revisions that added, changed or removed this statement, and always the first one of
   * the page, which may or may not have brought it.
   */
  readonly statementId?: string;
}

export interface RecentChangesQuery extends LogRange {
  readonly author?: AuthorFilter;
  readonly tag?: string;
  readonly editGroup?: EditGroup;
  /** Only the first revisions of pages. */
  readonly creations?: boolean;
}

export interface WatchedChangesQuery extends LogRange {
  readonly userId: number;
  /** Only the newest revision of each page. */
  readonly newestOfPage: boolean;
}

export interface WatchedPage {
  readonly documentId: string;
  /** ISO 8601, whole seconds; `undefined` for ever. */
  readonly expires: string | undefined;
}

export interface HistoryReads {
  history(query: HistoryQuery): Promise<RevisionInfo[]>;
  recentChanges(query: RecentChangesQuery): Promise<RevisionInfo[]>;
  /** Changes of the pages that somebody watches. */
  watchedChanges(query: WatchedChangesQuery): Promise<RevisionInfo[]>;
  /** `undefined` for a page that the user does not watch. */
  watchedPage(userId: number, documentId: string): Promise<WatchedPage | undefined>;
  /** By document id. */
  watchedPages(query: {
    readonly userId: number;
    readonly after?: string;
    readonly limit: number;
  }): Promise<WatchedPage[]>;
}

/** What people keep an eye on. */
export interface WatchlistWrites {
  /** Watching again changes how long. */
  watch(userId: number, documentIds: readonly string[], expires: string | undefined): Promise<void>;
  unwatch(userId: number, documentIds: readonly string[]): Promise<void>;
}

export interface PatrolWrites {
  /** False where somebody had looked at the revision before, or its author is trusted. */
  markPatrolled(revisionId: number, event: NewLogEvent): Promise<boolean>;
}
