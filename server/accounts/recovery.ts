/** Getting an account back: an administrator makes a link that is good once, for a day. */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Result } from '../../schema/failures.ts';
import type { CredentialReads, CredentialWrites } from '../storage/records/credentials.ts';
import type { RecordStore, User } from '../storage/records/record-store.ts';
import { hashPassword } from './passwords.ts';
import { hashOf, newSecret } from './secrets.ts';

const LINK_MS = 24 * 60 * 60 * 1000;

export const RECOVERY_PATH = '/wiki/Special:PasswordReset';

/** The path of the page where a new password is chosen; whoever has it has the account. */
export async function createRecoveryLink(
  { userId }: Pick<User, 'userId'>,
  credentials: Pick<CredentialWrites, 'createRecoveryLink'>,
  nowMs: number,
): Promise<string> {
  const token = newSecret('recovery');
  await credentials.createRecoveryLink({
    tokenHash: hashOf(token),
    userId,
    expiresMs: nowMs + LINK_MS,
  });
  return `${RECOVERY_PATH}?token=${token}`;
}

export function isRecoveryLink(
  token: string,
  records: Pick<CredentialReads, 'hasRecoveryLink'>,
): Promise<boolean> {
  return records.hasRecoveryLink(hashOf(token));
}

/** Sets the password, and ends all that the old one may have opened. */
export async function recoverAccount(
  token: string,
  password: string,
  {
    records,
    credentials,
  }: {
    readonly records: Pick<RecordStore, 'userById' | 'hasRecoveryLink'>;
    readonly credentials: Pick<CredentialWrites, 'recoverAccount'>;
  },
): Promise<Result<User>> {
  if (!(await isRecoveryLink(token, records))) return failed(failure('bad-recovery-link', {}));
  const passwordHash = await hashPassword(password);
  if (!passwordHash.ok) return passwordHash;
  const userId = await credentials.recoverAccount(hashOf(token), passwordHash.value);
  const user = userId === undefined ? undefined : await records.userById(userId);
  return user === undefined ? failed(failure('bad-recovery-link', {})) : ok(user);
}
