/**
 * Accounts that the wiki makes for people who edit without one, so that their address stays private.
 *
 * Who keeps the cookie keeps the account, for as long as its session lives.
 */
import { failed, ok } from '../../schema/failures.ts';
import type { Result } from '../../schema/failures.ts';
import type { BlockReads } from '../storage/records/blocks.ts';
import type { User } from '../storage/records/record-store.ts';
import type { UserWrites } from '../storage/records/users.ts';
import type { RateLimits } from './rate-limits.ts';
import { blockAgainstNewAccount } from './standing.ts';

export interface TemporaryAccountStore {
  readonly records: BlockReads;
  readonly moderation: Pick<UserWrites, 'createTemporaryUser'>;
  readonly limits: RateLimits;
}

export async function createTemporaryAccount(
  address: string,
  { records, moderation, limits }: TemporaryAccountStore,
): Promise<Result<User>> {
  const nobody = { userId: 0, name: address, groups: [] };
  const refused =
    (await blockAgainstNewAccount(nobody, records)) ?? (await limits.takeTemporaryAccount(address));
  return refused === undefined ? ok(await moderation.createTemporaryUser()) : failed(refused);
}
