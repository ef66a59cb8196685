/** The records in SQLite, for reading: short statements on a connection that never writes. */
import type { UniqueKey } from '../../../../schema/model/documents/unique-keys.ts';
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import type { Database } from '../../sqlite/database.ts';
import type { Author, SavedRevision } from '../commit.ts';
import { NO_DIGEST } from '../hash-chain.ts';
import type { Block, BlockQuery } from '../blocks.ts';
import type { BotPassword, Consumer, OauthToken } from '../credentials.ts';
import type {
  HistoryQuery,
  RecentChangesQuery,
  WatchedChangesQuery,
  WatchedPage,
} from '../history-lists.ts';
import type { LogEvent, LogEventQuery } from '../log-events.ts';
import type { MentionQuery, PageListing, PagesByTitleQuery } from '../page-lists.ts';
import type { Protection } from '../protections.ts';
import type { TagDefinition, TagUse } from '../tags.ts';
import type {
  AsOf,
  PageList,
  RecordStore,
  RevisionInfo,
  Session,
  StoreCounts,
  StoreEngine,
  StoredDocument,
  StoredRevision,
  StoreHead,
  TermMatch,
  TermQuery,
  User,
} from '../record-store.ts';
import type { PageFacts, PagesOfKinds, TextQuery, TextScores, TokenCount } from '../text-search.ts';
import type { UserQuery } from '../users.ts';
import { AccountReader } from './accounts.ts';
import { BlockReader } from './blocks.ts';
import { Contents } from './contents.ts';
import { CredentialReader } from './credentials.ts';
import { HistoryLists } from './history-lists.ts';
import { Idempotency } from './idempotency.ts';
import { LogEventReader } from './log-events.ts';
import { MentionReader } from './mentions.ts';
import { PageReader } from './page-lists.ts';
import { ProtectionReader } from './protections.ts';
import { Revisions } from './revisions.ts';
import { revisionInfo, timestampOf } from './rows.ts';
import type { RevisionRow } from './rows.ts';
import { savedRevision } from './saved-revision.ts';
import { TagReader } from './tags.ts';
import { TermReader } from './terms.ts';
import { TextReader } from './text-reader.ts';
import { UniqueKeys } from './unique-keys.ts';
import { WatchlistReader } from './watchlist.ts';
import { UserReader } from './users.ts';

export class SqliteRecordStore implements RecordStore {
  readonly #revisions: Revisions;
  readonly #lists: HistoryLists;
  readonly #tags: TagReader;
  readonly #watchlist: WatchlistReader;
  readonly #pages: PageReader;
  readonly #mentions: MentionReader;
  readonly #contents: Contents;
  readonly #terms: TermReader;
  readonly #texts: TextReader;
  readonly #keys: UniqueKeys;
  readonly #accounts: AccountReader;
  readonly #idempotency: Idempotency;
  readonly #logEvents: LogEventReader;
  readonly #blocks: BlockReader;
  readonly #protections: ProtectionReader;
  readonly #users: UserReader;
  readonly #credentials: CredentialReader;

  readonly #engine: StoreEngine;

  /** The newest sequence that the writer told of; without a writer only the file knows. */
  readonly #announced: (() => number) | undefined;
  #head: StoreHead | undefined;

  constructor(db: Database, announced?: () => number) {
    this.#announced = announced;
    this.#revisions = new Revisions(db);
    this.#lists = new HistoryLists(db);
    this.#tags = new TagReader(db);
    this.#watchlist = new WatchlistReader(db);
    this.#pages = new PageReader(db);
    this.#mentions = new MentionReader(db);
    this.#contents = new Contents(db);
    this.#terms = new TermReader(db);
    this.#texts = new TextReader(db);
    this.#keys = new UniqueKeys(db);
    this.#accounts = new AccountReader(db);
    this.#idempotency = new Idempotency(db);
    this.#logEvents = new LogEventReader(db);
    this.#blocks = new BlockReader(db);
    this.#protections = new ProtectionReader(db);
    this.#users = new UserReader(db);
    this.#credentials = new CredentialReader(db);
    const version = db.prepare('SELECT sqlite_version()').pluck().get() as string;
    this.#engine = { name: 'sqlite', version };
  }

  async head(): Promise<StoreHead> {
    if (this.#head === undefined || this.#head.sequence !== this.#announced?.()) {
      this.#head = this.#storedHead();
    }
    return this.#head;
  }

  /** What is edited is read again soon: unpacking it would cost more than all else of reading it. */
  remember(revisions: readonly SavedRevision[]): void {
    for (const { revisionId, parentRevisionId, content } of revisions) {
      if (content !== undefined) this.#contents.keep(revisionId, content, parentRevisionId);
    }
  }

