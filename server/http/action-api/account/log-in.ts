/** How the modules log somebody in, and tell why they did not. */
import { failureText } from '../../../../client/view/failure-view.ts';
import type { Failure, Result } from '../../../../schema/failures.ts';
import { attemptLogIn } from '../../../accounts/accounts.ts';
import { attemptBotLogIn, readBotLogIn } from '../../../accounts/bot-passwords.ts';
import type { User } from '../../../storage/records/record-store.ts';
import { logIn } from '../../request/visitor.ts';
import type { ApiRequest } from '../request.ts';

/** `bots`: whether a bot password will do as well. */
export async function logInBy(
  {
    name = '',
    password = '',
  }: { readonly name?: string | undefined; readonly password?: string | undefined },
  { bots }: { readonly bots: boolean },
  { c, services, visitor }: ApiRequest,
): Promise<Result<User>> {
  const { storage, limits } = services.edit;
  const store = { records: storage.records, limits };
  const bot = bots ? readBotLogIn(name, password) : undefined;
  const user =
    bot === undefined
      ? await attemptLogIn(name, password, visitor.address, store)
      : await attemptBotLogIn(bot, visitor.address, store);
  if (user.ok) await logIn(c, user.value, services, bot?.label.normalize('NFC').trim());
  return user;
}

export function reasonOf(failures: readonly Failure[], { messages }: ApiRequest): string {
  return failures.map((each) => failureText(each, messages)).join(' ');
}
