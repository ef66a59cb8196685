/** Bot passwords: one for each program, used as `Name@label`, with grants and an end of its own. */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Result } from '../../schema/failures.ts';
import type { CredentialReads, CredentialWrites } from '../storage/records/credentials.ts';
import type { RecordStore, User } from '../storage/records/record-store.ts';
import { findUser } from './accounts.ts';
import { readGrants } from './grants.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import type { RateLimits } from './rate-limits.ts';
import { newSecret } from './secrets.ts';

const MOST_BOT_PASSWORDS = 100;
const LABEL = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} ._-]{0,49}$/u;

interface NewBotPassword {
  readonly userId: number;
  readonly label: string;
  readonly grants: readonly string[];
  /** Chosen by us where there is none. */
  readonly password?: string;
}

interface BotPasswordStore {
  readonly records: Pick<CredentialReads, 'botPasswords'>;
  readonly credentials: Pick<CredentialWrites, 'createBotPassword'>;
}

/** The password, which is shown now and never again. */
export async function createBotPassword(
  { userId, label: text, grants: names, password = newSecret('bot') }: NewBotPassword,
  { records, credentials }: BotPasswordStore,
): Promise<Result<string>> {
  const label = text.toWellFormed().normalize('NFC').trim();
  if (!LABEL.test(label)) return failed(failure('bad-label', { value: label.slice(0, 100) }));
  const grants = readGrants(names);
  if (!grants.ok) return grants;
  if ((await records.botPasswords(userId)).length >= MOST_BOT_PASSWORDS) {
    return failed(failure('too-many', { field: 'bot passwords', limit: MOST_BOT_PASSWORDS }));
  }
  const passwordHash = await hashPassword(password);
  if (!passwordHash.ok) return passwordHash;
  const made = await credentials.createBotPassword({
    userId,
    label,
    passwordHash: passwordHash.value,
    grants: grants.value,
  });
  return made ? ok(password) : failed(failure('label-in-use', { label }));
}

export interface BotLogIn {
  readonly name: string;
  readonly label: string;
  readonly password: string;
}

/**
 * `Name@label` with the password, or, for programs whose field for names takes no `@`, the name with
 * `label@password`. `undefined` for what can only be an account's own password.
 */
export function readBotLogIn(name: string, password: string): BotLogIn | undefined {
  const at = name.lastIndexOf('@');
  if (at > 0) return { name: name.slice(0, at), label: name.slice(at + 1), password };
  const [, label, rest] = /^(.+)@([\da-z_]{32,})$/.exec(password) ?? [];
  return label === undefined || rest === undefined ? undefined : { name, label, password: rest };
}

/** Counted and timed like an attempt with the account's own password. */
export async function attemptBotLogIn(
  { name, label, password }: BotLogIn,
  address: string,
  {
    records,
    limits,
  }: {
    readonly records: Pick<RecordStore, 'userByName' | 'botPassword'>;
    readonly limits: RateLimits;
  },
): Promise<Result<User>> {
  const user = await findUser(name, records);
  const tooMany = await limits.takeGuess(user?.name ?? name.slice(0, 100), address);
  if (tooMany !== undefined) return failed(tooMany);
  const known =
    user === undefined
      ? undefined
      : await records.botPassword(user.userId, label.normalize('NFC').trim());
  const matches = await verifyPassword(known?.passwordHash, password);
  if (!matches.ok) return matches;
  return user !== undefined && matches.value ? ok(user) : failed(failure('bad-credentials', {}));
}
