/** What the command line may ask of a running server. */
import { failed, failure, ok, type Result } from '../../schema/failures.ts';
import { createAccount, findUser } from '../accounts/accounts.ts';
import { createRecoveryLink } from '../accounts/recovery.ts';
import { administratorGroups, isExplicitGroup } from '../accounts/groups.ts';
import { changeGroups, unblockUser } from '../accounts/moderation.ts';
import type { Person } from '../accounts/standing.ts';
import { wikiItself, type Wiki } from '../wiki.ts';
import type { ControlRequest } from './control-socket.ts';

export async function answerControl(
  { command, arguments: args }: ControlRequest,
  { storage, site }: Pick<Wiki, 'storage' | 'site'>,
  /** Where the wiki is reached, without a slash at the end. */
  baseUrl: string,
): Promise<Result<unknown>> {
  switch (command) {
    case 'user add':
      return addUser(args, storage);
    case 'user groups':
      return setUserGroups(args, { ...storage, site });
    case 'user unblock':
      return unblock(args, { ...storage, site });
    case 'user recover':
      return recoveryUrl(args, storage, baseUrl);
    default:
      return failed(failure('not-found', { what: command }));
  }
}

async function addUser(
  args: ControlRequest['arguments'],
  storage: Wiki['storage'],
): Promise<Result<unknown>> {
  const { name, password, groups } = args;
  const made = await createAccount(
    {
      name: String(name),
      ...(typeof password === 'string' ? { password } : {}),
      groups: Array.isArray(groups) ? groups.map(String).filter(isExplicitGroup) : [],
    },
    storage,
  );
  return made.ok ? { ok: true, value: made.value.name } : made;
}

/** The operator of the machine acts as the wiki itself, which may do all that administrators may. */
async function operator(storage: Wiki['storage']): Promise<Person> {
  const { userId, name } = await wikiItself(storage);
  return { userId, name, groups: administratorGroups };
}

async function unblock(
  { name }: ControlRequest['arguments'],
  storage: Wiki['storage'] & Pick<Wiki, 'site'>,
): Promise<Result<unknown>> {
  const lifted = await unblockUser(String(name), { reason: '' }, await operator(storage), storage);
  return lifted.ok ? ok(lifted.value.target) : lifted;
}

async function setUserGroups(
  { name, add, remove }: ControlRequest['arguments'],
  storage: Wiki['storage'] & Pick<Wiki, 'site'>,
): Promise<Result<unknown>> {
  const user = await findUser(String(name), storage.records);
  if (user === undefined) return failed(failure('unknown-user', { name: String(name) }));
  const changed = await changeGroups(
    user,
    { add: namesIn(add), remove: namesIn(remove), expires: new Map() },
    { reason: '' },
    await operator(storage),
    storage,
  );
  if (!changed.ok) return changed;
  const { groups } = (await storage.records.userById(user.userId)) ?? user;
  return ok({ name: user.name, groups });
}

async function recoveryUrl(
  { name }: ControlRequest['arguments'],
  storage: Wiki['storage'],
  baseUrl: string,
): Promise<Result<unknown>> {
  const user = await findUser(String(name), storage.records);
  if (user === undefined) return failed(failure('unknown-user', { name: String(name) }));
  return ok(baseUrl + (await createRecoveryLink(user, storage.credentials, Date.now())));
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
