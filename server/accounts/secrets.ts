/**
 * Secrets that we give out, and how we know them again: by their SHA-256, or, where a protocol
 * needs the secret itself, by deriving it from the server's key. None is ever stored.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a secret is for; part of it, so that scanners of leaked secrets know ours. */
type SecretKind = 'bot' | 'code' | 'access' | 'refresh' | 'consumer' | 'recovery';

/** `sabir_access_…`: 160 random bits. */
export function newSecret(kind: SecretKind): string {
  return `sabir_${kind}_${randomBytes(20).toString('hex')}`;
}

/** Fit for secrets that nobody can guess; passwords that people choose need Argon2. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares in constant time. */
export function isSameSecret(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((secret) => createHash('sha256').update(secret).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

/** Kept in the data folder beside the store: who has one of the two alone derives nothing. */
export type ServerKey = Buffer;

export function derivedSecret(key: ServerKey, purpose: string): string {
  return createHmac('sha256', key).update(purpose).digest('hex').slice(0, 40);
}
