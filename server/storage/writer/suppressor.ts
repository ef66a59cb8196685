/**
 * Erases parts of revisions and of entries of the log. Of a revision: the text with its salt, what was packed with it as a dictionary, and
 * the triples that only suppressed contents said. The hashes of the parts stay, so that both chains
 * still verify.
 */
import { editGroupOf } from '../../../schema/model/edit-group.ts';
import { parseSummary } from '../../../schema/model/edit-summary.ts';
import { readStored } from '../../../schema/model/stored-json.ts';
import { indexQuads } from '../../rdf/munge.ts';
import type { RdfTerm } from '../../rdf/term.ts';
import { authorDigest, contentDigest, summaryDigest } from '../records/hash-chain.ts';
import { groupMark } from '../records/sqlite/history-lists.ts';
import { timestampOf } from '../records/sqlite/rows.ts';
import type { RevisionRow } from '../records/sqlite/rows.ts';
import type {
  EventSuppression,
  SuppressibleEventPart,
  Suppression,
  SuppressionOutcome,
} from '../records/suppression.ts';
import type { Statement } from '../sqlite/database.ts';
import type { WriterParts } from './writer-parts.ts';

/** What the hashes of author and summary were made with. */
interface Salts {
  readonly author: Buffer | null;
  readonly summary: Buffer | null;
  /** As saved, not as they are by now. */
  readonly tags: string;
}

export class Suppressor {
  readonly #parts: WriterParts;
  readonly #nowSeconds: () => number;
  readonly #salts: Statement;
  readonly #hideContent: Statement;
  readonly #hideAuthor: Statement;
  readonly #hideSummary: Statement;
  readonly #hideLogAuthor: Statement;
  readonly #hideLogComment: Statement;
  readonly #revisionOfEvent: Statement;
  readonly #hideEvent: Readonly<Record<SuppressibleEventPart, Statement>>;
  readonly #deleteMark: Statement;
  readonly #laterReverts: Statement;
  readonly #forgetCommit: Statement;
  readonly #firstHidden: Statement;
  readonly #nextVisible: Statement;

