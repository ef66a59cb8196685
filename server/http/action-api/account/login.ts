/** `login`, `clientlogin` and `logout`. */
import { attemptLogIn } from '../../../accounts/accounts.ts';
import { failureText } from '../../../../client/view/failure-view.ts';
import type { Failure } from '../../../../schema/failures.ts';
import { failure } from '../../../../schema/failures.ts';
import { isLoginToken, logIn, loginToken, logOut } from '../../request/visitor.ts';
import { ApiError, defineModule } from '../module.ts';
import type { ApiRequest } from '../request.ts';

export const loginModule = defineModule({
  name: 'login',
  mustBePosted: true,
  parameters: {
    lgname: { type: 'string' },
    lgpassword: { type: 'string', secret: true },
    lgtoken: { type: 'string', secret: true },
  },
  async run({ lgname, lgpassword, lgtoken }, request) {
    const { c, services } = request;
    if (lgtoken === undefined) {
      return { login: { result: 'NeedToken', token: loginToken(c, services) } };
    }
    if (!isLoginToken(c, lgtoken)) return { login: { result: 'WrongToken' } };
    const user = await loggedIn(request, lgname, lgpassword);
    if (!user.ok) return { login: { result: 'Failed', reason: reasonOf(user.failures, request) } };
    const { userId, name } = user.value;
    return { login: { result: 'Success', lguserid: userId, lgusername: name } };
  },
});

export const clientLoginModule = defineModule({
  name: 'clientlogin',
  mustBePosted: true,
  parameters: {
    username: { type: 'string' },
    password: { type: 'string', secret: true },
    logintoken: { type: 'string', required: true, secret: true },
    loginreturnurl: { type: 'string' },
    logincontinue: { type: 'boolean' },
  },
  async run({ username, password, logintoken }, request) {
    if (!isLoginToken(request.c, logintoken)) {
      return new ApiError('badtoken', [failure('bad-token', {})]);
    }
    const user = await loggedIn(request, username, password);
    if (user.ok) return { clientlogin: { status: 'PASS', username: user.value.name } };
    const message = reasonOf(user.failures, request);
    return { clientlogin: { status: 'FAIL', message, messagecode: 'wrongpassword' } };
  },
});

export const logoutModule = defineModule({
  name: 'logout',
  mustBePosted: true,
  token: 'csrf',
  parameters: {},
  async run(_values, { c, services }) {
    await logOut(c, services);
    return {};
  },
});

async function loggedIn({ c, services, visitor }: ApiRequest, name = '', password = '') {
  const { storage, limits } = services.edit;
  const store = { records: storage.records, limits };
  const user = await attemptLogIn(name, password, visitor.address, store);
  if (user.ok) await logIn(c, user.value, services);
  return user;
}

function reasonOf(failures: readonly Failure[], { messages }: ApiRequest): string {
  return failures.map((each) => failureText(each, messages)).join(' ');
}
