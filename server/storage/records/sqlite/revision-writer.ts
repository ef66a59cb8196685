/** Appends to the log, and keeps each page's row in step. Runs inside the writer's transaction. */
import type { DocumentKind } from '../../../../schema/model/documents/kinds.ts';
import { editGroupOf } from '../../../../schema/model/edit-group.ts';
import type { Database, Statement } from '../../sqlite/database.ts';
import type { Author } from '../commit.ts';
import {
  authorDigest,
  contentDigest,
  logDigest,
  newSalts,
  NO_DIGEST,
  revisionDigest,
  summaryDigest,
} from '../hash-chain.ts';
import type { Digest, SummaryPart } from '../hash-chain.ts';
import type { Contents } from './contents.ts';
import { groupMark, tagMark } from './history-lists.ts';
import type { Revisions } from './revisions.ts';

/** Where the log ends. */
export interface LogHead {
  readonly sequence: number;
  readonly timeSeconds: number;
  readonly logHash: Digest;
}

export interface NewRevision extends SummaryPart {
  readonly page: number;
  readonly documentId: string;
  /** The page's newest revision; `undefined` for a new page. */
  readonly parent: { readonly revision: number; readonly hash: Digest } | undefined;
  readonly content: string | undefined;
  readonly author: Author;
}

export interface PageChange {
  readonly page: number;
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly revision: number;
  readonly deleted: boolean;
  readonly siteLinks: number;
  readonly statements: number;
}

export class RevisionWriter {
  readonly #revisions: Revisions;
  readonly #contents: Contents;
  readonly #insert: Statement;
  readonly #insertMark: Statement;
  readonly #lastPage: Statement;
  readonly #insertPage: Statement;
  readonly #updatePage: Statement;
  readonly #nextNumber: Statement;
  readonly #changeKind: Statement;
  #head: LogHead | undefined;

  constructor(db: Database, revisions: Revisions, contents: Contents) {
    this.#revisions = revisions;
    this.#contents = contents;
    this.#insert = db.prepare(
      `INSERT INTO revision (revision, page, parent, time, deletes, size_bytes, user_id, user_name,
         bot, summary, tags, minor, author_salt, summary_salt, revision_hash, log_hash, patrolled)
       VALUES (${Array(17).fill('?').join(', ')})`,
    );
    this.#insertMark = db.prepare('INSERT OR IGNORE INTO revision_mark VALUES (?, ?)');
    this.#lastPage = db.prepare('SELECT max(page) FROM page').pluck();
    this.#insertPage = db.prepare('INSERT INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    this.#updatePage = db.prepare(
      'UPDATE page SET latest = ?, deleted = ?, site_links = ?, statements = ? WHERE page = ?',
    );
    this.#nextNumber = db.prepare('SELECT next_number FROM kind_state WHERE kind = ?').pluck();
    this.#changeKind = db.prepare(
      `INSERT INTO kind_state VALUES (?, ?, ?) ON CONFLICT (kind) DO UPDATE SET
         next_number = max(next_number, excluded.next_number), pages = pages + excluded.pages`,
    );
  }

  head(): LogHead {
    this.#head ??= this.#storedHead();
    return this.#head;
  }

  /** Before a transaction, and after one went back: what is stored counts. */
  forget(): void {
    this.#head = undefined;
    this.#contents.forget();
  }

  nextPage(): number {
    return ((this.#lastPage.get() as number | null) ?? 0) + 1;
  }

  /** The first number of this kind that no page ever had. */
  nextNumber(kind: DocumentKind): number {
    return (this.#nextNumber.get(kind) as number | undefined) ?? 1;
  }

  /** Returns the hash of the revision, whose number is the new head's sequence. */
  append(revision: NewRevision, timeSeconds: number): Digest {
    const { parent, author, content, summary, tags, minor } = revision;
    const head = this.head();
    const sequence = head.sequence + 1;
    const [authorSalt, summarySalt] = newSalts();
    const hash = revisionDigest({
      parent: parent?.hash ?? NO_DIGEST,
      content: contentDigest(content),
      author: authorDigest(authorSalt, author),
      summary: summaryDigest(summarySalt, revision),
      timeSeconds,
    });
    const logHash = logDigest(head.logHash, sequence, revision.documentId, hash);
    this.#insert.run(
      sequence,
      revision.page,
      parent?.revision ?? 0,
      timeSeconds,
      content === undefined ? 1 : 0,
      content === undefined ? 0 : Buffer.byteLength(content),
      author.userId,
      author.name,
      author.bot ? 1 : 0,
      summary,
      JSON.stringify(tags),
      minor ? 1 : 0,
      authorSalt,
      summarySalt,
      hash,
      logHash,
      author.trusted === true ? 1 : 0,
    );
    this.#mark(sequence, revision);
    if (content !== undefined) this.#contents.write(sequence, content, parent?.revision);
    this.#head = { sequence, timeSeconds, logHash };
    return hash;
  }

  #mark(sequence: number, { summary, tags }: SummaryPart): void {
    const group = editGroupOf(summary);
    const marks = [...tags.map(tagMark), ...(group === undefined ? [] : [groupMark(group)])];
    for (const mark of marks) this.#insertMark.run(mark, sequence);
  }

  createPage(change: PageChange, number: number): void {
    const { page, documentId, kind, revision, siteLinks, statements } = change;
    this.#insertPage.run(page, documentId, kind, revision, revision, 0, siteLinks, statements);
    this.#changeKind.run(kind, number + 1, 1);
  }

  updatePage(change: PageChange, wasDeleted: boolean): void {
    const { page, kind, revision, deleted, siteLinks, statements } = change;
    this.#updatePage.run(revision, deleted ? 1 : 0, siteLinks, statements, page);
    if (deleted !== wasDeleted) this.#changeKind.run(kind, 0, deleted ? -1 : 1);
  }

  #storedHead(): LogHead {
    const row = this.#revisions.head();
    if (row === undefined) return { sequence: 0, timeSeconds: 0, logHash: NO_DIGEST };
    return { sequence: row.revision, timeSeconds: row.time, logHash: row.log_hash };
  }
}