  #storedHead(): StoreHead {
    const head = this.#revisions.head();
    return {
      sequence: head?.revision ?? 0,
      timestamp: head && timestampOf(head.time),
      logHash: (head?.log_hash ?? NO_DIGEST).toString('hex'),
    };
  }

  async counts(): Promise<StoreCounts> {
    return {
      documents: this.#revisions.pagesByKind(),
      revisions: this.#revisions.head()?.revision ?? 0,
      users: this.#accounts.userCount(),
    };
  }

  async engine(): Promise<StoreEngine> {
    return this.#engine;
  }

  async sequenceAt(moment: AsOf): Promise<number> {
    return this.#revisions.sequenceAt(moment);
  }

  async document(documentId: string, at?: AsOf): Promise<StoredDocument | undefined> {
    return this.#documentAt(documentId, at && this.#revisions.sequenceAt(at));
  }

  async documents(documentIds: readonly string[], at?: AsOf): Promise<Map<string, StoredDocument>> {
    const sequence = at && this.#revisions.sequenceAt(at);
    const found = documentIds.map((id) => this.#documentAt(id, sequence));
    return new Map(
      found.flatMap((document) => (document ? [[document.documentId, document]] : [])),
    );
  }

  async newestRevisions(documentIds: readonly string[]): Promise<Map<string, RevisionInfo>> {
    return new Map(
      this.#revisions.newest(documentIds).map((row) => [row.document_id, revisionInfo(row)]),
    );
  }

  async listDocuments({ kind, after, limit, at }: PageList): Promise<StoredDocument[]> {
    const sequence = at === undefined ? Number.MAX_SAFE_INTEGER : this.#revisions.sequenceAt(at);
    const rows = this.#revisions.list({
      kind,
      after: after === undefined ? 0 : this.#pageNumber(after),
      at: sequence,
      limit,
    });
    return rows.flatMap((row) => this.#withContent(row) ?? []);
  }

  async revision(revisionId: number): Promise<StoredRevision | undefined> {
    const row = this.#revisions.one(revisionId);
    return row && { ...revisionInfo(row), content: this.#contentOf(row) };
  }

  async revisionInfos(revisionIds: readonly number[]): Promise<Map<number, RevisionInfo>> {
    const rows = this.#revisions.many(revisionIds);
    return new Map(rows.map((row) => [row.revision, revisionInfo(row)]));
  }

  async history(query: HistoryQuery): Promise<RevisionInfo[]> {
    return this.#lists.ofPage(query).map(revisionInfo);
  }

  async changes(after: number, limit: number): Promise<RevisionInfo[]> {
    return this.#revisions.changes(after, limit).map(revisionInfo);
  }

  async changedPages(after: number, limit: number): Promise<string[]> {
    return this.#revisions.changedPages(after, limit);
  }

  async recentChanges(query: RecentChangesQuery): Promise<RevisionInfo[]> {
    return this.#lists.recent(query).map(revisionInfo);
  }

  async watchedChanges(query: WatchedChangesQuery): Promise<RevisionInfo[]> {
    return this.#lists.watched(query, nowSeconds()).map(revisionInfo);
  }

  async tags({ from = '', limit }: { from?: string; limit: number }): Promise<TagUse[]> {
    return this.#tags.list(from, limit);
  }

  async tagDefinitions(tags: readonly string[]): Promise<Map<string, TagDefinition>> {
    const found = tags.flatMap((tag) => this.#tags.definition(tag) ?? []);
    return new Map(found.map((definition) => [definition.tag, definition]));
  }

  async tagUses(tag: string): Promise<number> {
    return this.#tags.uses(tag);
  }

  async watchedPage(userId: number, documentId: string): Promise<WatchedPage | undefined> {
    return this.#watchlist.watched(userId, documentId, nowSeconds());
  }

  async watchedPages(query: {
    userId: number;
    after?: string;
    limit: number;
  }): Promise<WatchedPage[]> {
    const { userId, after = '', limit } = query;
    return this.#watchlist.list(userId, after, limit, nowSeconds());
  }

  async revisionCount(documentId: string): Promise<number> {
    return this.#revisions.countOfPage(documentId);
  }

  async earlierSame(query: {
    documentId: string;
    content: string;
    before: number;
    among: number;
  }): Promise<number | undefined> {
    const { content, ...place } = query;
    return this.#revisions
      .ofSize({ ...place, size: Buffer.byteLength(content) })
      .find((revision) => this.#contents.read(revision) === content);
  }

  async revisionSizes(revisionIds: readonly number[]): Promise<Map<number, number>> {
    return this.#revisions.sizes(revisionIds);
  }

  async documentIdsOf(pageIds: readonly number[]): Promise<Map<number, string>> {
    return this.#pages.documentIdsOf(pageIds);
  }

  async pageNumbersOf(documentIds: readonly string[]): Promise<Map<string, number>> {
    return this.#pages.numbersOf(documentIds);
  }

  async pagesByTitle(query: PagesByTitleQuery): Promise<PageListing[]> {
    return this.#pages.byTitle(query);
  }

  async pagesMentioning(query: MentionQuery): Promise<EntityId[]> {
    return this.#mentions.pagesMentioning(query);
  }

  async findTerms(query: TermQuery): Promise<TermMatch[]> {
    return this.#terms.find(query);
  }

  async findText(query: TextQuery): Promise<TextScores> {
    return this.#texts.find(query);
  }

  async similarTokens(query: {
    token: string;
    edits: 1 | 2;
    limit: number;
  }): Promise<TokenCount[]> {
    return this.#texts.similar(query);
  }

  async tokensFrom(query: { prefix: string; limit: number }): Promise<string[]> {
    return this.#texts.tokensFrom(query);
  }

  async pagesNamed(key: string): Promise<Map<number, 'label' | 'alias'>> {
    return this.#texts.named(key);
  }

  async pagesLabelledIn(language: string): Promise<number[]> {
    return this.#texts.labelledIn(language);
  }

  async pagesOfKinds(query: PagesOfKinds): Promise<number[]> {
    return this.#texts.pagesOfKinds(query);
  }

  async pageFacts(pageIds: readonly number[]): Promise<PageFacts[]> {
    return this.#texts.pageFacts(pageIds);
  }

  async pageIdsOf(documentIds: readonly string[]): Promise<number[]> {
    return this.#texts.pageIdsOf(documentIds);
  }

  async keyHolder(key: UniqueKey): Promise<string | undefined> {
    return this.#keys.holder(key);
  }

  async userByName(name: string): Promise<User | undefined> {
    return this.#accounts.userByName(name);
  }

  async userById(userId: number): Promise<User | undefined> {
    return this.#accounts.userById(userId);
  }

  async session(tokenHash: string): Promise<Session | undefined> {
    return this.#accounts.session(tokenHash);
  }

  async botPassword(userId: number, label: string): Promise<BotPassword | undefined> {
    return this.#credentials.botPassword(userId, label);
  }

  async botPasswords(userId: number): Promise<BotPassword[]> {
    return this.#credentials.botPasswords(userId);
  }

  async consumer(consumerId: string): Promise<Consumer | undefined> {
    return this.#credentials.consumer(consumerId);
  }

  async consumers(userId: number): Promise<Consumer[]> {
    return this.#credentials.consumers(userId);
  }

  async consumersActingFor(userId: number): Promise<Consumer[]> {
    return this.#credentials.consumersActingFor(userId, Date.now());
  }

  async oauthToken(tokenHash: string): Promise<OauthToken | undefined> {
    return this.#credentials.token(tokenHash);
  }

  async hasRecoveryLink(tokenHash: string): Promise<boolean> {
    return this.#credentials.hasLink(tokenHash, Date.now());
  }

  async repeatedCommit(
    author: Pick<Author, 'userId' | 'name'>,
    idempotencyKey: string,
  ): Promise<readonly SavedRevision[] | undefined> {
    const saved = this.#idempotency.find(author, idempotencyKey, nowSeconds());
    return saved?.map((revision) => savedRevision(revision, this.#revisions, this.#contents));
  }

  async users(query: UserQuery): Promise<User[]> {
    return this.#users.find(query);
  }

  async editCount(userId: number): Promise<number> {
    return this.#users.editCount(userId);
  }

  async addressesOf(userId: number): Promise<string[]> {
    return this.#users.addressesOf(userId, Date.now());
  }

  async blocksOn(whom: { userId: number; networks: readonly string[] }): Promise<Block[]> {
    return this.#blocks.on(whom.userId, whom.networks, Date.now());
  }

  async blocks(query: BlockQuery): Promise<Block[]> {
    return this.#blocks.find(query, Date.now());
  }

  async protection(documentId: string): Promise<Protection | undefined> {
    return this.#protections.ofPage(documentId, Date.now());
  }

  async logEvents(query: LogEventQuery): Promise<LogEvent[]> {
    return this.#logEvents.find(query);
  }

  #documentAt(documentId: string, sequence: number | undefined): StoredDocument | undefined {
    const page = this.#revisions.page(documentId);
    if (page === undefined) return undefined;
    const row =
      sequence === undefined
        ? this.#revisions.one(page.latest)
        : this.#revisions.ofPageAt(page.page, sequence);
    return row && this.#withContent(row);
  }

  #withContent(row: RevisionRow): StoredDocument | undefined {
    const content = this.#contentOf(row);
    return content === undefined ? undefined : { ...revisionInfo(row), content };
  }

  #contentOf(row: RevisionRow): string | undefined {
    if (row.deletes === 1 || row.content_suppressed === 1) return undefined;
    return this.#contents.read(row.revision);
  }

  #pageNumber(documentId: string): number {
    const page = this.#revisions.page(documentId);
    if (page === undefined) throw new RangeError(`There is no page ${documentId} to go on after`);
    return page.page;
  }
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
