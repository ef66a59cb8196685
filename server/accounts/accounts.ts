/** Making accounts, and finding out whose password this is. */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Result } from '../../schema/failures.ts';
import type { AccountWrites, RecordStore, User } from '../storage/records/record-store.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import type { ExplicitGroup } from './groups.ts';
import { lookalikes, readUserName } from './user-names.ts';

export interface AccountStore {
  readonly records: Pick<RecordStore, 'userByName'>;
  readonly accounts: Pick<AccountWrites, 'createUser' | 'setPassword'>;
}

export interface NewAccount {
  readonly name: string;
  /** Without one nobody can log in: the accounts under which the wiki itself edits. */
  readonly password?: string;
  readonly groups?: readonly ExplicitGroup[];
}

export async function createAccount(
  { name: text, password, groups = [] }: NewAccount,
  store: AccountStore,
): Promise<Result<User>> {
  const name = readUserName(text);
  if (!name.ok) return name;
  for (const other of lookalikes(name.value)) {
    const [first = '', ...rest] = other;
    const twin = await store.records.userByName(first.toUpperCase() + rest.join(''));
    if (twin !== undefined) {
      return failed(
        failure('bad-user-name', { name: name.value, reason: 'looks-like-another' }, '/name'),
      );
    }
  }
  const passwordHash = password === undefined ? ok(undefined) : await hashPassword(password);
  if (!passwordHash.ok) return passwordHash;
  const user = await store.accounts.createUser({
    name: name.value,
    passwordHash: passwordHash.value,
    groups,
  });
  return user === undefined
    ? failed(failure('user-exists', { name: name.value }, '/name'))
    : ok(user);
}

/** Neither the answer nor its time tells a wrong password from an unknown name. */
export async function authenticate(
  text: string,
  password: string,
  records: Pick<RecordStore, 'userByName'>,
): Promise<Result<User>> {
  const name = readUserName(text);
  const user = name.ok ? await records.userByName(name.value) : undefined;
  const matches = await verifyPassword(user?.passwordHash, password);
  return user !== undefined && matches ? ok(user) : failed(failure('bad-credentials', {}));
}

export async function changePassword(
  user: Pick<User, 'userId'>,
  password: string,
  accounts: AccountStore['accounts'],
): Promise<Result<undefined>> {
  const passwordHash = await hashPassword(password);
  if (!passwordHash.ok) return passwordHash;
  await accounts.setPassword(user.userId, passwordHash.value);
  return ok(undefined);
}
