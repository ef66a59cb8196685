/**
 * The port to what is true: documents, their revisions, the change log, accounts, search terms.
 *
 * Every method is asynchronous, so that an adapter may live elsewhere. Reading never waits for
 * writing. One contract test suite (`record-store.contract.ts`) holds for every adapter.
 */
import type { DocumentKind } from '../../../schema/model/documents/kinds.ts';
import type { UniqueKey } from '../../../schema/model/documents/unique-keys.ts';
import type { Author, SavedRevision } from './commit.ts';
import type { BlockReads } from './blocks.ts';
import type { CredentialReads } from './credentials.ts';
import type { HistoryReads } from './history-lists.ts';
import type { LogEventReads } from './log-events.ts';
import type { PageReads } from './page-lists.ts';
import type { ProtectionReads } from './protections.ts';
import type { TagReads } from './tags.ts';
import type { TextReads } from './text-search.ts';
import type { GroupExpiries, UserReads } from './users.ts';

/** A moment of the wiki's history. A time means the last sequence that is not after it. */
export type AsOf = { readonly sequence: number } | { readonly timeMs: number };

export interface RevisionInfo {
  readonly revisionId: number;
  readonly documentId: string;
  /** Pages are numbered in the order in which they were created. */
  readonly pageId: number;
  readonly kind: DocumentKind;
  /** 0 for the first revision of a page. */
  readonly parentRevisionId: number;
  /** ISO 8601, whole seconds. */
  readonly timestamp: string;
  readonly userId: number;
  /** `undefined` where suppressed. */
  readonly userName: string | undefined;
  /** `undefined` where suppressed. */
  readonly summary: string | undefined;
  /** As they are by now. */
  readonly tags: readonly string[];
  readonly minor: boolean;
  readonly bot: boolean;
  /** Bytes of the stored JSON; 0 for a deletion. */
  readonly sizeBytes: number;
  readonly deletes: boolean;
  readonly contentSuppressed: boolean;
  /** Is it the newest of its page? */
  readonly latest: boolean;
  /** Whether somebody looked at it; nobody has to where its author is trusted. */
  readonly patrol: 'unpatrolled' | 'autopatrolled' | 'patrolled';
  /** Lower-case hex; see `hash-chain.ts`. */
  readonly revisionHash: string;
  readonly logHash: string;
}

export interface StoredDocument extends RevisionInfo {
  /** Stored JSON (`model/json.ts`, `readStored`). */
  readonly content: string;
}

export interface StoredRevision extends RevisionInfo {
  /** `undefined` for a deletion and where suppressed. */
  readonly content: string | undefined;
}

export interface PageList {
  readonly kind?: DocumentKind;
  /** Document id after which to go on; pages come in the order in which they were created. */
  readonly after?: string;
  readonly limit: number;
  readonly at?: AsOf;
}

export interface TermMatch {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly language: string;
  readonly termType: 'label' | 'alias';
  /** The text as written, not the folded key. */
  readonly text: string;
  readonly exact: boolean;
  /** It is not the term that begins so, but a later word of it. */
  readonly laterWord: boolean;
  readonly siteLinkCount: number;
  readonly statementCount: number;
}

export interface TermQuery {
  /** Folded by `model/search-key.ts`. */
  readonly prefix: string;
  /** `undefined` searches every language. */
  readonly languages: readonly string[] | undefined;
  readonly kinds: readonly DocumentKind[];
  readonly limit: number;
}

export interface User {
  readonly userId: number;
  readonly name: string;
  /** Argon2id in PHC format; `undefined` for an account that cannot log in. */
  readonly passwordHash: string | undefined;
  readonly groups: readonly string[];
  /** Of the memberships that end: when (ISO 8601, whole seconds). */
  readonly groupExpiries: GroupExpiries;
  readonly registered: string;
}

export interface Session {
  /** SHA-256 of the cookie's token, hex. The token itself is never stored. */
  readonly tokenHash: string;
  readonly userId: number;
  readonly csrfSecret: string;
  readonly expiresMs: number;
  /** Of the bot password that opened it; `undefined` where the account's own did. */
  readonly botLabel?: string | undefined;
}

