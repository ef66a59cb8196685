/** Rows of the log as SQL gives them, and what the port makes of them. */
import type { DocumentKind } from '../../../../schema/model/documents/kinds.ts';
import type { RevisionInfo } from '../record-store.ts';

export interface PageRow {
  readonly page: number;
  readonly document_id: string;
  readonly kind: DocumentKind;
  readonly created: number;
  readonly latest: number;
  readonly deleted: number;
  readonly site_links: number;
  readonly statements: number;
}

export interface RevisionRow {
  readonly revision: number;
  readonly page: number;
  readonly document_id: string;
  readonly kind: DocumentKind;
  readonly parent: number;
  readonly time: number;
  readonly deletes: number;
  readonly size_bytes: number;
  readonly user_id: number;
  readonly user_name: string | null;
  readonly bot: number;
  readonly summary: string | null;
  readonly tags: string;
  readonly minor: number;
  readonly content_suppressed: number;
  readonly patrolled: number;
  readonly is_latest: number;
  readonly revision_hash: Buffer;
  readonly log_hash: Buffer;
}

/** For `FROM revision r JOIN page p`. */
export const REVISION_COLUMNS = `
  r.revision, r.page, p.document_id, p.kind, r.parent, r.time, r.deletes, r.size_bytes,
  r.user_id, r.user_name, r.bot, r.summary, coalesce(r.tags_now, r.tags) AS tags, r.minor,
  r.content_hash IS NOT NULL AS content_suppressed, r.patrolled,
  p.latest = r.revision AS is_latest, r.revision_hash, r.log_hash`;

const PATROL = ['unpatrolled', 'autopatrolled', 'patrolled'] as const;

export function revisionInfo(row: RevisionRow): RevisionInfo {
  return {
    revisionId: row.revision,
    documentId: row.document_id,
    pageId: row.page,
    kind: row.kind,
    parentRevisionId: row.parent,
    timestamp: timestampOf(row.time),
    userId: row.user_id,
    userName: row.user_name ?? undefined,
    summary: row.summary ?? undefined,
    tags: row.tags === '[]' ? [] : (JSON.parse(row.tags) as string[]),
    minor: row.minor === 1,
    bot: row.bot === 1,
    sizeBytes: row.size_bytes,
    deletes: row.deletes === 1,
    contentSuppressed: row.content_suppressed === 1,
    latest: row.is_latest === 1,
    patrol: PATROL[row.patrolled] ?? 'unpatrolled',
    revisionHash: row.revision_hash.toString('hex'),
    logHash: row.log_hash.toString('hex'),
  };
}

/** The inverse of `timestampOf`. */
export function secondsOf(timestamp: string): number {
  return Math.floor(Date.parse(timestamp) / 1000);
}

/** ISO 8601, whole seconds. */
export function timestampOf(timeSeconds: number): string {
  return `${new Date(timeSeconds * 1000).toISOString().slice(0, 19)}Z`;
}