  constructor(parts: WriterParts, nowMs: () => number) {
    const { db } = parts;
    this.#parts = parts;
    this.#nowSeconds = () => Math.floor(nowMs() / 1000);
    this.#salts = db.prepare(
      'SELECT author_salt AS author, summary_salt AS summary, tags FROM revision WHERE revision = ?',
    );
    this.#hideContent = db.prepare('UPDATE revision SET content_hash = ? WHERE revision = ?');
    this.#hideAuthor = db.prepare(
      `UPDATE revision SET author_hash = ?, author_salt = NULL, user_name = NULL, user_id = 0
       WHERE revision = ?`,
    );
    this.#hideSummary = db.prepare(
      'UPDATE revision SET summary_hash = ?, summary_salt = NULL, summary = NULL WHERE revision = ?',
    );
    this.#hideLogAuthor = db.prepare(
      'UPDATE log_event SET user_id = 0, user_name = NULL WHERE revision = ?',
    );
    this.#hideLogComment = db.prepare('UPDATE log_event SET comment = NULL WHERE revision = ?');
    this.#revisionOfEvent = db.prepare('SELECT revision FROM log_event WHERE log_id = ?');
    const hide = (columns: string) =>
      db.prepare(`UPDATE log_event SET ${columns} WHERE log_id = ?`);
    this.#hideEvent = {
      target: hide("target = '', is_page = 0, params = '{}'"),
      author: hide('user_id = 0, user_name = NULL'),
      comment: hide('comment = NULL'),
    };
    this.#deleteMark = db.prepare('DELETE FROM revision_mark WHERE mark = ? AND revision = ?');
    this.#laterReverts = db.prepare(
      `SELECT revision, summary FROM revision WHERE page = ? AND revision > ?
       AND (summary LIKE '/* undo:%' OR summary LIKE '/* restore:%'
         OR summary LIKE '/* rollback:%' OR summary LIKE '/* revert-batch:%')`,
    );
    this.#forgetCommit = db.prepare(
      `DELETE FROM idempotency
       WHERE EXISTS (SELECT 1 FROM json_each(idempotency.revisions) WHERE value = ?)`,
    );
    this.#firstHidden = db
      .prepare(
        `SELECT min(revision) FROM revision WHERE page = @page AND revision > (
           SELECT coalesce(max(revision), 0) FROM revision
           WHERE page = @page AND revision < @revision AND content_hash IS NULL)`,
      )
      .pluck();
    this.#nextVisible = db
      .prepare(
        `SELECT min(revision) FROM revision
         WHERE page = @page AND revision > @revision AND content_hash IS NULL`,
      )
      .pluck();
  }

  suppress(suppression: Suppression | EventSuppression): SuppressionOutcome {
    // Erased bytes are overwritten, not only given up.
    this.#parts.db.pragma('secure_delete = on');
    try {
      const done =
        'logId' in suppression
          ? this.#suppressEvent(suppression)
          : this.#suppressRevision(suppression);
      const { logEvent } = suppression;
      if (done.outcome === 'suppressed' && logEvent !== undefined) {
        this.#parts.logEvents.add(logEvent, this.#nowSeconds());
      }
      return done;
    } finally {
      this.#parts.db.pragma('secure_delete = fast');
    }
  }

  #suppressEvent({ logId, parts }: EventSuppression): SuppressionOutcome {
    const row = this.#revisionOfEvent.get(logId) as { revision: number | null } | undefined;
    if (row === undefined) return { outcome: 'unknown-event' };
    for (const part of parts) this.#hideEvent[part].run(logId);
    const revision = row.revision === null ? undefined : this.#parts.revisions.one(row.revision);
    if (revision !== undefined && parts.includes('author')) this.#suppressAuthor(revision);
    if (revision !== undefined && parts.includes('comment')) this.#suppressSummary(revision);
    return { outcome: 'suppressed' };
  }

  #suppressRevision({ revisionId, parts }: Suppression): SuppressionOutcome {
    const row = this.#parts.revisions.one(revisionId);
    if (row === undefined) return { outcome: 'unknown-revision' };
    const content = parts.includes('content') ? this.#contentOf(row) : undefined;
    if (content !== undefined && this.#isCurrent(row)) return { outcome: 'current-content' };
    if (content !== undefined) this.#suppressContent(row, content);
    if (parts.includes('author')) this.#suppressAuthor(row);
    if (parts.includes('summary')) this.#suppressSummary(row);
    return { outcome: 'suppressed' };
  }

  #contentOf({ revision, deletes, content_suppressed }: RevisionRow): string | undefined {
    if (deletes === 1 || content_suppressed === 1) return undefined;
    return this.#parts.contents.read(revision);
  }

  #isCurrent({ revision, document_id }: RevisionRow): boolean {
    return this.#parts.revisions.page(document_id)?.latest === revision;
  }

  #suppressContent(row: RevisionRow, content: string): void {
    this.#hideContent.run(contentDigest(content), row.revision);
    this.#parts.contents.erase(row.revision);
    // Between its visible neighbours the page showed suppressed contents only.
    const place = { page: row.page, revision: row.revision };
    const from = this.#firstHidden.get(place) as number;
    const until = this.#nextVisible.get(place) as number;
    this.#parts.index.purge(this.#subjectsOf(row, content), from, until);
  }

  #suppressAuthor({ page, revision, user_id, user_name, bot }: RevisionRow): void {
    const salt = this.#saltsOf(revision).author;
    if (salt === null || user_name === null) return;
    const hash = authorDigest(salt, { userId: user_id, name: user_name, bot: bot === 1 });
    this.#hideAuthor.run(hash, revision);
    this.#hideLogAuthor.run(revision);
    this.#forgetCommit.run(revision);
    this.#suppressMentions(page, revision, user_name);
  }

  /** Summaries that say whose revision was taken back: the name goes from them, and all with it. */
  #suppressMentions(page: number, revision: number, name: string): void {
    const later = this.#laterReverts.all(page, revision) as { revision: number; summary: string }[];
    for (const { revision: revert, summary } of later) {
      const row = mentions(summary, revision, name) ? this.#parts.revisions.one(revert) : undefined;
      if (row !== undefined) this.#suppressSummary(row);
    }
  }

  #suppressSummary({ revision, summary, minor }: RevisionRow): void {
    const { summary: salt, tags } = this.#saltsOf(revision);
    if (salt === null || summary === null) return;
    const part = { summary, tags: JSON.parse(tags) as string[], minor: minor === 1 };
    this.#hideSummary.run(summaryDigest(salt, part), revision);
    this.#hideLogComment.run(revision);
    const group = editGroupOf(summary);
    if (group !== undefined) this.#deleteMark.run(groupMark(group), revision);
  }

  #saltsOf(revision: number): Salts {
    return this.#salts.get(revision) as Salts;
  }

  /** All that the content says something about; what is said may have changed with the context. */
  #subjectsOf({ kind, revision, time }: RevisionRow, content: string): Set<RdfTerm> {
    const info = { revisionId: revision, timestamp: timestampOf(time) };
    const { own, shared } = indexQuads(readStored(kind, content), info, this.#parts.context);
    return new Set([...own.map(({ subject }) => subject), ...shared.keys()]);
  }
}

/** Whether the summary of a revert names the author of the revision. */
function mentions(summary: string, revision: number, name: string): boolean {
  const parsed = parseSummary(summary);
  const [first = '', ...others] = parsed?.args ?? [];
  switch (parsed?.key ?? '') {
    case 'undo':
    case 'restore':
      return first === String(revision);
    case 'rollback':
      return [first, ...others].includes(name);
    case 'revert-batch':
      return first.endsWith(` ${name}`);
    default:
      return false;
  }
}
