/** What the command line may ask of a running server. */
import { failed, failure, type Result } from '../../schema/failures.ts';
import { createAccount } from '../accounts/accounts.ts';
import { isExplicitGroup } from '../accounts/groups.ts';
import type { Wiki } from '../wiki.ts';
import type { ControlRequest } from './control-socket.ts';

export async function answerControl(
  { command, arguments: args }: ControlRequest,
  { storage }: Pick<Wiki, 'storage'>,
): Promise<Result<unknown>> {
  if (command !== 'user add') return failed(failure('not-found', { what: command }));
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
