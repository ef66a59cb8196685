/** Passwords: hashed with Argon2id, and never more than two at a time. */
import { hash, verify } from '@node-rs/argon2';
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Result } from '../../schema/failures.ts';

export const SHORTEST_PASSWORD = 8;

/** The library's default algorithm is Argon2id. */
const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/** A hash in PHC format, which says how it was made. */
export async function hashPassword(password: string): Promise<Result<string>> {
  if (Array.from(password).length < SHORTEST_PASSWORD) {
    return failed(failure('password-too-short', { limit: SHORTEST_PASSWORD }));
  }
  return inTurn(() => hash(password.normalize('NFC'), COST));
}

/** Where there is no hash the work is the same, so that the time tells nobody who has an account. */
export async function verifyPassword(
  passwordHash: string | undefined,
  password: string,
): Promise<Result<boolean>> {
  const text = password.normalize('NFC');
  if (passwordHash !== undefined) return inTurn(() => verify(passwordHash, text));
  const spent = await inTurn(() => hash(text, COST));
  return spent.ok ? ok(false) : spent;
}

/** Each hash takes 19 MiB and a processor: a flood of logins must leave room for reading. */
const HASHES_AT_ONCE = 2;
/** Whoever comes when so many wait already would wait for seconds: they are told at once. */
const LONGEST_QUEUE = 64;
const RETRY_AFTER_SECONDS = 2;
const waiting: (() => void)[] = [];
let running = 0;

async function inTurn<Value>(work: () => Promise<Value>): Promise<Result<Value>> {
  if (waiting.length >= LONGEST_QUEUE) {
    return failed(failure('rate-limited', { retryAfterSeconds: RETRY_AFTER_SECONDS }));
  }
  if (running >= HASHES_AT_ONCE) {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.push(resolve);
    await promise;
  } else {
    running++;
  }
  try {
    return ok(await work());
  } finally {
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  }
}
