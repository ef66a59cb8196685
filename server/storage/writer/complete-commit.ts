/**
 * One commit inside the writer's transaction: checked against what is stored, then completed with
 * id, sequence, time, hashes, unique keys, search terms and triples.
 *
 * All checks come before the first write, so that a refused commit leaves no trace, not even a
 * used id.
 */
import { documentKind } from '../../../schema/model/documents/kinds.ts';
import type { DocumentKind } from '../../../schema/model/documents/kinds.ts';
import { withSavedId } from '../../../schema/model/saved-id.ts';
import { readStored, writeStored } from '../../../schema/model/stored-json.ts';
import type { Commit, CommitOutcome, DocumentChange, SavedRevision } from '../records/commit.ts';
import { timestampOf } from '../records/sqlite/rows.ts';
import { savedRevision } from '../records/sqlite/saved-revision.ts';
import { indexPage } from './index-page.ts';
import type { LoadedPage } from './page-loader.ts';
import { NO_STATE, pageState } from './page-state.ts';
import type { PageState } from './page-state.ts';
import { shareStatements } from './share-statements.ts';
import type { WriterParts } from './writer-parts.ts';

/** A change whose page is loaded and whose new content is read. */
interface PreparedChange {
  readonly change: DocumentChange;
  readonly page: LoadedPage | undefined;
  readonly before: PageState;
  readonly after: PageState;
}

export class CommitWriter {
  readonly #parts: WriterParts;
  readonly #nowMs: () => number;

  constructor(parts: WriterParts, nowMs: () => number) {
    this.#parts = parts;
    this.#nowMs = nowMs;
  }

  /** Writes nothing unless the outcome is `saved`. */
  write(commit: Commit): CommitOutcome {
    const { author, address, idempotencyKey } = commit;
    const timeSeconds = this.#time();
    const repeated =
      idempotencyKey === undefined
        ? undefined
        : this.#parts.idempotency.find(author, idempotencyKey, timeSeconds);
    if (repeated !== undefined) return { outcome: 'repeated', revisions: this.#saved(repeated) };

    const prepared: PreparedChange[] = [];
    for (const change of commit.changes) {
      const page =
        change.documentId === undefined ? undefined : this.#parts.pages.load(change.documentId);
      const latestRevisionId = page?.revision ?? 0;
      if (latestRevisionId !== change.parentRevisionId) {
        return { outcome: 'stale', documentId: change.documentId ?? '', latestRevisionId };
      }
      prepared.push(prepareChange(change, page));
    }
    const refused = commit.keyConflicts === 'refuse' ? this.#takenKey(prepared) : undefined;
    if (refused !== undefined) return refused;

    const revisions = prepared.map((change) => this.#save(change, commit, timeSeconds));
    if (idempotencyKey !== undefined) {
      const numbers = revisions.map(({ revisionId }) => revisionId);
      this.#parts.idempotency.remember(author, idempotencyKey, timeSeconds, numbers);
    }
    if (address !== undefined) this.#parts.addresses.note(author.userId, address, timeSeconds);
    return { outcome: 'saved', revisions };
  }

  /** Time never runs backwards in the log, whatever the clock does. */
  #time(): number {
    return Math.max(Math.floor(this.#nowMs() / 1000), this.#parts.log.head().timeSeconds);
  }

  #takenKey(prepared: readonly PreparedChange[]): CommitOutcome | undefined {
    const claimedHere = new Map<string, string>();
    for (const { change, before, after } of prepared) {
      for (const [text, key] of after.keys) {
        if (before.keys.has(text)) continue;
        const holder =
          claimedHere.get(text) ??
          this.#parts.keys.claimants(key).find((id) => !releases(prepared, id, text));
        if (holder !== undefined) return { outcome: 'key-taken', key, holder };
        claimedHere.set(text, change.documentId ?? '');
      }
    }
    return undefined;
  }

  #save(
    { change, page, before, after: unsaved }: PreparedChange,
    commit: Commit,
    timeSeconds: number,
  ): SavedRevision {
    const { log, terms, texts, mentions, pages } = this.#parts;
    const { kind, parentRevisionId } = change;
    const documentId = change.documentId ?? this.#newId(kind);
    const { content, state } = named(unsaved, change, documentId);
    const number = page?.page ?? log.nextPage();
    const parent = page && { revision: page.revision, hash: page.revisionHash };
    const revisionHash = log.append(
      { ...change, page: number, documentId, parent, content, author: commit.author },
      timeSeconds,
    );
    const saved: LoadedPage = {
      page: number,
      documentId,
      kind,
      revision: log.head().sequence,
      revisionHash,
      timestamp: timestampOf(timeSeconds),
      state,
    };
    this.#savePage(saved, page);
    this.#logEvent(saved, change, commit, timeSeconds);
    this.#tagEarlier(change);
    if (page !== undefined) {
      const { statementChanges } = this.#parts;
      statementChanges.record(number, saved.revision, before.document, state.document);
    }
    this.#saveKeys(saved, before);
    terms.replace(number, kind, before.terms, state.terms);
    texts.replace(number, kind, before.document, state.document);
    mentions.replace(saved, before.mentions, state.mentions);
    indexPage(this.#parts, saved, page);
    // Nobody edits what an import has just brought; keeping it would drive out what is edited.
    if (commit.keyConflicts === 'refuse') pages.keep(saved);
    else pages.forgetPage(documentId);
    const { revision: revisionId, timestamp } = saved;
    return { documentId, revisionId, parentRevisionId, timestamp, content };
  }

  #savePage(saved: LoadedPage, earlier: LoadedPage | undefined): void {
    const { page, documentId, kind, revision, state } = saved;
    const deleted = state.document === undefined;
    const { siteLinks, statements } = state;
    const row = { page, documentId, kind, revision, deleted, siteLinks, statements };
    if (earlier === undefined) this.#parts.log.createPage(row, numberOf(kind, documentId));
    else this.#parts.log.updatePage(row, earlier.state.document === undefined);
  }

  #logEvent(
    { documentId, revision: revisionId }: LoadedPage,
    { logEvent, tags }: DocumentChange,
    { author }: Commit,
    timeSeconds: number,
  ): void {
    if (logEvent === undefined) return;
    const { logEvents } = this.#parts;
    const target = { target: documentId, documentId, revisionId };
    logEvents.add({ ...logEvent, ...target, author, tags }, timeSeconds);
  }

