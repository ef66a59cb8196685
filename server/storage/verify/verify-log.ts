/** The log: gapless, in time's order, and each revision what both hash chains say it is. */
import {
  authorDigest,
  contentDigest,
  logDigest,
  NO_DIGEST,
  revisionDigest,
  summaryDigest,
} from '../records/hash-chain.ts';
import type { Digest } from '../records/hash-chain.ts';
import { Contents } from '../records/sqlite/contents.ts';
import type { Database, Statement } from '../sqlite/database.ts';
import type { Problem } from './problem.ts';

interface LogRow {
  readonly revision: number;
  readonly page: number;
  readonly document_id: string | null;
  readonly parent: number;
  readonly time: number;
  readonly deletes: number;
  readonly user_id: number;
  readonly user_name: string | null;
  readonly bot: number;
  readonly summary: string | null;
  readonly tags: string;
  readonly minor: number;
  readonly author_salt: Buffer | null;
  readonly summary_salt: Buffer | null;
  readonly content_hash: Buffer | null;
  readonly author_hash: Buffer | null;
  readonly summary_hash: Buffer | null;
  readonly revision_hash: Buffer;
  readonly log_hash: Buffer;
}

const ROWS_AT_A_TIME = 200;

export class LogVerifier {
  readonly #contents: Contents;
  readonly #rows: Statement;
  readonly #before: Statement;
  readonly #hash: Statement;

  constructor(db: Database) {
    this.#contents = new Contents(db);
    this.#rows = db.prepare(
      `SELECT r.*, p.document_id FROM revision r LEFT JOIN page p ON p.page = r.page
       WHERE r.revision > ? ORDER BY r.revision LIMIT ${ROWS_AT_A_TIME}`,
    );
    this.#before = db
      .prepare('SELECT coalesce(max(revision), 0) FROM revision WHERE page = ? AND revision < ?')
      .pluck();
    this.#hash = db.prepare('SELECT revision_hash FROM revision WHERE revision = ?').pluck();
  }

  *verify(): Iterable<Problem> {
    let before = { revision: 0, time: 0, log_hash: NO_DIGEST };
    for (;;) {
      const rows = this.#rows.all(before.revision) as LogRow[];
      for (const row of rows) {
        yield* this.#placeOf(row, before);
        yield* this.#hashesOf(row, before.log_hash);
        before = row;
      }
      if (rows.length < ROWS_AT_A_TIME) return;
    }
  }

  *#placeOf(row: LogRow, before: Pick<LogRow, 'revision' | 'time'>): Iterable<Problem> {
    const subject = nameOf(row);
    if (row.revision !== before.revision + 1) {
      const detail = `follows ${before.revision}`;
      yield { code: 'log-gap', subject, detail };
    }
    if (row.time < before.time) {
      yield { code: 'time-backwards', subject, detail: `${row.time} follows ${before.time}` };
    }
    const parent = this.#before.get(row.page, row.revision) as number;
    if (row.parent !== parent) {
      yield { code: 'wrong-parent', subject, detail: `${row.parent} instead of ${parent}` };
    }
  }

  *#hashesOf(row: LogRow, logHashBefore: Digest): Iterable<Problem> {
    const subject = nameOf(row);
    const content = this.#contentDigest(row);
    if (typeof content === 'string') {
      yield { code: 'content', subject, detail: content };
      return;
    }
    const hash = revisionDigest({
      parent: (this.#hash.get(row.parent) as Buffer | undefined) ?? NO_DIGEST,
      content,
      author: authorDigestOf(row),
      summary: summaryDigestOf(row),
      timeSeconds: row.time,
    });
    if (!hash.equals(row.revision_hash)) {
      yield { code: 'revision-hash', subject, detail: 'is not what was saved' };
    }
    const log = logDigest(logHashBefore, row.revision, row.document_id ?? '', row.revision_hash);
    if (!log.equals(row.log_hash)) {
      yield { code: 'log-hash', subject, detail: 'does not follow from the change before' };
    }
  }

  /** A text says what is wrong. */
  #contentDigest({ revision, deletes, content_hash }: LogRow): Digest | string {
    let content: string | undefined;
    try {
      content = this.#contents.read(revision);
    } catch (error) {
      return `cannot be unpacked: ${String(error)}`;
    }
    if (content_hash !== null || deletes === 1) {
      return content === undefined ? (content_hash ?? NO_DIGEST) : 'is there, but should not be';
    }
    return content === undefined ? 'is missing' : contentDigest(content);
  }
}

function nameOf({ revision, document_id }: LogRow): string {
  return `revision ${revision} of ${document_id ?? 'no page'}`;
}

function authorDigestOf(row: LogRow): Digest {
  if (row.author_hash !== null) return row.author_hash;
  const author = { userId: row.user_id, name: row.user_name ?? '', bot: row.bot === 1 };
  return authorDigest(row.author_salt ?? NO_DIGEST, author);
}

function summaryDigestOf(row: LogRow): Digest {
  if (row.summary_hash !== null) return row.summary_hash;
  const part = { summary: row.summary ?? '', tags: tagsOf(row), minor: row.minor === 1 };
  return summaryDigest(row.summary_salt ?? NO_DIGEST, part);
}

/** A flipped bit may leave no JSON; then the hash will not fit either. */
function tagsOf({ tags }: LogRow): string[] {
  try {
    return JSON.parse(tags) as string[];
  } catch {
    return [tags];
  }
}