export interface StoreHead {
  /** 0 in an empty store. */
  readonly sequence: number;
  /** ISO 8601 of the newest change; `undefined` in an empty store. */
  readonly timestamp: string | undefined;
  readonly logHash: string;
}

export interface StoreCounts {
  readonly documents: Readonly<Partial<Record<DocumentKind, number>>>;
  readonly revisions: number;
  readonly users: number;
}

/** What stands behind the port, for those who ask of a fault what they run. */
export interface StoreEngine {
  readonly name: 'sqlite';
  readonly version: string;
}

export interface RecordStore
  extends
    BlockReads,
    CredentialReads,
    HistoryReads,
    LogEventReads,
    PageReads,
    ProtectionReads,
    TagReads,
    TextReads,
    UserReads {
  head(): Promise<StoreHead>;
  /** The newest sequence that is not after the moment; 0 before the first change. */
  sequenceAt(moment: AsOf): Promise<number>;
  counts(): Promise<StoreCounts>;
  engine(): Promise<StoreEngine>;

  /** The page as it is, or as it was; `undefined` where there is none or it was deleted then. */
  document(documentId: string, at?: AsOf): Promise<StoredDocument | undefined>;
  /** Like `document` for many ids at once; ids without a page are left out. */
  documents(documentIds: readonly string[], at?: AsOf): Promise<Map<string, StoredDocument>>;
  /** The newest revisions of the same pages as `documents`, without what they hold. */
  newestRevisions(documentIds: readonly string[]): Promise<Map<string, RevisionInfo>>;
  listDocuments(query: PageList): Promise<StoredDocument[]>;
  revision(revisionId: number): Promise<StoredRevision | undefined>;
  /** Revisions without their contents; those that do not exist are left out. */
  revisionInfos(revisionIds: readonly number[]): Promise<Map<number, RevisionInfo>>;
  /** Changes after `after`, oldest first, without a gap. */
  changes(after: number, limit: number): Promise<RevisionInfo[]>;
  /** The pages of these changes alone, once for each change. */
  changedPages(after: number, limit: number): Promise<string[]>;
  revisionCount(documentId: string): Promise<number>;
  /**
   * The newest revision older than `before` in which the page held exactly this, among the `among`
   * newest of those.
   */
  earlierSame(query: {
    readonly documentId: string;
    readonly content: string;
    readonly before: number;
    readonly among: number;
  }): Promise<number | undefined>;
  /** Bytes of the stored JSON by revision; those that do not exist are left out. */
  revisionSizes(revisionIds: readonly number[]): Promise<Map<number, number>>;

  /**
   * The best `limit` matches, best first, however many there are (a prefix of one letter has
   * thousands). Exact labels come first, then other labels together with exact aliases, then other
   * aliases; within each by sitelinks, then statements (most first), then labels before aliases,
   * then the smaller id. After them come terms of which a later word begins so, in the same order
   * of what they are from that word on. One page may occur several times, once for each beginning
   * and each word that matches.
   */
  findTerms(query: TermQuery): Promise<TermMatch[]>;
  /** Who holds a unique key. */
  keyHolder(key: UniqueKey): Promise<string | undefined>;

  userByName(name: string): Promise<User | undefined>;
  userById(userId: number): Promise<User | undefined>;
  session(tokenHash: string): Promise<Session | undefined>;

  /** What the author's commit with this idempotency key saved; `undefined` where there was none. */
  repeatedCommit(
    author: Pick<Author, 'userId' | 'name'>,
    idempotencyKey: string,
  ): Promise<readonly SavedRevision[] | undefined>;
}

/** What a new password ends: `all-access` means bot passwords, consumers and tokens as well. */
export type EndedAccess = 'sessions' | 'all-access';

/** What the writer does besides commits; each call is one durable transaction. */
export interface AccountWrites {
  /** `undefined` where the name is taken, or looks like one that is. */
  createUser(
    user: Omit<User, 'userId' | 'registered' | 'groupExpiries'>,
  ): Promise<User | undefined>;
  /** Ends all sessions of the account, and what programs may do for it where that is asked for. */
  setPassword(userId: number, passwordHash: string, ends?: EndedAccess): Promise<void>;
  createSession(session: Session): Promise<void>;
  deleteSession(tokenHash: string): Promise<void>;
}