  #tagEarlier({ tagsEarlier }: DocumentChange): void {
    if (tagsEarlier === undefined) return;
    const { tag, revisionIds } = tagsEarlier;
    for (const revisionId of revisionIds) this.#parts.changeTags.edit({ revisionId }, [tag], []);
  }

  #saveKeys({ page, revision, state }: LoadedPage, before: PageState): void {
    for (const [text, key] of before.keys) {
      if (!state.keys.has(text)) this.#parts.keys.release(key, page);
    }
    for (const [text, key] of state.keys) {
      if (!before.keys.has(text)) this.#parts.keys.claim(key, page, revision);
    }
  }

  #newId(kind: DocumentKind): string {
    const { prefix, numbered } = documentKind(kind);
    if (!numbered) throw new Error(`A page of kind ${kind} needs a title`);
    return `${prefix}${this.#parts.log.nextNumber(kind)}`;
  }

  #saved(revisions: readonly number[]): SavedRevision[] {
    return revisions.map((revision) =>
      savedRevision(revision, this.#parts.revisions, this.#parts.contents),
    );
  }
}

function prepareChange(change: DocumentChange, page: LoadedPage | undefined): PreparedChange {
  const { content, kind, documentId } = change;
  const before = page?.state ?? NO_STATE;
  if (content === undefined && before.document === undefined) {
    throw new Error(`${documentId ?? 'A new page'} does not exist and cannot be deleted`);
  }
  if (page !== undefined && page.kind !== kind) {
    throw new Error(`${page.documentId} is of kind ${page.kind}, not ${kind}`);
  }
  const document = content === undefined ? undefined : readStored(kind, content);
  if (documentId !== undefined && document !== undefined && document.id !== documentId) {
    throw new Error(`The content for ${documentId} is that of ${document.id}`);
  }
  return { change, page, before, after: pageState(shareStatements(before.document, document)) };
}

/** In a page without an id so far, the unsaved id gives way to the real one. */
function named(
  state: PageState,
  { documentId, content }: DocumentChange,
  id: string,
): { content: string | undefined; state: PageState } {
  if (documentId !== undefined || state.document === undefined) return { content, state };
  const document = withSavedId(state.document, id);
  return { content: writeStored(document), state: pageState(document) };
}

function releases(prepared: readonly PreparedChange[], documentId: string, text: string): boolean {
  return prepared.some(
    ({ change, after }) => change.documentId === documentId && !after.keys.has(text),
  );
}

/** The number in an id that the store may allot; 0 for a title. */
function numberOf(kind: DocumentKind, documentId: string): number {
  const { prefix, numbered } = documentKind(kind);
  return numbered ? Number(documentId.slice(prefix.length)) : 0;
}
