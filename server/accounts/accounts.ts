/** Making accounts, and finding out whose password this is. */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Failure, Result } from '../../schema/failures.ts';
import type {
  AccountWrites,
  EndedAccess,
  RecordStore,
  User,
} from '../storage/records/record-store.ts';
import type { BlockReads } from '../storage/records/blocks.ts';
import { householdOf } from './addresses.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import type { ExplicitGroup } from './groups.ts';
import type { RateLimits } from './rate-limits.ts';
import { rightsOf } from './rights.ts';
import { blockAgainstNewAccount } from './standing.ts';
import type { Person } from './standing.ts';
import { readUserName } from './user-names.ts';

export interface AccountStore {
  readonly records: Pick<RecordStore, 'userByName'>;
  readonly accounts: Pick<AccountWrites, 'createUser' | 'setPassword'>;
}

interface RegistrationStore extends AccountStore {
  readonly records: AccountStore['records'] & BlockReads;
  readonly limits: RateLimits;
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
  const passwordHash = password === undefined ? ok(undefined) : await hashPassword(password);
  if (!passwordHash.ok) return passwordHash;
  const user = await store.accounts.createUser({
    name: name.value,
    passwordHash: passwordHash.value,
    groups,
  });
  return user === undefined ? failed(await takenName(name.value, store.records)) : ok(user);
}

async function takenName(name: string, records: AccountStore['records']): Promise<Failure> {
  return (await records.userByName(name)) === undefined
    ? failure('bad-user-name', { name, reason: 'looks-like-another' }, '/name')
    : failure('user-exists', { name }, '/name');
}

interface LogInStore {
  readonly records: Pick<RecordStore, 'userByName' | 'addressesOf'>;
  readonly limits: RateLimits;
}

/**
 * Somebody who comes from `address` tries to log in: how often they may is counted first. Neither the
 * answer nor its time tells a wrong password from an unknown name.
 */
export async function attemptLogIn(
  text: string,
  password: string,
  address: string,
  { records, limits }: LogInStore,
): Promise<Result<User>> {
  const read = readUserName(text);
  const name = read.ok ? read.value : text.slice(0, 100);
  const user = read.ok ? await records.userByName(name) : undefined;
  const isStranger = !(await hasBeenHere(user, address, records));
  const tooMany =
    (await limits.takeGuess(name, address)) ??
    (isStranger ? await limits.takeStrangersGuess(name) : undefined);
  if (tooMany !== undefined) return failed(tooMany);
  const matches = await verifyPassword(user?.passwordHash, password);
  if (!matches.ok) return matches;
  if (user === undefined || !matches.value) return failed(failure('bad-credentials', {}));
  if (isStranger) await limits.giveBackStrangersGuess(name);
  return ok(user);
}

async function hasBeenHere(
  user: User | undefined,
  address: string,
  records: LogInStore['records'],
): Promise<boolean> {
  // of nobody as well, for the same work
  const addresses = await records.addressesOf(user?.userId ?? 0);
  const household = householdOf(address);
  return addresses.some((each) => householdOf(each) === household);
}

/** Somebody makes an account: whether they may is asked first. */
export async function register(
  account: Pick<NewAccount, 'name'> & { readonly password: string },
  person: Person,
  { limits, ...store }: RegistrationStore,
): Promise<Result<User>> {
  const address = person.address ?? person.name;
  if (!rightsOf(person).has('createaccount')) {
    return failed(failure('permission-denied', { right: 'createaccount' }));
  }
  const refused =
    (await blockAgainstNewAccount(person, store.records)) ??
    (rightsOf(person).has('noratelimit') ? undefined : await limits.takeAccount(address));
  return refused === undefined ? createAccount(account, store) : failed(refused);
}

/** By a name as people write it: `bob_smith` is Bob smith. */
export async function findUser(
  text: string,
  records: Pick<RecordStore, 'userByName'>,
): Promise<User | undefined> {
  const name = readUserName(text);
  return records.userByName(name.ok ? name.value : text);
}

export async function changePassword(
  user: Pick<User, 'userId'>,
  password: string,
  accounts: AccountStore['accounts'],
  ends?: EndedAccess,
): Promise<Result<undefined>> {
  const passwordHash = await hashPassword(password);
  if (!passwordHash.ok) return passwordHash;
  await accounts.setPassword(user.userId, passwordHash.value, ends);
  return ok(undefined);
}
