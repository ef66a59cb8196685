/**
 * The two hash chains that make history verifiable, whole even after suppression.
 *
 *   revision hash   H(parent revision, H(content), H(salt, author), H(salt, summary), time)
 *   log hash        H(log hash before, sequence, document id, revision hash)
 *
 * H is SHA-256 over a tag and fixed-width fields. A suppressed part is erased with its salt; its
 * hash stays, so that the chains can still be computed and nobody can guess the part from it.
 */
import { hash, randomBytes } from 'node:crypto';

/** 32 bytes. */
export type Digest = Buffer;

/** The parent of a first revision, the log before the first change, the content of a deletion. */
export const NO_DIGEST: Digest = Buffer.alloc(32);

export interface AuthorPart {
  readonly userId: number;
  readonly name: string;
  readonly bot: boolean;
}

export interface SummaryPart {
  readonly summary: string;
  readonly tags: readonly string[];
  readonly minor: boolean;
}

export interface RevisionParts {
  readonly parent: Digest;
  readonly content: Digest;
  readonly author: Digest;
  readonly summary: Digest;
  readonly timeSeconds: number;
}

/** One for the author, one for the summary: each is erased without the other. */
export function newSalts(): [author: Buffer, summary: Buffer] {
  const bytes = randomBytes(32);
  return [bytes.subarray(0, 16), bytes.subarray(16)];
}

export function contentDigest(content: string | undefined): Digest {
  return content === undefined ? NO_DIGEST : digest('content', Buffer.from(content));
}

export function authorDigest(salt: Buffer, { userId, name, bot }: AuthorPart): Digest {
  return digest('author', salt, Buffer.from(JSON.stringify([userId, name, bot])));
}

export function summaryDigest(salt: Buffer, { summary, tags, minor }: SummaryPart): Digest {
  return digest('summary', salt, Buffer.from(JSON.stringify([summary, tags, minor])));
}

export function revisionDigest(parts: RevisionParts): Digest {
  const { parent, content, author, summary, timeSeconds } = parts;
  return digest('revision', parent, content, author, summary, uint64(timeSeconds));
}

export function logDigest(
  before: Digest,
  sequence: number,
  documentId: string,
  revision: Digest,
): Digest {
  return digest('log', before, uint64(sequence), revision, Buffer.from(documentId));
}

/** The tag keeps the digests of one role from passing as those of another. */
function digest(tag: string, ...fields: readonly Buffer[]): Digest {
  return hash('sha256', Buffer.concat([Buffer.from(`sabir ${tag}\0`), ...fields]), 'buffer');
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}
