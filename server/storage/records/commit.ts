/**
 * A commit: the pages one edit changes, all or none of them.
 *
 * The sender states what it started from (`parentRevisionId`); id, sequence, time, hashes, quads,
 * search terms and the change event are completed inside the writer's transaction.
 */
import type { DocumentKind } from '../../../schema/model/documents/kinds.ts';
import type { UniqueKey } from '../../../schema/model/documents/unique-keys.ts';
import type { NewLogEvent } from './log-events.ts';

export interface DocumentChange {
  readonly kind: DocumentKind;
  /** `undefined` allots the next free number of a numbered kind. */
  readonly documentId: string | undefined;
  /** Revision that `content` was made from; 0 says that the page must not exist yet. */
  readonly parentRevisionId: number;
  /**
   * The page's new stored JSON (`model/json.ts`, `writeStored`); `undefined` deletes the page.
   * In a new page the unsaved id (`Q0` …) stands for the id that it will get.
   */
  readonly content: string | undefined;
  /** Magic comment and the author's own words, as Wikibase writes them. */
  readonly summary: string;
  readonly tags: readonly string[];
  readonly minor: boolean;
  /** Earlier revisions of the page that get a tag with it, as having been taken back. */
  readonly tagsEarlier?: { readonly tag: string; readonly revisionIds: readonly number[] };
  /** What the log shall say of it; who, when, tags and revision are those of the change. */
  readonly logEvent?: Pick<NewLogEvent, 'type' | 'action' | 'comment' | 'params'>;
}

export interface Author {
  /** 0 for somebody who is not logged in. */
  readonly userId: number;
  readonly name: string;
  readonly bot: boolean;
  /** Nobody needs to look at what they do. */
  readonly trusted?: boolean;
}

export interface Commit {
  readonly changes: readonly DocumentChange[];
  readonly author: Author;
  /** From where its account is used: noted as `noteAddress` does, if the commit is saved. */
  readonly address?: string;
  /** The same key from the same author within 24 hours returns the first outcome again. */
  readonly idempotencyKey?: string;
  /**
   * What to do when a unique key (label + description, sitelink) has another holder: refuse the
   * commit, or save it and leave the key with its holder (imports, which must not lose anything).
   */
  readonly keyConflicts: 'refuse' | 'keep-holder';
}

export interface SavedRevision {
  readonly documentId: string;
  /** Position in the change log, which is also the id of the revision. */
  readonly revisionId: number;
  readonly parentRevisionId: number;
  /** ISO 8601, whole seconds. */
  readonly timestamp: string;
  /** The stored JSON as saved, with its final id; `undefined` for a deletion. */
  readonly content: string | undefined;
}

export type CommitOutcome =
  | { readonly outcome: 'saved'; readonly revisions: readonly SavedRevision[] }
  /** The same idempotency key was used before: here is what it saved then. */
  | { readonly outcome: 'repeated'; readonly revisions: readonly SavedRevision[] }
  | {
      readonly outcome: 'stale';
      readonly documentId: string;
      readonly latestRevisionId: number;
    }
  | { readonly outcome: 'key-taken'; readonly key: UniqueKey; readonly holder: string }
  | { readonly outcome: 'refused'; readonly reason: 'disk-full' | 'read-only' };
